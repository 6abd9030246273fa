"""``ngo_import`` brings a file in from the command line."""

import io

import pytest
from django.core.management import CommandError, call_command

from tests.factories.directory import NGODirectoryFactory
from wagtail_ngo.models import ImportJob, NGOPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "spis.csv"
    path.write_text("Nazwa;NIP\nFundacja A;1234563218\nFundacja B;\n;\nRazem: 2;\n")
    return path


def run(*words):
    out = io.StringIO()
    call_command("ngo_import", *map(str, words), stdout=out, stderr=io.StringIO())
    return out.getvalue().splitlines()


def entries():
    return list(NGOPage.objects.order_by("title").values_list("title", "nip", "live"))


def test_a_file_comes_in_as_drafts_or_published(file):
    NGODirectoryFactory()
    lines = run(file)
    assert lines[1] == "new: 2"
    assert entries() == [("Fundacja A", "1234563218", False), ("Fundacja B", "", False)]

    NGOPage.objects.all().delete()
    assert run(file, "--publish")[1] == "new: 2"
    assert entries() == [("Fundacja A", "1234563218", True), ("Fundacja B", "", True)]


def test_a_dry_run_writes_nothing_and_is_gone_on_with(file):
    NGODirectoryFactory()
    assert run(file, "--dry-run")[1] == "new: 2"
    assert entries() == []

    run("--resume", ImportJob.objects.get().pk)
    assert len(entries()) == 2


def test_what_cannot_be_done_is_said(file, tmp_path):
    with pytest.raises(CommandError, match="There are: none"):
        run(file)
    first, second = NGODirectoryFactory(slug="a"), NGODirectoryFactory(slug="b")
    with pytest.raises(CommandError, match="Say which --directory"):
        run(file)
    with pytest.raises(CommandError, match="There is no import 7"):
        run("--resume", 7)
    with pytest.raises(CommandError, match="No such file"):
        run(tmp_path / "none.csv", "--directory", first.pk)

    run(file, "--directory", second.pk)
    second.refresh_from_db()
    assert second.get_children().count() == 2
