import datetime
import io
import tracemalloc
import zipfile

import pytest
from openpyxl import Workbook

from wagtail_ngo.domain.tables import workbooks
from wagtail_ngo.domain.tables.reading import Limits, TableError, detect_delimiter, read_table

TEXT = "nazwa;opis\nStowarzyszenie Żółty Kąt;Pomoc społeczna, świetlica\nFundacja Gęśla;Łąka\n"
ROWS = [
    (2, ["Stowarzyszenie Żółty Kąt", "Pomoc społeczna, świetlica"]),
    (3, ["Fundacja Gęśla", "Łąka"]),
]


def read(data, **limits):
    header, rows = read_table(io.BytesIO(data), limits=Limits(**limits))
    return header, list(rows)


def xlsx(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1250", "iso-8859-2"])
@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_csv_is_read_in_every_common_make(encoding, delimiter):
    data = TEXT.replace(";", delimiter).encode(encoding)

    assert read(data) == (["nazwa", "opis"], ROWS)


def test_csv_with_commas_and_quotes():
    data = b'nazwa,opis\n"Stowarzyszenie ""Razem""","a, b\nc"\n'

    assert read(data) == (["nazwa", "opis"], [(2, ['Stowarzyszenie "Razem"', "a, b\nc"])])


def test_detect_delimiter_takes_what_cuts_the_header():
    assert detect_delimiter('\n"a;b",c,d\n') == ","


def test_xlsx_is_read_as_text():
    data = xlsx(
        ["nazwa", "krs", "rok"], ["Łąka", 58930, 1998.0], [None, None, None], ["B", "", True]
    )

    assert read(data) == (
        ["nazwa", "krs", "rok"],
        [(2, ["Łąka", "58930", "1998"]), (4, ["B", "", "1"])],
    )


def test_short_and_long_rows_fit_the_header():
    assert read(b"a;b\n1\n1;2;3\n")[1] == [(2, ["1", ""]), (3, ["1", "2"])]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        ("nazwa;miasto\nŚwiętojańska;Łeba\nŻółć".encode() + b"\xb1\n", "mixed_encoding"),
        ('nazwa;m\n"Horyzont - s;Słupsk\nDruga;Ustka\nTrzecia;Łeba\n'.encode(), "stray_quote"),
        (b"\xd0\xcf\x11\xe0 old", "old_excel"),
        (b"PK\x03\x04 broken", "broken_xlsx"),
        (b"%PDF\x00\x01", "binary"),
        (b"nazwa\n\x81\x83\n", "encoding"),
        (b'a\n"' + b"x" * 200_000, "broken_csv"),
    ],
)
def test_what_cannot_be_read_has_a_reason(data, code):
    with pytest.raises(TableError) as error:
        read(data)

    assert error.value.code == code


def test_a_zip_that_is_no_xlsx():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("a.txt", "a")

    with pytest.raises(TableError) as error:
        read(file.getvalue())

    assert error.value.code == "broken_xlsx"


def test_a_bomb_is_refused_before_it_is_unpacked():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", b"0" * 50_000_000)
    tracemalloc.start()

    with pytest.raises(TableError) as error:
        read(file.getvalue())

    assert error.value.code == "bomb"
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


@pytest.mark.parametrize(
    ("limits", "code"), [({"rows": 2}, "rows"), ({"columns": 1}, "columns"), ({"size": 10}, "size")]
)
def test_limits(limits, code):
    with pytest.raises(TableError) as error:
        read(b"a;b\n" + b"1;2\n" * 3, **limits)

    assert error.value.code == code


def test_a_formula_without_a_result_is_refused_by_its_row():
    with pytest.raises(TableError) as error:
        read(xlsx(["nazwa", "opis"], ["Łąka", "a"], ["Zamek", "=A2&B2"]))

    assert (error.value.code, error.value.params) == ("formula", {"row": 3, "formula": "=A2&B2"})


def test_of_a_long_formula_the_beginning_is_told():
    formula = "=" + "A2&" * 20 + "A2"
    with pytest.raises(TableError) as error:
        read(xlsx(["nazwa", "opis"], ["Łąka", formula]))

    assert error.value.params == {"row": 2, "formula": formula[:50]}


@pytest.mark.parametrize(("more", "is_refused"), [((), False), (("",), False), (("x",), True)])
def test_cells_beyond_the_columns_are_refused_where_they_hold_anything(more, is_refused):
    lines = b"a;b\n1;2" + "".join(f";{cell}" for cell in more).encode() + b"\n"

    if is_refused:
        with pytest.raises(TableError) as error:
            read(lines, columns=2)
        assert (error.value.code, error.value.params) == ("columns", {"columns": 2})
    else:
        assert read(lines, columns=2) == (["a", "b"], [(2, ["1", "2"])])


def test_rows_beyond_the_last_one_of_a_sheet_are_not_counted_to(monkeypatch):
    monkeypatch.setattr(workbooks, "XLSX_ROWS", 20)
    data = io.BytesIO()
    old = zipfile.ZipFile(io.BytesIO(xlsx(["nazwa"], ["Łąka"])))
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            text = old.read(part)
            if part.endswith("sheet1.xml"):
                far = b'<row r="21"><c r="A21"><v>1</v></c></row>'
                text = text.replace(b"</sheetData>", far + b"</sheetData>")
            new.writestr(part, text)

    assert read(data.getvalue()) == (["nazwa"], [(2, ["Łąka"])])


HEADER = ["Lp.", "Nazwa", "KRS"]


@pytest.mark.parametrize(
    "text",
    [
        "Wykaz organizacji – stan na 1.01.2027 r.;;\n;;\nLp.;Nazwa;KRS\n1;T;123\n",
        "Wykaz organizacji\nLp.;Nazwa;KRS\n1;T;123\n",
        "sep=;\r\nLp.;Nazwa;KRS\r\n1;T;123\r\n",
        "Lp.;Nazwa;KRS\n1;2;3\n1;T;123\n",
    ],
)
def test_the_table_is_found_below_titles_and_numbering(text):
    header, rows = read(text.encode())

    assert header == HEADER
    assert [cells for _number, cells in rows] == [["1", "T", "123"]]
    assert rows[0][0] == len(text.strip().splitlines())


def test_one_column_needs_no_second_one():
    assert read("nazwa\nŁąka\n".encode()) == (["nazwa"], [(2, ["Łąka"])])


def test_two_columns_of_one_name_are_told_apart():
    header, rows = read(b"nazwa;Telefon;Telefon\nA;1;2\n")

    assert header == ["nazwa", "Telefon", "Telefon (2)"]
    assert rows == [(2, ["A", "1", "2"])]


def test_the_first_sheet_with_a_table_is_read():
    book = Workbook()
    book.active.append(["Wykaz"])
    sheet = book.create_sheet("Dane")
    for row in (["nazwa", "miasto"], ["Łąka", "Ustka"]):
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)

    assert read(file.getvalue()) == (["nazwa", "miasto"], [(2, ["Łąka", "Ustka"])])


def test_a_day_in_a_sheet_is_a_plain_date():
    assert read(xlsx(["a", "b"], [datetime.datetime(2027, 10, 3), 1]))[1] == [  # noqa: DTZ001
        (2, ["2027-10-03", "1"])
    ]


def test_limits_are_the_most_that_is_read():
    data, limits = b"a;b\n1;2\n3;4", {"size": 11, "rows": 2, "columns": 2}

    assert read(data, **limits) == (["a", "b"], [(2, ["1", "2"]), (3, ["3", "4"])])
    for name, most in limits.items():
        with pytest.raises(TableError) as error:
            read(data, **limits | {name: most - 1})
        assert error.value.code == name


def test_too_large_a_file_is_told_in_megabytes():
    with pytest.raises(TableError) as error:
        read(b"a" * 3, size=2)
    assert error.value.params == {"megabytes": 0}


def test_empty_columns_beyond_the_limit_are_no_columns():
    assert read(b"a;b;;\n1;2;;\n", columns=2) == (["a", "b"], [(2, ["1", "2"])])


def test_titles_are_looked_for_in_ten_rows():
    title = "Wykaz\n" * 9
    assert read(f"{title}a;b\n1;2\n".encode())[0] == ["a", "b"]
    assert read(f"Wykaz\n{title}a;b\n1;2\n".encode())[0] == ["Wykaz"]


def test_two_columns_need_no_row_of_numbers():
    assert read(b"a;b\n1;2\n")[1] == [(2, ["1", "2"])]
    assert read(b"a;b;c\n1;2;4\n")[1] == [(2, ["1", "2", "4"])]


def test_a_name_that_an_earlier_number_took_gets_the_next():
    header, _rows = read(b"T;T (2);T;T\n1;2;3;4\n")

    assert header == ["T", "T (2)", "T (3)", "T (4)"]


def test_a_delimiter_is_taken_from_the_first_line_with_content():
    assert [detect_delimiter(text) for text in ("a;b,c;d", "a\tb", "a|b", "a", "")] == [
        ";", "\t", "|", ";", ";",
    ]  # fmt: skip


def test_the_line_that_names_the_delimiter_wins_and_counts_as_a_line():
    assert read(b"sep=|\na;b|c\n1;2|3\n") == (["a;b", "c"], [(3, ["1;2", "3"])])


def test_a_workbook_ends_behind_so_many_empty_rows(monkeypatch):
    monkeypatch.setattr(workbooks, "EMPTY_ROWS", 3)
    rows = [
        ["a", "b"],
        ["1", "2"],
        *[[None, None]] * 3,
        ["3", "4"],
        *[[None, None]] * 4,
        ["5", "6"],
    ]

    assert [cells for _number, cells in read(xlsx(*rows))[1]] == [["1", "2"], ["3", "4"]]


def test_cells_of_a_sheet_are_written_as_people_see_them():
    moment = datetime.datetime(2027, 10, 3, 12, 30)  # noqa: DTZ001

    assert read(xlsx(["a", "b", "c", "d"], [1.5, False, moment, -3.0]))[1] == [
        (2, ["1.5", "0", "2027-10-03 12:30:00", "-3"])
    ]


def test_a_quoted_line_break_is_no_swallowed_row():
    data = b'a;b;c\n"x\ny; z";2;3\n'

    assert read(data)[1] == [(2, ["x\ny; z", "2", "3"])]


def test_lines_of_a_cell_with_fewer_marks_than_the_table_are_text():
    assert read(b'a;b;c\n"x; a\ny; z";2;3\n')[1] == [(2, ["x; a\ny; z", "2", "3"])]


def test_the_cell_that_swallowed_rows_is_named_by_its_first_fifty_letters():
    with pytest.raises(TableError) as error:
        read(b'a;b\n"' + b"x" * 51 + b";1\nc;2\nd;3\n")

    assert error.value.params == {"cell": "x" * 50}


def test_a_cell_has_its_longest_length():
    assert read(b"a\n" + b"x" * 100_000)[1] == [(2, ["x" * 100_000])]
    with pytest.raises(TableError):
        read(b"a\n" + b"x" * 100_001)


def package(size: int) -> bytes:
    """A package of organizations beside a file of so many bytes that packs well."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("organization.csv", "id,name\n1,Łąka\n")
        archive.writestr("more.txt", b"0" * size)
    return file.getvalue()


def test_organizations_of_open_referral_are_rows_of_a_table():
    for data in ('{"name": "Łąka"}'.encode(), package(10)):
        header, rows = read(data)
        assert (header[0], [(number, cells[0]) for number, cells in rows]) == (
            "title",
            [(2, "Łąka")],
        )


def test_a_package_of_organizations_that_swells_is_refused():
    assert len(read(package(10_000), unpacked=20_000)[1]) == 1
    with pytest.raises(TableError) as error:
        read(package(20_000), unpacked=20_000)
    assert error.value.code == "bomb"


def test_columns_without_a_name_are_called_by_their_letter_and_keep_their_cells():
    assert read(b"a;;c\nx;y;z\n") == (["a", "(B)", "c"], [(2, ["x", "y", "z"])])
    assert read(b";;a;;a\nv;w;x;y;z\n") == (
        ["(A)", "(B)", "a", "(D)", "a (2)"],
        [(2, ["v", "w", "x", "y", "z"])],
    )


@pytest.mark.parametrize(
    ("row", "column", "is_found"), [(20, 19, True), (21, 19, False), (20, 20, False)]
)
def test_a_table_is_looked_for_in_the_first_twenty_rows_and_columns_of_a_sheet(
    row, column, is_found
):
    book = Workbook()
    book.active.cell(row, column, "first")
    book.active.cell(row, column + 1, "sheet")
    second = book.create_sheet()
    second.append(["second", "sheet"])
    file = io.BytesIO()
    book.save(file)

    header, _rows = read(file.getvalue())

    assert next(name for name in header if not name.startswith("(")) == (
        "first" if is_found else "second"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "cp1250"])
def test_memory_does_not_grow_with_a_text_file(encoding, monkeypatch):
    monkeypatch.setattr("wagtail_ngo.domain.tables.letters.CHUNK", 10_000)
    row = "Stowarzyszenie Żółty Kąt;Pomoc społeczna\n"
    file = io.BytesIO(("nazwa;opis\n" + row * 40_000).encode(encoding))

    tracemalloc.start()
    try:
        _header, rows = read_table(file, limits=Limits(rows=50_000))
        count = sum(1 for _row in rows)
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert count == 40_000
    # The file has 1.7 million bytes; its first hundred thousand letters are looked at as a whole.
    assert most < 1_000_000
