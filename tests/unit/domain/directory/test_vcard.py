from hypothesis import given
from hypothesis import strategies as st

from wagtail_ngo.domain.directory import vcard


def test_escape_follows_the_rfc():
    assert vcard.escape("a,b;c\\d\r\ne\x00") == "a\\,b\\;c\\\\d\\ne"


def test_card_leaves_out_what_is_empty():
    text = vcard.card([("FN", "Łąka"), ("NOTE", ""), ("ADR", ";;;;;;")])

    assert text == "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Łąka\r\nEND:VCARD\r\n"


@given(st.text(st.characters(blacklist_categories=["Cs"]), max_size=400))
def test_fold_keeps_the_text_and_the_limit(text):
    line = "NOTE:" + vcard.escape(text)
    pieces = vcard.fold(line).split("\r\n")

    assert all(len(piece.encode()) <= vcard.LINE_OCTETS for piece in pieces)
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line


def test_a_line_is_folded_behind_its_seventy_fifth_octet_and_between_characters():
    assert vcard.fold("a" * 75) == "a" * 75
    assert vcard.fold("a" * 76) == "a" * 75 + "\r\n a"
    assert vcard.fold("a" * 74 + "ł") == "a" * 74 + "\r\n ł"
    assert vcard.fold("a" * 149 + "b") == "a" * 75 + "\r\n " + "a" * 74 + "\r\n b"


def test_parts_of_a_value_are_parted_by_semicolons():
    assert vcard.structured("a;b", "", "c") == "a\\;b;;c"


def test_properties_come_in_order_and_an_address_with_one_part_stays():
    text = vcard.card([("N", ";a;;;"), ("FN", "a")])

    assert text.splitlines()[2:4] == ["N:;a;;;", "FN:a"]
