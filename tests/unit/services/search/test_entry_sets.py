"""Sets of the entries of one directory: by key, by beginning, by hours, by what is below a page."""

import datetime

import pytest

from tests.factories.directory import NGODirectoryFactory, NGOFactory
from wagtail_ngo.domain.directory.opening_hours import Hours, HoursException
from wagtail_ngo.domain.search.positions import Keys, Positions
from wagtail_ngo.services.search.entry_sets import Catalogue

MONDAY = datetime.datetime(2027, 3, 1, 10, tzinfo=datetime.UTC)
MORNINGS = (Hours(0, datetime.time(9), datetime.time(11)),)
EVENINGS = (Hours(0, datetime.time(17), datetime.time(19)),)


def catalogue(pks=(40, 10, 30, 20), **fields) -> Catalogue:
    made = Catalogue("/1/", "t", MONDAY.date(), 0.0, position=Positions(pks))
    for name, value in fields.items():
        setattr(made, name, value)
    return made


def test_keys_become_positions_and_unknown_ones_nothing():
    made = catalogue()

    assert (made.size, made.everything, list(made.pks)) == (4, 0b1111, [40, 10, 30, 20])
    assert made.bits_of([20, 40, 99]) == 0b1001
    assert made.bits_of([]) == 0
    assert catalogue(pks=()).everything == 0


@pytest.mark.parametrize(
    ("beginning", "entries"),
    [("a", 0b0011), ("ab", 0b0010), ("b", 0b0100), ("c", 0), ("", 0b1111), ("z", 0b1000)],
)
def test_entries_are_filed_under_the_beginning_of_their_sort_key(beginning, entries):
    made = catalogue(sort_keys=Keys(["aa", "ab", "ba", "za"]))

    assert made.filed_under(beginning) == entries


def test_who_is_open_is_told_by_the_week_and_by_its_exceptions():
    made = catalogue(
        weeks={MORNINGS: 0b0011, EVENINGS: 0b0100},
        exceptions={
            1: [HoursException(MONDAY.date(), MONDAY.date())],
            3: [HoursException(MONDAY.date(), MONDAY.date(), datetime.time(10), datetime.time(12))],
        },
    )

    assert made.open_at(MONDAY) == 0b1001
    assert made.open_at(MONDAY.replace(hour=9)) == 0b0001
    assert made.open_at(MONDAY.replace(hour=18)) == 0b0100
    assert made.open_at(MONDAY + datetime.timedelta(days=7)) == 0b0011
    assert made.open_at(MONDAY + datetime.timedelta(days=1)) == 0


def test_within_a_minute_hours_are_read_once_and_in_the_next_again():
    made = catalogue(weeks={MORNINGS: 0b0001})
    assert made.open_at(MONDAY) == 0b0001
    made.weeks = {}

    assert made.open_at(MONDAY.replace(second=59)) == 0b0001
    assert made.open_at(MONDAY.replace(minute=1)) == 0


def test_names_of_terms_come_in_the_order_of_the_vocabulary():
    made = catalogue(
        values={"area": {"s": 0b0011, "k": 0b0010, "gone": 0b0001}},
        names={"area": {"k": "Kultura", "s": "Sport", "unused": "Inne"}},
    )

    assert made.names_at("area", [0, 1, 3]) == {0: ["Sport"], 1: ["Kultura", "Sport"], 3: []}
    assert made.names_at("group", [2]) == {2: []}
    assert made.names_at("area", []) == {}


@pytest.mark.django_db
def test_entries_below_a_page_are_that_page_and_what_is_under_it():
    directory = NGODirectoryFactory(slug="spis")
    first, second = (NGOFactory(parent=directory, title=title) for title in ("A", "B"))
    made = catalogue(pks=[second.pk, first.pk])

    assert made.below(first.path) == 0b10
    assert made.below(directory.path) == 0b11
    assert made.below("/9/") == 0


@pytest.mark.django_db
def test_the_latest_confirmation_comes_first_and_of_one_day_the_first_in_order():
    directory = NGODirectoryFactory(slug="spis")
    days = {"A": 1, "B": 3, "C": 3, "D": None}
    entries = [
        NGOFactory(parent=directory, title=title, verified_on=day and datetime.date(2027, 2, day))
        for title, day in days.items()
    ]
    NGOFactory(parent=directory, title="E", live=False, verified_on=MONDAY.date())
    NGOFactory(parent=NGODirectoryFactory(slug="x"), title="F", verified_on=MONDAY.date())
    made = catalogue(pks=[entry.pk for entry in entries])
    made.directory_path = directory.path

    assert list(made.confirmed) == [1, 2, 0]


@pytest.mark.django_db
def test_a_place_is_known_where_the_street_is_public():
    directory = NGODirectoryFactory(slug="spis")
    spot = {"latitude": "54.464100", "longitude": "17.028700"}
    entries = [
        NGOFactory(parent=directory, **fields)
        for fields in (spot, {**spot, "hide_street": True}, {})
    ]
    made = catalogue(pks=[entry.pk for entry in entries])
    made.directory_path = directory.path

    assert made.places == {0: (54.4641, 17.0287)}
