"""What makes kept searches old, and whose index follows a renamed term."""

import pytest

from tests.factories.directory import (
    ActivityAreaFactory,
    DistrictFactory,
    LanguageFactory,
    LegalFormFactory,
    NGODirectoryFactory,
    NGOFactory,
    TargetGroupFactory,
)
from tests.factories.events import EventFactory
from tests.unit.services.search.asking import matcher_of, titles
from wagtail_ngo.models import Need, OpeningHours, SearchSynonym
from wagtail_ngo.services.search import state
from wagtail_ngo.services.search.changes import entries_with_term

pytestmark = pytest.mark.django_db


@pytest.fixture
def directory():
    return NGODirectoryFactory(slug="spis")


def has_changed(act) -> bool:
    before = state.token()
    act()
    return state.token() != before


def test_whatever_search_shows_makes_it_old_and_other_pages_do_not(directory):
    entry = NGOFactory(parent=directory)
    event = EventFactory()
    synonym = SearchSynonym.objects.create(words="a, b")
    area = ActivityAreaFactory()

    assert [
        has_changed(act)
        for act in (
            entry.save,
            lambda: Need.objects.create(organization=entry, kind="rooms"),
            lambda: OpeningHours.objects.create(
                organization=entry, weekday=0, opens="09:00", closes="10:00"
            ),
            synonym.save,
            synonym.delete,
            area.save,
            area.delete,
            entry.unpublish,
            entry.delete,
        )
    ] == [True] * 9
    assert not has_changed(event.save)


def test_a_renamed_term_is_found_by_its_new_name_alone(directory):
    area = ActivityAreaFactory(name="Szachy")
    NGOFactory(parent=directory, title="Azyl", areas=[area])
    NGOFactory(parent=directory, title="Bór")

    area.name = "Warcaby"
    area.save()

    matcher = matcher_of(directory)
    found = [
        titles(matcher, matcher.all_words(matcher.language.keys(word)))
        for word in ("szachy", "warcaby")
    ]
    assert found == [[], ["Azyl"]]


def test_a_deleted_entry_is_in_the_index_no_more(directory):
    NGOFactory(parent=directory, title="Szachiści").delete()

    matcher = matcher_of(directory)
    assert matcher.all_words(matcher.language.keys("szachiści")) == 0


@pytest.mark.parametrize(
    ("name", "factory"),
    [
        ("areas", ActivityAreaFactory),
        ("target_groups", TargetGroupFactory),
        ("districts", DistrictFactory),
        ("languages", LanguageFactory),
    ],
)
def test_entries_filed_under_a_term(directory, name, factory):
    term, other = factory(), factory()
    first, second = (NGOFactory(parent=directory, **{name: [term, other]}) for _ in range(2))
    NGOFactory(parent=directory, **{name: [other]})

    assert list(entries_with_term(term)) == [first, second]


def test_entries_with_a_legal_form(directory):
    form = LegalFormFactory()
    entry = NGOFactory(parent=directory, legal_form=form)
    NGOFactory(parent=directory, legal_form=LegalFormFactory())

    assert list(entries_with_term(form)) == [entry]


def test_nothing_is_filed_under_what_is_no_term(directory):
    assert list(entries_with_term(NGOFactory(parent=directory))) == []
