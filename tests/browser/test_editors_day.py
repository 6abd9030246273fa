"""A day of Redakcja NGO: what waits is settled by its one button; others see nothing of it."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.conftest import EVENT_DESK
from wagtail_ngo.enums import ChangeState
from wagtail_ngo.models import (
    ChangeRequest,
    MissingOrganization,
    NGODirectoryPage,
    NGOPage,
    OutgoingMail,
)
from wagtail_ngo.services.directory.change_requests import submit_changes


def make_entry(title: str) -> NGOPage:
    entry = NGOPage(title=title, lead="Dawny opis.")
    NGODirectoryPage.objects.get(slug="organizacje").add_child(instance=entry)
    entry.contact_channels.create(kind="email", value="biuro@example.org", is_public=False)
    entry.save_revision().publish()
    return NGOPage.objects.get(pk=entry.pk)


def line(page, words: str):
    return page.locator(".ngo-today__line").filter(has_text=words)


def test_request_is_refused_with_a_reason_that_goes_to_the_sender(editor, pictures):
    entry = make_entry("Fundacja Odmowna (próba)")
    change = submit_changes(entry, {"lead": "Sprzedajemy garnki."})
    window = editor()
    page = window.page
    window.go(f"/admin/ngo/change-requests/{change.pk}/")

    page.get_by_role("button", name="Odrzuć wszystko").click()
    expect(page.locator(".messages")).to_contain_text("Proszę napisać powód odmowy")
    change.refresh_from_db()
    assert change.state == ChangeState.WAITING
    page.fill("#ngo-answer", "W katalogu nie ma reklam.")
    window.picture(pictures, "refuse-a-request")
    page.get_by_role("button", name="Odrzuć wszystko").click()
    expect(page.locator(".messages")).to_contain_text("nadawca otrzyma odpowiedź")

    change.refresh_from_db()
    entry.refresh_from_db()
    assert (change.state, change.closed_by.username) == (ChangeState.REJECTED, "redakcja")
    assert entry.lead == "Dawny opis."
    mail = OutgoingMail.objects.get(about=f"wagtail_ngo.changerequest:{change.pk}")
    assert mail.recipient == "biuro@example.org"
    assert "W katalogu nie ma reklam." in mail.text


@pytest.fixture
def quiet_day():
    """Nothing of the demo waits: only what the test makes is on the list."""
    now = timezone.now()
    ChangeRequest.objects.filter(state=ChangeState.WAITING).update(
        state=ChangeState.REJECTED, closed_at=now
    )
    MissingOrganization.objects.filter(state=ChangeState.WAITING).update(state=ChangeState.REJECTED)


def test_a_day_with_a_request_and_a_hint_is_settled(editor, pictures, quiet_day):
    entry = make_entry("Fundacja Dzienna (próba)")
    submit_changes(entry, {"lead": "Nowy opis."})
    directory = NGODirectoryPage.objects.get(slug="organizacje")
    MissingOrganization.objects.create(directory=directory, name="Koło Szachowe (próba)")
    window = editor()
    page = window.page

    window.go("/admin/ngo/today/")
    window.picture(pictures, "a-day")
    line(page, "na decyzję").get_by_role("link", name="Rozstrzygnij").click()
    page.get_by_role("button", name=re.compile("opublikuj")).click()
    expect(page.locator(".messages")).to_contain_text("Zgłoszenie")
    window.go("/admin/ngo/today/")
    expect(line(page, "na decyzję")).to_have_count(0)
    hint = page.locator(
        ".ngo-today__line a[href*='/missing-organizations/'], .ngo-today__line a[href*='/missing/']"
    )
    hint.first.click()
    page.locator("main button[type=submit]").first.click()
    page.wait_for_load_state("load")
    window.go("/admin/ngo/today/")
    expect(hint).to_have_count(0)

    entry.refresh_from_db()
    assert entry.lead == "Nowy opis."
    assert NGOPage.objects.filter(title="Koło Szachowe (próba)").exists()


def test_who_may_not_sees_nothing_of_it(editor):
    entry = make_entry("Fundacja Ukryta (próba)")
    change = submit_changes(entry, {"lead": "Tajna poprawka."})
    window = editor(EVENT_DESK)
    page = window.page

    window.go("/admin/ngo/today/")
    expect(line(page, "na decyzję")).to_have_count(0)
    menu = page.locator("#wagtail-sidebar, .sidebar").first
    expect(menu).to_be_visible()
    for address in (
        f"/admin/ngo/change-requests/{change.pk}/",
        "/admin/wagtail_ngo/changerequest/",
        "/admin/wagtail_ngo/bulletinsubscriber/",
        "/admin/ngo/organizations/from-register/",
        f"/admin/pages/{entry.pk}/edit/",
    ):
        window.page.goto(window.origin + address)
        expect(page.locator("body")).not_to_contain_text("Tajna poprawka.")
        assert page.url.removeprefix(window.origin) == "/admin/", address
    assert ChangeRequest.objects.get(pk=change.pk).state == ChangeState.WAITING
