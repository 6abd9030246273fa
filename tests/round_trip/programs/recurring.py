"""Reads calendars with recurring-ical-events; see ``readers.py`` for what goes in and out."""

import datetime
import sys
from pathlib import Path

import icalendar
import recurring_ical_events


def moment(value) -> str:
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%MZ")
    return value.isoformat()


def dates(text: str, first: str, last: str):
    calendar = icalendar.Calendar.from_ical(text)
    window = [datetime.date.fromisoformat(day) for day in (first, last)]
    for event in recurring_ical_events.of(calendar).between(*window):
        start = moment(event["DTSTART"].dt)
        end = moment(event["DTEND"].dt) if "DTEND" in event else start
        yield start, end, str(event["STATUS"]), str(event["SUMMARY"])


for number, path in enumerate(sys.stdin.read().splitlines()):
    try:
        found = list(dates(Path(path).read_bytes().decode(), *sys.argv[1:3]))
    except Exception as error:
        found = [("error", repr(error)[:300].replace("\n", " "))]
    sys.stdout.writelines("\t".join([str(number), *date]) + "\n" for date in found)
