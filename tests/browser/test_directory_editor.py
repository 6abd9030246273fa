"""An editor who was never shown how makes a complete entry in Polish and finds it in public."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.visit import publish
from wagtail_ngo.models import NGOPage

TITLE = "Stowarzyszenie Ścieżka Żółwia (próba)"


def wrapper(page: Page, field: str) -> Locator:
    """The part of the form that holds a field, its label and what is wrong with it."""
    return page.locator(f"#id_{field}").locator("xpath=ancestor::*[@data-field-wrapper][1]")


def open_tab(page: Page, name: str) -> None:
    """Click again, as anybody would, when a busy page lost the first click."""
    tab = page.get_by_role("tab", name=re.compile(name))
    for _try in range(20):
        tab.click()
        if tab.get_attribute("aria-selected") == "true":
            return
        page.wait_for_timeout(100)
    expect(tab).to_have_attribute("aria-selected", "true")


def fill_in(page: Page, values: dict[str, str]) -> None:
    for field, value in values.items():
        page.locator(f"#id_{field}").fill(value)


def add_row(page: Page, name: str, **values: str) -> None:
    """A row of an inline list: selects by value, the rest by typing."""
    page.locator(f"#id_{name}-ADD").click()
    number = int(page.locator(f"#id_{name}-TOTAL_FORMS").input_value()) - 1
    for field, value in values.items():
        control = page.locator(f"#id_{name}-{number}-{field}")
        if control.evaluate("node => node.tagName") == "SELECT":
            control.select_option(value)
        else:
            control.fill(value)


def wait_until_live(page: Page) -> None:
    """Wagtail saves by itself while one types: only the entry tells that it is published."""
    for _tenth in range(300):
        if NGOPage.objects.filter(title=TITLE, live=True).exists():
            return
        page.wait_for_timeout(100)


def expect_the_four_errors(page: Page) -> None:
    expect(wrapper(page, "nip")).to_contain_text(
        "To nie jest NIP: ma dziesięć cyfr, a ostatnia musi pasować do pozostałych."
    )
    open_tab(page, "Adres i kontakt")
    expect(wrapper(page, "contact_channels-0-value")).to_contain_text("Podaj numer telefonu")
    expect(wrapper(page, "seat_postcode")).to_contain_text("Podaj kod pocztowy w postaci 00-000.")
    expect(wrapper(page, "opening_hours-0-closes")).to_contain_text("Godzina zamknięcia")


def test_complete_entry_with_errors_in_words_is_found_in_the_directory(editor, visitor, pictures):
    window = editor()
    page = window.page
    window.go("/admin/ngo/organizations/")
    expect(page.get_by_role("heading", name="Organizacje").first).to_be_visible()
    page.get_by_role("link", name="Dodaj organizację").first.click()
    page.wait_for_url(re.compile("/pages/add/"))

    # Who they are.
    fill_in(page, {"title": TITLE, "lead": "Prowadzi szlaki turystyczne dla rodzin."})
    page.locator("#id_areas label").filter(has_text="Turystyka").click()
    # How to reach them: a wrong number and a wrong postcode.
    open_tab(page, "Adres i kontakt")
    add_row(page, "contact_channels", kind="phone", value="59 840 11")
    fill_in(page, {"seat_street": "Próbna 7", "seat_postcode": "76", "seat_city": "Słupsk"})
    add_row(page, "opening_hours", weekday="0", opens="09:00", closes="08:00")
    # Registers: a NIP whose last digit is wrong.
    open_tab(page, "Rejestry")
    fill_in(page, {"krs": "1234", "nip": "123-456-32-19", "founded_year": "1998"})
    publish(page)

    assert not NGOPage.objects.filter(title=TITLE).exists()
    expect_the_four_errors(page)
    window.picture(pictures, "directory-editor-errors", full=False)

    fill_in(page, {"contact_channels-0-value": "59 840 11 22", "seat_postcode": "76-200"})
    fill_in(page, {"opening_hours-0-closes": "15:00"})
    open_tab(page, "Rejestry")
    fill_in(page, {"nip": "123-456-32-18"})
    publish(page)
    wait_until_live(page)

    entry = NGOPage.objects.filter(title=TITLE).latest("pk")
    assert (entry.live, entry.krs, entry.nip) == (True, "0000001234", "1234563218")

    public = visitor()
    public.go("/organizacje/")
    public.page.fill("input[name=q]", "zolw")
    public.page.keyboard.press("Enter")
    public.page.get_by_role("link", name=TITLE).click()
    article = public.page.locator("article")
    expect(article).to_contain_text("59 840 11 22")
    expect(article).to_contain_text("09:00–15:00")
    expect(article).to_contain_text("Próbna 7, 76-200 Słupsk")
    assert public.take_faults() == []
