"""“This and the following dates”: the admin page on which a series goes on in another event."""

from __future__ import annotations

import datetime

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.widgets import AdminPageChooser

from wagtail_ngo.admin.events.dates import EventView
from wagtail_ngo.editing.date_widgets import HourInput
from wagtail_ngo.form_fields import HourField, RowField
from wagtail_ngo.models import EventPage, NGOPage, Venue
from wagtail_ngo.services.events import splitting
from wagtail_ngo.services.locks import AlreadyDecidedError


class SplitForm(forms.Form):
    """What is from the day on; filled with what the event says."""

    start_time = HourField(label=_("Time"), required=False, widget=HourInput)
    end_time = HourField(label=_("End time"), required=False, widget=HourInput)
    venue = RowField(Venue.objects.all(), label=_("Venue"), required=False)
    host = RowField(
        NGOPage.objects.all(),
        label=_("Host"),
        required=False,
        widget=AdminPageChooser(target_models=[NGOPage]),
        help_text=_("Empty: the hosts stay as they are."),
    )

    def __init__(self, *args, event: EventPage, **kwargs):
        initial = {name: getattr(event, name) for name in ("start_time", "end_time")}
        super().__init__(*args, initial=initial | {"venue": event.venue_id}, **kwargs)
        self.fields["venue"].empty_label = _("no venue")
        if event.schedule.is_whole_day:
            del self.fields["start_time"], self.fields["end_time"]
        else:
            self.fields["start_time"].required = True

    def wishes(self) -> splitting.Wishes:
        return splitting.Wishes(**self.cleaned_data)


class SplitView(EventView):
    """Says what becomes of which dates, asks what changes, and does it."""

    template_name = "wagtail_ngo/admin/event_split.html"
    page_title = _("This and the following dates")

    def dispatch(self, request, *args, **kwargs):
        try:
            self.day = datetime.date.fromisoformat(kwargs["day"])
        except ValueError as error:
            raise Http404("No such date.") from error
        return super().dispatch(request, *args, **kwargs)

    def problem(self) -> str:
        """Why it cannot be done here, in words; empty where it can."""
        try:
            splitting.check(EventPage.objects.get(pk=self.event.pk), self.day)
        except ValidationError as error:
            return error.messages[0]
        return ""

    def get_context_data(self, **kwargs):
        if not self.may_split():
            raise PermissionDenied
        stay, go, people = splitting.counts(self.event, self.day)
        return super().get_context_data(
            **{
                "form": SplitForm(event=self.event),
                "problem": self.problem(),
                "stay": stay,
                "go": go,
                "people": people,
            }
            | kwargs
            # Django passes the words of the address along, and they are called so as well.
            | {"day": self.day}
        )

    def post(self, request, *args, **kwargs):
        if not self.may_split():
            raise PermissionDenied
        form = SplitForm(request.POST, event=self.event)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            successor = splitting.split(self.event, self.day, form.wishes(), user=request.user)
        except AlreadyDecidedError:
            successor = splitting.successor_from(self.event, self.day)
            messages.warning(request, _("The series was split on this day already."))
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.render_to_response(self.get_context_data(form=form))
        else:
            text = _("The series goes on in this event. The one before ends on the day before.")
            messages.success(request, text)
        return redirect("wagtailadmin_pages:edit", successor.pk)


urlpatterns = [
    path(
        "ngo/events/<int:pk>/split/<str:day>/", SplitView.as_view(), name="wagtail_ngo_event_split"
    )
]
