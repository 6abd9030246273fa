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
