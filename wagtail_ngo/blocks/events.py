"""Blocks of the calendar for any page of the host.

They show what the visitor of the page may see, and say so kindly when there is nothing.
"""

from __future__ import annotations

import calendar
import datetime

from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.coreutils import resolve_model_string

from wagtail_ngo.blocks.batches import BatchBlock
from wagtail_ngo.blocks.event_dates import EventDates
from wagtail_ngo.blocks.vocabularies import ActivityAreaBlock, EventKindBlock

PREVIEW = "wagtail_ngo/blocks/event_preview.html"


class _CalendarBlock(BatchBlock):
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    calendar = blocks.PageChooserBlock(
        page_type="wagtail_ngo.EventIndexPage",
        required=False,
        label=_("Calendar"),
        help_text=_("Empty: events of all calendars."),
    )

    class Meta:
        preview_template = PREVIEW


class UpcomingEventsBlock(_CalendarBlock):
    kind = EventKindBlock(required=False, label=_("Kind"))
    area = ActivityAreaBlock(required=False, label=_("Activity area of the host"))
    host = blocks.PageChooserBlock(page_type="wagtail_ngo.NGOPage", required=False, label=_("Host"))
    most = blocks.IntegerBlock(label=_("At most"), default=5, min_value=1, max_value=20)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        dates = EventDates.of(context.get("request"))
        page = dates.calendar(value["calendar"])
        context["occurrences"] = dates.answer(value, dates.lists)
        context["calendar_url"] = page.get_url(context.get("request")) if page else ""
        context["query"] = _query(value)
        return context

    def get_preview_value(self):
        return self.to_python({"heading": str(_("Coming events")), "most": 3})

    class Meta:
        icon = "date"
        label = _("Coming events")
        description = _("The next dates, if you like of one kind, area or host.")
        template = "wagtail_ngo/blocks/upcoming_events.html"


def _query(value) -> str:
    """The filters as the calendar's own address writes them."""
    filters = {
        "kind": value["kind"],
        "area": value["area"],
        "host": value["host"] and value["host"].pk,
    }
    query = urlencode({name: value for name, value in filters.items() if value})
    return f"?{query}" if query else ""


class _EventBlock(BatchBlock):
    event = blocks.PageChooserBlock(page_type="wagtail_ngo.EventPage", label=_("Event"))

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        dates = EventDates.of(context.get("request"))
        context["event"], context["occurrence"] = dates.answer(value, dates.next_dates)
        return context

    def get_preview_value(self):
        """The next event there is, so that the picture looks like this site."""
        rows = resolve_model_string("wagtail_ngo.Occurrence").objects.visible_to(None)
        row = rows.upcoming(now=timezone.now()).first()
        return self.to_python({"event": row.page_id if row else None})

    class Meta:
        preview_template = PREVIEW


class EventCardBlock(_EventBlock):
    class Meta:
        icon = "date"
        label = _("Event card")
        description = _("One event with picture, lead, next date and place.")
        template = "wagtail_ngo/blocks/event_card.html"


class NextDateBlock(_EventBlock):
    class Meta:
        icon = "history"
        label = _("Next date of an event")
        description = _("When, where and at whose place an event takes place next.")
        template = "wagtail_ngo/blocks/next_date.html"


class MiniCalendarBlock(_CalendarBlock):
    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        request = context.get("request")
        dates = EventDates.of(request)
        page = dates.calendar(value["calendar"])
        today = timezone.localdate()
        context["month"] = today.replace(day=1)
        context["calendar_url"] = page.get_url(request) if page else ""
        context["weeks"] = dates.answer(value, _mini_calendars(dates, today))
        context["weekdays"] = [cell["date"] for cell in context["weeks"][0]]
        return context

    def get_preview_value(self):
        return self.to_python({"heading": ""})

    class Meta:
        icon = "calendar-alt"
        label = _("Mini calendar")
        description = _("This month at a glance; days with events lead to them.")
        template = "wagtail_ngo/blocks/mini_calendar.html"


def _mini_calendars(dates: EventDates, today: datetime.date):
    """Finds the weeks of this month for each block: days with the number of their events."""

    def find(values) -> list[list[list[dict]]]:
        days = dates.dates_in_month(today.replace(day=1))
        weeks = calendar.Calendar().monthdatescalendar(today.year, today.month)
        return [_weeks(weeks, days, value["calendar"], today) for value in values]

    return find


def _weeks(weeks, found, chosen, today: datetime.date) -> list[list[dict]]:
    counts: dict[datetime.date, int] = {}
    for path, days in found:
        if chosen is None or path.startswith(chosen.path):
            for day in days:
                counts[day] = counts.get(day, 0) + 1
    return [
        [
            {
                "date": day,
                "is_in_month": day.month == today.month,
                "is_today": day == today,
                "count": counts.get(day, 0),
            }
            for day in week
        ]
        for week in weeks
    ]
