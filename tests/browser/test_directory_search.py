"""Search in the directory: by keyboard, by roles, with and without JavaScript."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import axe_violations

PATH = "/organizacje/"
FIELD = "Kogo lub czego szukasz?"


@pytest.fixture(params=[360, 1280])
def window(visitor, request):
    return visitor(width=request.param)


@pytest.mark.parametrize("width", [360, 1280])
def test_search_works_without_scripts(visitor, width):
    window = visitor(width=width, scripts=False)
    window.go(f"{PATH}")
    window.page.get_by_label("Kogo lub czego szukasz?").fill("zwierzeta")
    window.page.get_by_role("button", name="Szukaj").click()
    first = window.page.locator(".ngo-list__title").first
    expect(first).to_have_text("Towarzystwo Opieki nad Zwierzętami")
    expect(first.locator("mark")).to_have_text("Zwierzętami")
    assert window.page.locator(".ngo-list__title").count() < 10
    window.page.get_by_role("link", name="Usuń").first.click()
    assert window.page.locator(".ngo-list__title").count() > 10


def test_keyboard_search_replaces_the_results_and_says_so(window):
    page = window.page
    window.go(PATH)
    page.get_by_role("combobox", name=FIELD).fill("niewidomi")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Polski Związek Niewidomych")).to_be_visible()
    expect(page.locator("form [role=status]").last).to_contain_text("1")
    assert page.url.endswith("?q=niewidomi")
    assert axe_violations(page) == []


def test_suggestions_are_a_combobox(window):
    page = window.page
    window.go(PATH)
    field = page.get_by_role("combobox", name=FIELD)
    field.press_sequentially("tea", delay=20)
    option = page.get_by_role("option").first
    expect(option).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == option.get_attribute("id")
    assert axe_violations(page) == []
    field.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)


def test_back_button_brings_the_earlier_results(window):
    page = window.page
    window.go(PATH)
    for words in ("teatr", "zwierzęta"):
        page.locator("#ngo-q").fill(words)
        page.locator("#ngo-q").press("Enter")
        page.wait_for_url(lambda url, words=words[:5]: words in url)
        expect(page.locator("#ngo-results")).not_to_have_attribute("aria-busy", "true")
    page.evaluate("window.isTheSamePage = true")
    page.go_back()
    expect(page.get_by_role("heading", name="Teatr Rondo")).to_be_visible()
    expect(page.locator("#ngo-q")).to_have_value("teatr")
    expect(page.locator("#ngo-results")).not_to_have_attribute("aria-busy", "true")
    assert page.evaluate("window.isTheSamePage")


def test_a_link_within_the_page_asks_for_nothing_and_leaves_the_focus_where_it_goes(window):
    page, asked = window.page, []
    window.go(PATH)
    page.wait_for_load_state("networkidle")
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()

    page.keyboard.press("Tab")
    page.wait_for_timeout(500)

    expect(page.locator("#content a").first).to_be_focused()
    assert PATH not in asked


def test_shared_address_gives_the_same_page(window, visitor):
    page = window.page
    window.go(PATH)
    page.locator("#ngo-q").fill("teatr")
    page.locator("#ngo-q").press("Enter")
    expect(page.locator("#ngo-found")).to_be_focused()
    names = page.locator(".ngo-list__title").all_inner_texts()
    fresh = visitor()
    fresh.page.goto(page.url)
    assert fresh.page.locator(".ngo-list__title").all_inner_texts() == names


def results(page) -> list[str]:
    return page.locator(".ngo-list__title").all_text_contents()


@pytest.mark.parametrize(
    ("asked", "said", "found"),
    [
        ("gdzie znajdę pomoc dla niewidomych proszę", "Pominęliśmy słowa:", "Niewidomych"),
        ("mój mąż pije", "Z piciem w rodzinie nie trzeba zostawać samemu", ""),
        ("тварини", "Pokazujemy wyniki dla: zwierzęta", "Zwierzętami"),
    ],
)
def test_questions_situations_and_other_languages_are_answered(window, asked, said, found):
    page = window.page
    window.go(f"{PATH}?q={asked}")
    expect(page.locator("#ngo-results, main").first).to_contain_text(said)
    assert results(page) != []
    assert [name for name in results(page)[:5] if found in name] != []
    assert axe_violations(page) == []


def test_a_correction_is_shown_and_taken_back(window):
    page = window.page
    window.go(f"{PATH}?q=zwiezreta")
    expect(page.locator("main")).to_contain_text("Pokazujemy wyniki dla:")
    assert [name for name in results(page) if "Zwierzętami" in name] != []
    page.get_by_role("link", name="Szukaj dokładnie „zwiezreta”").click()
    page.wait_for_url("**exact=1**")
    assert results(page) == []
