"""Questions whose SQL is written once give what the queryset gives."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from tests.factories.directory import NGODirectoryFactory, NGOFactory
from wagtail_ngo.models import NGOPage
from wagtail_ngo.prepared import Prepared

pytestmark = pytest.mark.django_db


@pytest.fixture
def pks():
    directory = NGODirectoryFactory()
    return [NGOFactory(parent=directory, title=f"Klub {number}").pk for number in range(25)]


def by_key(keys, beginning=""):
    pages = NGOPage.objects.filter(pk__in=keys, title__startswith=beginning)
    return pages.order_by("pk").values_list("pk", "title", "verified_on", "is_public_benefit")


def written(asked: CaptureQueriesContext) -> list[str]:
    return [query["sql"] for query in asked]


@pytest.mark.parametrize("count", [1, 2, 19, 20, 21, 25])
def test_rows_are_those_of_the_queryset(pks, count):
    NGOPage.objects.filter(pk=pks[0]).update(verified_on=datetime.date(2026, 5, 4))
    prepared = Prepared(NGOPage, by_key)

    for keys in (pks[:count], pks[-count:]):
        assert prepared.rows(keys) == list(by_key(keys))
    assert prepared.rows(pks[:1])[0][2:] == (datetime.date(2026, 5, 4), False)


def test_an_answer_is_also_what_the_driver_gave(pks):
    prepared = Prepared(NGOPage, by_key)
    NGOPage.objects.filter(pk=pks[0]).update(verified_on=datetime.date(2026, 5, 4))
    before = prepared.answer(pks[:3])

    assert before.rows == prepared.rows(pks[:3])
    assert before == prepared.answer(pks[:3])
    assert prepared.answer([]).rows == []
    NGOPage.objects.filter(pk=pks[0]).update(verified_on=datetime.date(2026, 5, 5))
    assert before != prepared.answer(pks[:3])


def test_one_question_is_asked_and_none_for_no_key(pks):
    prepared = Prepared(NGOPage, by_key)
    with CaptureQueriesContext(connection) as asked:
        assert prepared.rows([]) == []
    assert written(asked) == []
    for keys in (pks[:3], pks[3:7]):
        with CaptureQueriesContext(connection) as asked:
            prepared.rows(keys)
        assert len(asked) == 1


def test_sql_is_written_once_for_each_shape(pks):
    built = []

    def build(keys, beginning=""):
        built.append(beginning)
        return by_key(keys, beginning)

    prepared = Prepared(NGOPage, build)
    found = [prepared.rows(pks[:3], shape) for shape in ("Klub 1", "Klub", "Klub 1", "Klub")]

    assert [len(rows) for rows in found] == [1, 3, 1, 3]
    assert built == ["Klub 1", "Klub"]


def test_keys_may_be_words(pks):
    prepared = Prepared(
        Page, lambda paths: Page.objects.filter(path__in=paths).order_by("path").values_list("pk")
    )
    pages = list(Page.objects.order_by("path"))[:3]

    assert prepared.rows([page.path for page in pages]) == [(page.pk,) for page in pages]


def test_the_time_is_that_of_the_question(pks):
    def build(keys, *, now):
        return Page.objects.filter(pk__in=keys, expire_at__gt=now).values_list("pk")

    now, hour = timezone.now(), datetime.timedelta(hours=1)
    Page.objects.filter(pk=pks[0]).update(expire_at=now)
    prepared = Prepared(Page, build)

    assert prepared.rows(pks[:2], now=now - hour) == [(pks[0],)]
    assert prepared.rows(pks[:2], now=now + hour) == []
    assert prepared.rows(pks[:2], now=now - hour) == [(pks[0],)]


@pytest.mark.parametrize(
    "build",
    [
        lambda keys: NGOPage.objects.none().values_list("pk"),
        lambda keys: NGOPage.objects.filter(pk=keys[0]).values_list("pk"),
        lambda keys: NGOPage.objects.filter(pk__in=[key + 1 for key in keys]).values_list("pk"),
    ],
)
def test_what_cannot_be_told_apart_is_asked_as_usual(pks, build):
    prepared = Prepared(NGOPage, build)

    for keys in (pks[:2], pks[4:6]):
        assert sorted(prepared.rows(keys)) == sorted(build(keys))


def test_more_keys_than_are_written_for_are_asked_as_usual(pks, monkeypatch):
    monkeypatch.setattr("wagtail_ngo.prepared._MOST_KEYS", 10)
    prepared = Prepared(NGOPage, by_key)

    assert prepared.rows(pks) == list(by_key(pks))
    assert prepared._kept == {}


def test_sql_of_many_shapes_is_forgotten(pks, monkeypatch):
    monkeypatch.setattr("wagtail_ngo.prepared._MOST_KEPT", 2)
    prepared = Prepared(NGOPage, by_key)

    for shape in ("K", "Kl", "Klu", "Klub"):
        assert len(prepared.rows(pks[:2], shape)) == 2
        assert len(prepared._kept) <= 2
