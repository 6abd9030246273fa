"""Texts of events: plain or HTML, kept safe and in their paragraphs."""

import pytest

from wagtail_ngo.domain.events.ical_import.texts import (
    MAX_TEXT,
    line,
    paragraphs,
    plain,
    web_address,
)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Koło <b>Fal</b>", "Koło Fal"),
        ("a &amp; b", "a & b"),
        ("1 < 2 > 0", "1 < 2 > 0"),
        ("AT&T", "AT&T"),
        ("<script>x</script>Koło", "Koło"),
        ("a\n b", "a b"),
        ("", ""),
    ],
)
def test_a_title_is_one_line_without_marks(text, read):
    assert line(text) == read


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("https://x.example/a", "https://x.example/a"),
        (" http://x.example ", "http://x.example"),
        ("https://x.example/a b", ""),
        ("ftp://x.example", ""),
        ("javascript:alert(1)", ""),
        ("https://", ""),
        ("https://[x", ""),
        ("x.example", ""),
        ("", ""),
        ("https://x.example/" + "a" * 182, "https://x.example/" + "a" * 182),
        ("https://x.example/" + "a" * 183, ""),
    ],
)
def test_an_address_is_one_that_a_browser_opens_as_a_page(value, address):
    assert web_address(value) == address


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Raz\ndwa\n\ntrzy\n \n\ncztery", ["Raz<br/>dwa", "trzy", "cztery"]),
        ("a &amp; b", ["a &amp; b"]),
        ("1 < 2", ["1 &lt; 2"]),
        (
            "Zob. https://x.example/a?b=1&c=2.",
            ['Zob. <a href="https://x.example/a?b=1&amp;c=2">https://x.example/a?b=1&amp;c=2</a>.'],
        ),
        ("(https://x.example)", ['(<a href="https://x.example">https://x.example</a>)']),
        ("https://", ["https://"]),
        ("", []),
        (" \n\n ", []),
    ],
)
def test_plain_texts_keep_paragraphs_lines_and_links(text, found):
    assert paragraphs(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<p>Raz</p><p>dwa<br>trzy</p>", ["Raz", "dwa<br/>trzy"]),
        ("<strong>a</strong> <em>b</em> <i>c</i>", ["<b>a</b> <i>b</i> <i>c</i>"]),
        ("<ul><li>a</li><li>b</li></ul>", ["• a", "• b"]),
        ("<p><br>a<br><br>b<br></p>", ["a<br/>b"]),
        ("<p>a <b>b</p><p>c</p>", ["a <b>b</b>", "<b>c</b>"]),
        ("<p><b>a <i>b</b> c</i></p>", ["<b>a <i>b</i></b><i> c</i>"]),
        (
            '<a href="https://x.example">x</a> <a href="javascript:y">y</a>',
            ['<a href="https://x.example">x</a> y'],
        ),
        ("<p>a\nb</p>c\n\nd", ["a b", "c", "d"]),
        ("<script>x</script><p>a &lt; b</p>", ["a &lt; b"]),
        ("<p> </p><ul><li></li></ul>", []),
    ],
)
def test_html_keeps_line_breaks_bold_italics_and_links(text, found):
    assert paragraphs(text) == found


def test_a_text_ends_where_none_is_read_any_more():
    assert paragraphs("x" * (MAX_TEXT + 1)) == ["x" * MAX_TEXT]
    assert MAX_TEXT == 20_000


def test_paragraphs_as_plain_words():
    parts = ["<b>Raz</b><br/>dwa &amp; trzy", '<a href="https://x.example">tu</a>']

    assert plain(parts) == "Raz\ndwa & trzy\n\ntu"
    assert plain([]) == ""
