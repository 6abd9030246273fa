"""Dates typed the Polish way: leaving a field changes nothing, a wrong one keeps its text."""

import datetime

import pytest
from playwright.sync_api import expect

from wagtail_ngo.models import BulletinIndexPage, EventIndexPage, EventPage, FundingCall

SPELLINGS = ["16.01.2032", "16-01-2032", "16 stycznia 2032", "2032-01-16"]
DAY = datetime.date(2032, 1, 16)


def addresses() -> dict[str, tuple[str, str]]:
    """Form → its address in the admin and a date field of it."""
    calendar = EventIndexPage.objects.first()
    serial = BulletinIndexPage.objects.first()
    return {
        "event": (f"/admin/pages/add/wagtail_ngo/eventpage/{calendar.pk}/", "start_date"),
        "issue": (f"/admin/pages/add/wagtail_ngo/bulletinissuepage/{serial.pk}/", "issue_date"),
        "call": ("/admin/wagtail_ngo/fundingcall/create/", "deadline"),
    }


def type_into(page, name: str, text: str) -> None:
    """By keyboard, as people do, and on to the next field.

    The picker opens a tenth of a second after the focus came. Whoever is faster leaves it open over
    the form, and its shadow over the button that saves.
    """
    page.focus(f"#id_{name}")
    expect(page.locator(".xdsoft_datetimepicker:visible")).to_have_count(1)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(text)
    page.keyboard.press("Tab")


@pytest.mark.parametrize("kind", ["event", "issue", "call"])
def test_leaving_a_date_changes_nothing_however_it_was_typed(kind, editor, town):
    address, name = addresses()[kind]
    window = editor()
    window.go(address)

    for text in [*SPELLINGS, "wkrótce"]:
        type_into(window.page, name, text)
        # The picker closes late; Wagtail's own widget writes today's date then.
        window.page.mouse.click(5, 5)
        window.page.wait_for_timeout(300)
        expect(window.page.locator(f"#id_{name}")).to_have_value(text)


def test_unreadable_date_keeps_its_text_and_says_what_to_do(editor, town):
    window = editor()
    window.go(addresses()["call"][0])
    page = window.page
    page.fill("#id_title", "Nabór z datą słowami")
    page.fill("#id_funder", "Urząd")
    page.fill("#id_amount_max", "10 tys. zł")
    type_into(page, "deadline", "koniec stycznia")

    page.locator("form [type=submit]:visible").last.click()

    field = page.locator("#id_deadline")
    expect(field).to_have_value("koniec stycznia")
    expect(page.get_by_text("Nie można odczytać tej daty").first).to_be_visible()
    type_into(page, "deadline", "16 stycznia 2032 r.")
    page.locator("form [type=submit]:visible").last.click()
    page.wait_for_url("**/fundingcall/")
    call = FundingCall.objects.filter(title="Nabór z datą słowami").latest("pk")
    assert call.amount_max == 10_000
    assert call.deadline.isoformat() == "2032-01-16T22:59:59+00:00"


def test_event_is_saved_with_a_date_and_hour_in_polish(editor, town):
    window = editor()
    window.go(addresses()["event"][0])
    page = window.page
    page.fill("#id_title", "Spotkanie z datą słowami")
    type_into(page, "start_date", "16 stycznia 2032 r.")
    type_into(page, "start_time", "15.00")
    type_into(page, "end_time", "godz. 16:30")

    page.locator("footer [type=submit]:visible").first.click()
    page.wait_for_load_state("load")

    event = EventPage.objects.filter(title="Spotkanie z datą słowami").latest("pk")
    times = (datetime.time(15), datetime.time(16, 30))
    assert (event.start_date, event.start_time, event.end_time) == (DAY, *times)
