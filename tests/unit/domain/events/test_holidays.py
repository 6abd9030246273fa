"""Public holidays of Poland. By the act of 18 January 1951 and its changes."""

import datetime

import pytest

from wagtail_ngo.domain.events.holidays import poland

D = datetime.date


@pytest.mark.parametrize(
    "day",
    [
        D(2011, 1, 6), D(2027, 3, 29), D(2027, 5, 3), D(2027, 5, 16), D(2027, 5, 27),
        D(2018, 11, 12), D(2025, 12, 24), D(2027, 12, 26),
    ],
)  # fmt: skip
def test_a_holiday_has_a_name(day):
    assert poland(day)


@pytest.mark.parametrize(
    "day", [D(2010, 1, 6), D(2017, 11, 12), D(2019, 11, 12), D(2024, 12, 24), D(2027, 5, 2)]
)
def test_before_its_law_and_beside_it_a_day_is_none(day):
    assert poland(day) is None
