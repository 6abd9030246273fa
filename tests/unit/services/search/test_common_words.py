"""Common words that are kept with the list give what the index gives, whatever changes."""

import random

import pytest
from django.core.cache import cache
from django.db import transaction
from django.db.models.signals import post_save
from django.utils import timezone
from wagtail.search.models import IndexEntry

from tests.factories.directory import (
    ActivityAreaFactory,
    DistrictFactory,
    NGODirectoryFactory,
    NGOFactory,
    TargetGroupFactory,
)
from tests.search_sets import load_named, questions
from tests.separate_connections import separate_connections
from tests.unit.services.search.test_catalogue import NAMES, built, change
from wagtail_ngo.domain.search import Polish
from wagtail_ngo.domain.search.terms import NAME, all_of, begun, whole
from wagtail_ngo.models import NGOPage
from wagtail_ngo.services.search import catalogue as catalogues
from wagtail_ngo.services.search import common_words, search, updating
from wagtail_ngo.services.search.catalogue import catalogue
from wagtail_ngo.services.search.common_words import CommonWords
from wagtail_ngo.services.search.entry_sets import Catalogue
from wagtail_ngo.services.search.index_answers import Answers
from wagtail_ngo.services.search.results import Selection

PL = Polish()
NEVER = 10**9


def key(word: str) -> str:
    return PL.key(PL.fold(word))


@pytest.fixture(params=[0, NEVER], ids=["when asked", "at once"])
def kept(request, monkeypatch):
    """Every whole word of an entry is common; read when it is asked for, or before."""
    keep(monkeypatch, share=0.0, at_once=request.param)


def keep(monkeypatch, *, share: float, at_once: float = 0, least: int = 1) -> None:
    monkeypatch.setattr(common_words, "_LEAST_ENTRIES", least)
    monkeypatch.setattr(common_words, "_COMMON", share)
    monkeypatch.setattr(common_words, "_READ_AT_ONCE", at_once)


def seen(directory, texts) -> dict:
    """All that a search shows for each of the texts, from a new list."""
    catalogues._kept.clear()
    shown = {}
    for text in texts:
        cache.clear()
        found = search(directory, None, Selection(text=text), now=timezone.now())
        counts = [(facet.name, facet.values) for facet in found.facets]
        shown[text] = (list(found.order), found.matched, found.letters, counts)
    return shown


@pytest.mark.django_db
@pytest.mark.parametrize(("share", "at_once"), [(0.0, 0), (0.1, 2)])
def test_searches_find_the_same_with_and_without(monkeypatch, share, at_once):
    directory = load_named()
    texts = [one.text for one in questions("search_queries.txt")][::5]
    keep(monkeypatch, share=share, least=NEVER)
    without = seen(directory, texts)
    keep(monkeypatch, share=share, at_once=at_once)
    assert seen(directory, texts) == without
    common = catalogue(directory, now=timezone.now()).answers._common
    assert (len(common.sets) > 0, set(common.sets) <= set(common.shares)) == (True, True)


def ways() -> list[tuple]:
    """Questions of every kind: alone, together, beginnings, in names, without others."""
    one, two = key("klub"), key("szachowy")
    return [
        (((whole(one),),), ()),
        (((all_of([one, two]),),), ()),
        (((whole(one), whole(two)),), ()),
        (((whole(one), begun("sza")),), ()),
        (((begun("kl"),), (whole(two),)), ()),
        (((whole(one),), (whole(two), all_of([one, "nikt"]))), ()),
        (((whole(one),),), ((whole(one, NAME),),)),
        (((whole(one),), (begun("p"),)), ((whole(two),),)),
        (((begun("k"),),), ((whole(one, NAME),), (begun("sz"),))),
        (((whole("nikt"),), (whole(one),)), ((whole(one),),)),
    ]


@pytest.mark.django_db
@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize(("question", "but"), ways())
def test_every_question_has_the_answer_of_the_index(question, but):
    directory = NGODirectoryFactory()
    NGOFactory(parent=directory, title="Azyl", lead="Klub szachowy")
    for name in ["Klub Piłki", "Klub Szachowy", "Szachiści", "Klub Piłkarza Sza"]:
        NGOFactory(parent=directory, title=name)
    answers = built(directory).answers
    index = Answers(answers._position, answers._size)
    index._common = CommonWords()
    assert answers.having_each(question, but=but) == index.having_each(question, but=but)


def sets(one: Catalogue, words: list[str]) -> dict[str, int]:
    """Entries with each word, anywhere and in the name."""
    terms = [whole(key(word), mark) for word in words for mark in ("qx", NAME)]
    return {term: one.answers.having(term) for term in terms}


@pytest.mark.django_db
@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("seed", range(4))
def test_kept_words_follow_entries_that_come_go_and_change(seed):
    chance = random.Random(seed)
    directory = NGODirectoryFactory()
    areas = [ActivityAreaFactory(name=name) for name in ("Szachy", "Żagle", "Chór")]
    more = {"target_groups": [TargetGroupFactory()], "districts": [DistrictFactory()]}
    entries = [
        NGOFactory(parent=directory, title=name, areas=chance.sample(areas, 2), **more)
        for name in NAMES
    ]
    words = [*NAMES, *(area.name for area in areas)]
    held = built(directory)
    sets(held, words)
    for _round in range(8):
        changed = {change(chance, directory, entries) for _ in range(chance.randint(1, 3))}
        fresh = Catalogue(directory.path, "t-", timezone.localdate(), 0.0)
        before = dict(held.answers._common.sets)
        updated = updating.update(held, fresh, changed, timezone.now())
        assert held.answers._common.sets == before
        assert sets(updated, words) == sets(built(directory), words)
        held = updated


@pytest.mark.django_db
def test_words_that_were_read_are_not_asked_again_after_a_change(
    monkeypatch, django_assert_num_queries
):
    keep(monkeypatch, share=0.0)
    directory = NGODirectoryFactory()
    entries = [NGOFactory(parent=directory, title=f"Klub {number}") for number in range(5)]
    club = whole(key("klub"))
    held = built(directory)
    assert held.answers.having(club) == 0b11111
    entries[3].title = "Azyl"
    entries[3].save()
    fresh = Catalogue(directory.path, "t-", timezone.localdate(), 0.0)
    updated = updating.update(held, fresh, {entries[3].pk}, timezone.now())
    with django_assert_num_queries(0):
        assert updated.answers.having(club) == 0b11110


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_what_another_connection_changes_is_found(monkeypatch, tmp_path):
    keep(monkeypatch, share=0.0, at_once=NEVER)
    with separate_connections(tmp_path) as at_once:
        directory = NGODirectoryFactory()
        klub, azyl = (NGOFactory(parent=directory, title=name) for name in ("Klub", "Azyl"))
        assert names(directory, "klub") == ["Klub"]

        def rename_both():
            for pk, name in ((klub.pk, "Zakątek"), (azyl.pk, "Klub kota")):
                entry = NGOPage.objects.get(pk=pk)
                entry.title = name
                entry.save()

        at_once(rename_both)
        assert names(directory, "klub") == ["Klub kota"]
        at_once(lambda: NGOPage.objects.get(pk=azyl.pk).unpublish())
        assert names(directory, "klub") == []
        at_once(lambda: NGOPage.objects.get(pk=azyl.pk).save_revision().publish())
        assert names(directory, "klub") == ["Klub kota"]
        at_once(lambda: NGOPage.objects.get(pk=azyl.pk).delete())
        assert names(directory, "klub") == []
        at_once(lambda: NGOFactory(parent=directory, title="Klub psa"))
        assert names(directory, "klub") == ["Klub psa"]


def names(directory, text: str) -> list[str]:
    found = search(directory, None, Selection(text=text), now=timezone.now())
    titles = NGOPage.objects.in_bulk(found.pks())
    return [titles[pk].title for pk in found.pks()]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_index_has_the_new_words_when_a_change_is_told():
    directory = NGODirectoryFactory()
    entry = NGOFactory(parent=directory, title="Azyl")
    told = []

    def words() -> None:
        # A text on SQLite, the beginnings of its words on PostgreSQL.
        title = IndexEntry.objects.get(object_id=str(entry.pk)).title
        told.append("agl" in str(title) and "azyl" not in str(title).lower())

    def note(sender, **kwargs) -> None:
        transaction.on_commit(words)

    post_save.connect(note, sender=NGOPage)
    entry.title = "Żagle"
    try:
        entry.save()
    finally:
        post_save.disconnect(note, sender=NGOPage)
    assert told == [True]


@pytest.mark.django_db
def test_only_whole_words_of_many_entries_are_common(monkeypatch):
    keep(monkeypatch, share=0.5)
    directory = NGODirectoryFactory()
    titles = ["Klub Orka", "Klub Żagiel", "Koło Orka", "Azyl"]
    pks = [NGOFactory(parent=directory, title=title).pk for title in titles]
    common = common_words.find(pks)
    shares = {term: share for term, share in common.shares.items() if key("orka") in term}
    assert shares == {whole(key("orka")): 0.5, whole(key("orka"), NAME): 0.5}
    assert all(share >= 0.5 and term.endswith("q") for term, share in common.shares.items())
    assert common.sets == {}


@pytest.mark.django_db
def test_a_small_directory_and_the_least_of_many_words_are_left_to_the_index(monkeypatch):
    directory = NGODirectoryFactory()
    pks = [NGOFactory(parent=directory, title=f"Klub {number}").pk for number in range(3)]
    keep(monkeypatch, share=0.0, least=4)
    assert common_words.find(pks).shares == {}
    keep(monkeypatch, share=0.0, least=3)
    assert len(common_words.find(pks).shares) > 2
    monkeypatch.setattr(common_words, "_MOST", 2)
    assert len(common_words.find(pks).shares) == 2


def test_the_most_common_words_are_read_first_up_to_a_sum(monkeypatch):
    shares = {"qxmostq": 0.75, "qxaq": 0.5, "qxbq": 0.5, "qxcq": 0.25, "qxdq": 0.25}
    common = CommonWords(shares)
    monkeypatch.setattr(common_words, "_READ_AT_ONCE", 1.25)
    assert common.first == ["qxaq", "qxbq", "qxcq"]
    monkeypatch.setattr(common_words, "_READ_AT_ONCE", 1.0)
    assert common.first == ["qxaq", "qxbq"]


def test_ways_with_a_word_that_is_not_common_are_left():
    common = CommonWords({"qxaq": 1.0, "qxbq": 1.0})
    read = {"qxaq": 0b110, "qxbq": 0b011}.__getitem__
    ways = ("qxaq qxbq", "qxaq qxcq", "qxb*", "qxbq")
    assert common.split(ways, read) == (0b011, ("qxaq qxcq", "qxb*"))
    assert common.split(("qxcq",), read) == (0, ("qxcq",))
    assert common.sets == {"qxaq": 0b110, "qxbq": 0b011}
