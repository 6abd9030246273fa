"""Reads calendars with ``ical``, the library of Home Assistant; see ``readers.py``."""

import datetime
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

from ical.calendar_stream import IcsCalendarStream

HERE = ZoneInfo("Europe/Warsaw")


def moment(value) -> str:
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%MZ")
    return value.isoformat()


def dates(text: str, first: str, last: str):
    calendar = IcsCalendarStream.calendar_from_ics(text)
    window = [
        datetime.datetime.combine(datetime.date.fromisoformat(day), datetime.time(), HERE)
        for day in (first, last)
    ]
    for event in calendar.timeline_tz(HERE).overlapping(*window):
        end = event.end if event.dtend or event.duration else event.dtstart
        yield moment(event.dtstart), moment(end), event.status.value, event.summary


for number, path in enumerate(sys.stdin.read().splitlines()):
    try:
        found = list(dates(Path(path).read_bytes().decode(), *sys.argv[1:3]))
    except Exception as error:
        found = [("error", repr(error)[:300].replace("\n", " "))]
    sys.stdout.writelines("\t".join([str(number), *date]) + "\n" for date in found)
