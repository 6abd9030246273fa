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


POLISH = (
    "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad "
    "grudzień"
)
GENITIVES = (
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada "
    "grudnia"
)
SHORT = "sty lut mar kwi maj cze lip sie wrz paź lis gru"
ENGLISH = "january february march april may june july august september october november december"
SHORT_ENGLISH = "jan feb mar apr may jun jul aug sep oct nov dec"
ROMAN = "i ii iii iv v vi vii viii ix x xi xii"


@pytest.mark.parametrize("names", [POLISH, GENITIVES, SHORT, ENGLISH, SHORT_ENGLISH, ROMAN])
@pytest.mark.parametrize("is_plain", [False, True])
def test_every_month_is_known_by_its_names_also_without_polish_letters(names, is_plain):
    if is_plain:
        names = names.translate(str.maketrans("ąćęłńóśźż", "acelnoszz"))

    assert [read_date(f"1 {name} 2027").month for name in names.split()] == list(range(1, 13))


def test_a_text_of_sixty_letters_is_read_and_no_longer_one():
    assert read_date("16.01.2027" + " " * 50) == DAY
    with pytest.raises(ValueError, match="not a date"):
        read_date("16.01.2027" + " " * 51)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("00:00", datetime.time(0)),
        ("23:59", datetime.time(23, 59)),
        ("24.00", DAY_END),
        ("24:00:00", DAY_END),
        ("7", datetime.time(7)),
        ("15:00:30.5", datetime.time(15, 0, 30)),
        ("godzina 15", datetime.time(15)),
        ("o 15", datetime.time(15)),
        ("at 15", datetime.time(15)),
    ],
)
def test_time_may_have_seconds_and_a_word_before_it(text, time):
    assert read_time(text) == time


def test_the_last_moment_of_a_day_is_its_last_second():
    assert datetime.time(23, 59, 59) == DAY_END
    with pytest.raises(ValueError, match="must be in"):
        read_time("24:00:01")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1.2.99", datetime.date(2099, 2, 1)),
        ("1.2.00", datetime.date(2000, 2, 1)),
        ("29.02.2028", datetime.date(2028, 2, 29)),
        ("2027/1/6", datetime.date(2027, 1, 6)),
        ("6.V.2027", datetime.date(2027, 5, 6)),
        ("6 sept, 2027", datetime.date(2027, 9, 6)),
    ],
)
def test_the_day_comes_before_the_month_and_a_short_year_is_of_this_century(text, day):
    assert read_date(text) == day
