"""What a screen reader is told, in its order: the accessibility tree of the main pages."""

import pytest
from playwright.sync_api import expect

SEARCH = """
- 'heading "Organizacje: sport" [level=1]'
- search:
  - 'combobox "Kogo lub czego szukasz?"': sport
  - button "Szukaj"
  - paragraph:
    - link /Przejdź do wyników \\(\\d+\\)/
  - group:
    - group "Obszar działania":
      - paragraph:
        - 'checkbox /Sport i kultura fizyczna wpisy: \\d+/'
  - region /Znaleziono \\d+ organizacj/:
    - heading /Znaleziono \\d+ organizacj/ [level=2]
    - list "Twoje warunki":
      - listitem:
        - 'link "Usuń: „sport”"'
    - list:
      - listitem:
        - heading /Klub Sportowy/ [level=3]:
          - link /Klub Sportowy/
"""
ENTRY = """
- navigation "Jesteś tutaj":
  - list:
    - listitem:
      - link "Organizacje"
- article:
  - heading /Klub Sportowy Fala/ [level=1]
  - region "Kontakt":
    - heading "Kontakt" [level=2]
    - term: Telefon
    - definition:
      - link /[\\d\\s]+/
"""


def test_results_are_told_in_the_order_of_the_page(visitor):
    window = visitor()
    window.go("/organizacje/?q=sport")

    expect(window.page.locator("main")).to_match_aria_snapshot(SEARCH)
    assert window.page.locator("main .ngo-list p:empty").count() == 0


def test_an_entry_is_told_with_names_for_its_parts(visitor):
    window = visitor()
    window.go("/organizacje/uks-fala/")

    expect(window.page.locator("main")).to_match_aria_snapshot(ENTRY)


@pytest.mark.parametrize(
    "path", ["/", "/organizacje/", "/organizacje/uks-fala/", "/wydarzenia/", "/biuletyn/"]
)
def test_nothing_is_told_that_has_no_words(visitor, path):
    """No link or button without a name, no empty heading, no empty paragraph in a list."""
    window = visitor()
    window.go(path)
    told = window.page.locator("main").aria_snapshot().splitlines()

    nameless = (
        "- link",
        "- link:",
        "- button",
        "- button:",
        "- heading",
        "- checkbox",
        "- textbox",
    )
    assert [line for line in told if line.strip() in nameless] == []
    assert window.page.locator("main li > p:empty").count() == 0
