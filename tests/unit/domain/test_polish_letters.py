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
