"""Rows of one import, beside those of another: short ones, and what a job says of itself."""

import pytest
from django.utils import timezone

from tests.factories.directory import NGODirectoryFactory
from tests.unit.services.directory.jobs import check, make_job, write
from wagtail_ngo.enums import ImportStatus
from wagtail_ngo.models import ImportJob, ImportRow, NGOPage
from wagtail_ngo.services.directory import import_rows, imports

pytestmark = pytest.mark.django_db
FILE = "Nazwa;NIP;KRS\nŁąka;1234563218;\nZdrój;;\n"


def test_a_job_says_what_it_does_and_no_other_does():
    directory = NGODirectoryFactory()
    other, job = make_job(directory, FILE), make_job(directory, FILE)
    before = ImportJob.objects.get(pk=other.pk).status

    check(job)
    assert ImportJob.objects.get(pk=job.pk).status == ImportStatus.CHECKED
    write(job)

    assert ImportJob.objects.get(pk=job.pk).status == ImportStatus.DONE
    assert ImportJob.objects.get(pk=other.pk).status == before
    assert {row.action for row in other.rows.all()} == {ImportRow(job=other, number=1).action}
    assert sorted(NGOPage.objects.values_list("title", flat=True)) == ["Zdrój", "Łąka"]


def test_a_cell_that_a_row_does_not_have_leaves_the_entry_as_it_is():
    job = make_job(NGODirectoryFactory(), FILE)
    for length, row in zip((2, 1), job.rows.order_by("number"), strict=True):
        row.cells = row.cells[:length]
        row.save()

    check(job)
    write(job)

    entries = NGOPage.objects.order_by("title").values_list("title", "nip", "krs")
    assert sorted(entries) == [("Zdrój", "", ""), ("Łąka", "1234563218", "")]


def test_a_job_says_that_it_is_at_work_between_its_batches(monkeypatch):
    monkeypatch.setattr(import_rows, "BATCH", 1)
    job = make_job(NGODirectoryFactory(), FILE)

    def status() -> str:
        return ImportJob.objects.get(pk=job.pk).status

    imports.check_rows(job, now=timezone.now(), seconds=0)
    assert status() == ImportStatus.CHECKING
    check(job)
    imports.write_rows(job, now=timezone.now(), seconds=0)
    assert status() == ImportStatus.RUNNING
    assert NGOPage.objects.count() == 1
