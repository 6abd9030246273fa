"""Polish letters out of bytes that do not say their encoding."""

import pytest

from wagtail_ngo.domain.polish_letters import decode

TEXT = "Zażółć gęślą jaźń – Święto Ulicy Śląskiej, Źródło"


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
    ],
)
def test_said_letters_are_read_without_a_doubt(encoding, mark):
    letters = decode(mark + TEXT.encode(encoding))

    assert (letters.text, letters.encoding, letters.sample) == (TEXT, encoding, "")


@pytest.mark.parametrize("encoding", ["cp1250", "iso-8859-2"])
def test_old_encodings_are_told_apart_and_a_sample_is_given(encoding):
    text = TEXT.replace("–", "-")

    letters = decode(text.encode(encoding))

    assert (letters.text, letters.encoding) == (text, encoding)
    assert letters.sample == "Zażółć gęślą jaźń - Św"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text", ["BEGIN:VCALENDAR\nSUMMARY:Święto", "aą", "aąbćd", "ab\u0105\u0107cd"]
)
def test_utf16_without_a_mark_is_seen_by_its_zeros(encoding, text):
    letters = decode(text.encode(encoding))

    assert (letters.text, letters.encoding) == (text, encoding)


def test_fewer_than_four_bytes_are_no_utf16():
    assert decode(b"a\x00").encoding == "utf-8"
    assert decode(b"a\x00b\x00").encoding == "utf-16-le"


def test_utf8_with_a_bad_byte_stays_utf8_and_shows_the_place():
    letters = decode(TEXT.encode() + b" caf\xe9 " + TEXT.encode())

    assert letters.text == f"{TEXT} caf\ufffd {TEXT}"
    assert letters.sample == "eto Ulicy Śląskiej, Źródło caf\ufffd Zażółć gęślą jaźń"[-39:]


def test_plain_bytes_need_no_guess():
    assert decode(b"plain").sample == ""


def test_utf32_says_itself_and_is_not_taken_for_utf16():
    for encoding, mark in (("utf-32-le", b"\xff\xfe\x00\x00"), ("utf-32-be", b"\x00\x00\xfe\xff")):
        letters = decode(mark + TEXT.encode(encoding))
        assert (letters.text, letters.encoding, letters.sample) == (TEXT, encoding, "")


def test_as_many_polish_letters_as_bad_bytes_are_no_utf8():
    """One letter of two bytes beside one bad byte may be two letters of an old encoding."""
    assert decode("ó".encode() + b"\xb3").encoding in {"cp1250", "iso-8859-2"}
    assert decode("óś".encode() + b"\xb3").encoding == "utf-8"


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        # 0xB9 is ą in cp1250 and š in ISO-8859-2, 0xB1 is ± there and ą here: Polish has no ±.
        (b"z\xb9b", "cp1250", "ząb"),
        (b"z\xb1b", "iso-8859-2", "ząb"),
        # One sign that no Polish text holds weighs three letters that it does hold.
        (b"\xb9\xb1\xb9", "iso-8859-2", "šąš"),
    ],
)
def test_the_reading_wins_that_polish_text_can_hold(data, encoding, text):
    assert (decode(data).encoding, decode(data).text) == (encoding, text)


def test_a_sample_takes_twenty_letters_on_each_side_of_the_first_doubt():
    letters = decode(b"0123456789" * 5 + b"\xb3" + b"abcdefghij" * 5)

    assert letters.sample == "01234567890123456789" + "ł" + "abcdefghijabcdefghi"
