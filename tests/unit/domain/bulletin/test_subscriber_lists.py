import datetime

import pytest

from wagtail_ngo.domain.bulletin.subscriber_lists import SubscriberRow, find_columns, read_rows

DAY = datetime.date(2026, 3, 14)


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        (["E-mail", "Data zgody"], {"email": 0, "consent": 1}),
        (["Lp.", "ADRES E-MAIL", "Zapisano"], {"email": 1, "consent": 2}),
        (["data", "email", "data zgody"], {"email": 1, "consent": 2}),
        (["email_address", "OPTIN_TIME"], {"email": 0, "consent": 1}),
        (["Imię", "Telefon"], {}),
    ],
)
def test_columns_are_found_by_the_names_that_lists_give_them(header, columns):
    assert find_columns(header) == columns


@pytest.mark.parametrize(
    "text",
    ["14.03.2026", "2026-03-14", "14 marca 2026 r.", "2026-03-14 09:30:00", "14.03.2026 9:30"],
)
def test_day_is_read_as_people_and_programs_write_it(text):
    [row] = read_rows([(2, ["a@b.pl", text])], {"email": 0, "consent": 1}, default=None)

    assert row == SubscriberRow(2, "a@b.pl", DAY)


def test_day_for_all_fills_empty_cells_only():
    rows = [(2, ["a@b.pl", ""]), (3, ["b@b.pl", "tak"]), (4, ["c@b.pl", "1.1.2026"])]

    days = [row.consented_on for row in read_rows(rows, {"email": 0, "consent": 1}, default=DAY)]

    assert days == [DAY, None, datetime.date(2026, 1, 1)]
    assert [row.consented_on for row in read_rows(rows, {"email": 0}, default=DAY)] == [DAY] * 3


@pytest.mark.parametrize(
    ("cell", "email", "has_many"),
    [
        ("mailto:ala@example.org", "ala@example.org", False),
        ("ala(at)example.org", "ala@example.org", False),
        ("ala@example.org; ola@example.org", "", True),
        ("brak", "", False),
        ("", "", False),
    ],
)
def test_one_address_in_a_cell_is_read_and_of_several_none(cell, email, has_many):
    [row] = read_rows([(2, [cell, "x"])], {"email": 0}, default=DAY)

    assert (row.email, row.has_many) == (email, has_many)


def test_line_below_the_table_is_no_row():
    assert read_rows([(9, ["Razem: 8", ""])], {"email": 0, "consent": 1}, default=DAY) == []
