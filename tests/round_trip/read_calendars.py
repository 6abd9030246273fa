"""Reads calendars as a subscriber's program does; shares no code with the package.

Runs in an environment of its own, which ``dev.py`` makes (recurring-ical-events wants an older
dateutil): a list of ``{"text", "first", "last"}`` comes in as JSON, for each of them a list of
``[start, end, status, summary]`` goes out, the moments in UTC.
"""

import datetime
import json
import sys

import icalendar
import recurring_ical_events


def moment(value) -> str:
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat()
    return value.isoformat()


def dates(text: str, first: str, last: str) -> list[list[str]]:
    calendar = icalendar.Calendar.from_ical(text)
    window = [datetime.date.fromisoformat(day) for day in (first, last)]
    return sorted(
        [
            moment(event["DTSTART"].dt),
            moment(event["DTEND"].dt) if "DTEND" in event else "",
            str(event["STATUS"]),
            str(event["SUMMARY"]),
        ]
        for event in recurring_ical_events.of(calendar).between(*window)
    )


json.dump([dates(**one) for one in json.load(sys.stdin)], sys.stdout)
