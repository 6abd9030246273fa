"""Dates and times as people write them."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_ngo.domain.written_dates import DAY_END, read_date, read_moment, read_time

DAY = datetime.date(2027, 1, 16)


@pytest.mark.parametrize(
    "text",
    [
        "16.01.2027", "16-01-2027", "16/01/2027", "16.1.2027", "16.01.27", "2027-01-16",
        "2027.01.16", "16 stycznia 2027", "16 STYCZNIA 2027 r.", "16 stycznia 2027 roku",
        "16 I 2027", "16.I.2027 r.", "16 styczen 2027", "16 January 2027",
        " 16\u00a0stycznia 2027 ",
    ],
)  # fmt: skip
def test_date_in_a_polish_or_standard_spelling_is_read(text):
    assert read_date(text) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "", "jutro", "31.02.2027", "16 brumaire 2027", "01-02-03", "16.01", "2027", "16.01-2027",
        "16.13.2027", "0000-01-01", "1" * 10_000, "16.01.2027 15:00",
    ],
)  # fmt: skip
def test_text_that_means_no_date_or_two_is_refused(text):
    with pytest.raises(ValueError, match=r"not a|out of range|must be in"):
        read_date(text)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("15:00", datetime.time(15)),
        ("15.00", datetime.time(15)),
        ("15", datetime.time(15)),
        ("9.05", datetime.time(9, 5)),
        ("godz. 15.00", datetime.time(15)),
        ("15:00:30", datetime.time(15, 0, 30)),
        ("24:00", DAY_END),
    ],
)
def test_time_is_read(text, time):
    assert read_time(text) == time


@pytest.mark.parametrize("text", ["", "25:00", "24:01", "15:60", "15:0", "rano", "-1"])
def test_text_that_means_no_time_is_refused(text):
    with pytest.raises(ValueError, match=r"not a|out of range|must be in"):
        read_time(text)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("16.01.2027 15:00", datetime.time(15)),
        ("16.01.2027, 15.00", datetime.time(15)),
        ("16 stycznia 2027 r., godz. 15.00", datetime.time(15)),
        ("16 stycznia 2027 r. do godz. 15", datetime.time(15)),
        ("2027-01-16T15:00:00", datetime.time(15)),
        ("2027-01-16 15:00", datetime.time(15)),
        ("16.01.2027 24:00", DAY_END),
        ("16 stycznia 2027 r.", None),
    ],
)
def test_moment_has_a_time_only_where_one_is_written(text, time):
    assert read_moment(text) == (DAY, time)


@pytest.mark.parametrize("text", ["16.01.2027 25:00", "15:00", "16.01.2027 rano"])
def test_moment_with_a_wrong_part_is_refused(text):
    with pytest.raises(ValueError, match=r"not a|out of range|must be in"):
        read_moment(text)


@given(st.dates(min_value=datetime.date(1000, 1, 1)), st.sampled_from([".", "-", "/"]))
def test_every_date_comes_back_whatever_parts_it(day, mark):
    assert read_date(f"{day.day}{mark}{day.month}{mark}{day.year}") == day
    assert read_date(day.isoformat()) == day


@given(st.text(max_size=80))
def test_any_text_gives_a_moment_or_a_value_error(text):
    try:
        day, _time = read_moment(text)
    except ValueError:
        return
    assert isinstance(day, datetime.date)
