"""What is pressed is large enough, and the first result is near: WCAG 2.2 §2.5.8 and more."""

import pytest

#: Everything in the content that is pressed, with its size; links within a line of text may be as
#: high as the line (§2.5.8, exception "inline"). A label belongs to its box.
SIZES = """
() => [...document.querySelectorAll('main.ngo a[href], main .ngo a[href], .ngo button, .ngo input, '
  + '.ngo select, .ngo summary')]
  .filter((node) => node.checkVisibility() && node.type !== 'hidden' && !node.disabled)
  .filter((node) => !(node.matches('a') && getComputedStyle(node).display === 'inline'))
  .map((node) => {
    const parts = [node, ...(node.labels ?? [])].map((part) => part.getBoundingClientRect());
    const box = parts.reduce((a, b) => ({
      left: Math.min(a.left, b.left), right: Math.max(a.right, b.right),
      top: Math.min(a.top, b.top), bottom: Math.max(a.bottom, b.bottom),
    }));
    const [width, height] = [box.right - box.left, box.bottom - box.top].map(Math.round);
    return [width, height, node.outerHTML.slice(0, 120)];
  })
"""
PAGES = [
    "/organizacje/",
    "/organizacje/?q=sport",
    "/wydarzenia/",
    "/biuletyn/",
    "/konkursy/",
    "/gielda/",
]


def small(page, least: int) -> list:
    return [row for row in page.evaluate(SIZES) if min(row[:2]) < least]


@pytest.mark.parametrize("path", PAGES)
def test_targets_have_24_pixels_with_a_mouse(visitor, path):
    window = visitor()
    window.go(path)

    assert len(window.page.evaluate(SIZES)) > 3
    assert small(window.page, 24) == []


@pytest.mark.parametrize("path", PAGES)
def test_targets_have_44_pixels_for_a_finger(town, chromium, path):
    context = chromium.new_context(
        viewport={"width": 360, "height": 760}, has_touch=True, is_mobile=True, locale="pl-PL"
    )
    page = context.new_page()
    try:
        page.goto(town + path)
        faults = small(page, 44)
    finally:
        context.close()
    assert faults == []


@pytest.mark.parametrize("path", ["/organizacje/", "/organizacje/?q=sport"])
def test_the_first_result_is_at_most_fifteen_keys_away(visitor, path):
    """By the links that skip, as whoever uses no mouse goes there."""
    window = visitor()
    window.go(path)
    page, keys, name = window.page, 0, ""
    while keys < 30 and not page.evaluate("document.activeElement.matches('.ngo-list__title a')"):
        skips = name.startswith("Przejdź do")
        page.keyboard.press("Enter" if skips else "Tab")
        if skips:  # the browser moves the focus a moment after the key
            page.wait_for_function(
                "name => document.activeElement.textContent.trim() !== name", arg=name
            )
        keys += 1
        name = page.evaluate("document.activeElement.textContent.trim()")

    assert page.evaluate("document.activeElement.closest('main') !== null")
    assert keys <= 15
