"""The public lists, the JSON-LD and the calendar file of random series tell the same dates.

The file is read by recurring-ical-events, which knows nothing of this package.
"""

from __future__ import annotations

import datetime
import json
import os
import subprocess
from pathlib import Path

import pytest
import time_machine
from bs4 import BeautifulSoup
from dateutil.relativedelta import relativedelta

from tests.factories.events import EventIndexFactory
from tests.round_trip.series import random_series
from wagtail_ngo.exports.events.web import MAX_JSON_DATES

pytestmark = pytest.mark.django_db
TOP = Path(__file__).resolve().parents[2]
READER = Path(__file__).with_name("read_calendars.py")
NOW = datetime.datetime(2027, 1, 1, 12, tzinfo=datetime.UTC)
MONTHS = 13
LAST = (NOW + relativedelta(months=MONTHS)).date()
SERIES, CHUNKS = 300, 6


def reader_python() -> str:
    default = TOP / ".venv-ical" / "bin" / "python"
    python = os.environ.get("NGO_CALENDAR_PYTHON") or str(default)
    if not Path(python).exists():
        pytest.skip("the environment of recurring-ical-events is made by dev.py test")
    return python


def read_calendars(texts: list[str]) -> list[list[list[str]]]:
    questions = [{"text": text, "first": "2026-12-01", "last": str(LAST)} for text in texts]
    answer = subprocess.run(  # noqa: S603 -- our own reader
        [reader_python(), str(READER)],
        input=json.dumps(questions),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(answer.stdout)


def in_window(date: list[str]) -> bool:
    return date[0] < str(LAST)


def moment(text: str, *, is_all_day: bool) -> str:
    value = datetime.datetime.fromisoformat(text)
    return text[:10] if is_all_day else value.astimezone(datetime.UTC).isoformat()


def stored(page) -> list[list[str]]:
    """What the rows say, in the words of the reader."""
    found = []
    for row in page.occurrences.all():
        start, end = row.local_start, row.local_end
        times = [moment(one.isoformat(), is_all_day=row.is_all_day) for one in (start, end)]
        status = "CANCELLED" if row.is_cancelled else "CONFIRMED"
        # RFC 5545 §3.6.1: without an end it ends when it starts.
        found.append([times[0], times[row.has_end], status, row.full_title])
    return sorted(found)


def listed(html: BeautifulSoup, *, is_all_day: bool) -> list[list[str]]:
    """Start and status of each date in the list of the event's page."""
    return sorted(
        [
            moment(line.find("time")["datetime"], is_all_day=is_all_day),
            "CANCELLED" if "Cancelled" in line.get_text() else "CONFIRMED",
        ]
        for line in html.select("ul.ngo-dates > li")
    )


def linked_data(html: BeautifulSoup, *, is_all_day: bool) -> list[list[str]]:
    script = html.find("script", type="application/ld+json")
    cancelled = "https://schema.org/EventCancelled"
    return sorted(
        [
            moment(event["startDate"], is_all_day=is_all_day),
            "CANCELLED" if event["eventStatus"] == cancelled else "CONFIRMED",
        ]
        for event in (json.loads(script.string)["@graph"] if script else ())
    )


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_lists_linked_data_and_calendar_tell_the_same_dates(client, settings, chunk):
    settings.WAGTAIL_NGO = {"OCCURRENCE_MONTHS_AHEAD": MONTHS, "PAGE_SIZE": 20_000}
    calendar = EventIndexFactory()
    with time_machine.travel(NOW, tick=False):
        pages = [random_series(seed, calendar, now=NOW) for seed in range(chunk, SERIES, CHUNKS)]
        days = client.get(calendar.url, {"start": str(NOW.date())}).context_data["days"]
        answers = [BeautifulSoup(client.get(page.url).content, "html.parser") for page in pages]
        texts = [client.get(f"{page.url}ics/").content.decode() for page in pages]

    in_calendar = {(row.page_id, row.pk) for day in days for row in day.occurrences}
    differences = []
    for page, html, expanded in zip(pages, answers, read_calendars(texts), strict=True):
        rows = stored(page)
        brief = [[date[0], date[2]] for date in rows]
        is_all_day = page.schedule.is_whole_day
        keys = {pk for owner, pk in in_calendar if owner == page.pk}
        told = {
            "calendar": (keys, set(page.occurrences.values_list("pk", flat=True))),
            "list": (listed(html, is_all_day=is_all_day), brief),
            "JSON-LD": (linked_data(html, is_all_day=is_all_day), brief[:MAX_JSON_DATES]),
            "file": (list(filter(in_window, expanded)), list(filter(in_window, rows))),
        }
        name = f"{page.title}, {page.schedule}"
        differences += [(name, way, *two) for way, two in told.items() if two[0] != two[1]]
    assert differences == []
