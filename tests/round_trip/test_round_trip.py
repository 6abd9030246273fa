"""The public lists, the JSON-LD and the calendar file of random series tell the same dates.

The file is read by six programs of four languages, which know nothing of this package.
"""

from __future__ import annotations

import datetime
import json

import pytest
import time_machine
from bs4 import BeautifulSoup
from dateutil.relativedelta import relativedelta

from tests.factories.events import EventIndexFactory
from tests.round_trip.readers import READERS, Date, is_own_fault
from tests.round_trip.series import random_series
from wagtail_ngo.exports.events.web import MAX_JSON_DATES

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2027, 1, 1, 12, tzinfo=datetime.UTC)
MONTHS = 13
LAST = (NOW + relativedelta(months=MONTHS)).date()
WINDOW = {"first": "2026-12-01", "last": str(LAST)}
SERIES, CHUNKS = 300, 6


def moment(text: str, *, is_all_day: bool) -> str:
    value = datetime.datetime.fromisoformat(text)
    return text[:10] if is_all_day else f"{value.astimezone(datetime.UTC):%Y-%m-%dT%H:%MZ}"


def stored(page) -> list[Date]:
    """What the rows say, in the words of the readers."""
    found = []
    for row in page.occurrences.all():
        start, end = row.local_start, row.local_end
        times = [moment(one.isoformat(), is_all_day=row.is_all_day) for one in (start, end)]
        status = "CANCELLED" if row.is_cancelled else "CONFIRMED"
        # RFC 5545 §3.6.1: without an end it ends when it starts.
        found.append(Date(times[0], times[row.has_end], status, row.full_title))
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
    """What the JSON-LD tells of single dates: a series has them as its parts."""
    script = html.find("script", type="application/ld+json")
    data = json.loads(script.string) if script else None
    events = data.get("subEvent", [data]) if data else []
    cancelled = "https://schema.org/EventCancelled"
    return sorted(
        [
            moment(event["startDate"], is_all_day=is_all_day),
            "CANCELLED" if event["eventStatus"] == cancelled else "CONFIRMED",
        ]
        for event in events
    )


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_each_program_is_here_to_read(reader):
    if why_not := reader.missing():
        pytest.skip(f"{reader.name} is not here: {why_not}")


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_lists_linked_data_and_calendar_tell_the_same_dates(client, settings, chunk, tmp_path):
    settings.WAGTAIL_NGO = {"OCCURRENCE_MONTHS_AHEAD": MONTHS, "PAGE_SIZE": 20_000}
    calendar = EventIndexFactory()
    with time_machine.travel(NOW, tick=False):
        pages = [random_series(seed, calendar, now=NOW) for seed in range(chunk, SERIES, CHUNKS)]
        days = client.get(calendar.url, {"start": str(NOW.date())}).context_data["days"]
        answers = [BeautifulSoup(client.get(page.url).content, "html.parser") for page in pages]
        texts = [client.get(f"{page.url}ics/").content for page in pages]

    in_calendar = {(row.page_id, row.pk) for day in days for row in day.occurrences}
    differences = []
    for page, html in zip(pages, answers, strict=True):
        brief = [[date.start, date.status] for date in stored(page)]
        is_all_day = page.schedule.is_whole_day
        keys = {pk for owner, pk in in_calendar if owner == page.pk}
        told = {
            "calendar": (keys, set(page.occurrences.values_list("pk", flat=True))),
            "list": (listed(html, is_all_day=is_all_day), brief),
            "JSON-LD": (linked_data(html, is_all_day=is_all_day), brief[:MAX_JSON_DATES]),
        }
        name = f"{page.title}, {page.schedule}"
        differences += [(name, way, *two) for way, two in told.items() if two[0] != two[1]]
    differences += read_otherwise(pages, texts, tmp_path)
    assert differences == []


def read_otherwise(pages: list, texts: list[bytes], folder) -> list[tuple]:
    """Files that a program reads otherwise than the rows say, its own faults aside."""
    differences = []
    for reader in READERS:
        if reader.missing():
            continue
        for page, text, dates in zip(
            pages, texts, reader.read(texts, folder, **WINDOW), strict=True
        ):
            found, rows = (
                [d for d in side if d.start < str(LAST)] for side in (dates, stored(page))
            )
            if found != rows and not is_own_fault(reader.name, text, rows):
                extra = [date for date in found if date not in rows]
                lost = [date for date in rows if date not in found]
                differences.append((reader.name, f"{page.title}, {page.schedule}", extra, lost))
    return differences
