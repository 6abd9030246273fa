"""Read a folder of calendar files that others published, and compare the dates with another reader.

    python -m tests.tools.calendar_corpus FOLDER READER_PYTHON

For each ``.ics`` file below FOLDER: whether our reader comes through, and where its dates of the
years 1990 to 2040 differ from those of recurring-ical-events, which READER_PYTHON has. Files stay
where they are: corpora belong to those who made them. Not part of the test run.
"""

from __future__ import annotations

import datetime
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from zoneinfo import ZoneInfo

ZONE = "Europe/Warsaw"
FIRST, LAST = datetime.date(1990, 1, 1), datetime.date(2040, 1, 1)
#: Dates of one file that the other reader is asked for.
MOST = 400
#: Prints the dates of each file named on its input; ``null`` where it gives up.
OTHER = r"""
import datetime, itertools, json, signal, sys
from zoneinfo import ZoneInfo
import icalendar, recurring_ical_events
zone = ZoneInfo("Europe/Warsaw")
def moment(value):
    if not isinstance(value, datetime.datetime):
        return value.isoformat()
    value = value if value.tzinfo else value.replace(tzinfo=zone)
    return value.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%MZ")
def dates(path):
    found = set()
    for calendar in icalendar.Calendar.from_ical(open(path, "rb").read(), multiple=True):
        events = recurring_ical_events.of(calendar, skip_bad_series=True)
        for event in itertools.islice(events.after(datetime.date(1990, 1, 1)), 400):
            if str(event.get("CLASS", "")).upper() not in ("PRIVATE", "CONFIDENTIAL"):
                found.add(moment(event["DTSTART"].dt))
    return sorted(found)[:400]
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


def other_dates(python: str, paths: list[Path]) -> list[list[str] | None]:
    """Starts that recurring-ical-events finds in each file; None where it gives up."""
    names = "".join(f"{path}\n" for path in paths)
    done = subprocess.run(
        [python, "-c", OTHER], input=names, capture_output=True, text=True, check=True
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def main(folder: str, python: str) -> None:
    from wagtail_ngo.domain.events.ical_import_values import ReadError

    outcomes: Counter[str] = Counter()
    paths = [path for path in sorted(Path(folder).rglob("*")) if path.suffix.lower() == ".ics"]
    for path, other in zip(paths, other_dates(python, paths), strict=True):
        try:
            own, remarks = own_dates(path.read_bytes())
        except ReadError as error:
            outcomes[f"refused: {error.code}"] += 1
            continue
        except Exception as error:
            outcomes["CRASHED"] += 1
            sys.stdout.write(f"CRASH {path.name}: {error!r}\n")
            continue
        if other is not None and len(other) == MOST:
            own = [date for date in own if date <= other[-1]]
        if other is None:
            outcomes["read, the other gave up"] += 1
        elif own == other:
            outcomes["same dates"] += 1
        else:
            outcomes["differs"] += 1
            lost = [date for date in other if date not in own][:3]
            more = [date for date in own if date not in other][:3]
            told = f"{path.name}: lost {lost}, more {more}, remarks {sorted(set(remarks))}"
            sys.stdout.write(f"{told}\n")
    sys.stdout.write(f"{len(paths)} files: {dict(outcomes)}\n")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    main(*sys.argv[1:3])
