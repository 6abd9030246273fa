"""The form of an entry, as Redakcja NGO: areas, hours in a line, facts of a register."""

import datetime

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import axe_violations
from tests.browser.test_directory_editor import open_tab, publish
from tests.factories.registers import RegisteredOrganizationFactory
from wagtail_ngo.models import NGODirectoryPage, NGOPage, RegisteredOrganization, RegisterFile

#: Rules about our own markup; the frame around it is Wagtail's.
RULES = ["color-contrast", "label", "link-name", "button-name", "target-size", "duplicate-id-aria"]
KRS = "0000777321"


@pytest.fixture
def register():
    yield RegisteredOrganizationFactory(
        title="FUNDACJA „PRÓBA REJESTRU”", krs=KRS, nip="", seat_street="UL. REJESTROWA 3",
        key=f"krs {KRS}",
    )  # fmt: skip
    RegisteredOrganization.objects.all().delete()
    RegisterFile.objects.all().delete()


def make_entry(title: str, **fields) -> NGOPage:
    entry = NGOPage(title=title, **fields)
    NGODirectoryPage.objects.get(slug="organizacje").add_child(instance=entry)
    entry.save_revision().publish()
    return NGOPage.objects.get(pk=entry.pk)


def open_editor(window, entry: NGOPage):
    window.go(f"/admin/pages/{entry.pk}/edit/")
    return window.page


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_areas_are_narrowed_down_by_words_without_diacritics(editor, pictures, width, scheme):
    window = editor(width=width, scheme=scheme)
    page = open_editor(window, make_entry(f"Fundacja Obszarów {width} (próba)"))

    expect(page.get_by_label("Nazwa organizacji").first).to_have_value(
        f"Fundacja Obszarów {width} (próba)"
    )
    boxes = page.locator("#id_areas")
    expect(boxes.get_by_role("group", name="Pomoc i zdrowie")).to_be_visible()
    page.fill("#id_areas-search", "OCHRONA zdrow")
    expect(boxes.locator(".ngo-terms__term:visible")).to_have_count(1)
    expect(boxes.get_by_role("status")).to_have_text("Pasuje: 1, wybrano: 0")
    page.keyboard.press("Enter")
    expect(page.locator("#id_areas-search")).to_be_focused()
    boxes.get_by_label("Ochrona i promocja zdrowia").check()
    page.fill("#id_areas-search", "")
    expect(boxes.get_by_label("Pomoc prawna")).to_be_visible()
    assert axe_violations(page, rules=RULES) == []
    boxes.screenshot(path=pictures / f"entry-areas-{width}-{scheme}.png")


def test_hours_are_written_in_one_line(editor, pictures):
    entry = make_entry("Fundacja Godzin (próba)")
    entry.opening_hours.create(weekday=6, opens=datetime.time(10), closes=datetime.time(11))
    entry.save_revision().publish()
    window = editor()
    page = open_editor(window, entry)
    open_tab(page, "Adres i kontakt")

    page.fill("#id_hours_line", "pon.–wt. 8–16, kiedyś")
    page.get_by_role("button", name="Wpisz do wierszy").click()
    expect(page.locator(".ngo-written__found")).to_contain_text("Nie zrozumiano: kiedyś")
    page.fill("#id_hours_line", "pon.–wt. 8–16")
    page.keyboard.press("Enter")
    expect(page.locator(".ngo-written__found")).to_contain_text("Poniedziałek: 08:00–16:00")
    expect(page.locator("#id_opening_hours-2-opens")).to_have_value("08:00")
    window.picture(pictures, "entry-hours", full=False)
    publish(page)

    week = NGOPage.objects.get(pk=entry.pk).opening_hours.order_by("weekday")
    assert [(row.weekday, f"{row.opens:%H:%M}", f"{row.closes:%H:%M}") for row in week] == [
        (0, "08:00", "16:00"),
        (1, "08:00", "16:00"),
    ]


def test_line_that_was_left_there_is_read_on_publishing(editor):
    entry = make_entry("Fundacja Niedopisana (próba)")
    window = editor()
    page = open_editor(window, entry)
    open_tab(page, "Adres i kontakt")
    page.fill("#id_hours_line", "sob. 9–13")

    publish(page)

    week = NGOPage.objects.get(pk=entry.pk).opening_hours.all()
    assert [(row.weekday, f"{row.opens:%H:%M}") for row in week] == [(5, "09:00")]


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_number_fills_in_what_the_editor_ticks(editor, register, pictures, width, scheme):
    entry = make_entry(f"Fundacja Numeru {width} (próba)", seat_street="ul. Dawna 1")
    window = editor(width=width, scheme=scheme)
    page = open_editor(window, entry)
    open_tab(page, "Rejestry")
    compare = page.get_by_role("button", name="Porównaj z rejestrem")

    compare.click()
    expect(page.locator("[data-controller=ngo-register]")).to_contain_text("Najpierw wpisz")
    page.fill("#id_krs", "777321")
    compare.click()
    offer = page.locator("[data-register-offer]")
    expect(offer).to_contain_text("stan danych na 30 listopada 2026")
    expect(offer.get_by_label("Przejmij: Siedziba: ulica")).not_to_be_checked()
    expect(offer.get_by_label("Przejmij: Siedziba: miejscowość")).to_be_checked()
    assert axe_violations(page, rules=RULES) == []
    window.picture(pictures, f"entry-register-{width}-{scheme}", full=False)
    offer.get_by_role("button", name="Przejmij zaznaczone").click()

    expect(page.locator("#id_seat_city")).to_have_value("Słupsk")
    expect(page.locator("#id_seat_street")).to_have_value("ul. Dawna 1")
    publish(page)
    entry = NGOPage.objects.get(pk=entry.pk)
    assert (entry.krs, entry.seat_city, entry.seat_street) == (KRS, "Słupsk", "ul. Dawna 1")
    assert entry.legal_form.name == "Fundacja"


def test_new_entry_from_a_number_without_scripts(editor, register, pictures):
    window = editor(scripts=False)
    page = window.page
    window.go("/admin/ngo/organizations/from-register/")

    page.fill("#ngo-number", KRS)
    page.get_by_role("button", name="Sprawdź").click()
    expect(page.locator(".ngo-facts")).to_contain_text("Fundacja „Próba Rejestru”")
    window.picture(pictures, "entry-from-a-number")
    page.get_by_role("button", name="Utwórz szkic").click()
    page.wait_for_url("**/edit/")

    entry = NGOPage.objects.get(krs=KRS)
    assert (entry.title, entry.live, entry.seat_street) == (
        "Fundacja „Próba Rejestru”", False, "ul. Rejestrowa 3",
    )  # fmt: skip
    entry.delete()
