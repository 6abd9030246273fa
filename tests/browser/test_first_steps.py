"""From an empty site to the first entry, event and issue in public: Redakcja NGO, in Polish."""

import datetime
import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.accessibility import axe_violations
from tests.browser.conftest import EVENT_DESK
from tests.browser.visit import MINUTES, publish
from wagtail_ngo.models import (
    BulletinIndexPage,
    BulletinIssuePage,
    EventIndexPage,
    EventPage,
    NGODirectoryPage,
    NGOPage,
)

STEPS = {
    "Utwórz katalog": NGODirectoryPage,
    "Utwórz kalendarz": EventIndexPage,
    "Utwórz biuletyn": BulletinIndexPage,
}


def take_the_first_steps(window, pictures) -> None:
    """The three buttons of the admin's home, one after the other, until none is left."""
    page = window.page
    window.go("/admin/")
    steps = page.locator(".ngo-steps button")
    expect(steps).to_have_text(list(STEPS))
    window.picture(pictures, "first-steps")
    assert [one for one in axe_violations(page) if "ngo-" in one] == []
    for number, (name, model) in enumerate(STEPS.items(), start=1):
        page.get_by_role("button", name=name, exact=True).click()
        expect(page.locator(".messages")).to_contain_text("jest opublikowana")
        assert model.objects.get().live
        window.go("/admin/ngo/today/")
        expect(steps).to_have_text(list(STEPS)[number:])


def add_by_the_list(window, address: str, button: str, **fields: str) -> None:
    page = window.page
    window.go(address)
    page.get_by_role("link", name=button).first.click()
    page.wait_for_url(re.compile("/pages/add/"))
    for name, value in fields.items():
        page.fill(f"#id_{name}", value)
    # As the last key is let go, Wagtail makes the address of the title.
    page.locator("#id_title").press("End")
    expect(page.locator("#id_slug")).not_to_have_value("")
    publish(page)
    expect(page.locator(".messages")).to_contain_text("opublikowan")


def issue_the_bulletin(window) -> BulletinIssuePage:
    """ "Today" → "begin the issue" → what is proposed → "publish" → "issue"."""
    page = window.page
    window.go("/admin/ngo/today/")
    page.get_by_role("button", name="Rozpocznij numer").click()
    page.wait_for_url(re.compile("/proposals/"))
    page.get_by_role("button", name="Dodaj zaznaczone").click()
    page.wait_for_url(re.compile("/edit/"))
    page.fill("#id_summary", "Pierwszy numer: nowe koło i jego pierwsze spotkanie.")
    publish(page)
    page.get_by_role("button", name="Wydaj teraz").click(timeout=MINUTES)
    page.wait_for_url(re.compile("/edit/"), timeout=MINUTES)
    return BulletinIssuePage.objects.get()


def test_from_an_empty_site_to_the_first_entry_event_and_issue_in_public(
    empty_town, editor, visitor, pictures
):
    window = editor()
    take_the_first_steps(window, pictures)

    add_by_the_list(
        window, "/admin/ngo/organizations/", "Dodaj organizację",
        title="Koło Pierwszych Kroków", lead="Uczy chodzić po mieście.",
    )  # fmt: skip
    day = timezone.localdate() + datetime.timedelta(days=9)
    add_by_the_list(
        window, "/admin/ngo/events/", "Dodaj wydarzenie",
        title="Pierwsze spotkanie", start_date=str(day), start_time="17:00", end_time="19:00",
    )  # fmt: skip
    issue = issue_the_bulletin(window)

    assert (NGOPage.objects.get().live, EventPage.objects.get().live, issue.live) == (True,) * 3
    reader = visitor(width=360)
    for index in STEPS.values():
        reader.go(index.objects.get().url)
        title = {
            NGODirectoryPage: "Koło Pierwszych Kroków",
            EventIndexPage: "Pierwsze spotkanie",
            BulletinIndexPage: issue.title,
        }[index]
        reader.page.get_by_role("link", name=title).first.click()
        expect(reader.page.locator("h1")).to_contain_text(title)
    expect(reader.page.locator("article")).to_contain_text("Pierwsze spotkanie")
    assert reader.take_faults() == []


@pytest.mark.parametrize("address", ["/admin/", "/admin/ngo/today/"])
def test_the_event_desk_is_offered_no_first_step(empty_town, editor, address):
    window = editor(EVENT_DESK)
    window.go(address)

    expect(window.page.locator("main")).to_be_visible()
    assert window.page.locator(".ngo-steps").count() == 0
