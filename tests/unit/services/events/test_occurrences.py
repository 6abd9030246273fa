"""Which stored dates follow from what an editor publishes."""

import datetime

import pytest

from tests.factories.directory import NGOFactory
from tests.factories.events import EventFactory, OccurrenceFactory, VenueFactory, publish
from wagtail_ngo.enums import OccurrenceStatus, OverrideKind
from wagtail_ngo.models import EventOrganization, Occurrence, OccurrenceOverride
from wagtail_ngo.services.events import occurrences

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC)


def starts(page) -> list[str]:
    return [
        f"{row.starts_at.astimezone(datetime.UTC):%m-%d %H:%MZ}" for row in page.occurrences.all()
    ]


def days(page) -> list[str]:
    return [f"{row.recurrence_id:%m-%d}" for row in page.occurrences.order_by("recurrence_id")]


@pytest.fixture
def weekly():
    """Four Thursdays from 18 March 2027, across the change to summer time."""
    page = EventFactory(recurrence="RRULE:FREQ=WEEKLY;COUNT=4")
    occurrences.rebuild(page, now=NOW)
    return page


def test_rebuild_keeps_wall_time_across_the_clock_change(weekly):
    assert starts(weekly) == ["03-18 16:00Z", "03-25 16:00Z", "04-01 15:00Z", "04-08 15:00Z"]


@pytest.mark.parametrize("zone", ["UTC", "Europe/Warsaw", "America/New_York"])
def test_rebuild_does_not_depend_on_the_servers_or_users_zone(settings, zone):
    from django.utils import timezone

    settings.TIME_ZONE = zone
    with timezone.override("Pacific/Auckland"):
        page = EventFactory(recurrence="RRULE:FREQ=WEEKLY;COUNT=4")
        occurrences.rebuild(page, now=NOW)

    assert starts(page) == ["03-18 16:00Z", "03-25 16:00Z", "04-01 15:00Z", "04-08 15:00Z"]


def test_rebuild_twice_writes_nothing(weekly, django_assert_num_queries):
    weekly.refresh_from_db()
    before = weekly.sequence

    result = occurrences.rebuild(weekly, now=NOW)

    weekly.refresh_from_db()
    assert not result.has_changes
    assert weekly.sequence == before
    assert len(result.unchanged) == 4


def test_later_start_time_keeps_rows_and_cancellations(weekly):
    before = list(weekly.occurrences.values_list("pk", flat=True))
    weekly.overrides.add(
        OccurrenceOverride(
            original_date=datetime.date(2027, 3, 25), kind=OverrideKind.CANCELLED, note="Ill"
        )
    )
    weekly.start_time = datetime.time(18)
    weekly.save()

    occurrences.rebuild(weekly, now=NOW)

    rows = list(weekly.occurrences.all())
    assert [row.pk for row in rows] == before
    assert starts(weekly)[0] == "03-18 17:00Z"
    assert [row.status for row in rows] == ["scheduled", "cancelled", "scheduled", "scheduled"]
    assert rows[1].note == "Ill"


def test_overrides_remove_move_change_and_add(weekly):
    venue = VenueFactory(name="Library")
    weekly.overrides.add(
        OccurrenceOverride(original_date=datetime.date(2027, 3, 18), kind=OverrideKind.REMOVED),
        OccurrenceOverride(
            original_date=datetime.date(2027, 3, 25),
            kind=OverrideKind.MOVED,
            new_date=datetime.date(2027, 3, 29),
            start_time=datetime.time(10),
        ),
        OccurrenceOverride(
            original_date=datetime.date(2027, 4, 1), kind=OverrideKind.CHANGED, venue=venue
        ),
        OccurrenceOverride(original_date=datetime.date(2027, 4, 3), kind=OverrideKind.EXTRA),
    )
    weekly.save()

    occurrences.rebuild(weekly, now=NOW)

    rows = weekly.occurrences.order_by("recurrence_id")
    assert [
        (f"{row.recurrence_id:%m-%d}", f"{row.starts_at:%m-%d %H:%M}", row.status, row.venue)
        for row in rows
    ] == [
        ("03-25", "03-29 08:00", OccurrenceStatus.MOVED, None),
        ("04-01", "04-01 15:00", OccurrenceStatus.SCHEDULED, venue),
        ("04-03", "04-03 15:00", OccurrenceStatus.SCHEDULED, None),
        ("04-08", "04-08 15:00", OccurrenceStatus.SCHEDULED, None),
    ]
    assert rows[0].ends_at - rows[0].starts_at == datetime.timedelta(hours=2)


def test_rule_change_keeps_past_and_registered_dates(weekly):
    later = datetime.datetime(2027, 3, 26, tzinfo=datetime.UTC)
    weekly.occurrences.filter(recurrence_id=datetime.date(2027, 4, 1)).update(seats_taken=3)
    weekly.start_time = datetime.time(9)
    weekly.end_time = datetime.time(10)
    weekly.recurrence = "RRULE:FREQ=WEEKLY;INTERVAL=3;COUNT=2"
    weekly.save()

    result = occurrences.rebuild(weekly, now=later)

    assert starts(weekly) == ["03-18 16:00Z", "03-25 16:00Z", "04-01 15:00Z", "04-08 07:00Z"]
    assert [row.is_off_rule for row in weekly.occurrences.all()] == [False, True, True, False]
    assert [f"{row.recurrence_id:%m-%d}" for row in result.kept] == ["03-25", "04-01"]


def test_date_left_out_is_kept_as_cancelled_where_people_are_registered(weekly):
    weekly.occurrences.update(seats_taken=1)
    weekly.overrides.add(
        OccurrenceOverride(original_date=datetime.date(2027, 4, 8), kind=OverrideKind.REMOVED)
    )
    weekly.save()

    occurrences.rebuild(weekly, now=NOW)

    assert [row.status for row in weekly.occurrences.all()] == [
        "scheduled",
        "scheduled",
        "scheduled",
        "cancelled",
    ]


def test_single_date_takes_its_row_along():
    page = publish(EventFactory())
    row = page.occurrences.get()
    Occurrence.objects.filter(pk=row.pk).update(seats_taken=5)
    page.start_date = datetime.date(2027, 3, 20)

    publish(page)

    moved = page.occurrences.get()
    assert (moved.pk, moved.seats_taken, days(page)) == (row.pk, 5, ["03-20"])


def test_single_date_reused_for_a_new_year_keeps_the_old_one():
    page = EventFactory(start_date=datetime.date(2026, 12, 1))
    occurrences.rebuild(page, now=NOW)
    page.start_date = datetime.date(2027, 12, 1)
    page.save()

    occurrences.rebuild(page, now=NOW)

    assert [row.recurrence_id.year for row in page.occurrences.all()] == [2026, 2027]


def test_series_reaches_the_horizon_and_extends_with_time(settings):
    settings.WAGTAIL_NGO = {"OCCURRENCE_MONTHS_AHEAD": 2}
    page = EventFactory(
        start_date=datetime.date(2027, 1, 7), recurrence="RRULE:FREQ=MONTHLY;BYDAY=1TH"
    )
    occurrences.rebuild(page, now=NOW)
    assert days(page) == ["01-07", "02-04"]

    occurrences.rebuild(page, now=NOW + datetime.timedelta(days=90))

    assert days(page) == ["01-07", "02-04", "03-04", "04-01", "05-06"]


def test_unpublishing_removes_what_nobody_relies_on():
    page = publish(
        EventFactory(
            start_date=datetime.date(2020, 1, 2),
            recurrence="RRULE:FREQ=YEARLY;COUNT=20",
        )
    )
    assert page.occurrences.count() > 5

    page.unpublish()

    assert (
        page.occurrences.count()
        == page.occurrences.past(now=datetime.datetime.now(datetime.UTC)).count()
    )


def test_draft_changes_do_not_reach_the_dates():
    page = publish(EventFactory())
    page.start_date = datetime.date(2027, 5, 5)
    page.save_revision()

    occurrences.rebuild(page, now=NOW)

    assert days(page) == ["03-18"]


def test_sequence_rises_with_each_publication_and_never_falls_back():
    page = publish(EventFactory())
    first = page.sequence
    old = page.latest_revision
    page.title = "Renamed"
    publish(page)
    assert page.sequence > first
    second = page.sequence

    old.publish()

    page.refresh_from_db()
    assert page.sequence > second


def test_copy_gets_a_uid_of_its_own_and_keeps_the_draft():
    page = publish(EventFactory(title="Choir"))
    page.lead = "Draft words"
    page.save_revision()

    copy = page.copy(update_attrs={"slug": "copy", "title": "Copy"}, keep_live=False)

    draft = copy.get_latest_revision_as_object()
    assert draft.uid == copy.uid != page.uid
    assert draft.lead == "Draft words"
    assert copy.occurrences.count() == 0


def test_hosts_follow_the_page_and_the_override():
    first, second = NGOFactory(), NGOFactory()
    page = EventFactory(recurrence="RRULE:FREQ=WEEKLY;COUNT=2")
    page.organizations.add(EventOrganization(organization=first, role="host"))
    page.overrides.add(OccurrenceOverride(original_date=datetime.date(2027, 3, 25), host=second))
    page.save()

    occurrences.rebuild(page, now=NOW)

    assert [row.host_organizations for row in page.occurrences.all()] == [[first], [second]]


def test_overlapping_finds_what_began_before_and_ends_after():
    noon = datetime.datetime(2027, 5, 10, 12, tzinfo=datetime.UTC)
    day = datetime.timedelta(days=1)
    inside = OccurrenceFactory(starts_at=noon)
    ongoing = OccurrenceFactory(starts_at=noon - 40 * day, ends_at=noon + day, days=41)
    OccurrenceFactory(starts_at=noon - 40 * day, ends_at=noon - 39 * day)
    OccurrenceFactory(starts_at=noon + 2 * day)

    found = Occurrence.objects.overlapping(noon - day, noon + day)

    assert list(found) == [ongoing, inside]
