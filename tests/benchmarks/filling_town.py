"""A town of any size: what each list of the admin and each public page is made of."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone
from wagtail.models import Page

from tests.benchmarks.filling import fill, write_own, write_pages
from tests.benchmarks.test_event_speed import write_rows
from tests.factories.bulletin import (
    BulletinIndexFactory,
    BulletinIssueFactory,
    FundingCallIndexFactory,
    publish,
)
from tests.factories.council import CouncilFactory
from tests.factories.events import EventIndexFactory
from wagtail_ngo import models as m
from wagtail_ngo.domain.events.recurrence import parse
from wagtail_ngo.domain.events.schedule import Schedule

BATCH = 500
ISSUES = 12
RULES = ["FREQ=WEEKLY", "FREQ=MONTHLY;BYDAY=3TH", "FREQ=MONTHLY;BYMONTHDAY=10"]


@dataclass
class Town:
    """The pages that lead to everything else."""

    directory: m.NGODirectoryPage
    calendar: m.EventIndexPage
    serial: m.BulletinIndexPage
    calls: m.FundingCallIndexPage


def fill_town(*, entries: int, events: int, rows: int) -> Town:
    """So many entries and series, and ``rows`` rows of everything that has a list of its own."""
    town = Town(
        fill(entries),
        EventIndexFactory(title="Kalendarz"),
        BulletinIndexFactory(title="Biuletyn"),
        FundingCallIndexFactory(title="Konkursy"),
    )
    _events(town, events)
    for number in range(1, min(rows, ISSUES) + 1):
        first = datetime.date(2025, number, 1)
        days = {"period_start": first, "period_end": first + datetime.timedelta(days=27)}
        issue = BulletinIssueFactory(parent=town.serial, number=number, year=first.year, **days)
        publish(issue)
    for model, make in _rows(town).items():
        model.objects.bulk_create((make(number) for number in range(rows)), batch_size=BATCH)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return town


def _events(town: Town, events: int) -> None:
    """Series with a host, half a year behind and two years ahead."""
    start = timezone.localdate() - datetime.timedelta(days=180)
    schedules = []
    for number in range(events):
        day, hour = start + datetime.timedelta(days=number % 90), 8 + number % 12
        rule = parse(RULES[number % len(RULES)])
        end = datetime.time(hour + 1, 30)
        schedules.append(Schedule(day, datetime.time(hour), end_time=end, rule=rule))
    titles = [f"Spotkanie {number}" for number in range(events)]
    keys = write_pages(town.calendar, m.EventPage, titles)
    pages = [
        m.EventPage(
            page_ptr_id=pk,
            start_date=schedule.start_date,
            start_time=schedule.start_time,
            end_time=schedule.end_time,
            time_zone=schedule.time_zone,
            recurrence=str(schedule.rule),
        )
        for pk, schedule in zip(keys, schedules, strict=True)
    ]
    write_own(m.EventPage, pages, batch=200)
    hosts = list(m.NGOPage.objects.values_list("pk", flat=True)[:20])
    m.EventOrganization.objects.bulk_create(
        m.EventOrganization(page_id=pk, organization_id=hosts[pk % 20], role="host", sort_order=0)
        for pk in keys
    )
    write_rows(zip(keys, schedules, strict=True))
    m.OccurrenceOrganization.objects.bulk_create(
        (
            m.OccurrenceOrganization(
                occurrence=date,
                organization_id=hosts[date.page_id % 20],
                role="host",
                key=str(hosts[date.page_id % 20]),
                sort_order=0,
            )
            for date in m.Occurrence.objects.all()
        ),
        batch_size=BATCH,
    )


def _rows(town: Town) -> dict:
    """How the number-th row of each list is made, by its model."""
    now, today = timezone.now(), timezone.localdate()
    entries = list(m.NGOPage.objects.values_list("pk", flat=True)[:200])
    dates = list(m.Occurrence.objects.filter(starts_at__lt=now)[:200])
    kinds = {"kind": "room", "side": "offer"}

    def entry(number: int) -> int:
        return entries[number % len(entries)]

    return {
        m.ChangeRequest: lambda n: m.ChangeRequest(
            entry_id=entry(n), source="visitor", message="Inny telefon."
        ),
        m.MissingOrganization: lambda n: m.MissingOrganization(
            directory=town.directory, name=f"Koło {n}"
        ),
        m.Representative: lambda n: m.Representative(name=f"Osoba {n}", organization_id=entry(n)),
        m.Cooperation: lambda n: m.Cooperation(title=f"Razem {n}", started_on=today),
        m.BoardReply: lambda n: m.BoardReply(text="Sala", organization_id=entry(n), **kinds),
        m.FundingCall: lambda n: m.FundingCall(
            title=f"Konkurs {n}", funder="Miasto", deadline=now + datetime.timedelta(days=n % 60)
        ),
        m.BulletinDistribution: lambda n: m.BulletinDistribution(
            serial=town.serial, date=today, copies=n
        ),
        m.BulletinSubscriber: lambda n: m.BulletinSubscriber(
            serial=town.serial, email=f"a{n}@example.org", address_hash=f"{n:064}"
        ),
        m.OutgoingMail: lambda n: m.OutgoingMail(kind="bulletin", recipient=f"a{n}@example.org"),
        m.Venue: lambda n: m.Venue(name=f"Miejsce {n}"),
        m.SearchSynonym: lambda n: m.SearchSynonym(words=f"słowo{n}, wyraz{n}"),
        m.SearchAlert: lambda n: m.SearchAlert(
            directory=town.directory,
            email=f"a{n}@example.org",
            address_hash=f"{n:064}",
            search_digest=f"{n:064}",
            label=f"słowo{n}",
        ),
        m.SearchedQuery: lambda n: m.SearchedQuery(day=today, words=f"słowo{n}", times=n),
        m.Registration: lambda n: m.Registration(
            occurrence=dates[n % len(dates)],
            name=f"Osoba {n}",
            email=f"a{n}@example.org",
            status="confirmed",
            person_key=f"{n:064}",
            seat_key=f"{n:064}",
        ),
    }


def bare_page() -> Page:
    """A live page of ours that asks for nothing but itself."""
    return CouncilFactory(title="Strona")
