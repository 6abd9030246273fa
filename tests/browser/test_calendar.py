"""The calendar on a phone and on a desk: the month is whole, a series shows once."""

import pytest

from tests.browser.accessibility import axe_violations, overflow

pytestmark = pytest.mark.usefixtures("town")


def test_month_on_a_phone_shows_every_day_that_has_something(visitor):
    window = visitor(width=360)
    window.go("/wydarzenia/")
    # The month of the first coming date: this one may be over.
    day = window.page.locator(".ngo-days__date time").first.get_attribute("datetime")
    window.go(f"/wydarzenia/month/{day[:7]}/")
    days = window.page.locator(".ngo-month__day:not(.ngo-month__day--other)")
    busy = days.filter(has=window.page.locator(".ngo-month__events"))

    assert busy.count() > 0
    for number in range(busy.count()):
        box = busy.nth(number).bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
        assert busy.nth(number).locator(".ngo-month__weekday").is_visible()
    assert not overflow(window.page)
    assert axe_violations(window.page) == []


def test_month_on_a_desk_is_a_table_of_seven_days(visitor):
    window = visitor(width=1280)
    window.go("/wydarzenia/month/")

    heads = window.page.locator(".ngo-month th")
    assert heads.count() == 7
    assert all(heads.nth(number).is_visible() for number in range(7))
    box = window.page.locator(".ngo-month").bounding_box()
    assert box["x"] + box["width"] <= 1280


def test_weekly_series_is_one_entry_with_its_next_dates(visitor):
    window = visitor(width=360)
    window.go("/wydarzenia/")

    titles = window.page.locator(".ngo-occurrence__title").all_inner_texts()
    assert len(titles) == len(set(titles))
    notes = window.page.locator(".ngo-occurrence__series").all_inner_texts()
    assert any(note.startswith("Co czwartek, najbliższe") and "jeszcze" in note for note in notes)
    assert not overflow(window.page)


#: Of each part: is it the first of its line, what follows it, and how far its words are from the
#: edge of the list around.
PARTS = """
() => [...document.querySelectorAll(".ngo-occurrence__meta, .ngo-inline")].flatMap((list) => {
  const around = list.parentElement.getBoundingClientRect().left;
  const hidden = /inset/.test(getComputedStyle(list).clipPath);
  let top = null;
  return [...list.children].map((part) => {
    const box = part.getBoundingClientRect();
    const isFirst = top === null || box.top > top + 4;
    top = box.top;
    const range = document.createRange();
    range.selectNodeContents(part);
    return {isFirst, hidden, after: getComputedStyle(part, "::after").content,
            text: Math.round(range.getBoundingClientRect().left - around)};
  });
})
"""


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_no_line_of_hosts_and_places_begins_or_ends_with_a_dot(visitor, width):
    window = visitor(width=width)
    window.go("/wydarzenia/")
    parts = window.page.evaluate(PARTS)

    first = [part for part in parts if part["isFirst"]]
    assert len(first) > 3
    assert {part["after"] for part in parts} == {"none"}
    # The words begin at the edge: the dot before them lies in what is cut off.
    assert {(part["text"], part["hidden"]) for part in first} == {(0, True)}
    assert not overflow(window.page)
