"""Dates of many events are rebuilt as those of each; where nothing is new they cost little."""

import datetime

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from tests.factories.bulletin import BulletinIssueFactory, block
from tests.factories.directory import NGODirectoryFactory, NGOFactory
from tests.factories.events import EventFactory, EventIndexFactory, EventKindFactory, VenueFactory
from tests.factories.registration import join_many, make_course, make_event
from tests.unit.services.new_pages.both_ways import rows_left_by
from wagtail_ngo import signals
from wagtail_ngo.models import (
    CooperationProgramme,
    EventIndexPage,
    EventOrganization,
    EventPage,
    Occurrence,
    OccurrenceOverride,
    SchoolBreak,
)
from wagtail_ngo.services.bulletin import editions
from wagtail_ngo.services.events import batches, occurrences

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2027, 2, 1, 12, tzinfo=datetime.UTC)
LATER = datetime.datetime(2027, 4, 2, 12, tzinfo=datetime.UTC)
WEEKLY = {"recurrence": "RRULE:FREQ=WEEKLY;COUNT=6"}
#: Of a block: a new one would change the digest of the edition.
KEY = {"id": "00000000-0000-0000-0000-000000000001"}


def day(month, number):
    return datetime.date(2027, month, number)


def live():
    return EventPage.objects.live().order_by("pk")


def one_by_one(now):
    results = [(page.pk, occurrences.rebuild(page, now=now)) for page in live()]
    return [(key, counted(result)) for key, result in results]


def by_batches(now):
    return [(one.page.pk, counted(one.result)) for one in batches.rebuild_all(live(), now=now)]


def counted(result):
    names = ("added", "updated", "removed", "unchanged", "kept", "rehosted", "changes")
    return [len(getattr(result, name)) for name in names]


class Town:
    """Series of every kind. Those called "same" stay as they are."""

    def __init__(self):
        self.calendar = EventIndexFactory(slug="kalendarz")
        self.kind = EventKindFactory(name="Wykłady", slug="wyklady")
        self.venue, self.other_venue = VenueFactory(name="Rondo"), VenueFactory(name="Aula")
        self.hosts = [NGOFactory(title=name) for name in ("Klub", "Chór", "Koło")]
        self.same = self.series("Bez zmian", venue=self.venue, kind=self.kind)
        self.hosted = self.series("Z gospodarzem", venue=self.venue)
        for host, role in zip(self.hosts, ("host", "partner", "host"), strict=True):
            row = EventOrganization(page=self.hosted, organization=host, role=role)
            row.save()
        self.change(self.hosted, day(3, 25), kind="cancelled")
        self.change(self.hosted, day(4, 1), host=self.hosts[1], venue=self.other_venue, note="Tu")
        self.change(self.hosted, day(5, 1), kind="extra", start_time=datetime.time(9))
        self.alias = self.hosted.create_alias(parent=EventIndexFactory(slug="inny"))
        self.holidays = self.series("Bez ferii", skips_breaks=True, skips_holidays=True)
        SchoolBreak.objects.create(name="Ferie", first_day=day(4, 8), last_day=day(4, 9))
        self.course = make_course(title="Kurs", capacity=1, start_date=day(5, 6))
        self.full = make_event(title="Komplet", capacity=2, start_date=day(5, 7))
        self.single = EventFactory(parent=self.calendar, title="Raz", start_date=day(3, 1))
        self.draft = self.series("Szkic", live=False)

    def series(self, title, **fields):
        return EventFactory(parent=self.calendar, title=title, **{**WEEKLY, **fields})

    @staticmethod
    def change(page, original_date, **fields):
        OccurrenceOverride.objects.create(page=page, original_date=original_date, **fields)

    def fill(self):
        """People register, one date is closed, a bulletin shows two series."""
        join_many(self.full.occurrences.get(), range(1, 5))
        join_many(self.course, range(1, 4))
        dates = Occurrence.objects.filter(page=self.hosted)
        dates.filter(recurrence_id=day(3, 18)).update(closed_at=NOW)
        for number, page in enumerate([self.hosted, self.same], 1):
            shown = {"event": page.pk, "date": "2027-04-22", "title": "", "text": ""}
            issue = BulletinIssueFactory(
                number=number, year=2027, body=[block("event", **shown) | KEY]
            )
            editions.issue(issue, now=NOW)

    def alter(self):
        """As scripts do: what is stored becomes different, and nobody rebuilds."""
        rows = EventPage.objects
        rows.filter(pk=self.full.pk).update(capacity=3)
        rows.filter(pk=self.course.page_id).update(capacity=2)
        rows.filter(pk=self.hosted.pk).update(start_time=datetime.time(18), venue=None)
        rows.filter(pk=self.alias.pk).update(recurrence="RRULE:FREQ=WEEKLY;COUNT=3")
        rows.filter(pk=self.single.pk).update(start_date=day(4, 20))
        programme = CooperationProgramme.objects.create(name="Program", slug="program")
        rows.filter(pk=self.holidays.pk).update(programme=programme)
        EventOrganization.objects.filter(organization=self.hosts[0]).delete()
        SchoolBreak.objects.update(first_day=day(4, 15), last_day=day(4, 15))


def lived_through(rebuild):
    town = Town()
    said = [rebuild(NOW)]
    town.fill()
    said += [rebuild(NOW), rebuild(LATER)]
    town.alter()
    said += [rebuild(LATER), rebuild(LATER)]
    return said


@pytest.mark.any_version
def test_both_ways_leave_the_same_rows_in_every_table():
    left, said = rows_left_by(lambda: lived_through(one_by_one), now=LATER)
    left_by_batches, said_by_batches = rows_left_by(lambda: lived_through(by_batches), now=LATER)

    assert said_by_batches == said
    assert [sum(map(sum, (counts[:3] for _key, counts in one))) for one in said] == [
        19,
        0,
        0,
        18,
        0,
    ]
    marked = [row.count("'change': 'changed'") for row in left["wagtail_ngo.BulletinSource"]]
    offered = [row.count("'status': 'offered'") for row in left["wagtail_ngo.Registration"]]
    assert (sorted(marked), sum(offered)) == ([0, 1], 2)
    assert sorted(left) == sorted(left_by_batches)
    for label, rows in left.items():
        assert rows == left_by_batches[label], label


def make_series(count, **fields):
    return [EventFactory(**{**WEEKLY, **fields}) for _number in range(count)]


def asked(now=NOW) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        list(batches.rebuild_all(live(), now=now))
    return [query["sql"] for query in captured]


def test_a_batch_with_nothing_to_do_costs_the_same_for_one_and_for_many_and_locks_nothing():
    host, kind, venue = NGOFactory(), EventKindFactory(), VenueFactory()
    [first] = make_series(1, kind=kind, venue=venue, skips_breaks=True)
    EventOrganization.objects.create(page=first, organization=host)
    asked()
    one = asked()
    for page in make_series(4, kind=kind, venue=venue):
        EventOrganization.objects.create(page=page, organization=host)
    asked()
    many = asked()

    # One for the keys, eight for what is stored, and one each for bulletins, courses and people
    # who wait.
    assert len(one) == len(many) == 12
    assert all(sql.startswith("SELECT") for sql in many)


def test_each_series_that_is_written_costs_the_same():
    make_series(9)
    asked()
    Occurrence.objects.all().delete()
    asked()
    costs = []
    for count in (2, 3, 8):
        Occurrence.objects.filter(page__in=live()[:count]).delete()
        costs.append(len(asked()))

    assert Occurrence.objects.count() == 9 * 6
    # Transaction, lock, what was read once more, new rows, their keys.
    assert (costs[1] - costs[0], costs[2] - costs[1]) == (9, 5 * 9)


class Meanwhile:
    """Something that happens after a batch was read, when the first page of it is locked."""

    def __init__(self, act):
        self.act = act

    def __call__(self, execute, sql, params, many, context):
        if self.act and sql.startswith("UPDATE") and 'SET "sequence" = "wagtail_ngo' in sql:
            act, self.act = self.act, None
            act()
        return execute(sql, params, many, context)


def days(page):
    return [f"{row.recurrence_id:%m-%d}" for row in page.occurrences.order_by("recurrence_id")]


def rebuild_while(act):
    with connection.execute_wrapper(Meanwhile(act)):
        return list(batches.rebuild_all(live(), now=NOW))


CHANGES = {
    "page": lambda page: EventPage.objects.filter(pk=page.pk).update(
        recurrence="RRULE:FREQ=WEEKLY;COUNT=2"
    ),
    "change of a date": lambda page: OccurrenceOverride.objects.bulk_create(
        OccurrenceOverride(page=page, original_date=one, kind="removed")
        for one in (day(4, 1), day(4, 8), day(4, 15), day(4, 22))
    ),
    "breaks": lambda page: SchoolBreak.objects.create(
        name="Ferie", first_day=day(4, 1), last_day=day(4, 30)
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_becomes_different_after_a_batch_was_read_is_seen(name):
    page, other = make_series(2, skips_breaks=True)

    first, _second = rebuild_while(lambda: CHANGES[name](page))

    assert days(page) == ["03-18", "03-25"]
    assert len(first.result.added) == 2
    assert len(days(other)) == (2 if name == "breaks" else 6)
    assert not any(one.result.has_changes for one in batches.rebuild_all(live(), now=NOW))


def test_hosts_and_names_that_become_different_after_a_batch_was_read_are_seen():
    [page] = make_series(1, venue=VenueFactory(name="Sala"), kind=EventKindFactory(name="Kurs"))
    host = NGOFactory(title="Klub")

    def act():
        EventOrganization.objects.create(page=page, organization=host)
        type(page.venue).objects.filter(pk=page.venue_id).update(name="Aula")
        type(page.kind).objects.filter(pk=page.kind_id).update(name="Warsztaty")

    rebuild_while(act)

    rows = page.occurrences.all()
    assert {(row.venue_name, row.kind_name) for row in rows} == {("Aula", "Warsztaty")}
    assert [row.host_organizations for row in rows] == [[host]] * 6


def test_a_seat_taken_after_a_batch_was_read_keeps_its_date():
    [page] = make_series(1)
    occurrences.rebuild(page, now=NOW)
    EventPage.objects.update(recurrence="RRULE:FREQ=WEEKLY;COUNT=2")
    last = page.occurrences.last()

    rebuild_while(lambda: Occurrence.objects.filter(pk=last.pk).update(seats_taken=1))

    assert days(page) == ["03-18", "03-25", "04-22"]
    assert page.occurrences.get(pk=last.pk).is_off_rule


def test_pages_that_are_gone_or_withdrawn_meanwhile_stop_nothing():
    gone, withdrawn, other = make_series(3)

    def act():
        EventPage.objects.get(pk=gone.pk).delete()
        EventPage.objects.filter(pk=withdrawn.pk).update(live=False)

    done = rebuild_while(act)

    assert [one.page.pk for one in done] == [withdrawn.pk, other.pk]
    assert (days(withdrawn), len(days(other))) == ([], 6)


def heard(work):
    """Keys of pages as the signals told of them: those together, and one by one."""
    said = []

    def together(sender, pages, **kwargs):
        said.append([page.pk for page in pages])

    def single(sender, page, changes, **kwargs):
        said.append((page.pk, len(changes.added)))

    signals.occurrences_rebuilt_together.connect(together)
    signals.occurrences_rebuilt.connect(single)
    try:
        work()
    finally:
        signals.occurrences_rebuilt_together.disconnect(together)
        signals.occurrences_rebuilt.disconnect(single)
    return said


def test_every_live_page_is_told_of_also_where_nothing_was_to_do():
    old, new, withdrawn = make_series(3)
    occurrences.rebuild(old, now=NOW)

    def withdraw():
        EventPage.objects.filter(pk=withdrawn.pk).update(live=False)

    assert heard(lambda: rebuild_while(withdraw)) == [[old.pk, new.pk], (old.pk, 0), (new.pk, 6)]


def test_a_failure_leaves_what_was_done_before_and_tells_of_it():
    done, fails, never = make_series(3)

    def full(execute, sql, params, many, context):
        if many and "occurrence" in sql and params[0][4] == fails.pk:
            raise DatabaseError("no room")
        return execute(sql, params, many, context)

    def work():
        with connection.execute_wrapper(full), pytest.raises(DatabaseError, match="no room"):
            list(batches.rebuild_all(live(), now=NOW))

    assert heard(work) == [[done.pk], (done.pk, 6)]
    assert [len(days(page)) for page in (done, fails, never)] == [6, 0, 0]


def test_plans_of_many_are_those_of_each_and_write_nothing():
    first, second = make_series(2)
    occurrences.rebuild(first, now=NOW)
    before = list(Occurrence.objects.values())

    plans = list(batches.plan_all(live(), now=NOW))

    assert [counted(one.result) for one in plans] == [
        counted(occurrences.plan(page, now=NOW)) for page in (first, second)
    ]
    assert [one.is_needed for one in plans] == [False, True]
    assert list(Occurrence.objects.values()) == before


def test_events_below_a_moved_calendar_are_announced_at_their_new_address():
    pages = make_series(2)
    for page in pages:
        occurrences.rebuild(page, now=NOW)
    section = NGODirectoryFactory(slug="dzial")
    EventIndexPage.objects.get().move(section, pos="last-child")

    for page in pages:
        page.refresh_from_db()
        assert "/dzial/" in page.url_path
        assert (page.sequence, page.occurrences.count()) == (2, 6)
