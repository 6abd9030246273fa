"""Which events a split has made of a series, and what the new one takes over."""

import datetime
import uuid

import pytest
from wagtail.models import PageLogEntry

from tests.factories.directory import NGOFactory
from tests.factories.events import EventFactory, OccurrenceFactory
from wagtail_ngo.domain.events.recurrence import from_recurrence
from wagtail_ngo.models import EventOrganization, EventPage, Occurrence, OccurrenceOverride
from wagtail_ngo.services.events import splitting
from wagtail_ngo.services.events.splitting import Wishes

pytestmark = pytest.mark.django_db
D, T = datetime.date, datetime.time
FIRST, DAY, LAST = D(2027, 3, 18), D(2027, 4, 1), D(2027, 4, 15)
RULE = "RRULE:FREQ=WEEKLY;COUNT=5"


def part(start, *, of=None, **fields) -> EventPage:
    """An event that a split has made of another one."""
    if of is not None:
        fields = {"predecessor_id": of.pk, "series_uid": of.series_uid or of.uid, **fields}
    return EventFactory(start_date=start, **fields)


def test_parts_are_known_by_their_series_and_the_nearest_day_before():
    whole = part(FIRST)
    second = part(DAY, of=whole)
    third = part(LAST, of=second)
    part(DAY)
    part(DAY, of=part(FIRST))

    assert list(splitting.follow(whole, LAST)) == [third, second]
    assert list(splitting.follow(whole, LAST - datetime.timedelta(1))) == [second]
    assert list(splitting.follow(second, LAST)) == [third]
    assert list(splitting.follow(whole, DAY - datetime.timedelta(1))) == []
    assert splitting.successor_from(whole, DAY) == second
    assert splitting.successor_from(whole, LAST) is None
    assert splitting.successor_from(second, LAST) == third
    assert sorted(splitting.same_series(whole.pk)) == [whole.pk, second.pk, third.pk]
    assert splitting.same_series(second.pk) == [second.pk, third.pk]
    assert splitting.same_series(0) == [0]


def test_dates_and_people_are_counted_on_both_sides_of_the_day():
    page = EventFactory()
    for day, people in ((FIRST, 1), (DAY, 2), (LAST, 4)):
        OccurrenceFactory(page=page, recurrence_id=day, seats_taken=people, waiting=people)
    OccurrenceFactory(recurrence_id=DAY, seats_taken=8)

    assert splitting.counts(page, DAY) == (1, 2, 12)
    assert splitting.counts(page, DAY + datetime.timedelta(1)) == (2, 1, 8)
    assert splitting.counts(EventFactory(), DAY) == (0, 0, 0)


@pytest.fixture
def draft() -> EventPage:
    """A series that was never published, with hosts and a partner."""
    page = EventFactory(recurrence=RULE, start_date=FIRST, live=False, title="Chór")
    host, partner = NGOFactory(title="Host"), NGOFactory(title="Partner")
    page.organizations.add(
        EventOrganization(organization=host, role="host"),
        EventOrganization(organization=partner, role="partner"),
    )
    for day in (FIRST, DAY - datetime.timedelta(1), DAY):
        page.overrides.add(OccurrenceOverride(original_date=day, kind="extra"))
    page.save_revision()
    return page


def parts_of(page) -> list[tuple]:
    rows = page.get_latest_revision_as_object().organizations.all()
    return [(row.organization.title, str(row.role), row.sort_order) for row in rows]


def test_a_draft_is_split_into_drafts_and_the_log_says_so(draft, admin_user):
    EventFactory(slug=f"{draft.slug}-{DAY}")

    made = splitting.split(draft, DAY, Wishes(T(17), T(19)), user=admin_user)

    assert (made.live, made.predecessor_id, made.series_uid) == (False, draft.pk, draft.uid)
    assert made.slug == f"{draft.slug}-{DAY}-1"
    old = EventPage.objects.get(pk=draft.pk)
    assert not old.live
    old, new = (page.get_latest_revision_as_object() for page in (old, made))
    assert str(from_recurrence(old.recurrence)) == "FREQ=WEEKLY;UNTIL=20270331"
    assert str(from_recurrence(new.recurrence)) == "FREQ=WEEKLY;COUNT=3"
    assert (new.start_date, new.end_date, new.start_time, new.end_time) == (
        DAY,
        None,
        T(17),
        T(19),
    )
    assert [row.original_date for row in old.overrides.all()] == [
        FIRST,
        DAY - datetime.timedelta(1),
    ]
    assert [row.original_date for row in new.overrides.all()] == [DAY]
    entry = PageLogEntry.objects.get(action="wagtail_ngo.split_event")
    assert (entry.page_id, entry.user, entry.data) == (
        draft.pk,
        admin_user,
        {"successor": made.pk, "day": "2027-04-01"},
    )
    for page in (draft, made):
        assert page.revisions.latest("pk").user == admin_user


def test_hosts_stay_where_none_is_asked_for_and_a_partner_may_become_the_host(draft):
    made = splitting.split(draft, DAY, Wishes(T(17), T(19)))
    assert [row[:2] for row in parts_of(made)] == [("Host", "host"), ("Partner", "partner")]
    asked = splitting.split(made, LAST, Wishes(T(17), T(19), host=NGOFactory(title="New")))
    assert parts_of(asked) == [("New", "host", 0), ("Partner", "partner", 1)]

    partner = draft.organizations.get(role="partner").organization
    other = splitting.split(made, D(2027, 4, 8), Wishes(T(17), T(19), host=partner))
    assert parts_of(other) == [("Partner", "host", 0)]
    assert other.series_uid == draft.uid


def test_a_series_of_whole_days_takes_no_hours():
    page = EventFactory(recurrence=RULE, start_date=FIRST, all_day=True, live=False)
    page.end_date = FIRST + datetime.timedelta(2)
    page.save_revision()

    made = splitting.split(page, DAY, Wishes(T(9), T(10))).get_latest_revision_as_object()

    assert (made.start_time, made.end_time) == (page.start_time, page.end_time)
    assert (made.start_date, made.end_date) == (DAY, DAY + datetime.timedelta(2))


def test_rows_of_other_events_stay_where_they_are(draft):
    rows = [
        OccurrenceFactory(page=page, recurrence_id=day, event_key=uuid.uuid4())
        for page, day in ((draft, FIRST), (draft, DAY), (EventFactory(), DAY))
    ]

    made = splitting.split(draft, DAY, Wishes(T(17), T(19)))

    stored = [Occurrence.objects.get(pk=row.pk) for row in rows]
    assert [row.page_id for row in stored] == [draft.pk, made.pk, rows[2].page_id]
    assert [row.event_key for row in stored] == [
        rows[0].event_key,
        made.translation_key,
        rows[2].event_key,
    ]
