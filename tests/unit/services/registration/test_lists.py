"""What the desk reads: which dates, which people, in which order."""

import datetime

import pytest

from tests.factories.events import EventFactory, OccurrenceFactory
from tests.factories.registration import NOW, apply, join, join_many, make_course, make_date
from wagtail_ngo.enums import RegistrationStatus as S
from wagtail_ngo.models import Attendance, EventPage, Occurrence, Registration
from wagtail_ngo.services.registration import lists

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
SECOND = datetime.timedelta(seconds=1)


def name(row, text, **fields) -> Registration:
    Registration.objects.filter(pk=row.pk).update(name=text, **fields)
    return Registration.objects.get(pk=row.pk)


def test_people_are_added_to_the_course_of_a_date_else_to_the_date():
    date, course = make_date(), make_course()
    of_course = course.page.occurrences.first()
    gone = OccurrenceFactory(page=None, event_title="Dawne")

    assert lists.seats_of(date) == date
    assert lists.seats_of(of_course) == course
    assert lists.seats_of(gone) == gone


def test_a_past_date_waits_to_be_closed_until_one_of_its_translations_is():
    page = EventFactory()
    now = datetime.datetime(2027, 3, 20, tzinfo=datetime.UTC)
    same = {"starts_at": now - 2 * DAY, "event_key": page.translation_key}
    open_, ahead = (
        OccurrenceFactory(page=page, starts_at=now + days * DAY, event_key=page.translation_key)
        for days in (-1, 1)
    )
    first = OccurrenceFactory(page=page, **same)
    evening = OccurrenceFactory(page=page, session="1900", **same)
    translation = OccurrenceFactory(page=EventFactory(), **same)
    listed = {row.pk for row in lists.not_closed(now=now)}
    assert listed - {first.pk, translation.pk} == {open_.pk, evening.pk}
    assert len(listed & {first.pk, translation.pk}) == 1
    assert ahead.pk not in listed

    Occurrence.objects.filter(pk=translation.pk).update(closed_at=now)

    assert {row.pk for row in lists.not_closed(now=now)} == {open_.pk, evening.pk}


def test_dates_are_found_by_all_words_of_their_title():
    day, own, gone = (
        OccurrenceFactory(page=EventFactory(title="Warsztaty tańca")),
        OccurrenceFactory(page=EventFactory(title="Cykl"), own_title="Taniec i warsztaty"),
        OccurrenceFactory(page=None, event_title="Warsztaty dawne"),
    )
    renamed = OccurrenceFactory(page=EventFactory(title="Nowe"), event_title="Warsztaty")

    def found(query):
        return set(lists.find_dates(Occurrence.objects.all(), query))

    assert found("warsztaty") == {day, own, gone}
    assert found("warsztaty tan") == {own}
    assert found("warsztaty tańca") == {day}
    assert found("dawne warsztaty") == {gone}
    assert found("") == {day, own, gone, renamed}


def test_the_check_in_names_everybody_once_by_surname():
    date, other = make_date(capacity=9), make_date(capacity=9)
    one, two, late = (
        name(row, text)
        for row, text in zip(
            join_many(date, (1, 2, 3)), ("Ewa Żak", "Jan Adamski", "B C"), strict=True
        )
    )
    Registration.objects.filter(pk=late.pk).update(status=S.CANCELLED)
    name(apply(date, 4), "Zygmunt Nowy")
    there = Attendance.objects.create(occurrence=date, person_key=one.person_key)
    Attendance.objects.create(occurrence=other, person_key=two.person_key)
    walk_in = Attendance.objects.create(
        occurrence=date, person_key="w", name="Ola Łoś", is_walk_in=True
    )

    people = lists.guests(date)

    assert [(one.name, one.attendance) for one in people] == [
        ("Jan Adamski", None),
        ("Ola Łoś", walk_in),
        # The address is not confirmed yet, but here the person is.
        ("Zygmunt Nowy", None),
        ("Ewa Żak", there),
    ]
    assert [guest.key for guest in people[:2]] == [f"r{two.pk}", f"w{walk_in.pk}"]
    assert people[3].key == f"r{one.pk}"
    assert lists.guest(date, one) == people[3]
    assert lists.guest(date, two) == people[0]
    assert lists.guest(other, one).attendance is None
    assert [guest.name for guest in lists.find_guests(people, "łos")] == ["Ola Łoś"]


def test_a_sign_in_sheet_names_who_has_a_seat_and_was_not_erased():
    date = make_date(capacity=3)
    rows = join_many(date, (1, 2, 3, 4))
    name(rows[0], "Ewa Żak")
    name(rows[1], "Jan Adamski", status=S.ABSENT)
    name(rows[2], "", erased_on=NOW.date())

    assert [row.name for row in lists.sheet_names(date)] == ["Jan Adamski", "Ewa Żak"]
    assert Registration.objects.get(pk=rows[3].pk).status == S.WAITING


def test_a_course_is_checked_in_at_its_nearest_date():
    course = make_course(capacity=5)
    row = join(course)
    dates = list(course.page.occurrences.order_by("starts_at"))
    middle = dates[0].ends_at + (dates[1].starts_at - dates[0].ends_at) / 2

    def nearest(now):
        return lists.date_to_check_in(row, now=now)

    assert nearest(NOW) == dates[0]
    assert nearest(middle - SECOND) == dates[0]
    assert nearest(middle + SECOND) == dates[1]
    assert nearest(dates[3].ends_at + 90 * DAY) == dates[3]
    Occurrence.objects.filter(pk=dates[0].pk).update(status="cancelled")
    assert nearest(NOW) == dates[1]
    EventPage.objects.filter(pk=course.page_id).update(alias_of=make_date().page_id)
    assert nearest(NOW) is None


def test_a_date_is_checked_in_at_itself():
    date = make_date()
    row = join(date)

    assert lists.date_to_check_in(row, now=NOW + 900 * DAY) == date


def test_people_are_in_the_order_in_which_they_came_or_wait():
    date = make_date(capacity=1)
    first, second, third = join_many(date, (1, 2, 3))
    Registration.objects.filter(pk=second.pk).update(waiting_since=NOW + DAY)

    assert list(lists.in_order(Registration.objects.of(date))) == [first, third, second]
