"""The internal table reads entries without their models, and says the same."""

import datetime

import pytest

from tests.factories.directory import NGOFactory
from wagtail_ngo.exports.directory import tables
from wagtail_ngo.exports.directory.plain_entries import plain_entries
from wagtail_ngo.models import (
    ActivityArea,
    ContactChannel,
    Language,
    LegalForm,
    NGOPage,
    OpeningHours,
)
from wagtail_ngo.services.directory.columns import COLUMNS, cell_text

pytestmark = pytest.mark.django_db


def full_entry(number):
    entry = NGOFactory(title=f"Łąka {number}", krs=f"{number:010d}", short_name=f"Ł{number}")
    entry.legal_form = LegalForm.objects.last()
    entry.founded_year, entry.latitude, entry.longitude = 1998, "54.1", "17.02"
    entry.is_public_benefit, entry.step_free, entry.status = True, "yes", "suspended"
    entry.areas = list(ActivityArea.objects.order_by("-pk")[:3])
    entry.languages = list(Language.objects.all()[:number])
    entry.contact_channels = [
        ContactChannel(kind="phone", value="+48598401235", sort_order=2),
        ContactChannel(kind="phone", value="+48598401234", sort_order=1),
        ContactChannel(kind="email", value="a@example.org", is_public=False),
    ]
    entry.opening_hours = [
        OpeningHours(weekday=day, opens=datetime.time(8), closes=datetime.time(16))
        for day in (2, 1)
    ]
    entry.save()


def test_every_cell_is_what_the_model_says():
    for number in (1, 2):
        full_entry(number)
    NGOFactory(title="Empty")
    entries = NGOPage.objects.order_by("-title")
    expected = [[cell_text(column, entry) for column in COLUMNS] for entry in entries]

    assert list(tables.internal_rows(entries))[1:] == expected
    assert [row[0] for row in expected] == ["Łąka 2", "Łąka 1", "Empty"]
    assert all(any(row[place] for row in expected) for place in _filled())


def _filled():
    """Columns of every kind that ``full_entry`` fills."""
    keys = [column.key for column in COLUMNS]
    names = ["legal_form", "areas", "languages", "opening_hours", "phone", "private_email"]
    return [keys.index(name) for name in names]


def test_a_column_finds_what_it_asks_for_and_nothing_else():
    NGOFactory()
    entry = next(plain_entries(NGOPage.objects.all()))

    assert not hasattr(entry, "slug")
    assert [list(getattr(entry, name).all()) for name in ("areas", "opening_hours")] == [[], []]


def test_the_number_of_queries_does_not_grow(django_assert_num_queries):
    full_entry(1)
    with django_assert_num_queries(10):
        list(tables.internal_rows(NGOPage.objects.all()))
    full_entry(2)
    with django_assert_num_queries(10):
        list(tables.internal_rows(NGOPage.objects.all()))
