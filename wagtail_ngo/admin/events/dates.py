"""The dates of one event in the admin: who hosts which, and a last look before publishing."""

from __future__ import annotations

import calendar
import datetime

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminPageChooser
from wagtail.admin.widgets.button import Button

from wagtail_ngo import conf
from wagtail_ngo.admin.events.listings import venue_chooser
from wagtail_ngo.domain.events import written_days
from wagtail_ngo.form_fields import DayField, HourField, RowField
from wagtail_ngo.models import EventPage, NGOPage, Occurrence, Venue
from wagtail_ngo.services.events import dates as event_dates

SHOWN_DATES = 40
#: Months in which an editor may tick days.
SHOWN_MONTHS = 6
#: With more organizations than this a list to choose from gives way to the page chooser.
LISTED_HOSTS = 300
#: With more venues than this each date has a chooser: forty lists of them make a page of megabytes.
LISTED_VENUES = 60

ACTIONS = [
    (event_dates.TAKES_PLACE, _("takes place")),
    (event_dates.CANCELLED, _("cancelled")),
    (event_dates.REMOVED, _("left out")),
]


class DateForm(forms.Form):
    """One coming date. Without a host or venue of its own it has the event's."""

    action = forms.ChoiceField(label=_("Status"), choices=ACTIONS, required=False)
    host = RowField(NGOPage.objects.none(), label=_("Host"), required=False)
    venue = RowField(Venue.objects.all(), label=_("Venue"), required=False)
    note = forms.CharField(label=_("Note"), required=False, max_length=500)
    new_date = DayField(
        label=_("New date"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    start_time = HourField(
        label=_("New time"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    end_time = HourField(
        label=_("New end time"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    MOVING = ("new_date", "start_time", "end_time")

    def __init__(
        self, *args, date: event_dates.ComingDate, hosts: list, venues: list | None, **kwargs
    ):
        row = date.override
        initial = {"action": date.action}
        if row:
            initial |= {"host": row.host_id, "venue": row.venue_id, "note": row.note}
            initial |= {name: getattr(row, name) for name in self.MOVING}
        super().__init__(*args, initial=initial, prefix=f"date-{date.key.address}", **kwargs)
        self.date = date
        self.fields["host"].queryset = NGOPage.objects.all()
        if hosts:
            self.fields["host"].choices = [("", _("as for the whole event")), *hosts]
        else:
            self.fields["host"].widget = AdminPageChooser(target_models=[NGOPage])
        if venues is not None:
            self.fields["venue"].choices = [("", _("as for the whole event")), *venues]
        else:
            self.fields["venue"].widget = venue_chooser.widget_class()
        if date.is_extra:
            # The rule does not name it: an extra date that falls through is simply left out.
            self.fields["action"].choices = [ACTIONS[0], ACTIONS[2]]
        if date.is_left_out and date.people:
            choice = (event_dates.UNDECIDED, _("not decided"))
            self.fields["action"].choices = [choice, *ACTIONS[:2]]
        for field in self.fields.values():
            day = date.planned.start.strftime("%d.%m.%Y")
            field.widget.attrs["aria-label"] = f"{field.label}, {day}"

    def write(self, page: EventPage) -> None:
        values = self.cleaned_data
        event_dates.change_date(
            page,
            self.date,
            action=values["action"],
            host=values["host"],
            venue=values["venue"],
            note=values["note"],
            move=self._move(),
        )

    def _move(self) -> event_dates.Move | None:
        """The day and hours that were typed; None where nobody touched them."""
        is_sent = any(self.add_prefix(name) in self.data for name in self.MOVING)
        if not is_sent or not set(self.MOVING) & set(self.changed_data):
            return None
        return event_dates.Move(**{name: self.cleaned_data[name] for name in self.MOVING})

    @property
    def is_moved(self) -> bool:
        """Whether the date has a day or hours of its own, stored or just typed."""
        return any(self[name].value() for name in self.MOVING)


class AddDatesForm(forms.Form):
    """Several dates at once: pasted as text, ticked in a calendar, or both."""

    text = forms.CharField(
        label=_("Paste dates"),
        required=False,
        max_length=written_days.LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("E.g. “5, 12 i 19 maja 2027, 17–19”, or one date in each line."),
    )
    day = forms.TypedMultipleChoiceField(
        label=_("Or choose days"), required=False, coerce=datetime.date.fromisoformat
    )

    def __init__(self, *args, today: datetime.date, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.months = _months_from(today)
        self.fields["day"].choices = [
            (str(day), day)
            for _month, weeks in self.months
            for week in weeks
            for day in week
            if day
        ]
        self.ticked = set(self.data.getlist("day")) if self.is_bound else set()

    def clean(self):
        cleaned = super().clean()
        read = written_days.read_days(cleaned.get("text", ""), today=self.today)
        if read.unknown:
            text = _("Not understood: %(words)s.")
            self.add_error("text", text % {"words": "; ".join(read.unknown)})
        days = sorted({*read.days, *cleaned.get("day", ())})
        if not days and not self.errors:
            self.add_error("text", _("Give at least one date."))
        cleaned["found"] = {
            "days": days,
            "start_time": read.start_time,
            "end_time": read.end_time,
        }
        return cleaned


def _listed_venues() -> list[tuple[int, str]] | None:
    """Venues to choose from, asked for once for all dates; None where they are too many."""
    venues = [(venue.pk, str(venue)) for venue in Venue.objects.all()[: LISTED_VENUES + 1]]
    return venues if len(venues) <= LISTED_VENUES else None


def _months_from(today: datetime.date) -> list[tuple[datetime.date, list]]:
    """The first day and the weeks of this month and those that follow.

    In a week None stands for days that are over or of another month.
    """
    rows = []
    for number in range(SHOWN_MONTHS):
        year, month = divmod(12 * today.year + today.month - 1 + number, 12)
        weeks = calendar.Calendar().monthdatescalendar(year, month + 1)
        shown = [
            [day if day.month == month + 1 and day >= today else None for day in week]
            for week in weeks
        ]
        rows.append((datetime.date(year, month + 1, 1), [week for week in shown if any(week)]))
    return rows


def _listed(days: list[datetime.date]) -> str:
    return ", ".join(date_format(day, "j E Y") for day in days)


class EventView(WagtailAdminTemplateMixin, TemplateView):
    """A page of the admin about the draft of one event."""

    permission = "can_edit"
    header_icon = "date"

    def dispatch(self, request, *args, **kwargs):
        page = get_object_or_404(EventPage, pk=kwargs["pk"])
        self.permissions = page.permissions_for_user(request.user)
        if not getattr(self.permissions, self.permission)():
            raise PermissionDenied
        self.event = page.get_latest_revision_as_object()
        self.edit_url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return self.event.title

    def get_breadcrumbs_items(self):
        return [
            {"url": self.edit_url, "label": self.event.get_admin_display_title()},
            {"url": "", "label": self.get_page_title()},
        ]

    def may_split(self) -> bool:
        """A successor is a new page beside the event; it is published where the event is."""
        page = self.event
        parent = page.get_parent().permissions_for_user(self.request.user)
        may_publish = self.permissions.can_publish() and parent.can_publish_subpage()
        lock = page.get_lock()
        is_locked = lock is not None and lock.for_user(self.request.user)
        return parent.can_add_subpage() and (may_publish or not page.live) and not is_locked

    def get_context_data(self, **kwargs):
        context = {"event": self.event, "edit_url": self.edit_url}
        return super().get_context_data(**context | kwargs)


class DatesView(EventView):
    """Host, venue and status of each coming date, and who has not hosted yet."""

    template_name = "wagtail_ngo/admin/event_dates.html"
    page_title = _("Dates and hosts")

    def forms(self, data=None) -> list[DateForm]:
        now = timezone.now()
        self.dates = event_dates.coming_dates(self.event, now=now, limit=SHOWN_DATES)
        self.hosting = event_dates.hosting(self.event, self.dates, now=now)
        groups = [
            (
                _("Have not hosted yet"),
                [(organization.pk, organization.title) for organization in self.hosting.not_yet],
            ),
            (_("Have hosted"), [(row[0].pk, row[0].title) for row in self.hosting.have]),
        ]
        groups = [group for group in groups if group[1]]
        if sum(len(choices) for _label, choices in groups) > LISTED_HOSTS:
            groups = []
        venues = _listed_venues()
        return [DateForm(data, date=date, hosts=groups, venues=venues) for date in self.dates]

    def sent_forms(self, data) -> list[DateForm]:
        """Those of the dates that the sent page had: of a date that came into the table since, at
        midnight or by somebody else's hand, nothing was said.
        """
        return [
            form
            for form in self.forms(data)
            if any(form.add_prefix(name) in data for name in form.fields)
        ]

    def add(self, request):
        """Dates that were pasted or ticked, as a draft; the same page says what became of them."""
        form = AddDatesForm(request.POST, today=timezone.localdate())
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(add_form=form))
        added, known = event_dates.add_dates(self.event, **form.cleaned_data["found"])
        if added:
            self.event.save_revision(user=request.user, log_action=True)
            text = ngettext(
                "%(count)d date is added to the draft: %(days)s.",
                "%(count)d dates are added to the draft: %(days)s.",
                len(added),
            )
            messages.success(request, text % {"count": len(added), "days": _listed(added)})
        if known:
            text = _("The event has these days already: %(days)s.")
            messages.warning(request, text % {"days": _listed(known)})
        return redirect("wagtail_ngo_event_dates", self.event.pk)

    def get_context_data(self, **kwargs):
        date_forms = kwargs.pop("forms", None) or self.forms()
        kwargs.setdefault("add_form", AddDatesForm(today=timezone.localdate()))
        holiday = conf.get_object("HOLIDAYS")
        media = forms.Media()
        for form in date_forms:
            day = form.date.planned.start.date()
            form.holiday = "" if form.date.left_out else holiday(day)
            media += form.media
        return super().get_context_data(
            forms=date_forms,
            hosting=self.hosting,
            # A loop in the template over thousands of names costs as much as the table.
            not_yet=format_html_join(
                "", "<li>{}</li>", ((one.title,) for one in self.hosting.not_yet)
            ),
            media=media,
            can_publish=self.permissions.can_publish(),
            can_split=self.may_split(),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        lock = self.event.get_lock()
        if lock and lock.for_user(request.user):
            raise PermissionDenied
        if "add" in request.POST:
            return self.add(request)
        date_forms = self.sent_forms(request.POST)
        if any(form.errors for form in date_forms):
            return self.render_to_response(self.get_context_data(forms=date_forms))
        for form in date_forms:
            form.write(self.event)
        revision = self.event.save_revision(user=request.user, log_action=True)
        if "publish" in request.POST and self.permissions.can_publish():
            return look_before_publishing(request, self.event) or _publish(request, revision)
        messages.success(request, _("The dates are saved as a draft."))
        return redirect("wagtail_ngo_event_dates", self.event.pk)


def _publish(request: HttpRequest, revision) -> HttpResponseRedirect:
    revision.publish(user=request.user)
    messages.success(request, _("The event and its dates are published."))
    return redirect("wagtailadmin_pages:edit", revision.object_id)


class PublishView(EventView):
    """What becomes of the dates that visitors know, before a changed rule is published."""

    template_name = "wagtail_ngo/admin/event_publish.html"
    permission = "can_publish"
    page_title = _("What happens to the dates")

    def get_context_data(self, **kwargs):
        impact = event_dates.impact(self.event, now=timezone.now())
        return super().get_context_data(impact=impact, **kwargs)

    def post(self, request, *args, **kwargs):
        revision = self.event.latest_revision or self.event.save_revision(user=request.user)
        return _publish(request, revision)


def look_before_publishing(request: HttpRequest, page) -> HttpResponseRedirect | None:
    """Before a live event is published: a look at the dates, if some would go or lose the rule."""
    if not isinstance(page, EventPage) or not Occurrence.objects.filter(page_id=page.pk).exists():
        return None
    draft = page.get_latest_revision_as_object()
    impact = event_dates.impact(draft, now=timezone.now())
    return redirect("wagtail_ngo_event_publish", page.pk) if impact.needs_a_look else None


def header_buttons(page, user, next_url=None, view_name=None, **kwargs):
    """The way from an event's menu to the table of its dates."""
    if not isinstance(page.specific_deferred, EventPage):
        return
    if page.permissions_for_user(user).can_edit():
        url = reverse("wagtail_ngo_event_dates", args=[page.pk])
        yield Button(_("Dates and hosts"), url, icon_name="date", priority=5)


urlpatterns = [
    path("ngo/events/<int:pk>/dates/", DatesView.as_view(), name="wagtail_ngo_event_dates"),
    path("ngo/events/<int:pk>/publish/", PublishView.as_view(), name="wagtail_ngo_event_publish"),
]
