"""What took place stays what it was, and people who registered keep their date."""

import datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from tests.factories.directory import NGOFactory
from tests.factories.events import EventFactory, EventKindFactory, VenueFactory, publish
from wagtail_ngo import signals
from wagtail_ngo.domain.events.date_changes import Change
from wagtail_ngo.enums import CountsAs, DateRole
from wagtail_ngo.models import (
    EventOrganization,
    EventPage,
    Occurrence,
    OccurrenceClosing,
    OccurrenceOverride,
)
from wagtail_ngo.services.events import occurrences
from wagtail_ngo.services.events.closing import Record, close, record_of, reopen

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC)
LATER = datetime.datetime(2027, 3, 20, tzinfo=datetime.UTC)
FIRST, SECOND = datetime.date(2027, 3, 18), datetime.date(2027, 3, 25)


@pytest.fixture
def weekly():
    """Four Thursdays from 18 March 2027."""
    page = EventFactory(
        recurrence="RRULE:FREQ=WEEKLY;COUNT=4",
        title="Meetings",
        kind=EventKindFactory(counts_as=CountsAs.MEETING),
        venue=VenueFactory(name="Library"),
        capacity=10,
    )
    occurrences.rebuild(page, now=NOW)
    return page


@pytest.fixture
def heard():
    """Every change that others can hear of, as (day, kinds, before, after)."""
    rows = []

    def listen(sender, page, changes: list, **kwargs):
        rows.extend(changes)

    signals.occurrences_changed.connect(listen)
    yield rows
    signals.occurrences_changed.disconnect(listen)


def row(page, day=FIRST) -> Occurrence:
    return Occurrence.objects.get(page=page, recurrence_id=day)


def override(page, **fields) -> None:
    page.overrides.add(OccurrenceOverride(**fields))
    page.save()
    occurrences.rebuild(page, now=NOW)


def test_date_with_waiting_or_cancelled_registrations_only_is_kept(weekly):
    weekly.occurrences.filter(recurrence_id=SECOND).update(record_count=1)
    weekly.recurrence = "RRULE:FREQ=WEEKLY;INTERVAL=3;COUNT=2"
    weekly.save()

    occurrences.rebuild(weekly, now=NOW)

    days = weekly.occurrences.order_by("recurrence_id").values_list("recurrence_id", "is_off_rule")
    assert [(day.day, kept) for day, kept in days] == [(18, False), (25, True), (8, False)]


def test_left_out_date_on_which_people_wait_is_kept_as_cancelled(weekly, heard):
    weekly.occurrences.filter(recurrence_id=SECOND).update(record_count=1)

    override(weekly, original_date=SECOND, kind="removed")

    assert row(weekly, SECOND).status == "cancelled"
    assert [set(change.kinds) for change in heard] == [{Change.CANCELLED}]


def test_move_is_heard_with_old_and_new_values(weekly, heard):
    override(
        weekly, original_date=SECOND, kind="moved", new_date=datetime.date(2027, 3, 26), note="Ill"
    )

    [change] = heard
    assert change.occurrence_id == row(weekly, SECOND).pk
    assert (change.before.starts_at.day, change.after.starts_at.day) == (25, 26)
    assert (change.before.status, change.after.status) == ("scheduled", "moved")
    assert (change.kinds, change.after.note) == ({Change.MOVED}, "Ill")


def test_other_venue_is_heard_with_both_names(weekly, heard):
    override(weekly, original_date=SECOND, kind="changed", venue=VenueFactory(name="Town hall"))

    [change] = heard
    assert (change.before.venue, change.after.venue) == ("Library", "Town hall")
    assert change.kinds == {Change.RELOCATED}


def test_note_alone_concerns_nobody(weekly, heard):
    override(weekly, original_date=SECOND, kind="changed", note="Bring a pen")

    assert [change.kinds for change in heard] == [frozenset()]


def test_unpublishing_withdraws_dates_with_people_and_publishing_restores_them(weekly, heard):
    weekly.occurrences.filter(recurrence_id=SECOND).update(record_count=1)

    occurrences.withdraw(weekly, now=NOW)

    assert [(r.recurrence_id, r.status) for r in weekly.occurrences.all()] == [
        (SECOND, "withdrawn")
    ]
    assert [change.kinds for change in heard] == [{Change.WITHDRAWN}]
    occurrences.rebuild(weekly, now=NOW)
    assert row(weekly, SECOND).status == "scheduled"
    assert heard[-1].kinds == {Change.RESTORED}
    assert weekly.occurrences.count() == 4


def test_unpublishing_leaves_past_and_closed_dates_as_they_were(weekly, heard):
    close(row(weekly), Record(head_count=5), now=LATER)

    occurrences.withdraw(weekly, now=LATER)

    assert [(r.recurrence_id, r.status) for r in weekly.occurrences.all()] == [(FIRST, "held")]
    assert heard == []


def test_closed_date_is_not_rewritten_by_an_override_or_a_rewrite(weekly):
    close(row(weekly), Record(), now=LATER)
    weekly.overrides.add(
        OccurrenceOverride(original_date=FIRST, kind="cancelled", venue=VenueFactory(name="Other"))
    )
    weekly.title = "Renamed"
    weekly.save()

    for rewrite_past in (False, True):
        occurrences.rebuild(weekly, now=LATER, rewrite_past=rewrite_past)

    kept = row(weekly)
    assert (kept.status, kept.venue_name, kept.event_title) == ("held", "Library", "Meetings")
    assert row(weekly, SECOND).event_title == "Renamed"


def test_date_of_a_night_belongs_to_the_year_of_its_local_start():
    page = EventFactory(
        start_date=datetime.date(2026, 12, 31),
        overrides=[
            OccurrenceOverride(
                original_date=datetime.date(2026, 12, 31),
                kind="moved",
                new_date=datetime.date(2027, 1, 1),
                start_time=datetime.time(0, 30),
            )
        ],
    )
    occurrences.rebuild(page, now=NOW)

    assert page.occurrences.get().starts_at.year == 2026
    assert list(Occurrence.objects.in_year(2026)) == []
    assert Occurrence.objects.in_year(2027).get().local_day == datetime.date(2027, 1, 1)


def test_capacity_is_the_dates_own_before_the_overrides_before_the_events(weekly):
    override(weekly, original_date=SECOND, kind="changed", capacity=0)
    weekly.occurrences.filter(recurrence_id=FIRST).update(own_capacity=3, capacity=3)
    weekly.capacity = 20
    weekly.save()

    occurrences.rebuild(weekly, now=NOW)

    rows = weekly.occurrences.order_by("recurrence_id")
    assert [r.capacity for r in rows] == [3, 0, 20, 20]


def test_rebuild_never_puts_capacity_below_what_is_taken(weekly):
    weekly.occurrences.filter(recurrence_id=FIRST).update(seats_taken=7)
    weekly.capacity = 4
    weekly.save()

    occurrences.rebuild(weekly, now=NOW)

    rows = weekly.occurrences.order_by("recurrence_id")
    assert [r.capacity for r in rows] == [7, 4, 4, 4]


def test_deleting_page_kind_venue_and_organizations_keeps_the_record(weekly):
    host, partner, guest = (NGOFactory(title=name) for name in ("Host", "Partner", "Guest"))
    weekly.organizations = [
        EventOrganization(organization=host, role="host"),
        EventOrganization(organization=partner, role="partner"),
    ]
    weekly.save()
    occurrences.rebuild(weekly, now=NOW)
    close(
        row(weekly),
        Record(head_count=30, present=[guest, guest], other_organizations=["Circle", " circle "]),
        now=LATER,
    )
    pk, kind, venue = row(weekly).pk, weekly.kind, weekly.venue

    for thing in (host, guest, partner, kind, venue):
        thing.delete()
    EventPage.objects.get().delete()

    kept = Occurrence.objects.held().in_year(2027).get()
    assert (kept.pk, kept.page, kept.kind, kept.venue) == (pk, None, None, None)
    assert (kept.title, kept.kind_name, kept.counts_as, kept.venue_name) == (
        "Meetings",
        "Integration meeting",
        "meeting",
        "Library",
    )
    assert [
        (link.role, link.name) for link in kept.organization_links.order_by("role", "name")
    ] == [
        ("host", "Host"),
        ("partner", "Partner"),
        ("present", "Circle"),
        ("present", "Guest"),
    ]
    assert kept.closing.head_count == 30
    assert Occurrence.objects.count() == 1
    assert list(Occurrence.objects.visible_to(None)) == []


def test_other_kind_for_the_event_changes_coming_dates_only(weekly):
    weekly.kind = EventKindFactory(name="Training", slug="training", counts_as=CountsAs.TRAINING)
    weekly.save()

    occurrences.rebuild(weekly, now=LATER)

    rows = weekly.occurrences.order_by("recurrence_id")
    assert [r.counts_as for r in rows] == ["meeting", "training", "training", "training"]


def test_one_off_event_in_the_past_keeps_its_kind_when_its_hour_is_corrected():
    page = EventFactory(kind=EventKindFactory(counts_as=CountsAs.MEETING))
    occurrences.rebuild(page, now=NOW)
    page.kind, page.start_time = None, datetime.time(16)
    page.save()

    occurrences.rebuild(page, now=LATER)

    kept = page.occurrences.get()
    assert (kept.local_start.hour, kept.counts_as) == (16, "meeting")


def test_record_cannot_be_deleted_by_its_date(weekly):
    close(row(weekly), Record(), now=LATER)

    with pytest.raises(ProtectedError):
        row(weekly).delete()


def test_closing_twice_is_refused_and_the_first_record_stays(weekly):
    close(row(weekly), Record(head_count=12), now=LATER)

    with pytest.raises(ValidationError, match="closed already"):
        close(row(weekly), Record(head_count=13), now=LATER)

    assert OccurrenceClosing.objects.get().head_count == 12


@pytest.mark.parametrize(
    ("status", "was_held", "now", "code"),
    [
        ("cancelled", True, LATER, "cancelled"),
        ("scheduled", True, NOW, "ahead"),
        ("cancelled", False, LATER, None),
        ("moved", True, LATER, None),
        ("withdrawn", True, LATER, None),
        ("scheduled", False, NOW, None),
    ],
)
def test_closing_follows_the_states_of_a_date(weekly, status, was_held, now, code):
    weekly.occurrences.filter(recurrence_id=FIRST).update(status=status)

    if code:
        with pytest.raises(ValidationError) as error:
            close(row(weekly), Record(was_held=was_held), now=now)
        assert error.value.code == code
    else:
        close(row(weekly), Record(was_held=was_held), now=now)

    expected = status if code else ("held" if was_held else "not_held")
    assert row(weekly).status == expected


def test_reopening_needs_a_reason_and_gives_the_record_back(weekly):
    guest = NGOFactory(title="Guest")
    close(row(weekly), Record(head_count=9, summary="<p>Well</p>", present=[guest]), now=LATER)

    with pytest.raises(ValidationError, match="Say why"):
        reopen(row(weekly), reason=" ", now=LATER)
    record = reopen(row(weekly), reason="Wrong number", now=LATER)

    assert (record.head_count, record.summary, record.present) == (9, "<p>Well</p>", [guest])
    again = row(weekly)
    assert (again.status, again.closed_at) == ("scheduled", None)
    assert record_of(OccurrenceClosing.objects.get()) == record
    with pytest.raises(ValidationError, match="not closed"):
        reopen(again, reason="Twice", now=LATER)
    close(again, Record(head_count=10, present=record.present), now=LATER)
    assert OccurrenceClosing.objects.get().head_count == 10
    assert row(weekly).organizations_with(DateRole.PRESENT) == [guest]


def test_date_with_two_hosts_of_its_own_keeps_the_events_partners(weekly):
    usual, first, second, partner = (NGOFactory(title=name) for name in "ABCD")
    weekly.organizations = [
        EventOrganization(organization=usual, role="host"),
        EventOrganization(organization=partner, role="partner"),
    ]

    override(weekly, original_date=SECOND, kind="changed", host=first, co_host=second)

    assert row(weekly, SECOND).host_organizations == [first, second]
    assert row(weekly, SECOND).organizations_with(DateRole.PARTNER) == [partner]
    assert row(weekly).host_organizations == [usual]


@time_machine.travel(NOW, tick=False)
def test_deleting_a_live_page_tells_those_who_are_registered(weekly, heard):
    page = publish(weekly)
    page.occurrences.filter(recurrence_id=SECOND).update(record_count=1)

    EventPage.objects.get().delete()

    kept = Occurrence.objects.get()
    assert (kept.recurrence_id, kept.status, kept.page) == (SECOND, "withdrawn", None)
    assert [change.kinds for change in heard] == [{Change.WITHDRAWN}]
