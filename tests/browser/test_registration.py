"""Somebody registers by keyboard on a phone: form, letter, seat; waiting list, offer, seat."""

import datetime
import re

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.accessibility import axe_violations, overflow
from wagtail_ngo.models import EventIndexPage, EventPage, Registration

LINK = re.compile(r"https?://\S+/registration/\S+")


@pytest.fixture
def date():
    """A workshop with one seat."""
    page = EventPage(
        title="Warsztat próbny (próba)",
        start_date=timezone.localdate() + datetime.timedelta(days=40),
        start_time=datetime.time(17),
        end_time=datetime.time(19),
        time_zone="Europe/Warsaw",
        registration_mode="here",
        capacity=1,
    )
    EventIndexPage.objects.first().add_child(instance=page)
    page.save_revision().publish()
    yield page.occurrences.get()
    page.unpublish()


def link_to(address: str, subject: str) -> str:
    """The link in the last letter that left for the address."""
    letters = [one for one in mail.outbox if one.to == [address] and subject in one.subject]
    return LINK.search(letters[-1].body)[0]


def look(window) -> None:
    # Where scripts are off, an evaluated promise never settles: axe runs in the other window.
    if window.scripts:
        assert axe_violations(window.page) == []
    assert overflow(window.page) == []


def enter(page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")


def press(page, name: str) -> None:
    """The button, reached and pressed by keyboard."""
    page.get_by_role("button", name=name).focus()
    enter(page)


def fill_in(window, date, name: str, address: str) -> None:
    page = window.page
    window.go(date.get_url())
    look(window)
    page.get_by_role("link", name=re.compile("^Zapisz się na")).focus()
    enter(page)
    look(window)
    page.get_by_label("Imię i nazwisko").focus()
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.type(address)
    page.wait_for_timeout(3100)  # nobody fills a form in less
    enter(page)
    expect(page.locator("main")).to_contain_text("Wysłaliśmy e-mail.")
    look(window)


@pytest.mark.parametrize("scripts", [True, False])
def test_register_wait_and_take_the_seat_by_keyboard(visitor, date, scripts):
    window = visitor(width=360, scripts=scripts)
    page = window.page
    first, second = (f"osoba-{n}-{scripts}@example.org".casefold() for n in (1, 2))

    fill_in(window, date, "Anna Próbna", first)
    window.go(link_to(first, "Potwierdź zapis"))
    press(page, "Tak, potwierdzam zapis")
    expect(page.locator("main")).to_contain_text("Masz miejsce.")

    window.go(date.get_url())
    expect(page.locator("main")).to_contain_text("Brak wolnych miejsc")
    fill_in(window, date, "Jan Próbny", second)
    window.go(link_to(second, "Potwierdź zapis"))
    press(page, "Tak, potwierdzam zapis")
    expect(page.locator("main")).to_contain_text("Jesteś na liście rezerwowej.")

    window.go(link_to(first, "Masz miejsce"))
    look(window)
    press(page, "Odwołaj zapis")
    expect(page.locator("main")).to_contain_text("Zapis jest odwołany.")
    window.go(link_to(second, "Jest dla Ciebie wolne miejsce"))
    look(window)
    press(page, "Tak, biorę miejsce")
    expect(page.locator("main")).to_contain_text("Masz miejsce.")

    rows = Registration.objects.filter(occurrence=date).order_by("pk")
    assert [row.status for row in rows] == ["cancelled", "confirmed"]
