"""What is counted of a search, and what of it is never kept."""

import datetime

import pytest
from django.core.cache import cache

from tests.unit.services.search.asking import directory_of
from wagtail_ngo.domain.search import Plain, Polish
from wagtail_ngo.domain.search.terms import read_query
from wagtail_ngo.models import SearchedQuery
from wagtail_ngo.services import daily_counts
from wagtail_ngo.services.search import log, search
from wagtail_ngo.services.search.results import Selection

PL = Polish()
NOW = datetime.datetime(2027, 3, 1, 12, tzinfo=datetime.UTC)
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def nobody_searched_yet():
    cache.clear()


@pytest.fixture
def directory(db):
    return directory_of(Pracownia="Wymiana sadzonek.", Klub="Szachy.")


def count(directory, *texts, visitor=""):
    for text in texts:
        log.count_search(
            search(directory, None, Selection(text), now=NOW), today=TODAY, visitor=visitor
        )


def stored() -> list[tuple]:
    fields = ("day", "words", "times", "found", "corrected", "partial", "clicks")
    return list(SearchedQuery.objects.order_by("pk").values_list(*fields))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Szachy dla dzieci", "szachy dzieci"),
        ("sala 12", "sala 12"),
        ("rok 2026", "rok 2026"),
        ("rok 20267", ""),
        ("85 01 01", ""),
        ("anna@example.org", ""),
        ("krs 0000058930", ""),
        ("a" * 80, "a" * 80),
        ("a" * 81, ""),
        ("", ""),
    ],
)
def test_numbers_and_addresses_are_not_counted(text, words):
    assert log.loggable(read_query(text, PL)) == words


@pytest.mark.parametrize(
    ("text", "may_be"),
    [
        ("szachy", False),
        ("Brzęczyszczykiewicz", True),
        ("szachy brzęczyszczykiewicz", True),
        ("xq", False),
        ("xqz", True),
        ("xq1z", False),
    ],
)
def test_a_word_that_the_language_has_not_may_be_a_name(text, may_be):
    assert log.may_be_name(read_query(text, PL), PL) is may_be
    assert log.may_be_name(read_query(text, Plain()), Plain()) is False


def test_searches_of_a_day_are_one_row_with_the_last_number_found(directory):
    count(directory, "szachy", "Szachy", "sadzonki")

    assert stored() == [
        (TODAY, "szachy", 2, 1, 0, 0, 0),
        (TODAY, "sadzonki", 1, 1, 0, 0, 0),
    ]


def test_what_was_corrected_and_what_was_answered_in_part_is_told(directory):
    for visitor in ("a", "b", "c", "d"):
        count(directory, "wymiana szachów", "sadzonkki", visitor=visitor)

    # The mistyped word could be a name: two visitors are not enough.
    rows = {row[1]: row[2:6] for row in stored()}
    assert rows == {"wymiana szachow": (4, 2, 0, 4), "sadzonkki": (2, 1, 2, 0)}


def test_nothing_is_counted_where_the_office_wants_no_log(directory, settings):
    settings.WAGTAIL_NGO = {"SEARCH_LOG": False}

    count(directory, "szachy")

    assert stored() == []


def test_a_possible_name_is_counted_from_the_third_visitor_on(directory):
    name = "Brzęczyszczykiewicz"
    for visitor in ("a", "a", "", "b", "", "a"):
        count(directory, name, visitor=visitor)
    assert stored() == []

    count(directory, name, visitor="c")
    count(directory, name, visitor="c")
    count(directory, name)

    assert stored() == [(TODAY, "brzeczyszczykiewicz", 3, 0, 0, 0, 0)]


def test_who_looked_for_another_name_does_not_count_for_this_one(directory):
    for visitor in ("a", "b", "c"):
        count(directory, f"Brzęczyszczykiewicz{visitor}", visitor=visitor)

    assert stored() == []


def test_a_word_that_entries_have_is_counted_at_once_whatever_it_is(db):
    count(directory_of("Koło Brzęczyszczykiewiczów"), "brzęczyszczykiewiczów")

    assert [row[2:4] for row in stored()] == [(1, 1)]


class Asked:
    """A request with an address it came from."""

    def __init__(self, referer):
        self.headers = {"Referer": referer} if referer is not None else {}

    def get_host(self):
        return "ngo.example"


@pytest.mark.parametrize(
    ("referer", "clicks"),
    [
        ("https://ngo.example/spis/?q=Szachy", 1),
        ("https://ngo.example/?q=szachy", 1),
        ("https://ngo.example/spis/?letter=A&q=szachy", 1),
        ("https://other.example/spis/?q=szachy", 0),
        ("https://ngo.example/bulletin/?q=szachy", 0),
        ("https://ngo.example/spis/?q=sadzonki", 0),
        ("https://ngo.example/spis/?q=anna@example.org", 0),
        ("https://ngo.example/spis/", 0),
        (None, 0),
    ],
)
def test_an_entry_opened_out_of_the_results_of_today_is_counted(db, referer, clicks):
    for day in (TODAY, TODAY - datetime.timedelta(days=1)):
        SearchedQuery.objects.create(day=day, words="szachy", times=1)

    log.count_click(Asked(referer), "/spis/klub/", today=TODAY)

    told = SearchedQuery.objects.order_by("-day").values_list("clicks", flat=True)
    assert list(told) == [clicks, 0]


def test_clicks_are_not_counted_where_the_office_wants_no_log(db, settings):
    settings.WAGTAIL_NGO = {"SEARCH_LOG": False}
    SearchedQuery.objects.create(day=TODAY, words="szachy", times=1)

    log.count_click(Asked("https://ngo.example/?q=szachy"), "/spis/", today=TODAY)

    assert SearchedQuery.objects.get().clicks == 0


def test_old_words_become_a_sum_and_the_others_stay(db):
    for days, times in ((401, 2), (400, 3)):
        day = TODAY - datetime.timedelta(days=days)
        SearchedQuery.objects.create(day=day, words="szachy", times=times)

    assert log.forget_old(TODAY) == 1
    assert list(SearchedQuery.objects.values_list("times", flat=True)) == [3]
    assert daily_counts.searches(TODAY - datetime.timedelta(days=500), TODAY) == 5
