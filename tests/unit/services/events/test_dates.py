"""What editors do with the coming dates of a series in the draft."""

import datetime

import pytest

from tests.factories.directory import NGOFactory
from tests.factories.events import EventFactory, VenueFactory
from wagtail_ngo.enums import OverrideKind
from wagtail_ngo.models import EventOrganization, Occurrence, OccurrenceOverride
from wagtail_ngo.services.events import dates, occurrences

pytestmark = pytest.mark.django_db
D, T = datetime.date, datetime.time
NOW = datetime.datetime(2027, 3, 20, tzinfo=datetime.UTC)
#: Thursdays; the first is over.
THURSDAYS = [D(2027, 3, 18), D(2027, 3, 25), D(2027, 4, 1), D(2027, 4, 8)]


@pytest.fixture
def weekly():
    """Four Thursdays from 18 March 2027, 17 to 19 o'clock."""
    page = EventFactory(recurrence="RRULE:FREQ=WEEKLY;COUNT=4", start_date=THURSDAYS[0])
    occurrences.rebuild(page, now=datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC))
    return page


def coming(page, limit=10) -> list[dates.ComingDate]:
    return dates.coming_dates(page, now=NOW, limit=limit)


def change(page, place=0, *, action="", host=None, venue=None, note="", **fields) -> None:
    dates.change_date(
        page, coming(page)[place], action=action, host=host, venue=venue, note=note, **fields
    )


def overrides(page) -> list[tuple]:
    return [
        (row.original_date, row.kind, row.new_date, row.start_time, row.note)
        for row in page.overrides.all()
    ]


def test_coming_dates_are_those_from_today_on_and_may_begin_a_series(weekly):
    weekly.overrides.add(OccurrenceOverride(original_date=D(2027, 3, 30), kind=OverrideKind.EXTRA))

    assert [(date.day, date.may_begin, date.is_extra) for date in coming(weekly)] == [
        (THURSDAYS[1], True, False),
        (D(2027, 3, 30), False, True),
        (THURSDAYS[2], True, False),
        (THURSDAYS[3], True, False),
    ]
    assert [date.day for date in coming(weekly, limit=1)] == [THURSDAYS[1]]


def test_the_first_date_and_a_second_one_of_a_day_begin_no_series(weekly):
    weekly.overrides.add(
        OccurrenceOverride(original_date=THURSDAYS[1], original_time=T(20), kind=OverrideKind.EXTRA)
    )
    early = dates.coming_dates(weekly, now=NOW - datetime.timedelta(days=10), limit=3)

    assert [(date.key.address, date.may_begin) for date in early] == [
        ("2027-03-18", False),
        ("2027-03-25", True),
        ("2027-03-25-2000", False),
    ]


def test_people_are_counted_at_their_date_and_removed_dates_can_be_brought_back(weekly):
    Occurrence.objects.filter(recurrence_id=THURSDAYS[2]).update(seats_taken=2, record_count=2)
    weekly.overrides.add(OccurrenceOverride(original_date=THURSDAYS[1], kind=OverrideKind.REMOVED))

    told = [(date.day, date.people, date.action) for date in coming(weekly)]
    assert told == [
        (THURSDAYS[1], 0, dates.REMOVED),
        (THURSDAYS[2], 2, dates.TAKES_PLACE),
        (THURSDAYS[3], 0, dates.TAKES_PLACE),
    ]


def test_a_date_that_says_nothing_of_its_own_needs_no_row(weekly):
    change(weekly)
    assert overrides(weekly) == []

    change(weekly, note="Weź kubek")
    assert overrides(weekly) == [(THURSDAYS[1], OverrideKind.CHANGED, None, None, "Weź kubek")]

    change(weekly)
    assert overrides(weekly) == []


def test_a_host_or_a_venue_of_its_own_is_kept(weekly):
    host, venue = NGOFactory(), VenueFactory()

    change(weekly, host=host, venue=venue)

    [row] = weekly.overrides.all()
    assert (row.host, row.venue, row.kind) == (host, venue, OverrideKind.CHANGED)


def test_a_cancelled_date_takes_place_again(weekly):
    change(weekly, action=dates.CANCELLED)
    assert overrides(weekly) == [(THURSDAYS[1], dates.CANCELLED, None, None, "")]

    change(weekly, action=dates.TAKES_PLACE)
    assert overrides(weekly) == []


def test_a_moved_date_keeps_its_day_until_it_is_brought_back(weekly):
    move = dates.Move(new_date=D(2027, 3, 26), start_time=T(18))
    change(weekly, move=move)
    moved = (THURSDAYS[1], OverrideKind.MOVED, D(2027, 3, 26), T(18))
    assert overrides(weekly) == [(*moved, "")]

    change(weekly, note="Inna sala")
    assert overrides(weekly) == [(*moved, "Inna sala")]

    change(weekly, move=dates.Move())
    assert overrides(weekly) == []


def test_new_hours_of_an_extra_date_leave_it_an_extra_date(weekly):
    weekly.overrides.add(OccurrenceOverride(original_date=D(2027, 3, 24), kind=OverrideKind.EXTRA))

    change(weekly, move=dates.Move(start_time=T(9)))

    assert overrides(weekly) == [(D(2027, 3, 24), OverrideKind.EXTRA, None, T(9), "")]


def test_added_days_take_the_hours_of_the_event_or_their_own(weekly):
    extra, other = D(2027, 3, 24), D(2027, 3, 30)
    hours = {"start_time": weekly.start_time, "end_time": weekly.end_time}

    assert dates.add_dates(weekly, [extra, THURSDAYS[1]], **hours) == ([extra], [THURSDAYS[1]])
    assert dates.add_dates(weekly, [other, extra], start_time=T(9), end_time=T(10)) == (
        [other],
        [extra],
    )

    assert overrides(weekly) == [
        (extra, OverrideKind.EXTRA, None, None, ""),
        (other, OverrideKind.EXTRA, None, T(9), ""),
    ]


def test_a_day_that_was_taken_out_is_brought_back_by_adding_it(weekly):
    change(weekly, action=dates.REMOVED)

    assert dates.add_dates(weekly, [THURSDAYS[1]]) == ([THURSDAYS[1]], [])

    assert overrides(weekly) == []


def test_hosting_counts_past_dates_as_they_were_and_coming_ones_as_the_draft_says():
    often, once, never, hidden = (NGOFactory(title=title) for title in ("B", "C", "A", "D"))
    hidden.unpublish()
    page = EventFactory(recurrence="RRULE:FREQ=WEEKLY;COUNT=4", start_date=THURSDAYS[0])
    page.organizations.add(EventOrganization(organization=often, role="host"))
    page.save()
    occurrences.rebuild(page, now=datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC))
    page.overrides.add(
        OccurrenceOverride(original_date=THURSDAYS[3], kind=OverrideKind.CHANGED, host=once)
    )
    page.overrides.add(OccurrenceOverride(original_date=THURSDAYS[2], kind=OverrideKind.CANCELLED))

    result = dates.hosting(page, coming(page), now=NOW)

    assert [(row[0].title, *row[1:]) for row in result.have] == [
        ("B", 2, THURSDAYS[1]),
        ("C", 1, THURSDAYS[3]),
    ]
    assert [one.title for one in result.not_yet] == [never.title]


def test_who_hosted_another_event_has_not_hosted_this_one(weekly):
    host = NGOFactory(title="Klub")
    other = EventFactory(recurrence="RRULE:FREQ=WEEKLY;COUNT=2", start_date=THURSDAYS[0])
    EventOrganization.objects.create(page=other, organization=host, role="host")
    occurrences.rebuild(type(other).objects.get(pk=other.pk), now=NOW - datetime.timedelta(days=60))

    found = dates.hosting(weekly, coming(weekly), now=NOW)

    assert (found.have, [one.title for one in found.not_yet]) == ([], ["Klub"])


def test_what_publishing_would_do_is_told_by_days_ahead(weekly):
    Occurrence.objects.filter(recurrence_id=THURSDAYS[2]).update(seats_taken=2, record_count=2)
    other = EventFactory(recurrence="RRULE:FREQ=WEEKLY;COUNT=4", start_date=THURSDAYS[0])
    occurrences.rebuild(other, now=datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC))
    other.occurrences.update(is_off_rule=True)
    weekly.recurrence = "RRULE:FREQ=WEEKLY;INTERVAL=3;COUNT=3"

    told = dates.impact(weekly, now=NOW)

    def days(rows):
        return [row.recurrence_id for row in rows]

    assert days(told.kept) == [THURSDAYS[3]]
    assert days(told.added) == [D(2027, 4, 29)]
    assert days(told.removed) == [THURSDAYS[1]]
    # Somebody is registered; that another event keeps such a date already says nothing.
    assert days(told.locked) == [THURSDAYS[2]]
    assert (told.needs_a_look, told.people) == (True, 2)

    weekly.occurrences.filter(recurrence_id=THURSDAYS[2]).update(is_off_rule=True)
    assert dates.impact(weekly, now=NOW).locked == []


def test_only_dates_that_go_or_are_locked_need_a_look(weekly):
    row = weekly.occurrences.first()

    assert not dates.Impact(kept=[row], added=[row], removed=[], locked=[]).needs_a_look
    assert dates.Impact(kept=[], added=[], removed=[row], locked=[]).needs_a_look
    assert dates.Impact(kept=[], added=[], removed=[], locked=[row]).needs_a_look


def test_a_move_says_something_where_any_of_its_parts_does():
    parts = [{"new_date": THURSDAYS[0]}, {"start_time": T(9)}, {"end_time": T(9)}]

    assert [bool(dates.Move(**part)) for part in [{}, *parts]] == [False, True, True, True]


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "T"},
        {"start_time": T(9)},
        {"end_time": T(9)},
        {"end_date": D(2027, 3, 26)},
        {"description": "D"},
        {"link": "https://example.org/"},
        {"all_day": False},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_a_row_that_says_anything_of_its_own_stays(weekly, fields):
    weekly.overrides.add(
        OccurrenceOverride(original_date=THURSDAYS[1], kind=OverrideKind.CHANGED, **fields)
    )

    change(weekly)

    [row] = weekly.overrides.all()
    assert row.kind == OverrideKind.CHANGED


def test_a_date_beside_the_rule_stays_whatever_is_said_of_it(weekly):
    second = OccurrenceOverride(
        original_date=THURSDAYS[1], original_time=T(20), kind=OverrideKind.CHANGED
    )
    weekly.overrides.add(second)

    for fields in ({}, {"move": dates.Move()}, {"move": dates.Move(start_time=T(21))}):
        change(weekly, 1, **fields)
        assert [row.kind for row in weekly.overrides.all()] == [OverrideKind.EXTRA]

    change(weekly, 1, action=dates.CANCELLED)
    assert [row.kind for row in weekly.overrides.all()] == [OverrideKind.CANCELLED]
    # It can be told as cancelled: the hour is its own.
    assert [date.is_extra for date in coming(weekly)][:2] == [False, False]


def test_days_are_added_with_hours_only_where_they_are_other_hours(weekly):
    extra = D(2027, 3, 24)
    usual = (weekly.start_time, weekly.end_time)
    for hours, kept in (
        ((None, T(20)), (None, None)),
        (usual, (None, None)),
        ((usual[0], T(20)), (usual[0], T(20))),
        ((T(9), usual[1]), (T(9), usual[1])),
    ):
        dates.add_dates(weekly, [extra], start_time=hours[0], end_time=hours[1])
        [row] = weekly.overrides.all()
        assert (row.start_time, row.end_time) == kept
        weekly.overrides.clear()

    weekly.all_day = True
    dates.add_dates(weekly, [extra], start_time=T(9), end_time=T(10))
    [row] = weekly.overrides.all()
    assert (row.start_time, row.end_time) == (None, None)


def test_hosts_are_in_the_order_of_their_last_day_and_then_of_their_names(weekly):
    often, second, first, never = (NGOFactory(title=title) for title in ("B", "Z", "Y", "A"))
    for day, kind, hosts in (
        (D(2027, 3, 21), OverrideKind.EXTRA, {"host": often}),
        (THURSDAYS[1], OverrideKind.CHANGED, {"host": second, "co_host": first}),
        (THURSDAYS[3], OverrideKind.CHANGED, {"host": often}),
    ):
        weekly.overrides.add(OccurrenceOverride(original_date=day, kind=kind, **hosts))

    # The days are told in any order.
    told = dates.hosting(weekly, reversed(coming(weekly)), now=NOW)

    assert [(row.title, times, day) for row, times, day in told.have] == [
        ("Y", 1, THURSDAYS[1]),
        ("Z", 1, THURSDAYS[1]),
        ("B", 2, THURSDAYS[3]),
    ]
    assert [row.pk for row in told.not_yet] == [never.pk]


def test_what_has_no_rule_or_no_date_to_come_leaves_nothing_out():
    day = D(2027, 5, 27)
    once = EventFactory(start_date=day, skips_holidays=True)
    over = EventFactory(start_date=THURSDAYS[0], recurrence="RRULE:FREQ=WEEKLY;COUNT=1")

    assert [(date.day, date.left_out, date.may_begin) for date in coming(once)] == [
        (day, "", False)
    ]
    assert coming(over) == []
