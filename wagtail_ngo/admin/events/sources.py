"""Calendars that are kept in step: where they are, what the last reading gave, what went wrong."""

from __future__ import annotations

from django.contrib.admin import display
from django.utils.translation import gettext_lazy as _

from wagtail_ngo.admin.safe_modeladmin import SafeIndexView, SafeInspectView, SafeModelAdmin
from wagtail_ngo.domain.events.ical_import_values import Remark
from wagtail_ngo.models import CalendarSource
from wagtail_ngo.services.events import sources
from wagtail_ngo.services.events.import_remarks import sentence

COUNTS = (
    ("created", _("new drafts")),
    ("updated", _("drafts renewed")),
    ("waiting", _("events with changes to decide")),
    ("vanished", _("events that are gone there")),
    ("unchanged", _("events as before")),
)


class SourceIndexView(SafeIndexView):
    """The listing, above it what keeps calendars from being fetched."""

    def get_context_data(self, **kwargs):
        hosts = sources.allowed_hosts()
        active = CalendarSource.objects.filter(is_active=True)
        missing = sorted({one.host for one in active} - hosts)
        return super().get_context_data(is_off=not hosts, missing_hosts=missing, **kwargs)


class SourceInspectView(SafeInspectView):
    """One source, what its last reading gave and what was not understood."""

    def get_context_data(self, **kwargs):
        source = self.instance
        return super().get_context_data(
            problem=sources.problem(source),
            counts=[(source.result.get(name, 0), label) for name, label in COUNTS],
            remarks=[
                (remark.title, sentence(remark))
                for remark in (Remark(*row) for row in source.result.get("remarks", []))
            ],
            **kwargs,
        )


class CalendarSourceAdmin(SafeModelAdmin):
    model = CalendarSource
    menu_label = _("Calendars kept in step")
    menu_icon = "resubmit"
    list_display = ("name", "organization", "calendar", "is_active", "read_at", "state")
    list_select_related = ("organization", "calendar")
    list_filter = ("is_active",)
    list_export = ("name", "url", "organization", "calendar", "is_active", "read_at")
    search_fields = ("name", "url")
    index_view_class = SourceIndexView
    index_template_name = "wagtail_ngo/admin/calendar_sources.html"
    inspect_view_enabled = True
    inspect_view_class = SourceInspectView
    inspect_view_fields = (
        "name",
        "url",
        "calendar",
        "organization",
        "is_active",
        "asked_at",
        "read_at",
        "failing_since",
    )
    inspect_template_name = "wagtail_ngo/admin/calendar_source.html"

    @display(description=_("Last attempt"))
    def state(self, source: CalendarSource) -> str:
        """What went wrong, else that all is well, in words."""
        if problem := sources.problem(source):
            return problem
        return str(_("all well")) if source.read_at else str(_("not read yet"))
