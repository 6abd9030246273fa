"""Read a folder of calendar files that others published, and compare the dates with another reader.

    python -m tests.tools.calendar_corpus FOLDER READER_PYTHON

For each ``.ics`` file below FOLDER: whether our reader comes through, and where its dates of the
years 1990 to 2040 differ from those of recurring-ical-events, which READER_PYTHON has. Each
difference is told in one line with its reason: a remark of ours, or what the file holds; one
without a reason ends the run with an error. Files stay where they are: corpora belong to those who
made them. Files of one content count once. Not part of the test run.
"""

from __future__ import annotations

import datetime
import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from zoneinfo import ZoneInfo

ZONE = "Europe/Warsaw"
FIRST, LAST = datetime.date(1990, 1, 1), datetime.date(2040, 1, 1)
#: Why our dates differ where we say so ourselves, by the code of the remark.
SAID = {
    "no_series": "a change to a date of a series that is not in the file (RFC 5545 §3.8.4.4)",
    "utc_series": "hours in UTC of a calendar with a zone are hours of that zone, also in winter",
    "exdate_hour": "EXDATE in UTC for a start without a zone: the same hours are meant",
    "rule": "a rule that cannot be kept: the first date stays",
    "unreadable": "one value cannot be read: the others stay",
    "unreadable_end": "an end that cannot be read: the start stays",
    "early_end": "an end before the start: they are not turned round",
    "mixed": "a day and an hour as start and end: the start tells which (RFC 5545 §3.6.1)",
    "orphan": "a change to a day that the rule does not name stays as a date of its own",
    "double": "the event is there twice: the higher SEQUENCE counts",
    "same_uid": "two events of one UID are kept apart",
    "zone": "the zone is unknown: hours are those of the town",
    "start_off_rule": "DTSTART that the rule does not name is a date all the same",
    "split": "RANGE=THISANDFUTURE parts the series",
}
#: What a file holds that the two read otherwise without a remark.
HELD = {
    rb"\nRDATE[^:]*:\d{8}[/,\r\n]": "an RDATE of a day means the hours that the event has there",
    rb"(?s)BEGIN:(?:X-|MY)[A-Z]+.*BEGIN:VEVENT": "an event in an unknown component (§3.6)",
}
#: Prints the dates of each file named on its input; ``null`` where it gives up.
OTHER = r"""
import datetime, json, signal, sys
from zoneinfo import ZoneInfo
import icalendar, recurring_ical_events
zone = ZoneInfo("Europe/Warsaw")
def moment(value):
    if not isinstance(value, datetime.datetime):
        return value.isoformat()
    value = value if value.tzinfo else value.replace(tzinfo=zone)
    return value.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%MZ")
def dates(path):
    found, until = set(), None
    for calendar in icalendar.Calendar.from_ical(open(path, "rb").read(), multiple=True):
        events = recurring_ical_events.of(calendar, skip_bad_series=True)
        for number, event in enumerate(events.after(datetime.date(1990, 1, 1))):
            start = moment(event["DTSTART"].dt)
            if start >= "2040" or number == 400:
                until = min(until or start, start)[:10]
                break
            if str(event.get("CLASS", "")).upper() not in ("PRIVATE", "CONFIDENTIAL"):
                found.add(start)
    return sorted(found), until
for path in sys.stdin.read().splitlines():
    signal.alarm(20)
    signal.signal(signal.SIGALRM, lambda *_: 1 / 0)
    try:
        found = dates(path)
    except Exception:
        found = None
    print(json.dumps(found), flush=True)
"""


def own_dates(data: bytes) -> tuple[list[str], list[str]]:
    """Starts of the dates that our reader finds, and the codes of its remarks."""
    from wagtail_ngo.domain.events.ical_import import read
    from wagtail_ngo.domain.events.schedule import Schedule, planned_dates

    reading = read(data, time_zone=ZONE, today=FIRST)
    found = set()
    for event in reading.events:
        schedule = Schedule(
            start_date=event.start_date,
            start_time=event.start_time,
            end_date=event.end_date,
            end_time=event.end_time,
            all_day=event.all_day,
            time_zone=event.time_zone,
            rule=event.rule,
        )
        for date in planned_dates(schedule, _changes(event), first=FIRST, last=LAST):
            start = date.start.replace(tzinfo=ZoneInfo(date.time_zone))
            moment = f"{start.astimezone(datetime.UTC):%Y-%m-%dT%H:%MZ}"
            found.add(str(date.start.date()) if date.is_all_day else moment)
    return sorted(found), [remark.code for remark in reading.remarks]


def _changes(event) -> list:
    from wagtail_ngo.domain.events.schedule import Change

    names = Change.__dataclass_fields__
    return [Change(**{name: getattr(one, name) for name in names}) for one in event.changes]


def other_dates(python: str, paths: list[Path]) -> list[list | None]:
    """Starts that recurring-ical-events finds in each file and the day up to which it was asked;
    None where it gives up.
    """
    names = "".join(f"{path}\n" for path in paths)
    done = subprocess.run(
        [python, "-c", OTHER], input=names, capture_output=True, text=True, check=True
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def reason(data: bytes, remarks: list[str]) -> str:
    """Why the dates differ; "" where nobody knows."""
    said = [words for code, words in SAID.items() if code in remarks]
    held = [words for pattern, words in HELD.items() if re.search(pattern, data)]
    return "; ".join([*said, *held])


def compared(data: bytes, other: list | None) -> tuple[str, str]:
    """What became of one file: the kind of outcome, and what is to be told of it."""
    from wagtail_ngo.domain.events.ical_import_values import ReadError

    try:
        own, remarks = own_dates(data)
    except ReadError as error:
        return f"refused: {error.code}", ""
    except Exception as error:
        return "CRASHED", repr(error)
    if other is None:
        return "read, the other gave up", ""
    theirs, until = other
    if until is not None:
        own, theirs = ([date for date in side if date < until] for side in (own, theirs))
    if own == theirs:
        return "same dates", ""
    lost = [date for date in theirs if date not in own][:3]
    more = [date for date in own if date not in theirs][:3]
    why = reason(data, remarks)
    told = f"lost {lost}, more {more}: {why or f'UNEXPLAINED, remarks {sorted(set(remarks))}'}"
    return ("differs with a reason" if why else "DIFFERS"), told


def main(folder: str, python: str) -> int:
    """Tell what became of each file; 1 where something crashed or has no reason."""
    contents: dict[bytes, Path] = {}
    for path in sorted(Path(folder).rglob("*")):
        if path.suffix.lower() == ".ics" and path.is_file():
            contents.setdefault(path.read_bytes(), path)
    outcomes: Counter[str] = Counter()
    others = other_dates(python, list(contents.values()))
    for (data, path), other in zip(contents.items(), others, strict=True):
        outcome, told = compared(data, other)
        outcomes[outcome] += 1
        if told:
            sys.stdout.write(f"{path.name}: {outcome}, {told}\n")
    sys.stdout.write(f"{len(contents)} files: {dict(outcomes)}\n")
    return 1 if {"CRASHED", "DIFFERS"} & outcomes.keys() else 0


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    sys.exit(main(*sys.argv[1:3]))
