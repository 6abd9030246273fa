"""Lines as editors write them, and every sentence of our own read back."""

import datetime

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from wagtail_ngo.domain.events.recurrence import (
    Frequency,
    RecurrenceRule,
    RuleError,
    Weekday,
    check,
    iterate,
    next_match,
    parse,
)
from wagtail_ngo.domain.events.rule_sentence import brief, sentence
from wagtail_ngo.domain.events.written_rule import WrittenEvent, read, read_rule

D, T = datetime.date, datetime.time
#: A Monday.
TODAY = D(2027, 2, 1)


def test_the_line_of_the_issue_is_read_whole():
    found = read("co drugi czwartek 17–19 w Rondzie, gospodarz Indygo", today=TODAY)

    assert found == WrittenEvent(
        rule=parse("FREQ=WEEKLY;INTERVAL=2;BYDAY=TH"),
        days=(D(2027, 2, 4),),
        start_time=T(17),
        end_time=T(19),
        place="Rondzie",
        host="Indygo",
    )


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("co czwartek", "FREQ=WEEKLY;BYDAY=TH"),
        ("Co wtorek i czwartek", "FREQ=WEEKLY;BYDAY=TU,TH"),
        ("w każdy piątek", "FREQ=WEEKLY;BYDAY=FR"),
        ("we wtorki", "FREQ=WEEKLY;BYDAY=TU"),
        ("co trzecia sobota", "FREQ=WEEKLY;INTERVAL=3;BYDAY=SA"),
        ("co drugi tydzień w środy", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE"),
        ("co 2 tygodnie w środę", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE"),
        ("codziennie", "FREQ=DAILY"),
        ("co dzień", "FREQ=DAILY"),
        ("pierwszy czwartek miesiąca", "FREQ=MONTHLY;BYDAY=1TH"),
        ("w pierwszy i trzeci czwartek miesiąca", "FREQ=MONTHLY;BYDAY=1TH,3TH"),
        ("czwarty piątek miesiąca", "FREQ=MONTHLY;BYDAY=4FR"),
        ("w ostatnią sobotę", "FREQ=MONTHLY;BYDAY=-1SA"),
        ("15. dnia miesiąca", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("co miesiąc ostatniego dnia miesiąca", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("co czwartek, 10 razy", "FREQ=WEEKLY;COUNT=10;BYDAY=TH"),
        ("co czwartek do 30 czerwca", "FREQ=WEEKLY;UNTIL=20270630;BYDAY=TH"),
        ("co czwartek do 30 czerwca 2028 r.", "FREQ=WEEKLY;UNTIL=20280630;BYDAY=TH"),
        ("raz w tygodniu", "FREQ=WEEKLY"),
    ],
)
def test_what_people_write_is_a_rule(line, rule):
    found = read(line, today=TODAY)

    assert (str(found.rule), found.unknown) == (rule, ())


@pytest.mark.parametrize(
    ("line", "skips"),
    [
        ("co czwartek, nie w święta", (True, False)),
        ("co czwartek, nie w ferie", (False, True)),
        ("co czwartek, nie w święta i ferie", (True, True)),
        ("co czwartek, nie w święta ani w ferie", (True, True)),
        ("co czwartek oprócz świąt, ferii i przerw szkolnych", (True, True)),
        ("co czwartek", (False, False)),
    ],
)
def test_what_is_left_out_is_read(line, skips):
    found = read(line, today=TODAY)

    assert (found.skips_holidays, found.skips_breaks, found.unknown) == (*skips, ())


def test_a_day_a_course_and_hours_without_a_rule():
    one = read("9 maja 2027 o 10 w Domu Kultury", today=TODAY)
    course = read("5, 12 i 19 maja 2027, 17–19", today=TODAY)
    since = read("co czwartek od 7 maja 2027, od 17.30 do 19", today=TODAY)

    assert (one.rule, one.days, one.start_time, one.place) == (
        None, (D(2027, 5, 9),), T(10), "Domu Kultury",
    )  # fmt: skip
    assert course.days == (D(2027, 5, 5), D(2027, 5, 12), D(2027, 5, 19))
    assert (since.days, since.start_time, since.end_time) == ((D(2027, 5, 13),), T(17, 30), T(19))


def test_a_series_from_a_day_begins_on_the_first_day_that_fits_it():
    """In every second week the day of the beginning says which weeks are meant."""
    line = "co drugi wtorek od 30 grudnia 2026 do 19 stycznia 2027"
    found = read(line, today=D(2026, 12, 1))

    assert found.days == (D(2027, 1, 5),)
    dates = list(iterate(found.rule, found.days[0], last=D(2027, 12, 31)))
    assert dates == [D(2027, 1, 5), D(2027, 1, 19)]
    assert read("co drugi czwartek", today=D(2027, 2, 5)).days == (D(2027, 2, 11),)
    assert read("co wtorek od 5 stycznia 2027", today=TODAY).days == (D(2027, 1, 5),)


@pytest.mark.parametrize(
    ("line", "unknown"),
    [
        ("co czwartek z kawą", ("z kawą",)),
        ("spotkanie", ("spotkanie",)),
        ("co czwartek do 31 czerwca 2027", ("do 31 czerwca 2027",)),
        ("10 razy", ("10 razy",)),
        ("co czwartek 25–27", ("25–27",)),
        ("", ()),
        ("x" * 3000, ("x" * 60,)),
    ],
)
def test_what_is_not_understood_is_named(line, unknown):
    assert read(line, today=TODAY).unknown == unknown


def lists(values, most=3):
    return st.lists(values, max_size=most, unique=True).map(lambda found: tuple(sorted(found)))


signed = st.integers(1, 28).flatmap(lambda n: st.sampled_from([n, -n]))


@st.composite
def rules(draw):
    """Rules of every shape that the sentence maker knows."""
    frequency = draw(st.sampled_from(Frequency))
    yearly, monthly = frequency is Frequency.YEARLY, frequency is Frequency.MONTHLY
    place = st.sampled_from([1, 2, 3, 4, 5, -1, -2, -3])
    position = draw(st.booleans()) and (yearly or monthly)
    fields = {
        "interval": draw(st.integers(1, 25)),
        "weekdays": draw(
            lists(st.builds(Weekday, st.integers(0, 6), place if position else st.just(0)))
        ),
        "months": draw(st.one_of(st.just(()), lists(st.integers(1, 12)))),
    }
    if frequency is not Frequency.WEEKLY:
        fields["month_days"] = draw(
            st.one_of(st.just(()), lists(st.sampled_from([1, 5, 15, 28, 30, -1, -2, -4])))
        )
    if yearly:
        fields["year_days"] = draw(st.one_of(st.just(()), lists(signed)))
        fields["week_numbers"] = draw(st.one_of(st.just(()), lists(signed)))
    if draw(st.booleans()) and frequency is not Frequency.DAILY:
        fields["positions"] = draw(lists(place, most=2))
    ends = draw(st.sampled_from(["", "count", "until"]))
    if ends == "count":
        fields["count"] = draw(st.integers(1, 1000))
    if ends == "until":
        fields["until"] = draw(st.dates(D(2032, 1, 1), D(2199, 12, 31)))
    return RecurrenceRule(frequency, **fields)


@settings(max_examples=300, deadline=None)
@given(rules(), st.dates(D(2027, 1, 1), D(2031, 12, 31)), st.booleans(), st.booleans())
def test_every_sentence_of_ours_is_read_back_to_the_same_rule(rule, day, holidays, breaks):
    try:
        check(rule)
    except RuleError:
        assume(False)
    start = next_match(rule, day)
    assume(start is not None)
    words = sentence(rule, start, language="pl", holidays=holidays, breaks=breaks)

    found = read(words, today=TODAY)

    assert found.unknown == ()
    assert (found.skips_holidays, found.skips_breaks) == (holidays, breaks)
    assert sentence(found.rule, start, language="pl") == sentence(rule, start, language="pl")
    last = start + datetime.timedelta(1200)
    assert list(iterate(found.rule, start, last=last)) == list(iterate(rule, start, last=last))
    assert (found.rule.interval, found.rule.until, found.rule.count) == (
        rule.interval, rule.until, rule.count,
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(rules(), st.dates(D(2027, 1, 1), D(2031, 12, 31)))
def test_so_is_the_short_form_of_lists(rule, day):
    try:
        check(rule)
    except RuleError:
        assume(False)
    start = next_match(rule, day)
    assume(start is not None)

    found = read_rule(brief(rule, start, language="pl"), today=TODAY)

    assert brief(found, start, language="pl") == brief(rule, start, language="pl")
