"""Import of events in the admin: choose calendar files, or a folder of them, get drafts."""

from __future__ import annotations

from collections.abc import Iterator

from django import forms
from django.core.exceptions import PermissionDenied
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem

from wagtail_ngo.admin.tool_pages import ToolPage
from wagtail_ngo.form_fields import RowField
from wagtail_ngo.models import EventIndexPage
from wagtail_ngo.services.events import imports as event_imports
from wagtail_ngo.services.events.import_remarks import REFUSALS
from wagtail_ngo.services.events.imports import SUFFIXES


def calendars_for(user) -> list[EventIndexPage]:
    """Calendars to which this user may add events."""
    return [
        page
        for page in EventIndexPage.objects.all()
        if page.permissions_for_user(user).can_add_subpage()
    ]


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Some files; a list, perhaps an empty one."""

    def clean(self, data, initial=None):
        files = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(FilesField, self).clean(file, initial) for file in files if file]


class EventImportForm(forms.Form):
    calendar = RowField(EventIndexPage.objects.none(), label=_("Calendar"), empty_label=None)
    files = FilesField(
        label=_("Calendar files (.ics), or exports of a WordPress site (.xml)"),
        required=False,
        widget=FilesInput(attrs={"multiple": True, "accept": ".ics,.xml,text/calendar"}),
    )
    folder = FilesField(
        label=_("Or a folder with such files"),
        required=False,
        widget=FilesInput(attrs={"multiple": True, "webkitdirectory": True}),
    )

    def __init__(self, *args, calendars, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["calendar"].queryset = EventIndexPage.objects.filter(
            pk__in=[calendar.pk for calendar in calendars]
        )

    def clean(self):
        cleaned = super().clean()
        most = event_imports.limits()
        files = [*cleaned.get("files", []), *cleaned.get("folder", [])]
        cleaned["chosen"] = [file for file in files if file.name.lower().endswith(SUFFIXES)]
        if len(cleaned["chosen"]) > most["files"]:
            limit = {"limit": most["files"]}
            self.add_error("files", str(REFUSALS["files"] % limit))
        elif not cleaned["chosen"]:
            self.add_error("files", _("Choose at least one file whose name ends in .ics or .xml."))
        return cleaned

    def contents(self) -> Iterator[tuple[str, bytes]]:
        """Name and content of each file; one byte more than allowed of one that is too large."""
        most = event_imports.limits()["bytes"]
        for file in self.cleaned_data["chosen"]:
            yield file.name, file.read(most + 1)


class EventImportView(ToolPage, TemplateView):
    """The form; after it has been sent, what became of the files."""

    template_name = "wagtail_ngo/admin/event_import.html"
    page_title = _("Import events")
    header_icon = "download"

    def dispatch(self, request, *args, **kwargs):
        self.calendars = calendars_for(request.user)
        if not self.calendars:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", EventImportForm(calendars=self.calendars))
        return super().get_context_data(limits=event_imports.limits(), **kwargs)

    def post(self, request, *args, **kwargs):
        form = EventImportForm(request.POST, request.FILES, calendars=self.calendars)
        report = None
        if form.is_valid():
            report = event_imports.import_files(
                form.contents(),
                form.cleaned_data["calendar"],
                time_zone=timezone.get_default_timezone_name(),
                now=timezone.now(),
                user=request.user,
            )
        return self.render_to_response(self.get_context_data(form=form, report=report))


urlpatterns = [
    path("ngo/import-events/", EventImportView.as_view(), name="wagtail_ngo_event_import")
]


class EventImportMenuItem(MenuItem):
    def is_shown(self, request):
        return bool(calendars_for(request.user))


def event_import_menu_item() -> MenuItem:
    url = reverse("wagtail_ngo_event_import")
    return EventImportMenuItem(_("Import events"), url, icon_name="download", order=51)
