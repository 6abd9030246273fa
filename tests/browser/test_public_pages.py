"""Every public page of the demo, in both languages: valid, accessible, quiet, and it fits."""

import pytest

from tests.browser.accessibility import axe_violations, heading_faults, overflow
from tests.browser.crawl import Crawl, public_pages
from tests.browser.validity import invalid_html

PARTS = 4


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
