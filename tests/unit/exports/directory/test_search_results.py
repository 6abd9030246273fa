"""Found entries as a spreadsheet."""

import csv
import datetime

from tests.unit.exports.directory.test_entries import entry, full
from wagtail_ngo.exports.directory.search_results import csv_lines


def rows(*entries):
    lines = list(csv_lines(entries))
    assert lines[0] == "\ufeff"
    return list(csv.reader("".join(lines[1:]).splitlines(), delimiter=";"))


def test_each_entry_is_a_row_of_its_public_values():
    header, first, second = rows(full(), entry(verified_on=datetime.date(2027, 3, 1)))

    assert header == [
        "Name", "Short name", "Legal form", "KRS", "NIP", "REGON", "Activity areas", "For whom",
        "Districts", "Description", "Address", "Phone", "E-mail", "Website", "Data confirmed on",
        "Page in the directory",
    ]  # fmt: skip
    assert first == [
        "Łąka", "Ł", "", "0000058930", "1234563218", "192598184", "Ekologia, Sport, turystyka", "",
        "", "Sadzimy; kosimy, grabimy", "Nowa 1, 76-200 Słupsk", "'+48598400000;ext=12",
        "laka@example.org", "laka.example", "", "https://town.example/laka/",
    ]  # fmt: skip
    assert second[-2:] == ["2027-03-01", "https://town.example/laka/"]


def test_no_entry_is_a_header_alone_and_a_formula_is_marked():
    assert len(rows()) == 1
    assert rows(entry(title="=1+1"))[1][0] == "'=1+1"
