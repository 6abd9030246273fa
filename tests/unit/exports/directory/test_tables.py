"""Entries as CSV and XLSX."""

import datetime

import openpyxl
import pytest

from tests.factories.directory import ActivityAreaFactory, ContactChannelFactory, NGOFactory
from wagtail_ngo.exports.directory import tables
from wagtail_ngo.models import NGOPage

TODAY = datetime.date(2027, 3, 1)


def test_lines_begin_with_a_mark_and_no_cell_runs():
    lines = list(tables.csv_lines([["a", "=1"], ["b;c", "-5"]]))

    assert lines == ["\ufeff", "a;'=1\r\n", '"b;c";-5\r\n']
    assert next(iter(list(tables.csv_lines([["a", "b"]], delimiter=","))[1:])) == "a,b\r\n"


def test_cells_of_a_workbook_are_texts():
    with tables.xlsx_file([["a", "=1"], ["b\x00", "5"]]) as file:
        assert file.tell() == 0
        sheet = openpyxl.load_workbook(file).active
        values = [[(cell.value, cell.data_type) for cell in row] for row in sheet.iter_rows()]

    assert values == [[("a", "s"), ("'=1", "s")], [("b", "s"), ("5", "s")]]


@pytest.mark.django_db
def test_entries_that_are_read_in_several_batches_come_once_and_in_their_order(monkeypatch):
    monkeypatch.setattr(tables, "CHUNK", 2)
    for title in ("C", "A", "B", "D", "E"):
        NGOFactory(title=title)
    some = NGOPage.objects.exclude(title="D").order_by("-title")

    _head, *rows = tables.public_rows(some, today=TODAY)

    assert [row[0] for row in rows] == ["E", "C", "B", "A"]


@pytest.mark.django_db
def test_the_public_table_has_public_contacts_alone_and_each_in_its_column():
    area = ActivityAreaFactory(name="Sport")
    entry = NGOFactory(title="Łąka", krs="0000058930", lead="L", areas=[area])
    for kind, value in (
        ("phone", "+48598400000"),
        ("email", "a@example.org"),
        ("website", "https://a.example"),
    ):
        ContactChannelFactory(organization=entry, kind=kind, value=value)
        ContactChannelFactory(organization=entry, kind=kind, value=f"{value}9", is_public=False)
    NGOFactory(title="Other")

    header, row, other = tables.public_rows(NGOPage.objects.order_by("pk"), today=TODAY)

    cells = dict(zip(header, row, strict=True))
    shown = {
        name: cells[name]
        for name in (
            "name",
            "KRS",
            "short description",
            "activity areas",
            "phone",
            "e-mail",
            "website",
        )
    }
    assert shown == {
        "name": "Łąka",
        "KRS": "0000058930",
        "short description": "L",
        "activity areas": "Sport",
        "phone": "+48598400000",
        "e-mail": "a@example.org",
        "website": "https://a.example",
    }
    assert (other[0], other[14:17], cells["confirmed on"]) == ("Other", ["", "", ""], "")
    assert len(header) == len(row) == 19


@pytest.mark.django_db
def test_the_internal_table_has_every_column_and_private_contacts():
    entry = NGOFactory(title="Łąka")
    ContactChannelFactory(organization=entry, value="tajne@example.org", is_public=False)

    header, row = tables.internal_rows(NGOPage.objects.all())

    assert len(header) == len(set(header)) == len(row) == len(tables.COLUMNS)
    assert "Łąka" in row
