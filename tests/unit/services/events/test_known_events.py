"""Which event a file means, and what of it is news."""

import datetime
from types import SimpleNamespace

import pytest

from tests.factories.events import EventFactory
from wagtail_ngo.domain.events.ical_import_values import ReadChange, ReadEvent
from wagtail_ngo.domain.events.recurrence import parse
from wagtail_ngo.enums import OverrideKind
from wagtail_ngo.models import CalendarSource, EventPage, OccurrenceOverride
from wagtail_ngo.services.events import known_events
from wagtail_ngo.services.events.imported_pages import digest

D, T = datetime.date, datetime.time
DAY, NEXT, HOUR = D(2027, 3, 18), D(2027, 3, 19), T(17)
THEN = datetime.datetime(2027, 1, 4, 12, tzinfo=datetime.UTC)
SECOND = datetime.timedelta(seconds=1)


def read(**fields) -> ReadEvent:
    usual = {"uid": "a@x", "sequence": 3, "title": "Chór", "start_date": DAY, "start_time": HOUR}
    return ReadEvent(**{**usual, "time_zone": "Europe/Warsaw", **fields})


def page(**fields) -> EventPage:
    return EventFactory(**{"start_date": DAY, "start_time": HOUR, **fields})


@pytest.mark.django_db
def test_an_event_is_found_by_its_uid_or_by_that_of_its_start():
    alone, other = page(uid="a@x"), page(uid="b@x")
    shared = page(uid="a@x-20270318T1700")

    assert known_events.page_of(read()) == alone
    assert known_events.page_of(read(uid="b@x")) == other
    assert known_events.page_of(read(uid="c@x")) is None
    alone.delete()
    # It had the identifier to itself then, or shares it only now.
    assert known_events.page_of(read()) == shared
    assert known_events.page_of(read(start_time=T(18))) is None
    assert known_events.page_of(read(start_date=NEXT)) is None


@pytest.mark.django_db
def test_one_of_several_with_a_uid_is_that_of_the_same_start():
    event = read(uid="a@x-20270318T1700", shared_uid="a@x")
    first = page(uid="a@x", start_date=NEXT)
    second = page(uid="b@x")

    assert known_events.page_of(event) is None
    EventPage.objects.filter(pk=first.pk).update(start_date=DAY, start_time=T(18))
    assert known_events.page_of(event) is None
    EventPage.objects.filter(pk=first.pk).update(start_time=HOUR)
    assert known_events.page_of(event) == first
    EventPage.objects.filter(pk=second.pk).update(uid="a@x-20270318T1700")
    assert known_events.page_of(event) == first


def test_uids_are_all_under_which_an_event_may_be_known():
    assert known_events.uids_of(read()) == {"a@x", "a@x-20270318T1700"}
    assert known_events.uids_of(read(shared_uid="s@x")) == {"a@x", "s@x", "a@x-20270318T1700"}


@pytest.mark.django_db
def test_uids_that_are_here_are_those_of_originals(django_assert_num_queries):
    original = page(uid="a@x")
    page(uid="other@x")
    alias = original.create_alias(update_slug="kopia")
    EventPage.objects.filter(pk=alias.pk).update(uid="b@x")

    with django_assert_num_queries(1):
        assert known_events.uids_here([read(), read(uid="b@x"), read(uid="c@x")]) == {"a@x"}
    assert original in known_events.originals()
    assert known_events.page_of(read(uid="b@x")) is None


@pytest.mark.django_db
def test_a_known_event_is_told_as_its_draft_says():
    made = page(title="Stare", uid="a@x", sequence=7, end_date=DAY, end_time=T(19))
    page(title="Inne", uid="b@x")
    made.title, made.start_time = "Nowe", T(18)
    made.recurrence = parse("FREQ=WEEKLY;COUNT=4").to_recurrence()
    made.overrides.add(
        OccurrenceOverride(
            original_date=DAY,
            kind=OverrideKind.MOVED,
            new_date=NEXT,
            start_time=T(9),
            title="T",
            note="N",
            link="https://example.org/",
        )
    )
    made.save_revision()

    assert known_events.known_event("c@x") is None
    assert known_events.known_event("a@x") == read(
        sequence=7,
        title="Nowe",
        start_time=T(18),
        end_date=DAY,
        end_time=T(19),
        rule=parse("FREQ=WEEKLY;COUNT=4"),
        changes=[
            ReadChange(
                DAY,
                OverrideKind.MOVED,
                new_date=NEXT,
                start_time=T(9),
                title="T",
                note="N",
                link="https://example.org/",
            )
        ],
    )


def known(**fields) -> SimpleNamespace:
    """What is asked of a page that an import brought."""
    usual = {"sequence": 9, "source_sequence": 3, "source_modified_at": None}
    return SimpleNamespace(**{**usual, "source_content": None, **fields})


def test_the_sequence_is_the_sources_where_there_is_one():
    assert known_events.known_sequence(known()) == 3
    assert known_events.known_sequence(known(source_sequence=0)) == 0
    assert known_events.known_sequence(known(source_sequence=None)) == 9


@pytest.mark.parametrize(
    ("event", "here", "newer"),
    [
        # SEQUENCE decides first, whatever else is said.
        ({"sequence": 4}, {"source_modified_at": THEN}, True),
        ({"sequence": 2, "modified_at": THEN + SECOND}, {"source_modified_at": THEN}, False),
        ({"sequence": 10}, {"source_sequence": None}, True),
        ({"sequence": 9}, {"source_sequence": None}, False),
        # Then LAST-MODIFIED, where both have one.
        ({"modified_at": THEN + SECOND}, {"source_modified_at": THEN}, True),
        ({"modified_at": THEN}, {"source_modified_at": THEN}, False),
        # Else what is said.
        ({"modified_at": THEN}, {}, True),
        ({}, {"source_modified_at": THEN}, True),
        ({}, {"source_content": {"digest": digest(read())}}, False),
        ({"title": "Inny"}, {"source_content": {"digest": digest(read())}}, True),
    ],
)
def test_what_is_newer(event, here, newer):
    assert known_events.is_newer(read(**event), known(**here)) is newer


@pytest.mark.django_db
def test_what_is_kept_of_the_source_is_written_and_a_draft_is_not():
    made, other = page(title="Stare"), page()
    source = CalendarSource.objects.create(
        name="Miasto", url="https://example.org/a.ics", calendar=made.get_parent().specific
    )
    values = {
        "source_id": source.pk,
        "source_sequence": 4,
        "source_modified_at": THEN,
        "source_name": "a.ics",
        "source_content": {"digest": "x"},
        "source_conflicts": [["title", "A", "B", "C"]],
    }
    for name, value in values.items():
        setattr(made, name, value)
    made.title = "Szkic"

    known_events.store_source(made)

    stored = EventPage.objects.filter(pk=made.pk)
    assert stored.values(*values).get() == values
    assert stored.get().title == "Stare"
    assert EventPage.objects.get(pk=other.pk).source_sequence is None
