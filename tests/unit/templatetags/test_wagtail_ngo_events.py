"""Days as Poles write them."""

import datetime

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from wagtail_ngo.models import Offer
from wagtail_ngo.templatetags.wagtail_ngo_events import ngo_days

D = datetime.date


@pytest.mark.parametrize(
    ("first", "last", "polish", "english"),
    [
        (D(2027, 1, 9), D(2027, 1, 9), "9 stycznia 2027", "9 January 2027"),
        (D(2027, 1, 9), D(2027, 1, 10), "9–10 stycznia 2027", "9–10 January 2027"),
        (D(2027, 1, 1), D(2027, 1, 31), "1–31 stycznia 2027", "1–31 January 2027"),
        (D(2027, 1, 31), D(2027, 2, 1), "31 stycznia – 1 lutego 2027",
         "31 January – 1 February 2027"),
        (D(2026, 1, 9), D(2027, 1, 9), "9 stycznia 2026 – 9 stycznia 2027",
         "9 January 2026 – 9 January 2027"),
    ],
)  # fmt: skip
def test_a_range_says_month_and_year_once(first, last, polish, english):
    for language, words in (("pl", polish), ("en", english)):
        with translation.override(language):
            assert ngo_days(first, last) == words


@given(st.dates(D(1990, 1, 1), D(2090, 1, 1)), st.integers(0, 800))
def test_a_range_names_its_year_at_the_end_and_both_days(first, days):
    last = first + datetime.timedelta(days=days)
    with translation.override("pl"):
        words = ngo_days(first, last)
    assert words.endswith(str(last.year))
    assert words.startswith(str(first.day))
    assert ("–" in words) == (first != last)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (D(2027, 1, 9), D(2027, 1, 10), "9–10 stycznia 2027"),
        (D(2027, 1, 9), D(2027, 1, 9), "9 stycznia 2027"),
        (D(2027, 1, 9), None, "od 9 stycznia 2027"),
        (None, D(2027, 1, 10), "do 10 stycznia 2027"),
        (None, None, ""),
    ],
)
def test_the_period_of_an_offer_is_written_like_every_other(first, last, words):
    item = Offer(starts_on=first, ends_on=last)
    with translation.override("pl"):
        text = render_to_string("wagtail_ngo/includes/board_when.html", {"item": item})

    assert text.strip() == words
