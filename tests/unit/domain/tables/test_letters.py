"""The letters of a text file."""

import io

import pytest

from wagtail_ngo.domain.tables import letters
from wagtail_ngo.domain.tables.errors import TableError
from wagtail_ngo.domain.tables.letters import decode, eight_bit_encoding, open_text

TEXT = "Zażółć gęślą jaźń, ŚĆĄŻ"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1250", "iso-8859-2"]
)
def test_a_text_is_read_in_the_encodings_of_polish_programs(encoding):
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")

    assert decode(mark + TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize(("text", "encoding"), [("ąś", "cp1250"), ("ęół", "cp1250")])
def test_windows_is_taken_unless_more_letters_are_iso(text, encoding):
    assert eight_bit_encoding(text.encode("cp1250")) == encoding
    assert eight_bit_encoding("ąśź".encode("iso-8859-2")) == "iso-8859-2"
    one_each = "ą".encode("cp1250") + "ą".encode("iso-8859-2")
    assert eight_bit_encoding(one_each) == "cp1250"


def test_one_wrong_letter_among_right_ones_is_told_by_its_line():
    with pytest.raises(TableError) as error:
        decode("\nŁąka\nżółć".encode() + b"\xb1")

    assert (error.value.code, error.value.params) == ("mixed_encoding", {"line": 3})
    with pytest.raises(TableError) as error:
        decode("Łąka żółć".encode() + b"\xb1")
    assert error.value.params == {"line": 1}


def test_as_many_wrong_letters_as_right_ones_are_another_encoding():
    # one letter of UTF-8 and one of Windows
    assert decode("ł".encode() + b" \xb9") == "Ĺ‚ ą"


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"a\x00b", "binary"), (b"\x81", "encoding"), (b"\xb1\xb6\xbc\x80", "encoding")],
)
def test_what_is_no_text_has_a_reason(data, code):
    with pytest.raises(TableError) as error:
        decode(data)

    assert error.value.code == code


def test_controls_of_windows_are_letters_there():
    assert decode("„ą”".encode("cp1250")) == "„ą”"


def test_a_text_of_plain_letters_needs_no_encoding():
    assert decode(b"abc\n") == "abc\n"


@pytest.mark.parametrize("size", [1, 2, 3, 5, 1000])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1250", "iso-8859-2"])
def test_letters_are_whole_wherever_a_part_of_the_file_ends(monkeypatch, encoding, size):
    monkeypatch.setattr(letters, "CHUNK", size)

    assert decode(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize("size", [1, 4, 1000])
def test_faults_are_told_the_same_wherever_a_part_of_the_file_ends(monkeypatch, size):
    monkeypatch.setattr(letters, "CHUNK", size)

    test_one_wrong_letter_among_right_ones_is_told_by_its_line()
    test_as_many_wrong_letters_as_right_ones_are_another_encoding()
    for data, code in ((b"a\x00b", "binary"), (b"\xb1\xb6\xbc\x80", "encoding")):
        test_what_is_no_text_has_a_reason(data, code)


def test_a_text_begins_again_and_its_file_stays_open():
    file = io.BytesIO("ą\r\nb\rc\n".encode())
    file.read()

    text = open_text(file)
    assert text.read(1) == "ą"
    text.seek(0)
    assert list(text) == ["ą\r\n", "b\r", "c\n"]
    text.close()
    assert file.getvalue()
