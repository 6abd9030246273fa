"""A visitor answers an offer, an organization prolongs it, an editor records a cooperation."""

import re

from django.utils import timezone
from playwright.sync_api import expect

from example_site.integration.models import TownNGOPage
from wagtail_ngo.models import Cooperation, NGODirectoryPage, Offer, OutgoingMail, PartnerBoardPage
from wagtail_ngo.services.directory import exchange_reminders


def make_entry(name: str) -> TownNGOPage:
    directory = NGODirectoryPage.objects.get(slug="organizacje")
    entry = TownNGOPage(title=f"{name} (próba)")
    directory.add_child(instance=entry)
    entry.contact_channels.create(kind="email", value="ukryty-w-formularzu@example.org")
    entry.save_revision().publish()
    return entry


def test_an_offer_is_answered_by_keyboard_on_a_phone(visitor):
    entry = make_entry("Fundacja Odpowiedzi")
    item = Offer.objects.create(organization=entry, kind="rooms", text="Sala na próbę (próba)")
    window = visitor(width=360)
    page = window.page

    window.go(PartnerBoardPage.objects.get().url)
    page.get_by_role("link", name="Sala na próbę (próba)").click()
    assert "ukryty-w-formularzu" not in page.content()
    page.get_by_role("button", name="Wyślij wiadomość").click()
    expect(page.locator("[aria-invalid=true]").first).to_be_visible()
    page.get_by_label("Twoje imię albo organizacja").fill("Ala Próbna")
    page.get_by_label("Twój adres e-mail").fill("ala@example.org")
    page.get_by_label("Wiadomość", exact=True).fill("Chętnie w sobotę.")
    page.get_by_label(re.compile("Zgadzam się")).press("Space")
    page.get_by_role("button", name="Wyślij wiadomość").press("Enter")

    expect(page.get_by_role("status")).to_contain_text("Wiadomość jest w drodze.")
    [mail] = OutgoingMail.objects.filter(recipient="ukryty-w-formularzu@example.org")
    assert mail.subject.endswith("Sala na próbę (próba)")
    assert item.path in page.url


def test_an_organization_prolongs_its_offer_by_the_link_of_its_mail(visitor):
    entry = make_entry("Fundacja Przedłużenia")
    today = timezone.localdate()
    item = Offer.objects.create(
        organization=entry, kind="rooms", text="Sala do przedłużenia (próba)", valid_until=today
    )
    exchange_reminders.remind(entry, [item], now=timezone.now())
    row = entry.exchange_reminders.get()
    window = visitor(width=360, scripts=False)

    window.go(exchange_reminders.link_path(row))
    window.page.get_by_role("button", name=re.compile("Aktualne")).click()

    expect(window.page.get_by_role("status")).to_contain_text("Ogłoszenie będzie widoczne do")
    item.refresh_from_db()
    assert item.valid_until > today


def test_an_editor_records_a_cooperation_from_an_entry(editor):
    entry = make_entry("Fundacja Współpracy")
    window = editor()
    page = window.page

    window.go(f"/admin/wagtail_ngo/cooperation/create/?organization={entry.pk}")
    page.fill("input[name=title]", "Wspólny ogród (próba)")
    page.fill("input[name=started_on]", "2026-03-01")
    page.get_by_role("button", name=re.compile("^Dodaj|^Add")).first.click()
    page.fill("input[name=partners-1-name]", "Szkoła Próbna")
    page.locator("form button[type=submit], form input[type=submit]").last.click()
    page.wait_for_load_state("load")

    row = Cooperation.objects.filter(title="Wspólny ogród (próba)").latest("pk")
    names = list(row.partners.values_list("name", flat=True))
    assert names == ["Fundacja Współpracy (próba)", "Szkoła Próbna"]
