"""What an editor's text may not bring to the layout engine is taken out of it, and only that."""

import pytest
from bs4 import BeautifulSoup

from wagtail_ngo.domain.pdf import PDFError
from wagtail_ngo.domain.pdf.normalise import MAX_DEPTH, normalise
from wagtail_ngo.domain.pdf.values import Report
from wagtail_ngo.services.pdf.assets import faces


def mended(body: str) -> tuple[str, list[tuple[str, str]]]:
    """The body's HTML after its first heading, and the notes."""
    report = Report()
    page = f'<html lang="pl"><head><title>T</title></head><body><h1>T</h1>{body}</body></html>'
    soup = BeautifulSoup(normalise(page, fonts=faces(), report=report), "html.parser")
    soup.h1.decompose()
    return soup.body.decode_contents(), report.notes


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>a</p><svg><use href='#x'/></svg><p>b</p>", "<p>a</p><p>b</p>"),
        ("<p style='display:flex'>a</p>", "<p>a</p>"),
        ("<style>p { display: flex }</style><p>a</p>", "<p>a</p>"),
        ("<p>a<!-- b --></p>", "<p>a</p>"),
        ("<p>a <script>x()</script>b</p>", "<p>a b</p>"),
        ("<p></p><p>a</p><figure></figure>", "<p>a</p>"),
        ("<ul>a<li>b</li></ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<ul></ul><p>a</p>", "<p>a</p>"),
        ("<li>a</li>", "<p>a</p>"),
        ("<ul><li>a</li><li> </li></ul>", "<ul><li>a</li></ul>"),
        ('<p><a href="https://a.example">a</a></p>', '<p><a href="https://a.example">a</a></p>'),
        ('<p><a href="javascript:x()">a</a></p>', "<p>a</p>"),
        ('<p><a href="#nowhere">a</a></p>', "<p>a</p>"),
        (
            '<p id="here"><a href="#here">a</a></p>',
            '<p id="here"><a href="#here">a</a></p>',
        ),
    ],
)
def test_what_could_stall_fetch_or_mislead_is_taken_out_and_words_stay(body, expected):
    assert mended(body) == (expected, [])


@pytest.mark.parametrize(
    ("body", "expected", "note"),
    [
        ("<h2>A</h2><h4>B</h4>", '<h2>A</h2><h3 class="looks-like-h4">B</h3>', "heading-skips"),
        ("<h2></h2><p>a</p>", "<p>a</p>", "heading-empty"),
        ('<p>a<a href="https://a.example"></a></p>', "<p>a</p>", "link-empty"),
        ('<p>a<img src="x.png"/></p>', '<p>a<img alt="" src="x.png"/></p>', "image-without-alt"),
    ],
)
def test_what_is_mended_in_the_text_is_noted(body, expected, note):
    html, notes = mended(body)

    assert html == expected
    assert [kind for kind, _detail in notes] == [note]


def cells(html: str) -> list[list[tuple[str, dict]]]:
    rows = BeautifulSoup(html, "html.parser").find_all("tr")
    return [[(cell.name, cell.attrs) for cell in row.find_all(["td", "th"])] for row in rows]


def test_spans_end_with_the_table_and_are_forty_columns_at_most():
    html, _notes = mended(
        "<table><tr><td colspan=41 rowspan=3>a</td></tr><tr><td>b</td></tr></table>"
    )

    assert cells(html)[0] == [
        ("th", {"colspan": "40", "rowspan": "2", "scope": "col"}),
        ("th", {"scope": "col"}),
    ]


@pytest.mark.parametrize(("letters", "name"), [(300, "thead"), (301, "tbody")])
def test_a_head_is_repeated_on_each_page_only_where_it_is_short(letters, name):
    head = f"<thead><tr><td>{'a ' * 10}{'b' * (letters - 20)}"
    html, _notes = mended(f"<table>{head}</td></tr></thead><tr><td>b</td></tr></table>")

    table = BeautifulSoup(html, "html.parser").table
    assert table.find("tr").parent.name == name


def test_text_may_be_nested_so_deep_and_no_deeper():
    inside = MAX_DEPTH - 1
    mended("<div>" * inside + "x" + "</div>" * inside)

    with pytest.raises(PDFError, match=f"more than {MAX_DEPTH} elements deep"):
        mended("<div>" * (inside + 1) + "x" + "</div>" * (inside + 1))
