"""Writing by sets leaves what writing one by one leaves, in every table."""

import datetime
import random

import pytest
import time_machine
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from wagtail.models import Page

from tests.factories.directory import NGODirectoryFactory, NGOFactory
from tests.unit.services.directory.jobs import check, make_job, write
from wagtail_ngo.models import ImportRow, NGOPage
from wagtail_ngo.services.directory import import_rows, import_writing

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2027, 3, 1, 12, tzinfo=datetime.UTC)
#: Random for every row, by whichever way it is written.
RANDOM = {"uuid", "translation_key", "token"}
#: The length of a title beside the mean of those that are indexed already: it moves all the time.
RANDOM |= {"title_norm"}
NAMES = ["Łąka", "Zdrój", "Nadzieja", "Łąka", "„Żagiel”"]


def sample(count):
    pick = random.Random(count)
    yield "Nazwa;Skrót;Forma;Telefon;E-mail;Obszary;Ulica;Kod;Miasto;Godziny otwarcia;KRS"
    for number in range(count):
        name = f"Stowarzyszenie {pick.choice(NAMES)}" + (f" {number}" if number % 3 else "")
        phones = " lub ".join(f"6{pick.randrange(10**8):08d}" for _ in range(pick.randrange(3)))
        areas = " | ".join(str(pick.randrange(1, 30)) for _ in range(pick.randrange(4)))
        yield ";".join(
            (
                name, f"S{number}", pick.choice(["UKS", "fundacja", ""]), phones,
                pick.choice(["", f"a{number}@example.org"]), areas, "Morska 1", "76-200", "Ustka",
                pick.choice(["", "pn-pt 8-16", "wt 9-12"]), f"{number + 10_000:010d}",
            )
        )  # fmt: skip


def tables():
    """Rows of every table, without what is random, with keys as places in their table."""
    content = {}
    for model in apps.get_models(include_auto_created=True):
        if not model._meta.managed or model._meta.proxy:
            continue
        names = [one.attname for one in model._meta.local_concrete_fields if not one.primary_key]
        rows = model._base_manager.order_by("pk").values(*names)
        content[model._meta.label] = [
            {key: value for key, value in row.items() if key not in RANDOM} for row in rows
        ]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT rowid, autocomplete, title, body FROM wagtailsearch_indexentry_fts"
            )
            content["fts"] = cursor.fetchall()
    return content


def written(directory, count, *, by_sets, publish, monkeypatch):
    monkeypatch.setattr(import_rows.ImportRun, "by_sets", by_sets)
    job = make_job(directory, "\n".join(sample(count)), publish=publish)
    check(job)
    write(job)
    return tables()


def comparable(content):
    """Sorted texts: the order in which a set is written is nobody's promise."""
    return {label: sorted(_plain(row) for row in rows) for label, rows in content.items() if rows}


def _plain(row):
    return repr(_without_random(row))


def _without_random(value):
    if isinstance(value, dict):
        return {key: _without_random(one) for key, one in value.items() if key not in RANDOM}
    return [_without_random(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("publish", [True, False])
def test_both_ways_leave_the_same_rows_in_every_table(publish, monkeypatch):
    if connection.vendor != "sqlite":
        pytest.skip("only here do keys begin again after a rollback")
    one_by_one = _in_a_savepoint(False, publish, monkeypatch)
    by_sets = _in_a_savepoint(True, publish, monkeypatch)

    assert len(one_by_one["wagtail_ngo.NGOPage"]) == 121
    assert sorted(one_by_one) == sorted(by_sets)
    for label, rows in one_by_one.items():
        assert rows == by_sets[label], label


def _in_a_savepoint(by_sets, publish, monkeypatch):
    """What one way leaves, with primary keys counted from one."""
    with time_machine.travel(NOW, tick=False):
        point = transaction.savepoint()
        directory = NGODirectoryFactory()
        NGOFactory(parent=directory, title="Stowarzyszenie Łąka", krs="0000123456")
        content = written(directory, 120, by_sets=by_sets, publish=publish, monkeypatch=monkeypatch)
        content = comparable(content)
        transaction.savepoint_rollback(point)
    return content


def test_a_set_that_the_database_refuses_is_written_one_by_one(monkeypatch):
    directory = NGODirectoryFactory()
    job = make_job(directory, "Nazwa\nA\nB\nC\n")
    check(job)

    def refuse(entries):
        raise IntegrityError

    monkeypatch.setattr(import_writing, "index_entries", refuse)
    assert [action for action, _ in write(job)] == ["new", "new", "new"]
    assert sorted(NGOPage.objects.values_list("title", flat=True)) == ["A", "B", "C"]
    assert Page.find_problems() == ([], [], [], [], [])
    directory.refresh_from_db()
    assert directory.numchild == 3
    assert ImportRow.objects.filter(revision=None).count() == 0


def test_a_batch_costs_a_few_statements_however_many_rows(django_assert_max_num_queries):
    directory = NGODirectoryFactory()
    job = make_job(directory, "\n".join(sample(80)))
    check(job)

    with django_assert_max_num_queries(120):
        write(job)
    assert NGOPage.objects.count() == 80
    assert Page.find_problems() == ([], [], [], [], [])


@pytest.mark.parametrize("by_sets", [True, False])
def test_a_name_of_which_no_address_can_be_made_is_refused(by_sets, monkeypatch):
    monkeypatch.setattr(import_rows.ImportRun, "by_sets", by_sets)
    job = make_job(NGODirectoryFactory(), "Nazwa;Miasto\n!!!;Ustka\nŁąka;Ustka\n???;Ustka\n")

    assert [action for action, _changes in check(job)] == ["error", "new", "error"]
    written = write(job)

    assert [row.action for row in job.rows.all()] == ["error", "new", "error"]
    assert written[0][1] == "The name has no letter and no figure."
    assert [page.slug for page in NGOPage.objects.all()] == ["łąka"]
