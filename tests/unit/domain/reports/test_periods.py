import datetime

import pytest

from wagtail_ngo.domain.reports.periods import Period


def period(first: str, last: str) -> Period:
    return Period(datetime.date.fromisoformat(first), datetime.date.fromisoformat(last))


@pytest.mark.parametrize(
    ("span", "before"),
    [
        (Period.of_year(2017), period("2016-01-01", "2016-12-31")),
        (Period.of_half(2017, 1), period("2016-01-01", "2016-06-30")),
        (Period.of_half(2017, 2), period("2016-07-01", "2016-12-31")),
        (period("2024-03-01", "2024-03-31"), period("2024-01-30", "2024-02-29")),
        (period("2024-03-05", "2024-03-05"), period("2024-03-04", "2024-03-04")),
    ],
)
def test_the_period_before_is_as_long_or_the_same_part_of_the_year_before(span, before):
    assert span.previous() == before


def test_a_year_has_two_halves():
    assert [Period.of_half(2017, half).half for half in (1, 2)] == [1, 2]
    assert (Period.of_year(2017).half, Period.of_year(2017).is_year) == (None, True)
    with pytest.raises(ValueError, match="halves 1 and 2"):
        Period.of_half(2017, 3)


def test_months_are_those_that_the_span_touches():
    assert period("2016-12-31", "2017-02-01").months() == [
        datetime.date(2016, 12, 1),
        datetime.date(2017, 1, 1),
        datetime.date(2017, 2, 1),
    ]


def test_halves_and_years_begin_and_end_with_their_days():
    assert Period.of_half(2017, 1) == period("2017-01-01", "2017-06-30")
    assert Period.of_half(2017, 2) == period("2017-07-01", "2017-12-31")
    assert Period.of_year(2017) == period("2017-01-01", "2017-12-31")
    assert Period.of_year_until(datetime.date(2017, 5, 9)) == period("2017-01-01", "2017-05-09")


def test_a_year_earlier_are_the_same_days():
    assert period("2024-02-29", "2024-05-31").year_earlier() == period("2023-02-28", "2023-05-31")


@pytest.mark.parametrize(
    ("first", "last"),
    [("2017-01-01", "2017-06-29"), ("2017-01-02", "2017-06-30"), ("2017-07-01", "2018-12-31")],
)
def test_a_day_more_or_less_is_no_half(first, last):
    assert (period(first, last).half, period(first, last).is_year) == (None, False)


def test_two_years_are_no_year():
    assert not period("2017-01-01", "2018-12-31").is_year
    assert period("2017-01-01", "2018-12-31").previous() == period("2015-01-02", "2016-12-31")


def test_months_of_one_day_and_of_whole_months():
    assert period("2017-03-31", "2017-03-31").months() == [datetime.date(2017, 3, 1)]
    assert period("2017-01-31", "2017-03-01").months() == [
        datetime.date(2017, month, 1) for month in (1, 2, 3)
    ]
