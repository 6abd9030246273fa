"""Every public page of the demo, in both languages: valid, accessible, quiet, and it fits."""

import re
from html import unescape
from urllib.parse import unquote

import pytest

from tests.browser.accessibility import axe_violations, heading_faults, overflow
from tests.browser.crawl import Crawl, public_pages
from tests.browser.validity import invalid_html

PARTS = 4
HOUR = r"\b(?:[01]?\d|2[0-3])[:.][0-5]\d"
#: Spellings that no page of ours has, in what we write and what the demo's editors did.
ODD = {
    "hyphen or spaces between hours": re.compile(rf"{HOUR}(?:-| [-–] ){HOUR}\b"),
    "month and year twice": re.compile(r"\b\d{1,2} (\w+ \d{4})(?:-| [-–] )\d{1,2} \1\b"),
    "year twice": re.compile(r"\b\d{1,2} \w+ (\d{4}) [-–] \d{1,2} \w+ \1\b"),
    "month twice": re.compile(r"\b\d{1,2} (\w{3,}) [-–] \d{1,2} \1\b"),
}


@pytest.fixture(scope="module")
def crawl(town) -> Crawl:
    # The last one finds nothing, and leads to the form for missing organizations.
    return public_pages(town, ["/", "/en/", "/organizacje/?q=xyzzyq"])


@pytest.fixture(scope="module")
def pages(crawl) -> dict[str, str]:
    return crawl.pages


def test_no_link_is_dead(crawl):
    assert crawl.dead == [], "\n".join(crawl.dead)


def test_every_page_is_valid_html(pages, tmp_path):
    errors = invalid_html(pages, tmp_path)
    assert errors == [], "\n".join(errors)


def test_no_page_has_inline_code(pages):
    found = [
        (path, part)
        for path, html in pages.items()
        for part in ("<script>", "<style", ' style="', " onclick=", "javascript:")
        if part in html
    ]
    assert found == []


def test_every_page_of_ours_has_share_links(pages):
    # A form behind a link is nothing to pass on: such pages ask not to be indexed either.
    ours = {
        path: html
        for path, html in pages.items()
        if "ngo-crumbs" in html and 'content="noindex"' not in html
    }
    assert [path for path, html in ours.items() if 'class="ngo-share"' not in html] == []
    assert len(ours) > 3


def test_every_address_is_of_plain_letters(pages):
    assert [path for path in pages if not unquote(path.partition("?")[0]).isascii()] == []


def words_of(html: str) -> str:
    """The text of a page as it is read, with ordinary spaces."""
    body = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", html.partition("<body")[2], flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", body)).split())


def test_ranges_and_hours_have_one_spelling(pages):
    found = [
        f"{path}: {name}: {match[0]}"
        for path, html in pages.items()
        for name, pattern in ODD.items()
        for match in pattern.finditer(words_of(html))
    ]
    assert found == [], "\n".join(found)


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_in_the_browser(pages, visitor, part):
    window = visitor()
    problems = []
    for path in sorted(pages)[part::PARTS]:
        problems += [f"{path}: {fault}" for fault in look_at(window, path)]
    assert problems == [], "\n".join(problems)


def look_at(window, path) -> list[str]:
    """Faults of one page: wide and light, then dark, then on the narrowest screen."""
    page = window.page
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1280, "height": 900})
    window.go(path)
    faults = window.take_faults() + heading_faults(page) + axe_violations(page)
    page.emulate_media(color_scheme="dark")
    faults += [f"dark: {fault}" for fault in axe_violations(page, rules=["color-contrast"])]
    page.set_viewport_size({"width": 320, "height": 640})
    faults += [f"at 320 px: {fault}" for fault in overflow(page)]
    faults += [f"at 320 px: {fault}" for fault in axe_violations(page, rules=["target-size"])]
    return faults + window.take_faults()
