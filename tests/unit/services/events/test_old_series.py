"""Limits count from today: an old series without end stays as good as a new one."""

import datetime

import pytest

from tests.factories.events import EventFactory
from wagtail_ngo.domain.events.recurrence import check_series, dates_between, parse
from wagtail_ngo.exports.events import icalendar as exports
from wagtail_ngo.models import Occurrence
from wagtail_ngo.services.events import occurrences

TODAY = datetime.date(2036, 5, 1)
NOW = datetime.datetime(2036, 5, 1, 12, tzinfo=datetime.UTC)
BIRTH = datetime.date(2027, 1, 4)


@pytest.mark.parametrize("rule", ["FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"])
def test_old_series_without_end_is_no_longer_list_than_a_new_one(rule):
    last = TODAY + datetime.timedelta(days=731)

    check_series(parse(rule), BIRTH, today=TODAY, last=last, limit=732)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;INTERVAL=3",
        "FREQ=DAILY;BYMONTH=5,12;INTERVAL=2",
        "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,FR",
        "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=MO,SU",
        "FREQ=WEEKLY;INTERVAL=5",
        "FREQ=MONTHLY;INTERVAL=5",
        "FREQ=MONTHLY;BYDAY=-1MO",
        "FREQ=MONTHLY;INTERVAL=2;BYDAY=MO,TU,WE;BYSETPOS=-1",
        "FREQ=YEARLY;INTERVAL=2",
        "FREQ=YEARLY;BYMONTH=2,6",
        "FREQ=YEARLY;BYDAY=20MO",
        "FREQ=YEARLY;BYWEEKNO=20",
        "FREQ=YEARLY;BYWEEKNO=1,53;BYDAY=MO,SU",
        "FREQ=YEARLY;INTERVAL=3;BYYEARDAY=-1,1,200",
        "FREQ=YEARLY;UNTIL=20370301",
        "FREQ=DAILY;COUNT=3500",
    ],
)
def test_entering_a_series_late_gives_the_same_dates_as_from_its_birth(rule):
    rule = parse(rule.replace("COUNT=3500", "COUNT=1000"))
    last = TODAY + datetime.timedelta(days=1500)
    whole = dates_between(rule, BIRTH, first=datetime.date.min, last=last)

    for first in (TODAY, datetime.date(2036, 12, 31), datetime.date(2037, 1, 1)):
        late = dates_between(rule, BIRTH, first=first, last=last)
        assert late == [day for day in whole if day >= first]


@pytest.mark.django_db
def test_old_daily_series_keeps_coming_dates_and_is_exported_without_a_list_of_gaps():
    page = EventFactory(
        start_date=BIRTH, start_time=datetime.time(10), recurrence="RRULE:FREQ=DAILY"
    )

    occurrences.rebuild(page, now=NOW)

    days = list(page.occurrences.values_list("recurrence_id", flat=True))
    assert (len(days), days[-1]) == (1000 + 731, datetime.date(2038, 5, 1))
    text = exports.calendar(Occurrence.objects.with_details(), name="x").decode()
    assert "EXDATE" not in text
    assert f"DTSTART;TZID=Europe/Warsaw:{days[0]:%Y%m%d}T100000" in text


@pytest.mark.django_db
def test_zone_without_a_rule_of_its_own_is_told_beyond_the_last_date():
    page = EventFactory(
        start_date=datetime.date(2010, 1, 4),
        time_zone="Africa/Casablanca",
        recurrence="RRULE:FREQ=WEEKLY",
    )
    occurrences.rebuild(page, now=NOW)

    text = exports.calendar(Occurrence.objects.with_details(), name="x").decode()

    zone = text[: text.index("END:VTIMEZONE")].replace("\r\n ", "")
    assert "RDATE:2038" in zone
