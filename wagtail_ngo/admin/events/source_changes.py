"""“Changes at the source”: what imported events say there and here, decided field by field."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.permissions import page_permission_policy

from wagtail_ngo.admin.events.dates import EventView
from wagtail_ngo.admin.tool_pages import ToolPage
from wagtail_ngo.services.events import source_changes, sources
from wagtail_ngo.services.locks import AlreadyDecidedError

PAGE_SIZE = 50


def _editable(user):
    pages = page_permission_policy.instances_user_has_permission_for(user, "change")
    return source_changes.waiting().filter(pk__in=pages.order_by().values("pk"))


def _new(user):
    """Drafts from calendars that are kept in step, which nobody has looked at yet."""
    pages = page_permission_policy.instances_user_has_permission_for(user, "change")
    drafts = sources.new_drafts().filter(pk__in=pages.order_by().values("pk"))
    return drafts.select_related("source")


class SourceChangesView(ToolPage, TemplateView):
    """The events about which something is to be decided, and those that are new."""

    template_name = "wagtail_ngo/admin/source_changes.html"
    page_title = _("Changes at the source")
    header_icon = "resubmit"

    def dispatch(self, request, *args, **kwargs):
        if not page_permission_policy.user_has_any_permission(request.user, {"change"}):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        pages = Paginator(_editable(self.request.user), PAGE_SIZE)
        page = pages.get_page(self.request.GET.get("p"))
        rows = [
            {
                "event": event,
                "fields": sum(
                    conflict["name"] != source_changes.VANISHED for conflict in conflicts
                ),
                "is_gone": source_changes.is_gone(event),
            }
            for event in page
            for conflicts in [event.source_conflicts]
        ]
        drafts = Paginator(_new(self.request.user), PAGE_SIZE)
        return super().get_context_data(
            rows=rows,
            page_obj=page,
            drafts=drafts.get_page(self.request.GET.get("d")),
            draft_count=drafts.count,
            **kwargs,
        )


class SourceChangeView(EventView):
    """One event: each field before, at the source now, and here."""

    template_name = "wagtail_ngo/admin/source_change.html"
    page_title = _("Changes at the source")
    header_icon = "resubmit"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            comparisons=source_changes.comparisons(self.event),
            is_gone=source_changes.is_gone(self.event),
            vanished=source_changes.VANISHED,
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        lock = self.event.get_lock()
        if lock and lock.for_user(request.user):
            raise PermissionDenied
        names = [name for name in request.POST if name.startswith("field-")]
        chosen = {name.removeprefix("field-"): request.POST[name] for name in names}
        if "accept_all" in request.POST:
            chosen = {
                name: "keep" if name == source_changes.VANISHED else "accept" for name in chosen
            }
        if not {"accept", "keep"} & set(chosen.values()):
            messages.info(request, _("Nothing is decided yet; it goes on waiting."))
            return redirect("wagtail_ngo_source_changes")
        try:
            source_changes.decide(
                self.event,
                accepted=[name for name, answer in chosen.items() if answer == "accept"],
                kept=[name for name, answer in chosen.items() if answer == "keep"],
                user=request.user,
            )
        except AlreadyDecidedError:
            messages.warning(request, _("Nothing was changed: this was decided already."))
        except ValidationError as error:
            words = {"errors": " ".join(error.messages)}
            messages.error(request, _("Nothing was changed: %(errors)s") % words)
            return redirect("wagtail_ngo_source_change", self.event.pk)
        else:
            messages.success(
                request, _("Your decision is kept. What you accepted is in the event's draft.")
            )
        return redirect("wagtail_ngo_source_changes")


urlpatterns = [
    path("ngo/source-changes/", SourceChangesView.as_view(), name="wagtail_ngo_source_changes"),
    path(
        "ngo/source-changes/<int:pk>/",
        SourceChangeView.as_view(),
        name="wagtail_ngo_source_change",
    ),
]


class SourceChangesMenuItem(MenuItem):
    def is_shown(self, request):
        return _editable(request.user).exists() or _new(request.user).exists()


def source_changes_menu_item() -> MenuItem:
    url = reverse("wagtail_ngo_source_changes")
    return SourceChangesMenuItem(_("Changes at the source"), url, icon_name="resubmit", order=52)
