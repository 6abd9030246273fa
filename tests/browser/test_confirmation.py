"""An organization follows the link of its mail: confirms, corrects, or is refused in words."""

import datetime
import re

import pytest
import time_machine
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from example_site.integration.models import TownNGOPage
from wagtail_ngo.models import ChangeRequest, ConfirmationRequest, NGODirectoryPage, NGOPage
from wagtail_ngo.services.directory import reviews

LINK = re.compile(r"https?://\S+/confirm/\S+")


def make_entry(name: str) -> TownNGOPage:
    """A published entry of the town's own kind, with an address for the office only."""
    directory = NGODirectoryPage.objects.get(slug="organizacje")
    entry = TownNGOPage(title=f"{name} (próba)", lead="Dawny opis.", department="Wydział Próby")
    directory.add_child(instance=entry)
    entry.contact_channels.create(kind="email", value="biuro@example.org", is_public=False)
    entry.contact_channels.create(kind="phone", value="+48598400000")
    entry.save_revision().publish()
    return entry


def ask(entry) -> str:
    """The link in the mail that the organization gets."""
    mail.outbox.clear()
    assert reviews.ask(NGOPage.objects.get(pk=entry.pk), now=timezone.now())
    return LINK.search(mail.outbox[0].body)[0]


def test_all_is_correct_with_one_button_and_once_only(visitor):
    entry = make_entry("Fundacja Jeden Przycisk")
    link = ask(entry)
    window = visitor(width=360)
    page = window.page

    window.go(link)
    expect(page.locator("main")).to_contain_text("Dawny opis.")
    assert "biuro@example.org" not in page.content()
    page.get_by_role("button", name="Tak, wszystko się zgadza").click()
    expect(page.locator("main")).to_contain_text("Wpis oznaczono jako potwierdzony dzisiaj.")
    window.go(entry.get_url())
    expect(page.locator("article")).to_contain_text("Dane potwierdzono")

    window.go(link)
    expect(page.locator("main")).to_contain_text("Został już użyty: każdy działa raz.")
    entry.refresh_from_db()
    assert entry.verified_on == timezone.localdate()


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("expired", "Jest zbyt stary. Napisz do urzędu i poproś o nowy."),
        ("tampered", "Adres jest niepełny lub zmieniony."),
    ],
)
def test_a_link_that_does_not_open_says_why(visitor, kind, words):
    entry = make_entry(f"Fundacja {kind}")
    link = ask(entry)
    token = link.rstrip("/").rpartition("/")[2]
    if kind == "expired":
        request = ConfirmationRequest.objects.get(entry=entry)
        with time_machine.travel(timezone.now() - datetime.timedelta(days=90)):
            bad = reviews.link_token(request)
    else:
        bad = token[:-3] + ("abc" if token[-3:] != "abc" else "xyz")
    window = visitor()

    window.go(link.replace(token, bad))

    main = window.page.locator("main")
    expect(main).to_contain_text("Ten odnośnik się nie otwiera")
    expect(main).to_contain_text(words)
    assert entry.title not in window.page.content()


def test_corrections_wait_and_the_editor_decides_field_by_field(visitor, editor, pictures):
    entry = make_entry("Stowarzyszenie Poprawka")
    link = ask(entry)
    window = visitor()
    page = window.page
    window.go(link)
    page.get_by_role("link", name="Popraw kilka rzeczy naraz").click()
    page.locator("[name=lead]").fill("Nowy opis.")
    page.locator("[name=seat_postcode]").fill("12")
    page.locator("[name=phone]").fill("59 840 99 99")
    page.get_by_role("button", name="Wyślij do urzędu").click()
    expect(page.locator("main")).to_contain_text("Niektóre pola wymagają poprawy.")
    window.picture(pictures, "confirmation-errors")
    page.locator("[name=seat_postcode]").fill("76-200")
    page.get_by_role("button", name="Wyślij do urzędu").click()
    expect(page.locator("main")).to_contain_text("Poprawki są w urzędzie.")
    window.go(entry.get_url())
    expect(page.locator("article")).to_contain_text("Dawny opis.")

    change = ChangeRequest.objects.get(entry=entry)
    office = editor()
    desk = office.page
    office.go("/admin/")
    line = desk.locator(".ngo-today__line").filter(has_text="na decyzję")
    office.picture(pictures, "change-request-on-the-home-page")
    line.get_by_role("link", name="Rozstrzygnij").click()
    expect(desk).to_have_url(re.compile(r"/ngo/change-requests/\d+/"))
    office.go("/admin/wagtail_ngo/changerequest/")
    desk.locator(f"a[href*='/ngo/change-requests/{change.pk}/']").first.click()
    row = desk.locator("tr").filter(has=desk.locator("#accept-lead"))
    expect(row).to_contain_text("Dawny opis.")
    expect(row).to_contain_text("Nowy opis.")
    office.picture(pictures, "change-request-1280")
    desk.locator("#accept-phone").uncheck()
    desk.locator("button[name=publish]").click()
    expect(desk.locator("body")).to_contain_text("Zgłoszenie jest zamknięte.")

    window.go(entry.get_url())
    article = page.locator("article")
    expect(article).to_contain_text("Nowy opis.")
    expect(article).to_contain_text("59 840 00 00")
    entry = TownNGOPage.objects.get(pk=entry.pk)
    assert (entry.department, entry.verified_on) == ("Wydział Próby", timezone.localdate())
