"""What is exported as a rule means the same to a program that expands rules with dateutil."""

from __future__ import annotations

import datetime

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, given, settings

from tests.unit.domain.events.test_recurrence import STARTS, rules
from wagtail_ngo.domain.events.portable_rules import portable
from wagtail_ngo.domain.events.recurrence import iterate, next_match, parse


@settings(max_examples=150, deadline=None)
@given(rules(), STARTS)
def test_dateutil_reads_a_portable_rule_as_meant(rule, earliest):
    start = next_match(rule, earliest)
    assume(start is not None)
    last = start + datetime.timedelta(days=1500)
    written = portable(rule, start)
    assume(written is not None)

    midnight = datetime.time()
    moments = rrulestr(str(written), dtstart=datetime.datetime.combine(start, midnight))
    first, end = (datetime.datetime.combine(day, midnight) for day in (start, last))
    read = moments.between(first, end, inc=True)

    assert [moment.date() for moment in read] == list(iterate(rule, start, last=last))


@pytest.mark.parametrize(
    ("rule", "start", "written"),
    [
        ("DAILY;BYMONTHDAY=1,15", "2027-03-01", "MONTHLY;BYMONTHDAY=1,15"),
        ("DAILY;BYMONTH=7;BYDAY=SA,SU", "2027-07-03", "YEARLY;BYDAY=SA,SU;BYMONTH=7"),
        ("WEEKLY;BYMONTH=9,10", "2027-09-02", "YEARLY;BYDAY=TH;BYMONTH=9,10"),
        ("YEARLY;BYMONTHDAY=13", "2027-08-13", "MONTHLY;BYMONTHDAY=13"),
        ("YEARLY;BYMONTHDAY=13;BYDAY=FR", "2027-08-13", "MONTHLY;BYDAY=FR;BYMONTHDAY=13"),
        ("YEARLY;COUNT=3;BYDAY=TH", "2027-09-02", "WEEKLY;COUNT=3;BYDAY=TH"),
        ("YEARLY", "2028-02-29", "YEARLY;BYMONTH=2;BYMONTHDAY=29"),
        ("YEARLY;INTERVAL=4", "2028-02-29", "YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29"),
        ("MONTHLY", "2027-01-31", "MONTHLY;BYMONTHDAY=31"),
        ("MONTHLY;BYDAY=SU;BYSETPOS=-3", "2027-01-17", "MONTHLY;BYDAY=-3SU"),
        ("WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=-1", "2027-03-19", "WEEKLY;BYDAY=FR"),
        ("WEEKLY;WKST=SU;BYDAY=SU,TU", "2027-03-21", "WEEKLY;BYDAY=SU,TU"),
        ("WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU", "2027-03-23", "WEEKLY;INTERVAL=2;BYDAY=TU"),
    ],
)
def test_a_rule_is_written_in_words_that_all_read_alike(rule, start, written):
    day = datetime.date.fromisoformat(start)

    assert str(portable(parse(f"FREQ={rule}"), day)) == f"FREQ={written}"


@pytest.mark.parametrize(
    "rule",
    [
        "WEEKLY;INTERVAL=2;UNTIL=20280101;BYDAY=TU,TH",
        "MONTHLY;BYDAY=3TH",
        "MONTHLY;BYMONTHDAY=-1",
        "MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "YEARLY;BYDAY=-1SU;BYMONTH=3,10",
        "DAILY;COUNT=10;BYDAY=MO,TU,WE,TH,FR",
    ],
)
def test_a_rule_of_a_common_form_stays_as_it_is(rule):
    parsed = parse(f"FREQ={rule}")
    start = next_match(parsed, datetime.date(2027, 1, 2))

    assert portable(parsed, start) == parsed


@pytest.mark.parametrize(
    "rule",
    [
        "YEARLY;BYWEEKNO=20;BYDAY=MO",
        "YEARLY;BYWEEKNO=52;BYDAY=SA",
        "YEARLY;BYYEARDAY=100",
        "YEARLY;BYYEARDAY=1,2,3;BYDAY=MO",
        "YEARLY;BYDAY=20MO",
        "YEARLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1",
        "YEARLY;BYMONTH=6;BYDAY=MO,TU;BYSETPOS=1",
        "MONTHLY;BYMONTHDAY=1,2,3;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1",
        "MONTHLY;BYMONTHDAY=-1;BYDAY=FR",
        "MONTHLY;INTERVAL=2;BYMONTH=3,5;BYMONTHDAY=1",
        "MONTHLY;BYMONTH=2,3;BYMONTHDAY=30",
        "YEARLY;BYMONTH=6;BYMONTHDAY=24,31",
        "WEEKLY;INTERVAL=2;WKST=FR;BYDAY=MO,SU",
    ],
)
def test_a_rule_that_others_misread_is_not_written(rule):
    parsed = parse(f"FREQ={rule}")

    assert portable(parsed, next_match(parsed, datetime.date(2027, 1, 2))) is None
