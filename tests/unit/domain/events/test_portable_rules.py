"""What is exported as a rule means the same to a program that expands rules with dateutil."""

from __future__ import annotations

import datetime

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


def test_a_rule_that_others_misread_is_not_written():
    assert portable(parse("FREQ=YEARLY;BYWEEKNO=52;BYDAY=SA"), datetime.date(2026, 12, 26)) is None
