"""On paper: the text, without what can only be clicked, black on white also in the dark scheme."""

import pytest

from tests.browser.accessibility import overflow

HIDDEN = ".ngo-share, .ngo-crumbs, .ngo-pagination, .town-menu"


@pytest.mark.parametrize("path", ["/organizacje/", "/organizacje/teatr-rondo/", "/wydarzenia/"])
def test_printed_page_is_text_in_black(visitor, path):
    window = visitor(width=700, scheme="dark")
    window.go(path)
    page = window.page
    page.emulate_media(media="print", color_scheme="dark")
    shown = page.evaluate(
        "(selector) => [...document.querySelectorAll(selector)]"
        ".filter((one) => one.checkVisibility()).map((one) => one.className)",
        HIDDEN,
    )
    colour = page.evaluate("getComputedStyle(document.querySelector('h1')).color")
    assert (shown, colour, overflow(page)) == ([], "rgb(0, 0, 0)", [])
