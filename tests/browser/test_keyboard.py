"""With the keyboard alone: everything is reached, the focus is seen, and the skip link skips."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import EDITING, EDITORS, PASSWORD

FOCUS = """
() => {
  const node = document.activeElement;
  if (!node || node === document.body) return null;
  const style = getComputedStyle(node), box = node.getBoundingClientRect();
  return {
    name: node.outerHTML.slice(0, 90),
    ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    shown: box.width > 0 && box.height > 0,
  };
}
"""
REACHABLE = """
() => [...document.querySelectorAll('main a[href], main button, main input:not([type=hidden]), '
  + 'main select, main textarea, main summary')]
  .filter((node) => node.checkVisibility() && !node.disabled && node.tabIndex >= 0
    && !(node.type === 'radio' && !node.checked)).length
"""


@pytest.mark.parametrize("path", ["/organizacje/", "/wydarzenia/", "/biuletyn/"])
def test_tab_reaches_every_control_and_shows_where_it_is(visitor, path):
    window = visitor()
    window.go(path)
    expected = window.page.evaluate(REACHABLE)
    stops = []
    for _press in range(400):
        window.page.keyboard.press("Tab")
        stop = window.page.evaluate(FOCUS)
        if stop is None:
            break
        stops.append(stop)
    assert [stop["name"] for stop in stops if not (stop["ring"] and stop["shown"])] == []
    assert len(stops) >= expected


def test_skip_link_is_the_first_stop_and_leads_to_the_content(visitor):
    window = visitor()
    window.go("/organizacje/")
    window.page.keyboard.press("Tab")
    window.page.keyboard.press("Enter")
    window.page.keyboard.press("Tab")
    assert window.page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("scripts", [True, False])
def test_the_menu_waits_behind_its_word_on_a_phone_and_stands_open_on_a_wide_screen(
    visitor, scripts
):
    narrow, wide = visitor(width=360, scripts=scripts), visitor(width=1280, scripts=scripts)
    for window in (narrow, wide):
        window.go("/")
    link = ".town-menu a[href$='/organizacje/']"
    assert wide.page.locator(link).is_visible()
    assert not narrow.page.locator(link).is_visible()

    narrow.page.locator(".town-menu summary").focus()
    narrow.page.keyboard.press("Enter")

    assert narrow.page.locator(link).is_visible()


def test_an_editor_logs_in(visitor, town):
    page = visitor(strict=False).page
    page.goto(f"{town}/admin/")
    expect(page.locator("input[name=username]")).to_be_focused()

    page.keyboard.type(EDITORS[EDITING])
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")

    expect(page).to_have_url(f"{town}/admin/")
    expect(
        page.get_by_role("region", name="Organizacje, wydarzenia, biuletyn: dziś")
    ).to_be_visible()
