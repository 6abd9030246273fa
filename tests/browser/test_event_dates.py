"""An editor's dates in Polish, as Redakcja NGO: a line, a pasted course, "ta i następne"."""

import datetime
import re

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import axe_violations
from wagtail_ngo.domain.events.recurrence import from_recurrence
from wagtail_ngo.models import EventIndexPage, EventPage, Venue

YEAR = datetime.date.today().year + 1  # noqa: DTZ011 -- the browser's clock is this machine's
#: Rules about our own markup; the frame around it is Wagtail's.
RULES = ["color-contrast", "label", "link-name", "button-name", "target-size", "duplicate-id-aria"]


def make_event(title: str, **fields) -> EventPage:
    page = EventPage(
        title=title, start_time=datetime.time(17), end_time=datetime.time(19), **fields
    )
    EventIndexPage.objects.get(slug="wydarzenia").add_child(instance=page)
    page.save_revision().publish()
    return EventPage.objects.get(pk=page.pk)


def first_thursday() -> datetime.date:
    return next(
        day for day in (datetime.date(YEAR, 3, n) for n in range(1, 8)) if day.weekday() == 3
    )


def test_a_written_line_fills_the_form(editor, pictures):
    venue = Venue.objects.create(name="Centrum Rondo")
    window = editor()
    page = window.page
    calendar = EventIndexPage.objects.get(slug="wydarzenia")
    window.go(f"/admin/pages/add/wagtail_ngo/eventpage/{calendar.pk}/")

    page.fill("#ngo-written-line", "co drugi czwartek 17–19 w Rondzie, nie w święta, z kawą")
    page.get_by_role("button", name="Odczytaj").click()
    found = page.locator(".ngo-written__found")
    expect(found).to_contain_text("Co 2 tygodnie w czwartki, oprócz świąt")
    expect(found).to_contain_text("Centrum Rondo")
    expect(found).to_contain_text("Nie zrozumiano: z kawą")
    expect(page.locator("#id_start_time")).to_have_value("")
    window.picture(pictures, "written-line", full=False)
    page.get_by_role("button", name="Przejmij do formularza").click()

    expect(page.locator("#id_start_time")).to_have_value("17:00")
    expect(page.locator("#id_end_time")).to_have_value("19:00")
    expect(page.locator("[name=venue]")).to_have_value(str(venue.pk))
    expect(page.locator("[name=recurrence_interval]")).to_have_value("2")
    expect(page.locator("[name=skips_holidays]")).to_be_checked()
    expect(page.locator(".ngo-rule__preview")).to_contain_text("Co 2 tygodnie w czwartki")


def test_three_dates_of_a_course_are_pasted(editor, pictures):
    event = make_event("Kurs wklejany (próba)", start_date=datetime.date(YEAR, 5, 5))
    window = editor()
    page = window.page
    window.go(f"/admin/ngo/events/{event.pk}/dates/")

    page.get_by_label("Wklej terminy").fill(f"5, 12 i 19 maja {YEAR}, 17–19")
    page.get_by_role("button", name="Dodaj do wersji roboczej").click()
    expect(page.locator(".messages")).to_contain_text(f"12 maja {YEAR}, 19 maja {YEAR}")
    expect(page.locator(".ngo-date-table").first).to_contain_text(f"19 maja {YEAR}")
    # Contrast is measured when the message has faded in.
    page.wait_for_function(
        "() => document.getAnimations().every((one) => !(one instanceof CSSTransition))"
    )
    assert axe_violations(page, rules=RULES) == []
    window.picture(pictures, "pasted-dates")
    page.get_by_role("button", name="Zapisz i opublikuj").click()
    page.wait_for_url(re.compile("/edit/"))

    days = [row.first_day for row in event.occurrences.order_by("starts_at")]
    assert days == [datetime.date(YEAR, 5, day) for day in (5, 12, 19)]


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_this_and_the_following_dates(editor, pictures, width, scheme):
    first = first_thursday()
    day = first + datetime.timedelta(days=14)
    event = make_event(
        f"Cykl dzielony {width} (próba)",
        start_date=first,
        recurrence="RRULE:FREQ=WEEKLY;COUNT=6",
    )
    window = editor(width=width, scheme=scheme)
    page = window.page
    window.go(f"/admin/ngo/events/{event.pk}/dates/")
    page.locator(f"a[href$='/split/{day}/']").click()
    expect(page.locator("main")).to_contain_text("4 terminy przechodzą do nowego")
    assert axe_violations(page, rules=RULES) == []
    window.picture(pictures, f"split-{width}-{scheme}")
    page.fill("#id_start_time", "18:00")
    page.fill("#id_end_time", "20:00")
    page.get_by_role("button", name="Podziel i opublikuj").click()
    page.wait_for_url(re.compile("/edit/"))

    successor = EventPage.objects.get(predecessor=event)
    event.refresh_from_db()
    assert from_recurrence(event.recurrence).until == day - datetime.timedelta(days=1)
    assert (successor.start_date, successor.start_time) == (day, datetime.time(18))
    assert (event.occurrences.count(), successor.occurrences.count()) == (2, 4)
    window.go(event.url)
    expect(page.locator("main")).to_contain_text("to inne wydarzenie")
