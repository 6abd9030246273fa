"""What editors read when a calendar could not be fetched."""

import pytest

from wagtail_ngo.services.events.source_problems import PROBLEMS, words


def test_no_error_has_no_words():
    assert words({}) == ""


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (
            {"code": "unknown_host", "detail": "x.example"},
            "There is no host x.example, or it cannot be found just now.",
        ),
        ({"code": "late", "detail": "20"}, "The calendar did not arrive within 20 seconds."),
        ({"code": "broken_off"}, "The calendar broke off before its end."),
        ({"code": "size", "detail": "5"}, "The calendar is larger than 5 MB."),
        ({"code": "events", "detail": "900"}, "The file has more than 900 events."),
        ({"code": "format"}, "This is not a calendar file (iCalendar)."),
        ({"code": "new_one", "detail": "x"}, "new_one"),
    ],
)
def test_an_error_is_told_with_its_detail(error, told):
    assert words(error) == told


def test_every_problem_has_a_sentence_that_takes_its_detail():
    for code in PROBLEMS:
        told = words({"code": code, "detail": "100%"})
        assert told.endswith(".")
        assert "%(" not in told
