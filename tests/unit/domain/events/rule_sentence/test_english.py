"""Numbers of days and weeks as English says them."""

import datetime

import pytest

from wagtail_ngo.domain.events.rule_sentence import english


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (9, "9th"), (10, "10th"), (11, "11th"),
        (12, "12th"), (13, "13th"), (19, "19th"), (20, "20th"), (21, "21st"), (22, "22nd"),
        (23, "23rd"), (24, "24th"), (31, "31st"), (100, "100th"), (101, "101st"), (111, "111th"),
        (121, "121st"),
    ],
)  # fmt: skip
def test_endings_of_numbers(number, word):
    assert english._suffixed(number) == word
    assert english._day(number) == word
    assert english._day(-number) == f"{word} last day"


def test_a_day_is_written_with_its_month():
    assert english._date(datetime.date(2027, 1, 9)) == "9 January 2027"
    assert english._date(datetime.date(2027, 12, 31)) == "31 December 2027"
