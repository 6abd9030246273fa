"""The register is complete, and the sheet, the docs and retention come from it."""

import datetime
import io

import pytest
from django.core.management import call_command

from tests.factories.directory import NGODirectoryFactory, NGOFactory
from tests.tools import personal_data as page_of_docs
from wagtail_ngo.models import (
    ChangeRequest,
    ChangeRequestField,
    ImportJob,
    ImportRow,
    MissingOrganization,
)
from wagtail_ngo.services.people import register, retention

NOW = datetime.datetime(2027, 6, 1, 12, tzinfo=datetime.UTC)


def test_every_text_field_is_in_the_register_or_said_to_hold_nobody():
    assert list(register.unregistered_fields("wagtail_ngo")) == []


def test_a_field_of_which_nobody_said_anything_is_noticed(monkeypatch):
    monkeypatch.delitem(register._no_person, "wagtail_ngo.district")
    others = [data for data in register._register if data.model != "wagtail_ngo.ContactChannel"]
    monkeypatch.setattr(register, "_register", others)

    assert set(register.unregistered_fields("wagtail_ngo")) == {
        "wagtail_ngo.ContactChannel.value",
        "wagtail_ngo.ContactChannel.label",
        "wagtail_ngo.District.name",
        "wagtail_ngo.District.slug",
        "wagtail_ngo.District.description",
    }


def test_every_entry_names_fields_that_exist_and_says_everything():
    for data in register.entries():
        fields = {field.name for field in data.model_class._meta.get_fields()}
        assert set(data.fields) <= fields, data.model
        assert all(map(str, (data.who, data.purpose, data.basis, data.kept)))
        assert isinstance(data.erase, register.Erasure) or str(data.erased), data.model


def test_an_entry_registered_twice_is_there_once():
    before = register.entries()

    register.register(before[0])

    assert register.entries() == before


def test_the_page_of_the_docs_is_up_to_date():
    """Renew it with ``python -m tests.tools.personal_data --write``."""
    assert page_of_docs.PAGE.read_text(encoding="utf-8") == page_of_docs.page()


def test_the_sheet_is_printed_in_the_town_s_language():
    out = io.StringIO()

    call_command("ngo_privacy", "sheet", language="pl", stdout=out)

    assert "## Osoby, które napisały do urzędu" in out.getvalue()
    assert "| e-mail |" in out.getvalue()


@pytest.mark.django_db
def test_retention_empties_what_is_past_its_day_and_nothing_else():
    entry, directory = NGOFactory(), NGODirectoryFactory(slug="second")
    long_ago, lately = NOW - datetime.timedelta(days=366), NOW - datetime.timedelta(days=364)
    for closed_at in (long_ago, lately, None):
        request = ChangeRequest.objects.create(
            entry=entry, source="visitor", message="m", closed_at=closed_at
        )
        ChangeRequestField.objects.create(request=request, key="lead", old="o", new="n")
        MissingOrganization.objects.create(
            directory=directory, name="Koło", contact="c", message="m", closed_at=closed_at
        )
    for days in (91, 89):
        job = ImportJob.objects.create(directory=directory, file_name="a.csv")
        created_at = NOW - datetime.timedelta(days=days)
        ImportJob.objects.filter(pk=job.pk).update(created_at=created_at)
        ImportRow.objects.create(
            job=job, number=1, cells=["Anna"], message="m", remarks=["r"], entry=entry
        )

    counts = retention.forget_all(now=NOW, dry_run=True)
    assert counts["wagtail_ngo.ChangeRequest"] == 1
    assert ChangeRequest.objects.filter(message="m").count() == 3
    assert retention.forget_all(now=NOW) == counts
    assert set(retention.forget_all(now=NOW).values()) == {0}

    assert list(ChangeRequest.objects.order_by("pk").values_list("message", flat=True)) == [
        "", "m", "m",
    ]  # fmt: skip
    assert list(ChangeRequestField.objects.order_by("pk").values_list("new", flat=True)) == [
        "", "n", "n",
    ]  # fmt: skip
    hints = MissingOrganization.objects.order_by("pk").values_list("name", "contact", "message")
    assert list(hints) == [("Koło", "", ""), ("Koło", "c", "m"), ("Koło", "c", "m")]
    rows = ImportRow.objects.order_by("pk").values_list("cells", "message", "remarks", "entry")
    assert list(rows) == [([], "", [], entry.pk), (["Anna"], "m", ["r"], entry.pk)]
