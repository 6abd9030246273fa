"""Writing by sets leaves what writing one by one leaves, in every table.

``NGO_ROWS=500`` compares more rows than a test run has time for.
"""

import datetime
import os
import random

import pytest
from django.db import IntegrityError
from wagtail.models import Page

from tests.factories.directory import NGODirectoryFactory, NGOFactory
from tests.unit.services.directory.jobs import check, make_job, write
from tests.unit.services.new_pages.both_ways import rows_left_by
from wagtail_ngo.models import ImportRow, NGOPage
from wagtail_ngo.services.directory import import_rows
from wagtail_ngo.services.new_pages import histories

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2027, 3, 1, 12, tzinfo=datetime.UTC)
SIZE = int(os.environ.get("NGO_ROWS", "120"))
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


@pytest.mark.parametrize("publish", [True, False])
def test_both_ways_leave_the_same_rows_in_every_table(publish, monkeypatch):
    def work(by_sets):
        monkeypatch.setattr(import_rows.ImportRun, "by_sets", by_sets)
        rows, _nothing = rows_left_by(lambda: bring_in(SIZE, publish=publish), now=NOW)
        return rows

    one_by_one, by_sets = work(False), work(True)

    assert len(one_by_one["wagtail_ngo.NGOPage"]) == SIZE + 1
    assert sorted(one_by_one) == sorted(by_sets)
    for label, rows in one_by_one.items():
        assert rows == by_sets[label], label


def bring_in(count, *, publish):
    directory = NGODirectoryFactory()
    NGOFactory(parent=directory, title="Stowarzyszenie Łąka", krs="0000123456")
    job = make_job(directory, "\n".join(sample(count)), publish=publish)
    check(job)
    write(job)


def test_a_set_that_the_database_refuses_is_written_one_by_one(monkeypatch):
    directory = NGODirectoryFactory()
    job = make_job(directory, "Nazwa\nA\nB\nC\n")
    check(job)

    def refuse(entries):
        raise IntegrityError

    monkeypatch.setattr(histories, "index_pages", refuse)
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
