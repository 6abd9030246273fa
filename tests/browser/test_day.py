"""A day of Redakcja NGO: one of each thing on "Dziś", settled by its button until none is left."""

import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from tests.browser import busy_day
from tests.browser.accessibility import axe_violations
from tests.browser.conftest import EVENT_DESK
from tests.browser.visit import MINUTES, publish
from wagtail_ngo.enums import ChangeState
from wagtail_ngo.models import ChangeRequest, NGOPage

LINES = ".ngo-today__text"


def decide_the_request(page: Page) -> None:
    page.get_by_role("button", name="Przyjmij zaznaczone i opublikuj").click()


def deal_with_the_hint(page: Page) -> None:
    page.get_by_role("button", name="Oznacz jako załatwione").click()


def choose_a_host(page: Page) -> None:
    page.locator("select[name$=-host]").nth(1).select_option(label="Klub Wzorowy")
    page.get_by_role("button", name="Zapisz i opublikuj").click()


def let_the_holiday_take_place(page: Page) -> None:
    row = page.locator("tr", has_text="3 maja")
    row.locator("select[name$=-action]").select_option(label="odbywa się")
    page.get_by_role("button", name="Zapisz i opublikuj").click()


def keep_our_words(page: Page) -> None:
    page.get_by_label("Zostaw to, co jest tutaj").check()
    page.get_by_role("button", name="Zapisz decyzje").click()


def close_the_date(page: Page) -> None:
    page.get_by_label("Tak", exact=True).check()
    page.get_by_label("Liczba obecnych").fill("12")
    page.get_by_role("button", name="Zamknij termin").click()


def write_the_issue(page: Page) -> None:
    """The line stays, now with a draft: on to the issue, and out with it."""
    page.wait_for_url(re.compile("/proposals/"))
    page.get_by_role("button", name="Dodaj zaznaczone").click()
    page.wait_for_url(re.compile("/edit/"))
    page.fill("#id_summary", "Co będzie.")
    publish(page)
    page.get_by_role("button", name="Wydaj teraz").click(timeout=MINUTES)


def make_the_file(page: Page) -> None:
    page.locator("[data-ngo-state]").get_by_role("button", name="Spróbuj ponownie").click()
    link = page.locator("[data-ngo-state]").get_by_role("link", name="PDF do internetu")
    expect(link).to_be_visible(timeout=MINUTES)


def send_again(page: Page) -> None:
    page.get_by_role("button", name="Wyślij ponownie").click()


def confirm_the_entry(page: Page) -> None:
    page.locator("tr", has_text="Dawny Zespół").get_by_role("checkbox").check()
    page.get_by_role("link", name=re.compile("jako potwierdzone")).click()
    page.get_by_role("button", name="Zgadzają się").click()


def add_a_synonym(page: Page) -> None:
    page.get_by_role("link", name="Dodaj synonim").click()
    page.wait_for_url(re.compile("/create/"))
    words = page.locator("#id_words")
    expect(words).to_have_value("skate park")
    words.fill("skate park, rolki")
    page.locator("form [type=submit]:visible").last.click()


#: What "Dziś" says in this order, the name of the button, and what is done where it leads.
DAY: list[tuple[str, str, Callable[[Page], None]]] = [
    ("1 zgłoszenie zmian czeka na decyzję.", "Rozstrzygnij", decide_the_request),
    ("Według zgłoszeń brakuje 1 organizacji.", "Zobacz", deal_with_the_hint),
    ("1 nadchodzący termin nie ma jeszcze gospodarza.", "Wybierz gospodarzy", choose_a_host),
    ("1 termin z zapisanymi osobami", "Rozstrzygnij", let_the_holiday_take_place),
    ("1 zaimportowane wydarzenie", "Porównaj", keep_our_words),
    ("1 miniony termin", "Zapisz, co się odbyło", close_the_date),
    ("„Biuletyn Informacyjny”: następny numer", "Rozpocznij numer", write_the_issue),
    ("Nie udało się utworzyć 1 pliku biuletynu.", "Otwórz numer", make_the_file),
    ("1 wiadomość", "Zobacz", send_again),
    ("1 wpis", "Potwierdź", confirm_the_entry),
    ("1 wyszukiwanie", "Dodaj synonimy", add_a_synonym),
    ("Twój szkic: „Szkic pikniku”.", "Pisz dalej", publish),
]


@pytest.fixture
def day(empty_town) -> busy_day.Day:
    return busy_day.make()


def texts(window) -> list[str]:
    window.go("/admin/ngo/today/")
    return window.page.locator(LINES).all_inner_texts()


def test_each_line_is_settled_by_its_button_until_the_kind_sentence_stands_there(
    day, editor, pictures
):
    window = editor()
    page = window.page
    assert len(texts(window)) == len(DAY), texts(window)
    assert [one for one in axe_violations(page) if "ngo-" in one] == []
    window.picture(pictures, "day")

    for number, (text, button, settle) in enumerate(DAY, start=1):
        left = texts(window)
        assert len(left) == len(DAY) - number + 1, left
        assert left[0].startswith(text), left
        line = page.locator(".ngo-today__line").first
        line.get_by_text(re.compile(f"^{button}")).click()
        page.wait_for_load_state("load")
        settle(page)
        page.wait_for_load_state("load")

    assert texts(window) == []
    expect(page.locator(".ngo-today__done")).to_have_text("Nic dziś nie czeka. Dobrego dnia!")
    window.picture(pictures, "day-done")
    window.go("/admin/")
    expect(page.locator("#ngo-today-section, [id^=panel-ngo-today]").first).to_contain_text(
        "Nic dziś nie czeka."
    )


def test_a_request_is_refused_with_a_reason_that_reaches_the_sender(day, editor, pictures):
    mail.outbox.clear()
    window = editor()
    page = window.page
    window.go("/admin/ngo/today/")
    page.get_by_role("link", name=re.compile("^Rozstrzygnij")).first.click()

    page.get_by_role("button", name="Odrzuć wszystko").click()
    expect(page.locator(".messages")).to_contain_text("Proszę napisać powód odmowy")
    assert ChangeRequest.objects.get().state == ChangeState.WAITING
    boxes = [one.bounding_box() for one in page.locator(".ngo-admin__actions .button").all()]
    lines = [box["x"] for last, box in pairwise(boxes) if box["y"] > last["y"]]
    assert lines == [boxes[0]["x"]]
    page.locator("#ngo-answer").fill("Soboty są zajęte przez inny klub.")
    window.picture(pictures, "request-refused")
    page.get_by_role("button", name="Odrzuć wszystko").click()
    expect(page.locator(".messages")).to_contain_text("nadawca otrzyma odpowiedź")

    request, entry = ChangeRequest.objects.get(), NGOPage.objects.get(pk=day.entry.pk)
    assert (request.state, entry.lead) == (ChangeState.REJECTED, day.entry.lead)
    [letter] = [one for one in mail.outbox if one.to == ["biuro@example.org"]]
    assert "Soboty są zajęte przez inny klub." in letter.body
    assert "Klub Wzorowy" in letter.subject
    assert not any("zgłoszenie zmian" in text for text in texts(window))


#: What the event desk has no part in: words on "Dziś" and in the menu, and addresses.
NOT_OF_THE_DESK = ["zgłoszenie", "brakuje", "Biuletyn Informacyjny", "pliku", "wiadomość", "wpis"]
MENU = ["Konkursy", "Zgłoszenia", "Raporty"]


def test_a_role_that_may_not_sees_nothing_of_it(day, editor):
    window = editor(EVENT_DESK)
    page = window.page
    request = ChangeRequest.objects.get()

    shown = texts(window)
    assert [text for text in shown if any(word in text for word in NOT_OF_THE_DESK)] == []
    assert any(text.startswith("1 miniony termin") for text in shown)
    page.get_by_role("button", name="NGO", exact=True).click()
    menu = page.locator("#wagtail-sidebar")
    expect(menu.get_by_role("link", name="Dziś", exact=True)).to_be_visible()
    assert [name for name in MENU if menu.get_by_role("link", name=name).count()] == []
    # The dates are hers to edit, as a draft; publishing and splitting are not.
    window.go(f"/admin/ngo/events/{day.hosted.pk}/dates/")
    expect(page.get_by_role("button", name="Zapisz szkic")).to_be_visible()
    assert page.get_by_role("button", name="Zapisz i opublikuj").count() == 0
    assert page.get_by_role("link", name=re.compile("ten i następne")).count() == 0
    start = day.hosted.start_date
    for address in (
        f"/admin/ngo/change-requests/{request.pk}/",
        f"/admin/ngo/events/{day.hosted.pk}/split/{start}/",
        f"/admin/ngo/bulletin/{day.issue.pk}/issue/",
    ):
        window.go(address)
        expect(page).to_have_url(f"{window.origin}/admin/")
        expect(page.locator(".messages")).to_contain_text("uprawnień")
