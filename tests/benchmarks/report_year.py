"""A year of a city much larger than ours, and the year before it, for the speed of its report."""

from __future__ import annotations

import datetime
import hashlib
import random
import uuid

from django.db import connection

from tests.benchmarks.filling import fill as fill_directory
from tests.benchmarks.filling import write_own, write_pages
from tests.factories.bulletin import BulletinIndexFactory
from tests.factories.events import EventIndexFactory
from wagtail_ngo.models import (
    Attendance,
    BulletinDistribution,
    BulletinRecord,
    Cooperation,
    DailyCount,
    EventPage,
    FundingAward,
    FundingCall,
    NGOPage,
    Occurrence,
    OccurrenceClosing,
    OccurrenceOrganization,
    Registration,
    SearchedQuery,
)

KINDS = [("Spotkanie", "meeting"), ("Szkolenie", "training"), ("Wykład", "other"), ("", "other")]
_HOUR = datetime.timedelta(hours=1)


class Year:
    """``events`` dates of as many events, ``registrations`` of people who all came."""

    def __init__(self, year: int, *, events: int, registrations: int, organizations: int):
        self.year, self.chance = year, random.Random(year)
        self.events, self.registrations = events, registrations
        self.days = [
            datetime.date(year, 1, 1) + datetime.timedelta(days=number) for number in range(365)
        ]
        self.entries = self._entries(organizations)
        self.dates = self._dates()
        self._organizations()
        self._people()
        self._printed()
        self._money()
        self._uses()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def _entries(self, size: int) -> list[tuple[int, str, str]]:
        if not NGOPage.objects.exists():
            fill_directory(size)
            noon = datetime.datetime(self.year, 3, 1, 12, tzinfo=datetime.UTC)
            NGOPage.objects.update(first_published_at=noon)
        rows = NGOPage.objects.order_by("pk").values_list("pk", "uuid", "title")
        return [(pk, str(key), title) for pk, key, title in rows]

    def _dates(self) -> list[Occurrence]:
        calendar = EventIndexFactory(title="Kalendarz", slug=f"kalendarz-{self.year}")
        titles = [f"Wydarzenie {number}" for number in range(self.events)]
        pks = write_pages(calendar, EventPage, titles)
        days = [self.days[number * 7 % 365] for number in range(self.events)]
        pages = [
            EventPage(page_ptr_id=pk, start_date=day, time_zone="Europe/Warsaw")
            for pk, day in zip(pks, days, strict=True)
        ]
        write_own(EventPage, pages, batch=25)
        rows = [self._date(pk, day, pk) for pk, day in zip(pks, days, strict=True)]
        Occurrence.objects.bulk_create(rows, batch_size=500)
        dates = list(Occurrence.objects.filter(page__in=pks).order_by("pk"))
        OccurrenceClosing.objects.bulk_create(
            [
                OccurrenceClosing(occurrence=row, head_count=25, status_before="scheduled")
                for row in dates[::2]
            ],
            batch_size=500,
        )
        return dates

    def _date(self, page: int, day: datetime.date, number: int) -> Occurrence:
        name, counts_as = KINDS[number % len(KINDS)]
        start = datetime.datetime.combine(day, datetime.time(8 + number % 9), datetime.UTC)
        return Occurrence(
            page_id=page,
            recurrence_id=day,
            local_day=day,
            starts_at=start,
            ends_at=start + _HOUR,
            time_zone="Europe/Warsaw",
            event_key=uuid.UUID(int=page),
            event_title=f"Wydarzenie {number}",
            kind_name=name,
            counts_as=counts_as,
            status="cancelled" if number % 50 == 0 else "held",
        )

    def _organizations(self) -> None:
        links = []
        for number, row in enumerate(self.dates):
            for role in ("host", "present"):
                pk, key, title = self.chance.choice(self.entries)
                links.append(
                    OccurrenceOrganization(
                        occurrence=row, organization_id=pk, key=key, name=title, role=role,
                        sort_order=number % 3,
                    )
                )  # fmt: skip
        OccurrenceOrganization.objects.bulk_create(links, batch_size=500)

    def _people(self) -> None:
        """A quarter as many people as registrations: each comes four times."""
        people = max(self.registrations // 4, 1)
        rows, came = [], []
        for number in range(self.registrations):
            date = self.dates[number % len(self.dates)]
            pk, key, title = self.entries[number * 13 % len(self.entries)]
            # Whoever signs twice for a date is the same person; here nobody does.
            who = (number + number // len(self.dates)) % people
            person = hashlib.sha256(f"{who}".encode()).hexdigest()
            shared = {
                "occurrence": date, "person_key": person, "organization_id": pk,
                "organization_key": key, "organization_name": title,
            }  # fmt: skip
            rows.append(Registration(status="attended", seat_key=f"{number:064}", **shared))
            came.append(Attendance(checked_in_at=date.starts_at, **shared))
        Registration.objects.bulk_create(rows, batch_size=500)
        Attendance.objects.bulk_create(came, batch_size=500, ignore_conflicts=True)

    def _printed(self) -> None:
        serial = BulletinIndexFactory(slug=f"biuletyn-{self.year}")
        BulletinRecord.objects.bulk_create(
            BulletinRecord(serial=serial, title=f"Biuletyn {day}", issue_date=day)
            for day in self.days[::30]
        )
        BulletinDistribution.objects.bulk_create(
            BulletinDistribution(serial=serial, date=day, copies=40, place="Ratusz")
            for day in self.days
        )

    def _money(self) -> None:
        calls = FundingCall.objects.bulk_create(
            FundingCall(title=f"Konkurs {day}", funder="Miasto", announced_on=day)
            for day in self.days[::7]
        )
        FundingAward.objects.bulk_create(
            FundingAward(
                call=calls[number % len(calls)], organization_id=pk, organization_name=title,
                amount=1000, decided_on=self.days[number % 365],
            )
            for number, (pk, _key, title) in enumerate(self.entries)
        )  # fmt: skip
        Cooperation.objects.bulk_create(
            Cooperation(title=f"Wspólnie {day}", started_on=day) for day in self.days
        )

    def _uses(self) -> None:
        SearchedQuery.objects.bulk_create(
            [
                SearchedQuery(day=day, words=f"słowo {number}", times=3)
                for day in self.days
                for number in range(50)
            ],
            batch_size=500,
        )
        DailyCount.objects.bulk_create(
            DailyCount(day=day, use="download", key="1/web", times=9) for day in self.days
        )
