"""Days and hours of a course, as people write them."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_ngo.domain.events.written_days import MONTHS, WrittenDays, read_days

D, T = datetime.date, datetime.time
TODAY = D(2027, 2, 1)
MAY = (D(2027, 5, 5), D(2027, 5, 12), D(2027, 5, 19))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("5, 12 i 19 maja 2027, 17–19", WrittenDays(MAY, T(17), T(19))),
        ("5 maja 2027\n12 maja 2027\n19 maja 2027", WrittenDays(MAY)),
        ("19.05.2027, 5.5.2027; 2027-05-12 godz. 17:30-19.15",
         WrittenDays(MAY, T(17, 30), T(19, 15))),
        ("5, 12 i 19 maja", WrittenDays(MAY)),
        ("30 kwietnia, 5 i 12 maja 2028 r., od 17 do 19",
         WrittenDays((D(2028, 4, 30), D(2028, 5, 5), D(2028, 5, 12)), T(17), T(19))),
        ("31 stycznia o 10", WrittenDays((D(2028, 1, 31),), T(10))),
        ("1 lutego", WrittenDays((TODAY,))),
        ("29 lutego", WrittenDays((D(2028, 2, 29),))),
        ("5 i 5 maja 2027", WrittenDays(MAY[:1])),
        ("", WrittenDays()),
    ],
)  # fmt: skip
def test_what_is_written_is_read(text, found):
    assert read_days(text, today=TODAY) == found


@pytest.mark.parametrize(
    ("text", "days", "unknown"),
    [
        ("5 i 31 kwietnia 2027", (D(2027, 4, 5),), ("31 kwietnia",)),
        ("29 lutego 2027", (), ("29 lutego",)),
        ("5 maja 2027, w Rondzie", MAY[:1], ("w Rondzie",)),
        ("5 maja 2027, 25–27", MAY[:1], ("25–27",)),
        ("32.01.2027", (), ("32.01.2027",)),
        ("co czwartek", (), ("co czwartek",)),
        ("31.12.2200", (D(2200, 12, 31),), ()),
        ("1.01.2201", (), ("1.01.2201",)),
        ("9999-12-31", (), ("9999-12-31",)),
        ("5 maja 0000", (), ("5 maja",)),
        ("1.01.1900, 31.12.1899", (D(1900, 1, 1),), ("31.12.1899",)),
    ],
)
def test_what_is_not_a_day_is_named(text, days, unknown):
    found = read_days(text, today=TODAY)

    assert (found.days, found.unknown) == (days, unknown)


@given(
    st.lists(st.dates(D(2027, 2, 1), D(2035, 12, 31)), min_size=1, max_size=8, unique=True),
    st.sampled_from(["{0.day} {1} {0.year}", "{0.day}.{0.month}.{0.year}", "{0:%Y-%m-%d}"]),
    st.sampled_from(["\n", ", ", "; "]),
)
def test_every_list_of_days_is_read_back(days, form, between):
    text = between.join(form.format(day, MONTHS[day.month - 1]) for day in days)

    assert read_days(text, today=TODAY) == WrittenDays(tuple(sorted(days)))
