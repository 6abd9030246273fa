"""The page where a report is frozen or released, and says what changed since it was frozen."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.widgets import Button

from wagtail_ngo import tasks
from wagtail_ngo.admin.tool_pages import ToolPage
from wagtail_ngo.domain.reports.changes import ChangeKind
from wagtail_ngo.models import ActivityReportPage
from wagtail_ngo.services.reports import changes, files, freezing, words
from wagtail_ngo.services.reports.changes import ExplainedChange, FigureChange

URL_NAME = "wagtail_ngo_report_freeze"
#: What became of a record since the report was frozen.
KINDS = {
    ChangeKind.CAME: gettext_lazy("counts now"),
    ChangeKind.WENT: gettext_lazy("counts no longer"),
    ChangeKind.CHANGED: gettext_lazy("adds another number"),
}


def may_freeze(user, report: ActivityReportPage) -> bool:
    """Whoever may publish the report, or was given the permission and may edit it."""
    permissions = report.permissions_for_user(user)
    return permissions.can_publish() or (
        permissions.can_edit() and user.has_perm("wagtail_ngo.freeze_report")
    )


def _shown(change: FigureChange) -> dict:
    """One figure as the page shows it: old and new number, and the records that made the change."""
    return {
        "key": change.key,
        "label": change.key.label,
        "kept": words.number(change.kept),
        "now": words.number(change.now),
        "is_other_number": change.is_other_number,
        "rows": [_row(record) for record in change.records],
        "more": change.more,
    }


def _row(change: ExplainedChange) -> dict:
    before, after = map(words.amount, change.change.amounts)
    kind, record = change.change.kind, change.change.record
    return {
        "label": record.label,
        "day": record.day,
        "what": KINDS[kind],
        "before": before or ("–" if kind is ChangeKind.CAME else _("counted")),
        "after": after or ("–" if kind is ChangeKind.WENT else _("counts")),
        "reason": change.reason or "–",
    }


class FreezeView(ToolPage, TemplateView):
    template_name = "wagtail_ngo/admin/reports/freeze.html"
    page_title = gettext_lazy("Figures of the report")
    header_icon = "order"

    @cached_property
    def report(self) -> ActivityReportPage:
        return get_object_or_404(ActivityReportPage, pk=self.kwargs["pk"])

    def dispatch(self, request, *args, **kwargs):
        if not may_freeze(request.user, self.report):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return self.report.get_admin_display_title()

    def get_context_data(self, **kwargs):
        now = timezone.now()
        frozen = freezing.freeze_of(self.report)
        return super().get_context_data(
            report=self.report,
            frozen=frozen,
            changes=[
                _shown(change) for change in changes.changes_since_freezing(self.report, now=now)
            ],
            has_records=frozen is not None and changes.has_records(frozen),
            failures=files.failures(self.report),
            edit_url=reverse("wagtailadmin_pages:edit", args=[self.report.pk]),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        if "release" in request.POST:
            return self.release(request)
        freezing.freeze(self.report, user=request.user, now=timezone.now())
        tasks.queue_report_files(self.report)
        messages.success(request, _("The figures are kept as they are now."))
        return redirect(URL_NAME, self.report.pk)

    def release(self, request):
        reason = request.POST.get("reason", "").replace("\x00", "").strip()
        if not reason:
            messages.error(request, _("Say why the figures may change again; the log keeps it."))
            return redirect(URL_NAME, self.report.pk)
        if freezing.release(self.report, user=request.user, reason=reason[:500]):
            tasks.queue_report_files(self.report)
            messages.success(request, _("The report counts from the records again."))
        return redirect(URL_NAME, self.report.pk)


def header_buttons(page, user, next_url=None, view_name=None, **kwargs):
    """The way from the menu of a report."""
    if isinstance(page.specific_deferred, ActivityReportPage) and may_freeze(user, page):
        url = reverse(URL_NAME, args=[page.pk])
        yield Button(_("Freeze figures"), url, icon_name="order", priority=6)


def register_log_actions(actions) -> None:
    actions.register_action(
        "wagtail_ngo.freeze_report", gettext_lazy("Freeze figures"), gettext_lazy("Figures frozen")
    )
    actions.register_action(
        "wagtail_ngo.release_report",
        gettext_lazy("Release figures"),
        gettext_lazy("Figures released"),
    )


urlpatterns = [
    path("ngo/reports/<int:pk>/figures/", FreezeView.as_view(), name=URL_NAME),
]
