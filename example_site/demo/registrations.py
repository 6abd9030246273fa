"""Registrations and records: the training of 2017 with its 48 people, and coming dates to join.

The source gives the sums; every name and address here is a sample.
"""

import datetime

from django.utils import timezone

from example_site.demo import reports
from example_site.demo.context import SAMPLE, Demo, ensure_page
from example_site.demo.directory import hosts
from example_site.demo.events import venues
from wagtail_ngo import conf
from wagtail_ngo.enums import CountsAs, RegistrationStatus
from wagtail_ngo.models import EventKind, EventPage, Occurrence, Registration
from wagtail_ngo.services.events.closing import Record, close
from wagtail_ngo.services.registration import attendance, seats
from wagtail_ngo.services.registration.registering import Person, create

PEOPLE, A_DAY, NEW_A_DAY = 48, 15, 12


def load(demo: Demo) -> None:
    now = timezone.now()
    training = EventPage.objects.child_of(demo.calendar).get(slug="szkolenie")
    fill_training(demo, training, now=now)
    reports.fill_meetings(demo)
    closed = close_year(demo, now=now)
    fill_workshops(demo, now=now)
    demo.say(f"{PEOPLE} people at the training, {closed} dates closed, two dates to register for")


def sample_person(number: int, organizations: list) -> Person:
    return Person(
        name=f"Osoba {number:02} (przykład)",
        email=f"osoba{number:02}@example.org",
        organization=organizations[number % len(organizations)],
        language="pl",
    )


def add(date: Occurrence, person: Person, *, now: datetime.datetime, waits: bool = False):
    """As the organiser's desk does it, but without a letter to an address that nobody has."""
    if waits:
        seats.join_line(date, limit=None)
        values = {"status": RegistrationStatus.WAITING, "waiting_since": now}
    else:
        seats.take(date, 1, past_the_line=True)
        values = {"status": RegistrationStatus.CONFIRMED, "seats_held": 1}
    seats.add_record(date)
    return create(date, person, now=now, confirmed_at=now, **values)


def fill_training(demo: Demo, page: EventPage, *, now: datetime.datetime) -> None:
    """Fifteen people each day, three of whom came on the day before as well."""
    if Registration.objects.filter(occurrence__page=page).exists():
        return
    organizations = hosts(demo)
    for day, date in enumerate(page.occurrences.order_by("starts_at")):
        for place in range(A_DAY):
            number = (day * NEW_A_DAY + place) % PEOPLE + 1
            row = add(date, sample_person(number, organizations), now=date.starts_at)
            attendance.check_in(date, row, now=date.starts_at)


def close_year(demo: Demo, *, now: datetime.datetime) -> int:
    """What took place in 2017 is said to have taken place; the cancelled meeting did not."""
    dates = Occurrence.objects.filter(
        page__in=EventPage.objects.child_of(demo.calendar), local_day__year=2017, closed_at=None
    )
    for date in list(dates):
        close(date, Record(was_held=not date.is_cancelled), now=now)
    return Occurrence.objects.filter(closed_at__isnull=False).count()


def workday(day: datetime.date) -> datetime.date:
    """The day, or the next one on which people work."""
    holiday = conf.get_object("HOLIDAYS")
    while day.isoweekday() > 5 or (holiday and holiday(day)):
        day += datetime.timedelta(days=1)
    return day


def fill_workshops(demo: Demo, *, now: datetime.datetime) -> None:
    """One date with a few seats left, one that is full with people waiting."""
    first = workday(timezone.localdate() + datetime.timedelta(days=24))
    shared = {
        "kind": EventKind.objects.filter(counts_as=CountsAs.TRAINING).first(),
        "start_time": datetime.time(9),
        "end_time": datetime.time(13),
        "time_zone": "Europe/Warsaw",
        "venue": venues()[0],
        "registration_mode": "here",
        "audience": "Przedstawiciele organizacji",
    }
    open_page = ensure_page(
        demo.calendar,
        EventPage,
        "rozliczanie-dotacji",
        title="Rozliczanie dotacji krok po kroku (przykład)",
        lead=f"Warsztat dla osób, które rozliczają dotacje. {SAMPLE}",
        start_date=first,
        capacity=12,
        **shared,
    )
    full_page = ensure_page(
        demo.calendar,
        EventPage,
        "dostepne-strony",
        title="Dostępna strona organizacji (przykład)",
        lead=f"Warsztat: teksty, zdjęcia i pliki, które każdy może przeczytać. {SAMPLE}",
        start_date=workday(first + datetime.timedelta(days=7)),
        capacity=8,
        **shared,
    )
    organizations = hosts(demo)
    for page, seated, waiting in ((open_page, 9, 0), (full_page, 8, 4)):
        date = page.occurrences.first()
        if date is None or date.has_people:
            continue
        for number in range(1, seated + waiting + 1):
            add(date, sample_person(number, organizations), now=now, waits=number > seated)
