"""What people write into cells of contacts, addresses, years and numbers."""

import pytest

from wagtail_ngo.domain.directory.registry_numbers import (
    is_doubtful_krs,
    restore_nip,
    restore_postcode,
    restore_regon,
)
from wagtail_ngo.domain.directory.written_contacts import (
    mend_email,
    mend_website,
    split_emails,
    split_websites,
    without_tag,
)
from wagtail_ngo.domain.tables.habits import (
    beyond_town,
    is_heading,
    read_loose_year,
    sheet_date_originals,
    split_address,
)


@pytest.mark.parametrize(
    "text", ["jan @ b.pl", "jan(at)b.pl", "jan[at]b[dot]pl", "jan@b,pl", "e-mail:jan@b.pl"]
)
def test_slips_in_mail_addresses_are_undone(text):
    assert split_emails(mend_email(text)) == ["jan@b.pl"]


def test_two_addresses_stay_two():
    assert split_emails(mend_email("jan@b.pl,plan@b.pl")) == ["jan@b.pl", "plan@b.pl"]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("www . x . pl", "www.x.pl"),
        ("www,x.pl", "www.x.pl"),
        ("www.x,pl", "www.x.pl"),
        ("https//x.pl", "https://x.pl"),
        ("http:/x.pl", "http://x.pl"),
        ("http://http://x.pl", "http://x.pl"),
        ("x.pl/a?b=http://c.pl", "x.pl/a?b=http://c.pl"),
        ('<a href="http://x.pl">tu</a>', "http://x.pl"),
    ],
)
def test_slips_in_web_addresses_are_undone(text, address):
    assert split_websites(mend_website(without_tag(text))) == [address]


def test_words_do_not_become_an_address():
    assert "budowie.zapraszamy" not in split_websites(mend_website("w budowie. zapraszamy"))


WHOLE = ("ul. Morska 1", "76-200", "Słupsk")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("ul. Morska 1, 76-200 Słupsk", WHOLE),
        ("76-200 Słupsk, ul. Morska 1", WHOLE),
        ("76-200 Słupsk ul. Morska 1", WHOLE),
        ("Słupsk 76-200, ul. Morska 1", WHOLE),
        ("ul. Morska 1, Słupsk 76 – 200", WHOLE),
        ("ul. Morska 1, 76-200 Słupsk, woj. pomorskie", WHOLE),
        ("Słupsk, ul. Morska 1", ("ul. Morska 1", "", "Słupsk")),
        ("76-200 Słupsk", ("", "76-200", "Słupsk")),
        ("ul. Morska 1/2", None),
    ],
)
def test_an_address_in_one_line(text, parts):
    assert split_address(text) == parts


def test_what_stands_behind_the_town_is_told():
    assert beyond_town("ul. Morska 1, 76-200 Słupsk, woj. pomorskie") == "woj. pomorskie"


@pytest.mark.parametrize(
    "text", ["ok. 1998", "rok 1998", "zał. w 1998 r.", "12.05.1998", "1 IX 1998 r."]
)
def test_a_year_among_words_or_in_a_date(text):
    assert read_loose_year(text) == 1998


@pytest.mark.parametrize("text", ["98", "38353", "1998/1999", "XX w."])
def test_what_is_no_year(text):
    with pytest.raises(ValueError, match="not a date"):
        read_loose_year(text)


def test_what_a_sheet_took_for_a_date():
    assert sheet_date_originals("2027-10-03") == ["3.10", "10/3"]
    assert sheet_date_originals("3.10") == []


def test_numbers_get_back_what_a_sheet_took_only_where_a_check_decides():
    assert restore_regon("57750.0") == "000057750"
    assert restore_regon("57751") == ""
    assert restore_nip("8392786139.0") == "8392786139"
    assert restore_nip("8392786130.0") == ""
    assert [restore_postcode(text) for text in ("6200", "2-200", "76.200", "76-20")] == [
        "06-200", "02-200", "76-200", "",
    ]  # fmt: skip
    assert [is_doubtful_krs(text) for text in ("123456", "0000 123 456", "1999", "123.456")] == [
        False, False, True, True,
    ]  # fmt: skip


def test_headings_of_groups_are_no_organizations():
    assert is_heading("II. FUNDACJE")
    assert not is_heading("Fundacje dla Słupska")
