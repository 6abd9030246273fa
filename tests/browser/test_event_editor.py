"""An editor builds a series, sees its dates, publishes and cancels one: by keyboard, in Polish."""

import datetime
import re

import icalendar
from playwright.sync_api import Page, expect

from wagtail_ngo.domain.events.recurrence import from_recurrence, parse
from wagtail_ngo.domain.events.recurrence import iterate as dates_of
from wagtail_ngo.models import EventIndexPage, EventPage, NGOPage

TITLE = "Czwartki organizacji"
RULE = parse("FREQ=MONTHLY;BYDAY=3TH")


def tab_to(page: Page, selector: str, *, most: int = 250) -> None:
    """Press Tab until the element has the focus."""
    for _step in range(most):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reaches {selector}")


def write(page: Page, selector: str, text: str) -> None:
    tab_to(page, selector)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(text)


def choose(page: Page, selector: str, value: str, *, key: str = "ArrowDown") -> None:
    """Arrow through a list, or a group of radio buttons, until ``value`` is chosen."""
    tab_to(page, selector)
    for _step in range(60):
        if page.evaluate("document.activeElement.value") == value:
            return
        page.keyboard.press(key)
    raise AssertionError(f"{selector} does not offer {value}")


def third_thursdays(year: int) -> list[datetime.date]:
    first = next(
        day
        for day in dates_of(RULE, datetime.date(year - 1, 12, 1), last=datetime.date(year, 2, 1))
        if day.year == year
    )
    return list(dates_of(RULE, first, last=datetime.date(year, 12, 31)))


def fill_in(page: Page, year: int) -> None:
    """Every third Thursday until June, not 3 May, and one in July."""
    first, july = third_thursdays(year)[0], third_thursdays(year)[6]
    write(page, "#id_title", TITLE)
    write(page, "#id_start_date", str(first))
    write(page, "#id_start_time", "17:00")
    write(page, "#id_end_time", "19:00")
    choose(page, "[name=recurrence_frequency]", "1")
    choose(page, "[name=recurrence_monthly]", "position")
    choose(page, "[name=recurrence_position]", "3")
    choose(page, "[name=recurrence_position_day]", "3")
    choose(page, "[name=recurrence_ends]", "until")
    write(page, "[name=recurrence_until]", f"{year}-06-30")
    for number, (day, kind) in enumerate([(f"{year}-05-03", "removed"), (str(july), "extra")]):
        tab_to(page, "#id_overrides-ADD")
        page.keyboard.press("Enter")
        # The new row takes the focus.
        expect(page.locator(f"#inline_child_overrides-{number} :focus")).to_have_count(1)
        write(page, f"#id_overrides-{number}-original_date", day)
        choose(page, f"#id_overrides-{number}-kind", kind)


def publish(page: Page, saving: list) -> None:
    """By keyboard: open the menu beside "save draft", go to "publish"."""
    tab_to(page, "footer [aria-expanded=false], footer .w-dropdown__toggle")
    page.keyboard.press("Enter")
    tab_to(page, "[name=action-publish]")
    settle(page, saving)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/admin/pages/\d+/$"))


def watch_saving(page: Page) -> list:
    """What the editor is sending by itself at this moment."""
    saving = []
    page.on("request", lambda request: request.method == "POST" and saving.append(request))
    for event in ("requestfinished", "requestfailed"):
        page.on(event, lambda request: request in saving and saving.remove(request))
    return saving


def settle(page: Page, saving: list) -> None:
    """Wait for the autosave: SQLite refuses the second of two writers that begin together."""
    for _second in range(60):
        page.wait_for_timeout(1500)
        if not saving:
            return


def test_a_series_is_built_published_and_changed_by_keyboard_alone(editor, town):
    window = editor()
    page = window.page
    year = datetime.date.today().year + 1  # noqa: DTZ011 -- the browser's clock is this machine's
    days = third_thursdays(year)
    calendar = EventIndexPage.objects.get(slug="wydarzenia")
    host = NGOPage.objects.live().order_by("title").first()
    window.go(f"/admin/pages/add/wagtail_ngo/eventpage/{calendar.pk}/")

    saving = watch_saving(page)
    fill_in(page, year)

    seen = page.locator(".ngo-rule__preview")
    expect(seen).to_contain_text("trzeci czwartek")
    expect(seen).to_contain_text(f"{days[0].day} stycznia {year}, 17:00")
    expect(seen).to_contain_text(f"{days[6].day} lipca {year}, 17:00 dodatkowy termin")
    publish(page, saving)
    event = EventPage.objects.filter(title=TITLE).latest("pk")
    assert str(from_recurrence(event.recurrence)) == f"FREQ=MONTHLY;UNTIL={year}0630;BYDAY=3TH"
    assert [row.first_day for row in event.occurrences.all()] == days[:7]

    window.go(f"/admin/pages/{event.pk}/edit/")
    expect(page.locator(".ngo-rule__preview")).to_contain_text("Ustal gospodarza")
    tab_to(page, ".ngo-rule__preview a")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/dates/"))
    choose(page, f"[name='date-{days[2]}-action']", "cancelled")
    write(page, f"[name='date-{days[2]}-note']", "Choroba prowadzącej")
    choose(page, f"[name='date-{days[6]}-host']", str(host.pk))
    tab_to(page, "button[name=publish]")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(f"/admin/pages/{event.pk}/edit/"))

    rows = {row.recurrence_id: row for row in event.occurrences.all()}
    assert [day for day, row in rows.items() if row.is_cancelled] == [days[2]]
    assert rows[days[6]].host_organizations[0].pk == host.pk
    visit_and_subscribe(window, event, days)


def visit_and_subscribe(window, event: EventPage, days: list[datetime.date]) -> None:
    """The public page tells of the cancelled date; its subscription is a calendar that does too."""
    page = window.page
    window.go(event.url)
    expect(page.locator(".ngo-dates")).to_contain_text("Odwołane")
    expect(page.locator(".ngo-dates")).to_contain_text("Choroba prowadzącej")
    link = page.get_by_role("link", name="Subskrybuj").get_attribute("href")
    assert link.startswith("webcal://")
    answer = page.request.get(link.replace("webcal://", "http://", 1))
    assert answer.headers["content-type"].startswith("text/calendar")
    calendar = icalendar.Calendar.from_ical(answer.body())
    parts = list(calendar.walk("VEVENT"))
    (series,) = (part for part in parts if "RRULE" in part)
    cancelled = [part["RECURRENCE-ID"].dt.date() for part in parts if part["STATUS"] == "CANCELLED"]
    assert series["DTSTART"].dt.date() == days[0]
    assert cancelled == [days[2]]
