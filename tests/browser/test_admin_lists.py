"""The lists of the NGO group: they read well, light and dark, and fit a phone."""

import pytest

from tests.browser.accessibility import axe_violations
from tests.browser.conftest import MODERATION

LISTS = [
    "/admin/wagtail_ngo/activityarea/",
    "/admin/ngo/organizations/",
    "/admin/ngo/events/",
    "/admin/ngo/issues/",
    "/admin/ngo/menu/vocabularies/",
    "/admin/ngo/menu/requests/",
]
PHONE, WIDE = 360, 1280


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_lists_have_contrast_and_labels(editor, scheme):
    window = editor(MODERATION, scheme=scheme)
    for address in LISTS:
        window.go(address)
        found = axe_violations(window.page, rules=["color-contrast", "label", "link-name"])
        assert [one for one in found if "ngo-" in one] == [], address


@pytest.mark.parametrize("width", [PHONE, WIDE])
def test_lists_fit_the_window(editor, width):
    window = editor(MODERATION, width=width)
    for address in LISTS:
        window.go(address)
        assert window.page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_the_menu_follows_the_work(editor):
    window = editor(MODERATION)
    window.go("/admin/ngo/events/")
    window.page.get_by_role("button", name="NGO", exact=True).click()
    menu = window.page.locator("#wagtail-sidebar")
    for name in ("Dziś", "Organizacje", "Wydarzenia", "Biuletyn", "Słowniki", "Raporty"):
        assert menu.get_by_role("link", name=name, exact=True).count() == 1, name
