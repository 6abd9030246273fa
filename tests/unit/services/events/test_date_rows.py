"""Rows of dates: what one says of its page and its change, and what a deletion leaves."""

import datetime
import uuid

import pytest

from tests.factories.events import EventFactory, EventKindFactory, OccurrenceFactory, VenueFactory
from wagtail_ngo.domain.events.schedule import DateKey, PlannedDate
from wagtail_ngo.enums import CountsAs
from wagtail_ngo.models import EventPage, Occurrence, OccurrenceOverride
from wagtail_ngo.services.events import date_rows

pytestmark = pytest.mark.django_db
START = datetime.datetime.combine(datetime.date(2027, 3, 18), datetime.time(17))
HOUR, SECOND = datetime.timedelta(hours=1), datetime.timedelta(seconds=1)
KEY = DateKey(datetime.date(2027, 3, 17), "2000")
VENUES = {1: "Rondo", 2: "Aula"}


def row(*, length=2 * HOUR, override=None, page=None, **fields) -> Occurrence:
    """The row of a date that begins on 18 March 2027 at 17 in Warsaw."""
    page = EventPage(**{"venue_id": 1, "capacity": 9, **(page or {})})
    pattern = Occurrence(page=page, time_zone="Europe/Warsaw", event_title="Chór")
    date = PlannedDate(KEY, START, START + length, "Europe/Warsaw", **{"has_end": True, **fields})
    return date_rows.row_of(pattern, date, override, VENUES)


def change(**fields) -> OccurrenceOverride:
    return OccurrenceOverride(original_date=KEY.day, **fields)


def test_a_row_has_key_moments_and_local_day_of_its_date():
    made = row()

    assert (made.recurrence_id, made.session, made.key) == (*KEY, KEY)
    assert made.starts_at == datetime.datetime(2027, 3, 18, 16, tzinfo=datetime.UTC)
    assert made.ends_at - made.starts_at == 2 * HOUR
    assert (made.local_day, made.event_title) == (START.date(), "Chór")
    assert (made.is_all_day, made.has_end) == (False, True)
    other = row(is_all_day=True, has_end=False)
    assert (other.is_all_day, other.has_end) == (True, False)


@pytest.mark.parametrize(
    ("length", "days"),
    [
        (0 * HOUR, 1),
        (SECOND, 1),
        (24 * HOUR, 1),
        (24 * HOUR + SECOND, 2),
        (48 * HOUR, 2),
        (10 * 24 * HOUR, 10),
    ],
)
def test_days_are_begun_days_of_twenty_four_hours_and_at_least_one(length, days):
    assert row(length=length).days == days


def test_a_cancelled_date_is_cancelled_also_where_it_was_moved():
    states = [{}, {"is_moved": True}, {"is_cancelled": True}]
    states.append({"is_moved": True, "is_cancelled": True})

    assert [str(row(**state).status) for state in states] == [
        "scheduled",
        "moved",
        "cancelled",
        "cancelled",
    ]


def test_place_and_seats_are_those_of_the_change_else_of_the_page():
    def told(**fields):
        made = row(**fields)
        return made.venue_id, made.venue_name, made.capacity

    assert told() == told(override=change()) == (1, "Rondo", 9)
    assert told(override=change(venue_id=2, capacity=4)) == (2, "Aula", 4)
    assert told(override=change(capacity=0)) == (1, "Rondo", 0)
    assert told(page={"venue_id": None, "capacity": None}) == (None, "", None)
    # A venue that was deleted meanwhile.
    assert told(override=change(venue_id=3)) == (3, "", 9)


def test_words_of_a_change_are_those_of_the_row():
    made = row(override=change(title="T", note="N", description="D", link="https://example.org/"))

    assert (made.own_title, made.note) == ("T", "N")
    assert (made.own_description, made.own_link) == ("D", "https://example.org/")
    assert row().own_title == row().note == ""


def test_rows_of_one_pattern_share_nothing_that_a_save_changes():
    page = EventPage()
    pattern = Occurrence(page=page)
    date = PlannedDate(KEY, START, START + HOUR, "Europe/Warsaw", has_end=True)
    first, second = (date_rows.row_of(pattern, date, None, {}) for _ in range(2))

    first._state.adding, first.note = False, "x"
    first._state.fields_cache.clear()

    assert (second._state.adding, second.note, second.page) == (True, "", page)
    assert (pattern._state.adding, pattern.note, pattern.page) == (True, "", page)
    assert first.pk is second.pk is None


def test_only_dates_without_records_and_seats_are_deleted():
    page = EventFactory()
    rows = [
        OccurrenceFactory(page=page, recurrence_id=datetime.date(2027, 3, day), **people)
        for day, people in (
            (1, {}),
            (2, {"record_count": 1}),
            (3, {"seats_taken": 1}),
            (4, {}),
        )
    ]

    date_rows.delete(rows[:3])
    date_rows.delete([])

    assert set(Occurrence.objects.all()) == set(rows[1:])


def test_an_update_writes_each_field_and_leaves_other_rows_and_what_people_did():
    page = EventFactory()
    stored = OccurrenceFactory(page=page, seats_taken=5, record_count=2, capacity=9)
    other = OccurrenceFactory(seats_taken=5, capacity=5)
    low = OccurrenceFactory(page=page, recurrence_id=KEY.day, seats_taken=5, capacity=9)
    Occurrence.objects.filter(pk=other.pk).update(capacity=3)
    values = {
        "recurrence_id": KEY.day,
        "session": "1800",
        "starts_at": stored.starts_at + HOUR,
        "ends_at": stored.ends_at + HOUR,
        "local_day": KEY.day,
        "days": 3,
        "is_all_day": True,
        "has_end": False,
        "time_zone": "UTC",
        "status": "moved",
        "is_off_rule": True,
        "own_title": "T",
        "event_title": "E",
        "event_key": uuid.uuid4(),
        "note": "N",
        "own_description": "D",
        "own_link": "https://example.org/",
        "kind_id": EventKindFactory().pk,
        "kind_name": "K",
        "counts_as": CountsAs.TRAINING,
        "venue_id": VenueFactory().pk,
        "venue_name": "V",
        "capacity": 5,
    }
    assert set(values) == set(date_rows.FIELDS)
    row = Occurrence.objects.get(pk=stored.pk)
    for name, value in values.items():
        setattr(row, name, value)
    row.seats_taken, row.record_count = 0, 0
    low.capacity = 4

    date_rows.update([row, low])
    date_rows.update([])

    kept = Occurrence.objects.filter(pk=stored.pk)
    assert kept.values(*values).get() == values
    assert kept.values_list("seats_taken", "record_count").get() == (5, 2)
    # Who has a seat keeps it; the date of another page is nobody's business here.
    found = Occurrence.objects.filter(pk__in=[low.pk, other.pk]).order_by("pk")
    assert sorted(found.values_list("pk", "capacity")) == sorted([(low.pk, 5), (other.pk, 3)])


def test_new_rows_get_their_keys_and_are_known_as_stored():
    page = EventFactory()
    old = OccurrenceFactory(page=page, recurrence_id=KEY.day)
    OccurrenceFactory(recurrence_id=KEY.day, session="1900")
    rows = [
        Occurrence(
            page=page,
            recurrence_id=KEY.day,
            session=session,
            starts_at=old.starts_at,
            ends_at=old.ends_at,
            local_day=KEY.day,
            time_zone="Europe/Warsaw",
        )
        for session in ("2000", "1900")
    ]

    date_rows.insert_rows(rows)
    date_rows.insert_rows([])

    assert {row.key: row.pk for row in page.occurrences.exclude(pk=old.pk)} == {
        row.key: row.pk for row in rows
    }
    assert [(row._state.adding, row._state.db) for row in rows] == [(False, "default")] * 2
    rows[0].note = "Zmiana"
    rows[0].save()
    assert page.occurrences.get(note="Zmiana").session == "2000"
