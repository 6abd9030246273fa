"""What is asked of the rows of the index, and when they are known to have grown."""

import pytest
from wagtail.search.models import IndexEntry

from tests.factories.directory import NGODirectoryFactory, NGOFactory
from wagtail_ngo.domain.search import Polish
from wagtail_ngo.domain.search.terms import all_of, beginning, begun
from wagtail_ngo.models import NGOPage
from wagtail_ngo.services.search import state
from wagtail_ngo.services.search.index_rows import matching_entries, terms_of

pytestmark = pytest.mark.django_db
PL = Polish()


@pytest.fixture
def entries():
    directory = NGODirectoryFactory()
    titles = ["Klub Piłki", "Klub Szachowy", "Szachiści", "Piłkarze Klubu Sza"]
    return [NGOFactory(title=title, parent=directory) for title in titles]


def test_terms_of_single_entries_are_whole_words(entries):
    pks = [entry.pk for entry in entries]
    terms = [beginning("klub"), beginning("szach"), beginning("szachowy")]
    assert terms_of(pks[:3], terms) == {
        pks[0]: {terms[0]},
        pks[1]: {terms[0], terms[2]},
        pks[2]: set(),
    }


def test_generic_way_takes_a_beginning_in_any_place(entries):
    found = matching_entries([f"{begun('sza')} {all_of(PL.keys('klub'))}"])
    assert set(found) == {entries[1].pk, entries[3].pk}


def test_state_differs_after_each_change_of_the_running_transaction(entries):
    first = state.token()
    assert (bool(first), state.token()) == (True, first)
    state.changed()
    second = state.token()
    assert second != first
    NGOPage.objects.get(pk=entries[0].pk).delete()
    assert state.token() not in (first, second)


def test_state_differs_when_entries_are_written_in_bulk(entries):
    before = state.token()
    row = IndexEntry.objects.first()
    row.pk, row.object_id = None, "0"
    IndexEntry.objects.bulk_create([row])
    assert state.token() != before
