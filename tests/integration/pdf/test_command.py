"""``manage.py bulletin_pdf``: progress, idempotence, and what it does about failures."""

from __future__ import annotations

import io
import re

import pytest
from django.core.management import CommandError, call_command

from tests.integration.pdf.test_stored_files import issue  # noqa: F401 -- a fixture
from wagtail_ngo.enums import FileStatus
from wagtail_ngo.models import BulletinFile

pytestmark = pytest.mark.django_db
LIMITS = {"cpu": 1, "wall": 0, "memory": 2 << 30}


def told(*arguments: str) -> list[str]:
    out = io.StringIO()
    call_command("bulletin_pdf", *arguments, stdout=out)
    return [
        re.sub(r"[\d.]+ KB, [\d.]+ s", "… KB, … s", line) for line in out.getvalue().split("\n")
    ]


def test_lost_file_is_made_again(issue):  # noqa: F811
    file = BulletinFile.objects.get()
    file.file.storage.delete(file.file.name)

    lines = told("--stale")

    assert lines == [
        "[1/1] Nr 12, web … 2 pages, … KB, … s",
        "1 of 1 files are ready.",
        "",
    ]
    assert file.file.storage.exists(BulletinFile.objects.get().file.name)


def test_what_is_up_to_date_stays(issue):  # noqa: F811
    before = BulletinFile.objects.values().get()

    lines = told("--issue", str(issue.pk))

    assert lines[:2] == ["[1/1] Nr 12, web … up to date", "1 of 1 files are ready."]
    assert BulletinFile.objects.values().get() == before
    assert told("--stale")[0] == "0 of 0 files are ready."


def test_failure_is_told_and_does_not_hide(issue, settings):  # noqa: F811
    settings.WAGTAIL_NGO = {"PDF_VARIANTS": ("web",), "PDF_LIMITS": LIMITS}
    BulletinFile.objects.update(status=FileStatus.FAILED)

    with pytest.raises(CommandError, match="1 files could not be made"):
        told("--all")

    assert BulletinFile.objects.get().error == "The file was not ready after 0 seconds."


def test_unknown_issue_and_no_choice_are_errors():
    with pytest.raises(CommandError, match="no issued bulletin 99"):
        told("--issue", "99")
    with pytest.raises(CommandError, match="--issue"):
        told()
