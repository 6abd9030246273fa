"""From an empty site to the first published entry, event and issue, as Redakcja NGO."""

import datetime
import re

from playwright.sync_api import expect

from tests.browser.conftest import log_in
from tests.browser.test_directory_editor import publish
from tests.browser.visit import visit
from wagtail_ngo.models import (
    BulletinIndexPage,
    BulletinIssuePage,
    EventIndexPage,
    EventPage,
    NGODirectoryPage,
    NGOPage,
)

#: The PDF of the first issue is made while the answer is awaited.
MINUTES = 240_000
YEAR = datetime.date.today().year + 1  # noqa: DTZ011 -- the browser's clock is this machine's


def press(window, button: str) -> None:
    """A button of the first steps; it leads to the new page."""
    window.go("/admin/ngo/today/")
    window.page.get_by_role("button", name=button).click()
    window.page.wait_for_url(re.compile(r"/admin/pages/\d+/"))
    expect(window.page.locator(".messages")).to_contain_text("jest opublikowana")


def add(window, listing: str, button: str, values: dict[str, str]) -> None:
    window.go(listing)
    window.page.get_by_role("link", name=button).first.click()
    window.page.wait_for_url(re.compile("/pages/add/"))
    for field, value in values.items():
        window.page.fill(f"#id_{field}", value)
    with window.page.expect_navigation(timeout=MINUTES):
        publish(window.page)


def test_three_buttons_lead_to_the_first_entry_event_and_issue(empty_town, chromium, pictures):
    window = visit(chromium, empty_town, strict=False)
    try:
        log_in(window)
        page = window.page
        page.set_default_timeout(MINUTES)
        window.go("/admin/")
        expect(page.locator(".ngo-steps")).to_contain_text("Pierwsze kroki")
        window.picture(pictures, "first-steps")

        press(window, "Utwórz katalog")
        press(window, "Utwórz kalendarz")
        press(window, "Utwórz biuletyn")
        window.go("/admin/ngo/today/")
        expect(page.locator(".ngo-steps")).to_have_count(0)
        pages = [NGODirectoryPage, EventIndexPage, BulletinIndexPage]
        assert [model.objects.get().live for model in pages] == [True, True, True]

        add(
            window, "/admin/ngo/organizations/", "Dodaj organizację", {"title": "Fundacja Pierwsza"}
        )
        first = {
            "title": "Pierwsze spotkanie",
            "start_date": f"{YEAR}-03-01",
            "start_time": "17:00",
        }
        add(window, "/admin/ngo/events/", "Dodaj wydarzenie", first)
        window.go("/admin/ngo/today/")
        page.get_by_role("button", name="Rozpocznij numer").click()
        page.wait_for_url(re.compile("/proposals/|/edit/"))
        issue = BulletinIssuePage.objects.get()
        window.go(f"/admin/pages/{issue.pk}/edit/")
        with page.expect_navigation():
            publish(page)
        page.get_by_role("button", name="Wydaj teraz").click()
        page.wait_for_url(re.compile(f"/pages/{issue.pk}/edit/"))

        issue.refresh_from_db()
        assert issue.live
        assert issue.latest_edition is not None
        entry, event = NGOPage.objects.get(), EventPage.objects.get()
        assert (entry.live, event.live, event.occurrences.count()) == (True, True, 1)
        for one, words in ((entry, "Fundacja Pierwsza"), (event, "Pierwsze spotkanie")):
            window.go(one.get_full_url())
            expect(page.locator("h1")).to_contain_text(words)
    finally:
        window.close()
