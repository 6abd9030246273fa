"""An editor makes the next issue, issues it, and corrects it after an event has changed."""

import re

from playwright.sync_api import Page, expect

from wagtail_ngo.models import BulletinIndexPage, BulletinIssuePage, EventPage

#: Two PDFs are made while the answer to "issue" is awaited: the town of the tests has no worker.
MINUTES = 180_000
CHANGED = "Wigilia organizacji o nowej godzinie"


def publish(page: Page) -> None:
    """Press "publish" in the editor, which hides in a menu."""
    button = page.locator("button[name=action-publish]").first
    button.evaluate("button => button.click()")
    page.wait_for_load_state("load", timeout=MINUTES)


def edit_path(pk: int) -> str:
    return f"/admin/pages/{pk}/edit/"


def test_an_editor_makes_issues_and_corrects_number_twelve(editor):
    window = editor()
    page = window.page
    page.set_default_timeout(MINUTES)
    serial = BulletinIndexPage.objects.get(slug="biuletyn")

    window.go(edit_path(serial.pk))
    page.get_by_role("button", name="Nowy numer").click()
    page.wait_for_url(re.compile("/proposals/"))
    expect(page.get_by_text("Wigilia Słupskich Organizacji Pozarządowych")).to_be_visible()
    for box in page.locator("input[name=key]").all():
        box.check()
    page.get_by_role("button", name="Dodaj zaznaczone").click()
    issue = BulletinIssuePage.objects.child_of(serial).get(number=12, year=2017)
    assert issue.live is False

    findings = page.locator("[data-ngo-findings]")
    expect(findings).to_contain_text("W dniu wydania wydarzenie już się skończy.")
    publish(page)
    expect(page.get_by_role("heading", name="Kontrola przed wydaniem")).to_be_visible()
    page.get_by_role("button", name="Wydaj teraz").click()
    page.wait_for_url(re.compile(edit_path(issue.pk)))

    for label, variant in [("PDF do internetu", "web"), ("PDF do druku", "print")]:
        link = page.locator("[data-ngo-state]").get_by_role("link", name=label)
        expect(link).to_be_visible()
        assert f"/pdf/{variant}/" in link.get_attribute("href")
        answer = page.request.get(window.origin + issue.url + f"pdf/{variant}/")
        assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
        assert answer.body().startswith(b"%PDF-")

    event = EventPage.objects.get(slug="wigilia-organizacji")
    window.go(edit_path(event.pk))
    page.fill("#id_title", CHANGED)
    publish(page)

    assert CHANGED not in page.request.get(window.origin + issue.url).text()
    window.go(edit_path(issue.pk))
    state = page.locator("[data-ngo-state]")
    expect(state).to_contain_text("Serwis różni się od tego, co wydano:")
    expect(state).to_contain_text("Wigilia Słupskich Organizacji Pozarządowych – Zmienione")

    state.get_by_role("link", name="Wydaj sprostowanie").click()
    page.fill("textarea[name=note]", "Zmieniła się nazwa spotkania.")
    page.get_by_role("button", name="Wydaj sprostowanie").click()
    page.wait_for_url(re.compile(edit_path(issue.pk)))

    window.go(issue.url)
    expect(page.locator("article")).to_contain_text(CHANGED)
    expect(page.locator("article")).to_contain_text("Zmieniła się nazwa spotkania.")
    window.go(f"{issue.url}edition-1/")
    expect(page.locator("article")).not_to_contain_text(CHANGED)
