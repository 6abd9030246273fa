"""The index asked directly gives what the generic way gives."""

from contextlib import nullcontext

import pytest
from django.db import connection
from wagtail.search import index
from wagtail.search.models import IndexEntry

from tests.factories.directory import NGODirectoryFactory, NGOFactory
from wagtail_ngo.domain.search import Polish, bits
from wagtail_ngo.domain.search.positions import Positions
from wagtail_ngo.domain.search.terms import NAME, all_of, beginning, begun
from wagtail_ngo.models import NGOPage
from wagtail_ngo.services.search import index_rows, state
from wagtail_ngo.services.search.index_rows import Answers, matching_entries, terms_of

pytestmark = pytest.mark.django_db
PL = Polish()
QUESTIONS = [
    ((all_of(PL.keys("kluby")),), [0, 1, 3]),
    ((all_of(PL.keys("klub piłki")),), [0]),
    ((all_of(PL.keys("piłka")), begun("szachis")), [0, 2]),
    ((begun("kl"),), [0, 1, 3]),
    ((all_of(PL.keys("klub"), NAME) + " " + begun("sz"),), [1, 3]),
    ((all_of(PL.keys("chór")),), []),
]


@pytest.fixture
def entries():
    directory = NGODirectoryFactory()
    titles = ["Klub Piłki", "Klub Szachowy", "Szachiści", "Piłkarze Klubu Sza"]
    return [NGOFactory(title=title, parent=directory) for title in titles]


@pytest.mark.parametrize(("ways", "found"), QUESTIONS)
def test_both_ways_find_the_same(entries, ways, found):
    position = Positions([entry.pk for entry in entries])
    direct, generic = Answers(position, 4), Answers(position, 4)
    generic._is_direct = False
    assert direct._is_direct
    assert list(bits.positions(direct.having(*ways))) == found
    assert generic.having(*ways) == direct.having(*ways)


CLUB, BALL, BEGUN = all_of(PL.keys("klub")), all_of(PL.keys("piłka")), begun("szach")


@pytest.mark.parametrize(
    ("question", "but", "found"),
    [
        (((CLUB,), (BALL, BEGUN)), (), [0, 1]),
        (((CLUB,), (BALL, BEGUN), (begun("pilki"),)), (), [0]),
        (((CLUB,),), ((BALL,),), [1, 3]),
        (((CLUB, BEGUN),), ((BALL, all_of(PL.keys("szachiści"))),), [1, 3]),
        (((CLUB,), (begun("sz"),)), ((CLUB,), (BEGUN,)), [3]),
        (((CLUB,),), ((CLUB,),), []),
        (((CLUB,),), ((all_of(PL.keys("chór")),),), [0, 1, 3]),
    ],
)
def test_several_groups_and_what_is_left_out_are_one_question(
    entries, question, but, found, django_assert_num_queries
):
    position = Positions([entry.pk for entry in entries])
    direct, generic = Answers(position, 4), Answers(position, 4)
    generic._is_direct = False
    direct.having(CLUB)
    # MariaDB is asked for one group after the other.
    at_once = nullcontext() if connection.vendor == "mysql" else django_assert_num_queries(1)

    with at_once:
        assert list(bits.positions(direct.having_each(question, but=but))) == found
    assert generic.having_each(question, but=but) == direct.having_each(question, but=but)


@pytest.mark.parametrize("sparse", [0, 10**9], ids=["sparse", "dense"])
def test_entries_elsewhere_and_rows_written_later_are_no_trouble(entries, monkeypatch, sparse):
    monkeypatch.setattr(index_rows, "_SPARSE", sparse)
    answers = Answers(Positions([entries[1].pk]), 1)
    assert answers.having(all_of(PL.keys("szachowy"))) == 1
    IndexEntry.objects.filter(object_id=str(entries[1].pk)).delete()
    index.insert_or_update_object(NGOPage.objects.get(pk=entries[1].pk))
    assert answers.having(all_of(PL.keys("klub"))) == 1


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
