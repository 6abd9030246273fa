"""Events to register for, and people who do. Names and addresses are samples."""

import datetime

from tests.factories.events import EventFactory
from wagtail_ngo.enums import RegistrationStatus
from wagtail_ngo.models import Course, Occurrence, Registration
from wagtail_ngo.services.events import occurrences
from wagtail_ngo.services.registration import registering
from wagtail_ngo.services.registration.registering import Person

#: Some weeks before the dates that EventFactory makes.
NOW = datetime.datetime(2027, 2, 1, 12, tzinfo=datetime.UTC)


def make_event(*, now: datetime.datetime = NOW, **fields):
    """A live event that takes registrations, with its dates."""
    page = EventFactory(**{"registration_mode": "here", "capacity": 2, **fields})
    occurrences.rebuild(page, now=now)
    return page


def make_date(**fields) -> Occurrence:
    """The one date of such an event."""
    return make_event(**fields).occurrences.get()


def make_course(**fields) -> Course:
    """A course of four Thursdays."""
    rule = {"recurrence": "RRULE:FREQ=WEEKLY;COUNT=4", "registration_scope": "course"}
    return Course.objects.get(page=make_event(**{**rule, **fields}))


def person(number: int = 1, **fields) -> Person:
    return Person(**{"name": f"Person {number}", "email": f"p{number}@example.org", **fields})


def apply(target, number: int = 1, *, now: datetime.datetime = NOW, **fields) -> Registration:
    """The form was sent; the address is not confirmed yet."""
    registering.register(target, person(number, **fields), now=now)
    return Registration.objects.of(target).active().get(email=f"p{number}@example.org")


def join(target, number: int = 1, *, now: datetime.datetime = NOW, **fields) -> Registration:
    """The form was sent and the link in the letter used: a seat, or a place in the line."""
    return registering.confirm(apply(target, number, now=now, **fields), now=now)


def join_many(target, numbers, *, now: datetime.datetime = NOW) -> list[Registration]:
    """One after the other, a minute between them."""
    minute = datetime.timedelta(minutes=1)
    return [join(target, number, now=now + place * minute) for place, number in enumerate(numbers)]


def counters(target) -> tuple[int, int, int]:
    """Seats taken, waiting and records, as stored."""
    row = type(target).objects.get(pk=target.pk)
    return row.seats_taken, row.waiting, row.record_count


def assert_counters_agree(target) -> None:
    """What the counters say is what the registrations say, and there are enough seats."""
    row = type(target).objects.get(pk=target.pk)
    registrations = list(Registration.objects.of(target))
    waiting = [one for one in registrations if one.status == RegistrationStatus.WAITING]
    assert row.seats_taken == sum(one.seats_held for one in registrations)
    assert row.waiting == len(waiting)
    assert row.capacity is None or row.seats_taken <= row.capacity
