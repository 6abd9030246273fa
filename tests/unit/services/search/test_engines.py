"""Elasticsearch and OpenSearch: the same entries, of which only the keys leave the engine.

Against a server in this process that speaks their HTTP API, not against the engines themselves.
"""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.search.backends import get_search_backend

from tests.factories.directory import NGODirectoryFactory, NGOFactory
from tests.search_engine import search_engine
from tests.unit.services.search.test_index_answers import QUESTIONS
from wagtail_ngo.domain.search import Polish, bits
from wagtail_ngo.domain.search.positions import Positions
from wagtail_ngo.domain.search.terms import all_of, begun
from wagtail_ngo.services.search import engines, search
from wagtail_ngo.services.search.index_answers import Answers
from wagtail_ngo.services.search.index_rows import is_direct, matching_entries
from wagtail_ngo.services.search.results import Selection

pytestmark = pytest.mark.django_db
PL = Polish()
TITLES = ["Klub Piłki", "Klub Szachowy", "Szachiści", "Piłkarze Klubu Sza"]
CLUB = all_of(PL.keys("klub"))


@pytest.fixture(params=["elasticsearch8", "opensearch2"])
def engine(request, settings):
    with search_engine() as engine:
        settings.WAGTAILSEARCH_BACKENDS = {
            "default": {
                "BACKEND": f"wagtail.search.backends.{request.param}",
                "URLS": [engine.url],
                "AUTO_UPDATE": True,
            }
        }
        yield engine


@pytest.fixture
def directory(engine):
    return NGODirectoryFactory(title="Organizacje", slug="organizacje")


@pytest.fixture
def entries(directory):
    return [NGOFactory(title=title, parent=directory) for title in TITLES]


def answers(entries) -> Answers:
    return Answers(Positions([entry.pk for entry in entries]), len(entries))


@pytest.mark.parametrize(("ways", "found"), QUESTIONS)
def test_the_engine_finds_what_the_database_finds(entries, ways, found):
    assert not is_direct()
    assert list(bits.positions(answers(entries).having(*ways))) == found


def test_only_keys_leave_the_engine_and_no_page_is_read(entries, engine):
    known = answers(entries)
    with CaptureQueriesContext(connection) as captured:
        assert known.having(CLUB, begun("szachis")) == 0b1111
    assert len(captured) == 0
    [asked] = engine.searches
    assert asked["_source"] in (False, "false")
    [content] = engine.answers[:1]
    hits = json.loads(content)["hits"]["hits"]
    assert sorted(hit["fields"]["pk"][0] for hit in hits) == sorted(str(e.pk) for e in entries)
    assert {frozenset(hit) for hit in hits} == {frozenset(("_index", "_id", "_score", "fields"))}


def test_more_hits_than_fit_into_one_answer_all_arrive_and_nothing_stays_open(
    entries, engine, monkeypatch
):
    monkeypatch.setattr(engines, "_BATCH", 2)
    engines.refresh(type(entries[0]))
    assert sorted(matching_entries([CLUB])) == sorted(entries[at].pk for at in (0, 1, 3))
    assert engine.open_scrolls == {}
    assert {int(asked["size"]) for asked in engine.searches} == {2}


def test_what_was_written_a_moment_ago_is_found(entries, directory):
    now = timezone.now()
    before = search(directory, None, Selection("klub"), now=now).count
    NGOFactory(title="Klub Żeglarski", parent=directory)
    assert (before, search(directory, None, Selection("klub"), now=now).count) == (3, 4)


def test_the_page_of_results_lists_the_same_entries(entries, directory, client):
    page = client.get(f"{directory.url}?q=kluby").content.decode().replace("<mark>", "")
    text = page.replace("</mark>", "")
    assert [title in text for title in TITLES] == [True, True, False, True]


def test_a_bulk_of_entries_is_written_and_one_taken_out(entries, engine):
    engine.written.clear()
    backend = get_search_backend()
    pages = backend.get_index_for_model(type(entries[0]))
    pages.add_items(type(entries[0]), entries)
    entries[0].delete()
    engines.refresh(type(entries[0]))
    assert sorted(matching_entries([CLUB])) == sorted([entries[1].pk, entries[3].pk])
