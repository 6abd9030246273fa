"""When and where a date is, in the words of a letter."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format, time_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wagtail_ngo.domain.events.date_changes import DateFacts


def when(facts: DateFacts) -> str:
    """Weekday, day and hours in the event's own zone; the last day too where there are several."""
    zone = ZoneInfo(facts.time_zone)
    start, end = facts.starts_at.astimezone(zone), facts.ends_at.astimezone(zone)
    first, last = start.date(), _last_day(start, end)
    text = _day(first)
    if facts.is_all_day:
        return text if last == first else f"{text} – {_day(last)}"
    text += f", {time_format(start.time(), 'H:i')}"
    if not facts.has_end:
        return text
    clock = time_format(end.time(), "H:i")
    return f"{text}–{clock}" if last == first else f"{text} – {_day(last)}, {clock}"


def moment(value: datetime.datetime, zone: str) -> str:
    """Day and hour of a deadline, in the event's own zone."""
    local = value.astimezone(ZoneInfo(zone))
    day, clock = _day(local.date()), time_format(local.time(), "H:i")
    return _("%(day)s, %(time)s") % {"day": day, "time": clock}


def _last_day(start: datetime.datetime, end: datetime.datetime) -> datetime.date:
    if end > start and end.time() == datetime.time():
        end -= datetime.timedelta(microseconds=1)
    return end.date()


def _day(day: datetime.date) -> str:
    """Polish names of weekdays begin small within a sentence; Django gives them a capital."""
    text = date_format(day, "l, j E Y")
    is_polish = (get_language() or "").startswith("pl")
    return text[:1].lower() + text[1:] if is_polish else text
