"""Workbooks of LibreOffice and old Excel, and HTML that is called one."""

import io
import random
import zipfile

import pytest
import xlwt

from tests.unit.domain.tables.test_reading import read
from wagtail_ngo.domain.tables.reading import TableError

NAMESPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3"'
)
MANIFEST = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
# Programs write the rest of the sheet as one repeated row.
REST = (
    '<table:table-row table:number-rows-repeated="1048000">'
    '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
)
NOTHING = "<table:table-cell/>"


def text(value, more=""):
    start = f'<table:table-cell office:value-type="string"{more}>'
    return f"{start}<text:p>{value}</text:p></table:table-cell>"


def number(value):
    return f'<table:table-cell office:value-type="float" office:value="{value}"/>'


def row(*cells, more=""):
    return f"<table:table-row{more}>{''.join(cells)}</table:table-row>"


def ods(*rows, sheets=(), manifest=""):
    tables = "".join(
        f"<table:table table:name='T{number}'>{''.join(one)}{REST}</table:table>"
        for number, one in enumerate((*sheets, rows))
    )
    content = (
        f"<office:document-content {NAMESPACES}><office:body><office:spreadsheet>{tables}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", ODS_TYPE, compress_type=zipfile.ZIP_STORED)
        package.writestr(
            "META-INF/manifest.xml",
            f"<manifest:manifest {MANIFEST}>{manifest}</manifest:manifest>",
        )
        package.writestr("content.xml", content)
    return file.getvalue()


def xls(*rows):
    book = xlwt.Workbook()
    sheet = book.add_sheet("Dane")
    for number_, cells in enumerate(rows):
        for place, value in enumerate(cells):
            sheet.write(number_, place, value)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


HEADER = row(text("nazwa"), text("krs"))


def test_a_sheet_of_libreoffice_is_read_with_the_numbers_of_its_rows():
    data = ods(row(text("Wykaz")), row(NOTHING), HEADER, row(text("Łąka"), number(58930)))

    assert read(data) == (["nazwa", "krs"], [(4, ["Łąka", "58930"])])


def test_a_table_that_begins_below_empty_rows_keeps_its_row_numbers():
    data = ods(
        row(NOTHING, NOTHING),
        row(NOTHING, text("nazwa"), text("krs")),
        row(NOTHING, text("A"), text("B")),
    )

    assert read(data)[1][0][0] == 3


def test_the_first_sheet_of_libreoffice_with_a_table_is_read():
    data = ods(HEADER, row(text("A"), text("1")), sheets=[(row(text("Wykaz")),)])

    assert read(data) == (["nazwa", "krs"], [(2, ["A", "1"])])
    other = (row(text("inne"), text("kolumny")), row(text("B"), text("2")))
    assert read(ods(*other, sheets=[(HEADER, row(text("A"), text("1")))])) == read(data)


def test_without_any_table_the_first_sheet_is_read():
    assert read(ods(row(text("B")), sheets=[(row(text("Wykaz")),)])) == (["Wykaz"], [])


def test_old_excel_is_read():
    data = xls(["nazwa", "krs", "opp"], ["Łąka", 58930, True], ["Żuk", 1.5, ""])

    assert read(data) == (
        ["nazwa", "krs", "opp"],
        [(2, ["Łąka", "58930", "1"]), (3, ["Żuk", "1.5", ""])],
    )


PAGE = (
    "<html><head><meta charset='{0}'><style>td {{}}</style></head><body><table>"
    "<tr><td colspan=2>Wykaz</td></tr><tr><th>nazwa<th>telefon"
    "<tr><td>Łąka &amp; Las<br>Słupsk</td><td><b>600</b> 100 200</td></tr></table></body></html>"
)


@pytest.mark.parametrize("letters", ["utf-8", "iso-8859-2", "windows-1250"])
def test_html_that_is_called_a_workbook_is_read(letters):
    data = PAGE.format(letters).encode(letters)

    assert read(data) == (["nazwa", "telefon"], [(3, ["Łąka & Las\nSłupsk", "600 100 200"])])


def test_html_without_a_table_is_an_empty_file():
    with pytest.raises(TableError) as error:
        read(b"<html><body>Nie ma</body></html>")
    assert error.value.code == "empty"


ENCRYPTED = '<manifest:encryption-data manifest:checksum="x"/>'
WIDE = row('<table:table-cell table:number-columns-repeated="5000"/>', text("x"))
LONG = row(text("x"), more=' table:number-rows-repeated="900000"')
FAR = row(NOTHING, more=' table:number-rows-repeated="900000"') + row(text("x"))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (ods(HEADER, manifest=ENCRYPTED), "encrypted"),
        (ods(HEADER, WIDE), "columns"),
        (ods(HEADER, LONG), "bomb"),
        (ods(HEADER, FAR), "bomb"),
        (ods(row(text("x", ' table:number-columns-repeated="9000000"'))), "columns"),
        (ods(HEADER)[:300], "broken_xlsx"),
        (xls(["nazwa"], ["A"])[:1500], "old_excel"),
    ],
)
def test_every_damage_and_every_swollen_sheet_has_a_name(data, code):
    with pytest.raises(TableError) as error:
        read(data)

    assert error.value.code == code


def test_damaged_bytes_end_in_rows_or_a_named_error():
    pick, codes = random.Random(3), set()
    for good in (ods(HEADER, row(text("A"), text("1"))), xls(["nazwa", "krs"], ["A", 1])):
        for _ in range(60):
            data = bytearray(good)
            for _ in range(pick.randrange(1, 20)):
                data[pick.randrange(4, len(data))] = pick.randrange(256)
            try:
                read(bytes(data))
            except TableError as error:
                codes.add(error.code)

    assert codes <= {"broken_xlsx", "old_excel", "bomb", "empty", "encrypted", "binary", "columns"}
    assert codes
