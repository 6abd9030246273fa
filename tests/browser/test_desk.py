"""The organiser on a phone: checks people in, writes a walk-in down, closes the date."""

import datetime
import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.accessibility import axe_violations, overflow
from wagtail_ngo.models import (
    Attendance,
    EventIndexPage,
    EventPage,
    NGOPage,
    OccurrenceClosing,
    Registration,
)
from wagtail_ngo.services.events import occurrences
from wagtail_ngo.services.registration import desk
from wagtail_ngo.services.registration.registering import Person

PEOPLE = 10
NAMES = ["Anna Żak", "Piotr Ćwik", "Ewa Łąka", *(f"Jan Próbny{n}" for n in "ABCDEFG")]


@pytest.fixture
def date():
    """A meeting that began an hour ago, for which ten people registered last week."""
    now = timezone.now()
    start = timezone.localtime(now - datetime.timedelta(hours=1))
    page = EventPage(
        title="Spotkanie przy stoliku (próba)",
        start_date=start.date(),
        start_time=start.time().replace(second=0, microsecond=0),
        time_zone="Europe/Warsaw",
        registration_mode="here",
    )
    EventIndexPage.objects.first().add_child(instance=page)
    page.save_revision().publish()
    occurrences.rebuild(page, now=now - datetime.timedelta(days=7))
    date = page.occurrences.get()
    entry = NGOPage.objects.live().first()
    for name in NAMES:
        desk.add(date, Person(name=name, organization=entry), now=now)
    yield date
    page.unpublish()


def look(page) -> None:
    assert axe_violations(page) == []
    assert overflow(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_check_in_ten_people_and_a_walk_in_then_close_the_date(editor, date, pictures, scheme):
    window = editor(width=360, height=760, scheme=scheme)
    page = window.page
    window.go(f"/admin/ngo/dates/{date.pk}/check-in/")
    look(page)
    headings = page.locator("#ngo-main li h2")
    assert headings.all_inner_texts()[:3] == ["Piotr Ćwik", "Ewa Łąka", "Jan PróbnyA"]
    window.picture(pictures, f"check-in-{scheme}")

    page.get_by_label("Nazwisko lub organizacja").fill("zak")
    page.keyboard.press("Enter")
    expect(headings).to_have_text(["Anna Żak"])
    page.get_by_role("button", name="Jest", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Anna Żak: obecność od")
    look(page)
    window.go(f"/admin/ngo/dates/{date.pk}/check-in/?waiting=1")
    expect(headings).to_have_count(PEOPLE - 1)
    buttons = page.get_by_role("button", name="Jest", exact=True)
    for left in range(PEOPLE - 1, 0, -1):
        expect(buttons).to_have_count(left)
        buttons.first.click()
    expect(page.locator("[data-ngo-there]")).to_have_text("10")
    page.get_by_label("Imię i nazwisko").fill("Zofia bez Zapisu")
    page.get_by_label("Organizacja", exact=True).fill("Koło próbne")
    page.get_by_role("button", name="Dopisz").click()
    expect(page.locator(".ngo-desk__sum")).to_contain_text("11 osób na miejscu, 10 zapisów")
    look(page)
    assert Attendance.objects.filter(occurrence=date).count() == PEOPLE + 1

    page.get_by_role("link", name="Zamknij termin").click()
    page.wait_for_load_state("load")
    page.get_by_label("Tak", exact=True).check()
    page.get_by_label("Liczba obecnych").fill("14")
    assert axe_violations(page) == []
    window.picture(pictures, f"close-{scheme}")
    page.get_by_role("button", name="Zamknij termin").click()
    expect(page.get_by_text("Termin jest zamknięty.")).to_be_visible()
    closing = OccurrenceClosing.objects.get(occurrence=date)
    assert (closing.was_held, closing.head_count) == (True, 14)
    rows = Registration.objects.filter(occurrence=date)
    assert set(rows.values_list("status", flat=True)) == {"attended"}
    assert re.match("Zofia", Attendance.objects.get(is_walk_in=True, occurrence=date).name)


def test_check_in_works_without_scripts(editor, date):
    window = editor(width=360, scripts=False)
    page = window.page
    window.go(f"/admin/ngo/dates/{date.pk}/check-in/?waiting=1")
    headings = page.locator("#ngo-main li h2")
    for left in range(PEOPLE, PEOPLE - 3, -1):
        expect(headings).to_have_count(left)
        page.get_by_role("button", name="Jest", exact=True).first.click()
    expect(page.locator(".ngo-desk__sum")).to_contain_text("3 osoby na miejscu, 10 zapisów")
    window.go(f"/admin/ngo/dates/{date.pk}/check-in/")
    page.get_by_text("Zaznaczono przez pomyłkę?").first.click()
    page.get_by_role("button", name="Cofnij").first.click()
    expect(page.locator(".ngo-desk__sum")).to_contain_text("2 osoby na miejscu")


def test_pages_of_the_desk(editor, date, pictures):
    window = editor(width=1280)
    page = window.page
    for path, name in (("", "desk"), ("add/", "add"), ("letter/", "letter"), ("close/", "close")):
        window.go(f"/admin/ngo/dates/{date.pk}/{path}")
        assert axe_violations(page) == []
        window.picture(pictures, f"desk-{name}")
    window.go(f"/admin/ngo/dates/{date.pk}/close/")
    page.get_by_text("Zdjęcia", exact=True).click()
    expect(page.get_by_label("Co widać na zdjęciu")).to_have_count(4)
    assert axe_violations(page) == []
    window.picture(pictures, "desk-photos")
    row = Registration.objects.filter(occurrence=date).first()
    window.go(f"/admin/ngo/registrations/{row.pk}/")
    assert axe_violations(page) == []
    window.picture(pictures, "desk-registration")
    window.go("/admin/ngo/dates/")
    assert axe_violations(page) == []
    window.picture(pictures, "desk-dates")
