"""Two dates on one day: what they are known by, and that each keeps its own changes."""

import datetime

import pytest

from tests.factories.events import EventFactory, publish
from wagtail_ngo.domain.events.schedule import DateKey
from wagtail_ngo.enums import OccurrenceStatus, OverrideKind
from wagtail_ngo.exports.events import icalendar as exports
from wagtail_ngo.models import Occurrence, OccurrenceOverride
from wagtail_ngo.services.events import dates, occurrences

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC)
DAY = datetime.date(2027, 1, 9)


@pytest.fixture
def walk():
    """Saturdays at 11:00, the first one at 15:00 too."""
    page = EventFactory(
        start_date=DAY,
        start_time=datetime.time(11),
        end_time=datetime.time(12),
        recurrence="RRULE:FREQ=WEEKLY;COUNT=2",
    )
    page.overrides.add(
        OccurrenceOverride(
            original_date=DAY, original_time=datetime.time(15), kind=OverrideKind.EXTRA
        )
    )
    return publish(page)


def told(page) -> list[tuple[str, str, str]]:
    rows = page.occurrences.order_by("starts_at")
    return [(row.key.address, f"{row.local_start:%H:%M}", row.status) for row in rows]


def test_two_sessions_on_one_day_are_two_dates(walk):
    assert told(walk) == [
        ("2027-01-09", "11:00", "scheduled"),
        ("2027-01-09-1500", "15:00", "scheduled"),
        ("2027-01-16", "11:00", "scheduled"),
    ]


def test_session_has_an_address_and_the_day_alone_means_the_rules_own(client, walk):
    pages = [client.get(f"{walk.url}{day}/") for day in ("2027-01-09", "2027-01-09-1500")]

    hours = [page.context_data["occurrence"].local_start.hour for page in pages]
    assert hours == [11, 15]
    assert client.get(f"{walk.url}2027-01-09-1600/").status_code == 404


def test_day_means_the_session_where_the_rule_has_no_date_of_its_own(client, walk):
    walk.overrides.add(OccurrenceOverride(original_date=DAY, kind=OverrideKind.REMOVED))
    publish(walk)

    row = client.get(f"{walk.url}2027-01-09/").context_data["occurrence"]

    assert row.key == DateKey(DAY, "1500")


def test_another_hour_of_the_series_leaves_the_session_and_keeps_the_rows(walk):
    before = set(walk.occurrences.values_list("pk", flat=True))
    walk.start_time = datetime.time(10)
    publish(walk)

    assert told(walk)[:2] == [
        ("2027-01-09", "10:00", "scheduled"),
        ("2027-01-09-1500", "15:00", "scheduled"),
    ]
    assert set(walk.occurrences.values_list("pk", flat=True)) == before


def test_moved_session_keeps_its_row_and_address(walk):
    pk = walk.occurrences.get(session="1500").pk
    row = walk.overrides.get()
    row.start_time = datetime.time(16)
    walk.overrides.add(row)
    publish(walk)

    session = walk.occurrences.get(session="1500")
    assert (session.pk, session.local_start.hour, session.local_end.hour) == (pk, 16, 17)


def test_cancelling_one_session_leaves_the_other(walk):
    session = next(date for date in dates.coming_dates(walk, now=NOW, limit=9) if date.key.session)
    values = {"host": None, "venue": None, "note": "Storm"}
    dates.change_date(walk, session, action=dates.CANCELLED, **values)
    publish(walk)

    assert told(walk)[:2] == [
        ("2027-01-09", "11:00", "scheduled"),
        ("2027-01-09-1500", "15:00", OccurrenceStatus.CANCELLED),
    ]
    session = next(date for date in dates.coming_dates(walk, now=NOW, limit=9) if date.key.session)
    dates.change_date(walk, session, action=dates.TAKES_PLACE, **values)
    publish(walk)
    assert [status for _key, _hour, status in told(walk)] == ["scheduled"] * 3


def test_rebuild_of_sessions_twice_changes_nothing(walk):
    assert not occurrences.rebuild(walk, now=NOW).has_changes


def test_session_is_an_event_of_its_own_in_the_calendar_file(walk):
    text = exports.calendar(Occurrence.objects.with_details(), name="x").decode()
    text = text.replace("\r\n ", "").partition("END:VTIMEZONE")[2]

    wanted = ("DTSTART;", "UID", "RELATED", "RRULE", "RDATE")
    assert [line for line in text.splitlines() if line.startswith(wanted)] == [
        "DTSTART;TZID=Europe/Warsaw:20270109T110000",
        f"UID:{walk.uid}",
        "RRULE:FREQ=WEEKLY;COUNT=2",
        "DTSTART;TZID=Europe/Warsaw:20270109T150000",
        f"UID:{walk.uid}-2027-01-09-1500",
        f"RELATED-TO:{walk.uid}",
    ]
