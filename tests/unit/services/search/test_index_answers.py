"""The index asked directly gives what the generic way gives."""

from contextlib import nullcontext

import pytest
from django.db import connection
from wagtail.search import index
from wagtail.search.models import IndexEntry

from tests.factories.directory import NGODirectoryFactory, NGOFactory
from wagtail_ngo.domain.search import Polish, bits
from wagtail_ngo.domain.search.positions import Positions
from wagtail_ngo.domain.search.terms import NAME, all_of, begun
from wagtail_ngo.models import NGOPage
from wagtail_ngo.services.search import index_answers
from wagtail_ngo.services.search.index_answers import Answers

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
    monkeypatch.setattr(index_answers, "_SPARSE", sparse)
    answers = Answers(Positions([entries[1].pk]), 1)
    assert answers.having(all_of(PL.keys("szachowy"))) == 1
    IndexEntry.objects.filter(object_id=str(entries[1].pk)).delete()
    index.insert_or_update_object(NGOPage.objects.get(pk=entries[1].pk))
    assert answers.having(all_of(PL.keys("klub"))) == 1
