"""Calendar pages over stored dates beside expanding every rule, as the history grows.

Not part of the suite: ``python3 dev.py bench tests/benchmarks/test_event_speed.py``. The number of
events is in NGO_BENCHMARK_EVENTS, the years of history in NGO_BENCHMARK_YEARS.
"""

from __future__ import annotations

import datetime
import os
import statistics
import time
import uuid
from collections.abc import Callable, Iterator
from functools import cache

import pytest
import time_machine
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.benchmarks.filling import write_own, write_pages
from tests.factories.directory import NGOFactory
from tests.factories.events import EventIndexFactory
from wagtail_ngo.domain.events.recurrence import parse
from wagtail_ngo.domain.events.schedule import Schedule, planned_dates
from wagtail_ngo.models import (
    EventIndexPage,
    EventOrganization,
    EventPage,
    Occurrence,
)

pytestmark = pytest.mark.django_db
EVENTS = int(os.environ.get("NGO_BENCHMARK_EVENTS", "10000"))
YEARS = [int(one) for one in os.environ.get("NGO_BENCHMARK_YEARS", "1,20").split(",")]
ROUNDS = 7
NOW = datetime.datetime(2027, 3, 10, 12, tzinfo=datetime.UTC)
AHEAD = datetime.date(2029, 3, 10)
# Naive, as Recurrence.between wants them.
MONTH = tuple(datetime.datetime(2027, *one) for one in ((3, 1), (4, 5)))  # noqa: DTZ001
#: Of a hundred events: how many repeat in which way.
RULES = {
    "FREQ=WEEKLY": 5,
    "FREQ=MONTHLY;BYDAY=3TH": 30,
    "FREQ=MONTHLY;BYDAY=-1FR": 15,
    "FREQ=MONTHLY;BYMONTHDAY=10": 10,
    "FREQ=YEARLY": 40,
}


def schedule(number: int, years: int) -> Schedule:
    """The number-th event: rules, days and hours vary."""
    shares = [text for text, share in RULES.items() for _ in range(share)]
    rule = parse(shares[number * 37 % 100])
    offset = number * 7 % 365
    day = datetime.date(2027 - years, 3, 1) + datetime.timedelta(days=offset)
    hour = 8 + offset % 12
    return Schedule(day, datetime.time(hour), end_time=datetime.time(hour + 1, 30), rule=rule)


def fill(years: int) -> tuple[EventIndexPage, list[Schedule]]:
    """A calendar of EVENTS events with their rows, written past the page tree's own slow way."""
    calendar = EventIndexFactory(title="Calendar")
    schedules = [schedule(number, years) for number in range(EVENTS)]
    pks = write_pages(calendar, EventPage, [f"Event {number}" for number in range(EVENTS)])
    pages = [
        EventPage(
            page_ptr_id=pk,
            start_date=one.start_date,
            start_time=one.start_time,
            end_time=one.end_time,
            time_zone=one.time_zone,
            recurrence=str(one.rule),
        )
        for pk, one in zip(pks, schedules, strict=True)
    ]
    write_own(EventPage, pages, batch=200)
    hosts = NGOFactory.create_batch(20)
    EventOrganization.objects.bulk_create(
        EventOrganization(page_id=pk, organization=hosts[pk % 20], role="host", sort_order=0)
        for pk in pks
    )
    write_rows(zip(pks, schedules, strict=True))
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO wagtail_ngo_occurrenceorganization"
            " (occurrence_id, organization_id, role, name, key, sort_order)"
            " SELECT o.id, r.organization_id, 'host', '', CAST(r.organization_id AS VARCHAR(9)), 0"
            " FROM wagtail_ngo_occurrence o"
            " JOIN wagtail_ngo_eventorganization r ON r.page_id = o.page_id"
        )
        cursor.execute("ANALYZE")
    return calendar, schedules


@cache
def times(one: Schedule) -> list[tuple[str, ...]]:
    """What the rows of an event say, as text that every database reads."""
    return [
        (
            *[str(day) for day in (date.recurrence_id, date.start.date())],
            *[f"{moment:%F %T}" for moment in (date.starts_at, date.ends_at)],
            "UTC",
        )
        for date in planned_dates(one, last=AHEAD)
    ]


def write_rows(events: Iterator[tuple[int, Schedule]]) -> None:
    names = {
        "is_all_day": False,
        "has_end": True,
        "is_off_rule": False,
        "seats_taken": 0,
        "waiting": 0,
        "record_count": 0,
        "session": "",
        "event_title": "",
        "kind_name": "",
        "counts_as": "other",
        "venue_name": "",
        "days": 1,
        "status": "scheduled",
        "own_title": "",
        "own_description": "",
        "own_link": "",
        "note": "",
    }
    columns = [
        "page_id",
        "event_key",
        "recurrence_id",
        "local_day",
        "starts_at",
        "ends_at",
        "time_zone",
        *names,
    ]
    values = (
        (pk, uuid.UUID(int=pk).hex, *row, *names.values())
        for pk, one in events
        for row in times(one)
    )
    table = f"wagtail_ngo_occurrence ({', '.join(columns)})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                for row in values:
                    copy.write_row(row)
        else:
            marks = ", ".join(["?"] * len(columns))
            insert = f"INSERT INTO {table} VALUES ({marks})"  # noqa: S608 -- our own names
            cursor.connection.executemany(insert, values)


def median(act: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Seconds of several rounds. SQLite works in our process, whose own time others do not blur."""
    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    taken = []
    for _ in range(rounds):
        started = clock()
        act()
        taken.append(clock() - started)
    return statistics.median(taken)


def expand_all(schedules: list[Schedule]) -> Callable[[], int]:
    """What a calendar without stored dates does for each view, with the rules already loaded."""
    rules = [(one.rule.to_recurrence(), one.times_on(one.start_date)[0]) for one in schedules]
    return lambda: sum(len(rule.between(*MONTH, inc=True, dtstart=start)) for rule, start in rules)


@pytest.fixture
def measure(client, settings):
    settings.WAGTAIL_NGO = {"PAGE_SIZE": 50}

    def run(years: int) -> dict[str, float]:
        with transaction.atomic():
            found = figures(years)
            # Quicker than deleting two million rows.
            transaction.set_rollback(True)
        return found

    def figures(years: int) -> dict[str, float]:
        calendar, schedules = fill(years)
        views = {"list": calendar.url, "month": f"{calendar.url}month/2027-03/"}
        found: dict[str, float] = {"rows": Occurrence.objects.count()}
        with time_machine.travel(NOW, tick=True):
            for name, url in views.items():
                client.get(url)
                found[name] = median(lambda url=url: client.get(url))
                with CaptureQueriesContext(connection) as queries:
                    assert client.get(url).status_code == 200
                found[f"{name} queries"] = len(queries)
        found["between"] = median(expand_all(schedules), rounds=1)
        return found

    return run


def test_calendar_costs_the_same_however_long_its_history(measure):
    found = {years: measure(years) for years in YEARS}

    short, long = found[YEARS[0]], found[YEARS[-1]]
    print(f"\n{EVENTS} events, {connection.vendor}")  # noqa: T201
    for years, one in found.items():
        for name in ("list", "month"):
            print(  # noqa: T201
                f"{years:3} years, {one['rows']:9,} rows, {name:5}: {one[name] * 1000:7.0f} ms, "
                f"{one[f'{name} queries']} queries; Recurrence.between {one['between']:6.1f} s, "
                f"{one['between'] / one[name]:5.0f} times as long"
            )
    for name, factor in (("list", 100), ("month", 20)):
        assert long[f"{name} queries"] == short[f"{name} queries"]
        assert long[name] <= 1.2 * short[name], name
        assert long["between"] >= factor * long[name], name
