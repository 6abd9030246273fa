"""Links of an issue as paper shows them."""

import pytest

from tests.unit.domain.bulletin.test_content import make_issue
from wagtail_ngo.domain.bulletin.content import CallItem, CallListItem, TextItem
from wagtail_ngo.domain.bulletin.links import (
    issue_links,
    plain_address,
    qr_code,
    short_link,
    without_empty,
)


def test_links_are_numbered_once_in_the_order_of_reading():
    calls = (CallItem(url="https://a.example/nasz/", call_url="https://b.example/"),)
    issue = make_issue(
        TextItem(html='<a href="http://c.example">c</a> <a href="mailto:a@b.example">m</a>'),
        TextItem(url="https://d.example", html='<a href="https://b.example/">b</a><a>bez</a>'),
        CallListItem(url="https://e.example", calls=calls),
        TextItem(html='<a href="http://c.example">znowu</a>'),
    )

    assert issue_links(issue) == (
        "http://c.example",
        "https://d.example",
        "https://b.example/",
        "https://e.example",
    )


def test_a_short_link_is_below_the_address_of_the_issue():
    for url in ("https://m.example/b/7", "https://m.example/b/7/"):
        assert short_link(make_issue(url=url), 12) == "https://m.example/b/7/12/"
    assert short_link(make_issue(), 12) == ""


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.miasto.example/ngo/", "miasto.example/ngo"),
        ("http://miasto.example", "miasto.example"),
        ("https://miasto.example/a/?b=1", "miasto.example/a?b=1"),
        ("mailto:a@b.example", ""),
        ("", ""),
    ],
)
def test_an_address_is_written_as_people_write_it(url, expected):
    assert plain_address(url) == expected


def test_a_code_is_a_picture_of_two_dots_a_module_without_a_frame():
    import base64
    import io

    import segno
    from PIL import Image

    code = qr_code("https://żółw.example/")

    start, _, data = code.partition(",")
    picture = Image.open(io.BytesIO(base64.b64decode(data))).convert("1")
    expected = segno.make("https://xn--w-uga1v8h.example/", error="m", micro=False)
    rows = [
        [picture.getpixel((2 * x, 2 * y)) == 0 for x in range(picture.width // 2)]
        for y in range(picture.height // 2)
    ]
    assert start == "data:image/png;base64"
    assert picture.size == (2 * len(expected.matrix),) * 2
    assert rows == [[bool(dot) for dot in row] for row in expected.matrix]
    assert qr_code("") == ""


def test_html_without_word_or_picture_is_nothing():
    assert without_empty("<p> <br></p>") == ""
    for html in ("<p>a</p>", '<p><img src="a"></p>'):
        assert without_empty(html) == html
