"""Importing a list at the desk: look, correct the columns, register."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from wagtail.models import ModelLogEntry

from tests.factories.registration import counters
from tests.unit.admin.registration.desk import coming, url
from wagtail_ngo.enums import ListedPerson as L
from wagtail_ngo.models import Occurrence, OutgoingMail, Registration

pytestmark = pytest.mark.django_db
CSV = "Imię i nazwisko;E-mail;Kto\nAnna Żak;anna@example.org;Koło\nJan Ćma;;Koło\n"


def upload(client, date, content: str | bytes = CSV, name="lista.csv"):
    data = content.encode("cp1250") if isinstance(content, str) else content
    return client.post(url("date_import", date.pk), {"file": SimpleUploadedFile(name, data)})


def fields(page, **changes):
    """What the form of a page would send."""
    form = page.context["list_form"]
    values = {bound.html_name: bound.value() for bound in form}
    values = {name: value for name, value in values.items() if value not in (None, False)}
    return {**values, "source": "Paper list", "task": "write", **changes}


def outcomes(page):
    return [result.outcome for result in page.context["results"]]


def test_look_writes_nothing_and_register_does_once(desk):
    date = coming(capacity=1)
    page = upload(desk, date)
    assert outcomes(page) == [L.SEAT, L.LINE]
    assert Registration.objects.count() == 0
    text = page.content.decode()
    assert "Anna Żak" in text
    assert "no-store" in page["Cache-Control"]

    for _press in range(2):
        done = desk.post(url("date_import", date.pk), fields(page))

    assert outcomes(done) == [L.SEAT, L.LINE]
    assert counters(date) == (1, 1, 2)
    rows = Registration.objects.order_by("pk").values_list("name", "email", "status", "note")
    assert list(rows) == [
        ("Anna Żak", "anna@example.org", "confirmed", "Imported list: Paper list"),
        ("Jan Ćma", "", "waiting", "Imported list: Paper list"),
    ]
    assert OutgoingMail.objects.count() == 0
    log = ModelLogEntry.objects.filter(action="wagtail_ngo.import_people")
    assert [entry.data for entry in log] == [{"count": 2}] * 2


def test_columns_are_changed_and_looked_at_again(desk):
    date = coming(capacity=None)
    page = upload(desk, date)
    assert page.context["list_form"].columns() == {0: "name", 1: "email"}

    again = desk.post(
        url("date_import", date.pk), fields(page, task="look", column_2="organization", source="")
    )
    desk.post(url("date_import", date.pk), fields(again))

    assert outcomes(again) == [L.SEAT, L.SEAT]
    names = Registration.objects.order_by("pk").values_list("organization_name", flat=True)
    assert list(names) == ["Koło", "Koło"]


def test_nothing_is_written_without_a_source_or_a_name(desk):
    date = coming(capacity=None)
    page = upload(desk, date)
    address = url("date_import", date.pk)

    for wrong in (
        {"source": " "},
        {"column_0": ""},
        {"column_2": "email"},
        {"column_0": "x"},
        {"rows": "x"},
        {"rows": page.context["list_form"]["rows"].value()[:-3] + "abc"},
    ):
        answer = desk.post(address, fields(page, **wrong))
        assert answer.status_code == 200, wrong
        assert "is_done" not in answer.context, wrong
    assert Registration.objects.count() == 0
    other = coming(title="Other", capacity=None)
    stolen = desk.post(url("date_import", other.pk), fields(page))
    assert "too old" in stolen.content.decode()
    assert Registration.objects.count() == 0


def test_letters_are_sent_when_asked(desk):
    date = coming(capacity=None)

    desk.post(url("date_import", date.pk), fields(upload(desk, date), with_letters="on"))

    mails = OutgoingMail.objects.values_list("kind", "recipient")
    assert list(mails) == [("registration.seat", "anna@example.org")]


def test_workbook_is_read_and_a_damaged_file_is_named(desk):
    date = coming(capacity=None)
    book, file = openpyxl.Workbook(), io.BytesIO()
    for row in (["Lista obecności"], ["Nazwisko", "Imię"], ["Żak", "Anna"], ["Razem: 1", ""]):
        book.active.append(row)
    book.save(file)

    page = upload(desk, date, file.getvalue(), "lista.xlsx")
    assert outcomes(page) == [L.SEAT, L.UNREADABLE]
    assert [one.row.name for one in page.context["results"]] == ["Anna Żak", ""]
    for damaged in (b"", b"PK\x03\x04broken", b"Nazwisko\n"):
        answer = upload(desk, date, damaged)
        assert answer.context["file_form"].errors
    many = "Imię i nazwisko;E-mail\n" + "".join(f"Osoba {n};\n" for n in range(1001))
    assert "1000" in str(upload(desk, date, many).context["file_form"].errors)


def test_closed_date_takes_nobody(desk):
    date = coming(capacity=None)
    page = upload(desk, date)
    Occurrence.objects.filter(pk=date.pk).update(closed_at=timezone.now())

    answer = desk.post(url("date_import", date.pk), fields(page))

    assert "called off or closed" in answer.content.decode()
    assert Registration.objects.count() == 0
