"""Public holidays of Poland. By the act of 18 January 1951 and its changes."""

import datetime

import pytest

from wagtail_ngo.domain.events.holidays import poland

D = datetime.date


def holidays(year: int) -> list[str]:
    days = (datetime.date(year, 1, 1) + datetime.timedelta(days=n) for n in range(366))
    return [f"{day:%m-%d}" for day in days if day.year == year and poland(day)]


def test_a_year_has_these_holidays_and_no_other():
    assert holidays(2027) == [
        "01-01", "01-06", "03-28", "03-29", "05-01", "05-03", "05-16", "05-27", "08-15", "11-01",
        "11-11", "12-24", "12-25", "12-26",
    ]  # fmt: skip


def test_christmas_eve_is_one_since_2025():
    assert [poland(datetime.date(year, 12, 24)) is not None for year in (2024, 2025)] == [
        False,
        True,
    ]


def test_a_holiday_has_its_name():
    assert str(poland(datetime.date(2027, 5, 27))) == "Corpus Christi"
    assert poland(datetime.date(2027, 5, 28)) is None


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
