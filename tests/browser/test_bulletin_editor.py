"""An editor makes the next issue, issues it, and corrects it after an event has changed."""

import io
import re
from urllib.parse import urljoin

import pikepdf
import pytest
from django.conf import settings as django_settings
from playwright.sync_api import Page, expect

from tests.browser.visit import MINUTES, PATIENCE, publish
from wagtail_ngo.models import BulletinIndexPage, BulletinIssuePage, EventPage

EVENING = "Wigilia Słupskich Organizacji Pozarządowych"
CHANGED = "Wigilia organizacji o nowej godzinie"
ISSUED_LATE = "W dniu wydania wydarzenie już się skończy."


@pytest.fixture
def both_pdfs(settings):
    """The town makes the web and the print file, as it does in production."""
    settings.WAGTAIL_NGO = {**django_settings.WAGTAIL_NGO, "PDF_VARIANTS": ("web", "print")}
    expect.set_options(timeout=MINUTES)
    yield
    expect.set_options(timeout=PATIENCE)


def edit_path(pk: int) -> str:
    return f"/admin/pages/{pk}/edit/"


def add_all_proposals(page: Page) -> None:
    for box in page.locator("input[name=key]").all():
        box.check()
    page.get_by_role("button", name="Dodaj zaznaczone").click()
    page.wait_for_url(re.compile("/edit/"))


def begin_number_twelve(window, serial: BulletinIndexPage) -> BulletinIssuePage:
    """The draft of issue 12, begun on the serial and filled with everything proposed."""
    page = window.page
    window.go(edit_path(serial.pk))
    page.get_by_role("button", name="Nowy numer").click()
    page.wait_for_url(re.compile("/proposals/"))
    expect(page.get_by_role("heading", name=re.compile("Propozycje"), level=1)).to_be_visible()
    expect(page.get_by_text("od 1 grudnia 2017 do 31 grudnia 2017")).to_be_visible()
    expect(page.get_by_text(EVENING)).to_be_visible()
    add_all_proposals(page)
    return BulletinIssuePage.objects.child_of(serial).get(number=12, year=2017)


def meet_the_preflight(window, issue: BulletinIssuePage) -> None:
    """It judges what is typed, leads to the field, and stops publishing once."""
    page = window.page
    findings = page.locator("[data-ngo-findings]")
    expect(findings).to_contain_text(ISSUED_LATE)
    expect(findings).to_contain_text("Brak streszczenia")
    finding = findings.locator("li", has_text="Brak streszczenia")
    finding.get_by_role("link").click()
    expect(page.locator("#id_summary")).to_be_in_viewport()

    page.fill("#id_summary", "Grudzień: wspólna wigilia i konkursy ze startem w styczniu.")
    expect(findings).not_to_contain_text("Brak streszczenia")
    page.fill("#id_issue_date", "2017-12-01")
    expect(findings).not_to_contain_text(ISSUED_LATE)

    publish(page)
    expect(page.get_by_role("heading", name="Kontrola przed wydaniem")).to_be_visible()
    assert issue.latest_edition is None


def download_both_pdfs(window, issue: BulletinIssuePage) -> dict[str, bytes]:
    page, files = window.page, {}
    for label, variant in [("PDF do internetu", "web"), ("PDF do druku", "print")]:
        link = page.locator("[data-ngo-state]").get_by_role("link", name=label)
        expect(link).to_be_visible()
        address = link.evaluate("link => link.href")
        assert address.endswith(f"{issue.url}pdf/{variant}/")
        answer = page.request.get(address, timeout=MINUTES)
        assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
        files[variant] = answer.body()
    with pikepdf.open(io.BytesIO(files["print"])) as printed:
        assert len(printed.pages) % 4 == 0
    with pikepdf.open(io.BytesIO(files["web"])) as web:
        assert web.Root.Lang == "pl"
    return files


def change_the_event(window) -> None:
    event = EventPage.objects.get(slug="wigilia-organizacji")
    window.go(edit_path(event.pk))
    window.page.fill("#id_title", CHANGED)
    publish(window.page)
    event.refresh_from_db()
    assert event.title == CHANGED


def test_an_editor_makes_issues_and_corrects_number_twelve(editor, both_pdfs):
    window = editor()
    page = window.page
    page.set_default_timeout(MINUTES)
    serial = BulletinIndexPage.objects.get(slug="biuletyn")

    issue = begin_number_twelve(window, serial)
    # An address within the town, whether or not Wagtail puts its host before it.
    home = urljoin(window.origin, issue.url)
    assert (issue.live, issue.title) == (False, "Biuletyn Informacyjny 12/2017")
    window.go(f"/admin/ngo/bulletin/{issue.pk}/proposals/")
    expect(page.get_by_text("Nie ma nic nowego do dodania.")).to_be_visible()
    window.go(edit_path(issue.pk))

    meet_the_preflight(window, issue)
    page.get_by_role("button", name="Wydaj teraz").click()
    page.wait_for_url(re.compile(edit_path(issue.pk)))
    files = download_both_pdfs(window, issue)

    change_the_event(window)
    issued = page.request.get(home).text()
    assert (EVENING in issued, CHANGED in issued) == (True, False)
    assert page.request.get(f"{home}pdf/web/").body() == files["web"]

    window.go(edit_path(issue.pk))
    state = page.locator("[data-ngo-state]")
    expect(state).to_contain_text("Serwis różni się od tego, co wydano:")
    expect(state).to_contain_text(f"{EVENING} – Zmienione")
    state.get_by_role("link", name="Wydaj sprostowanie").click()
    page.fill("textarea[name=note]", "Zmieniła się nazwa spotkania.")
    page.get_by_role("button", name="Wydaj sprostowanie").click()
    page.wait_for_url(re.compile(edit_path(issue.pk)))
    expect(state.get_by_role("link", name="PDF do internetu")).to_be_visible()

    window.go(home)
    expect(page.locator("article")).to_contain_text(CHANGED)
    expect(page.locator("article")).to_contain_text("Zmieniła się nazwa spotkania.")
    window.go(f"{home}edition-1/")
    expect(page.locator("article")).not_to_contain_text(CHANGED)
    first = page.request.get(f"{home}edition-1/pdf/web/").body()
    assert first == files["web"]
