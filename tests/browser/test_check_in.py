"""Check-in through a lost connection, by the code of a person, and a list brought to the desk."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.test_desk import date, look  # noqa: F401
from wagtail_ngo.models import Attendance, Registration
from wagtail_ngo.services.registration import attendance, codes
from wagtail_ngo.services.registration.rules import target_for

READ = "() => Object.entries(localStorage).filter(([key]) => key.startsWith('ngo-check-in'))"
KEPT = {"id", "row", "isHere", "people", "attendance"}


def row_of(date, name):  # noqa: F811
    return Registration.objects.get(occurrence=date, name=name)


def there(date) -> list[str]:  # noqa: F811
    rows = Attendance.objects.filter(occurrence=date, registration__isnull=False)
    return sorted(rows.values_list("registration__name", flat=True))


def refuse(route) -> None:
    route.abort("internetdisconnected")


def go_offline(window) -> None:
    """Nothing leaves the window any more; by the browser's switch alone a request may still do."""
    window.context.route("**/*", refuse)
    window.context.set_offline(True)
    window.page.wait_for_function("() => !navigator.onLine")


def go_online(window) -> None:
    window.context.unroute("**/*", refuse)
    window.context.set_offline(False)


def tap(page, name: str, button: str = "Jest") -> None:
    row = page.locator("li[data-ngo-row]", has_text=name)
    if button == "Cofnij":
        row.get_by_text("Zaznaczono przez pomyłkę?").click()
    row.get_by_role("button", name=button, exact=True).click()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_taps_without_a_connection_are_kept_and_sent_later(editor, date, pictures, scheme):  # noqa: F811
    window = editor(width=360, height=760, scheme=scheme)
    page = window.page
    state = page.get_by_role("status")
    window.go(f"/admin/ngo/dates/{date.pk}/check-in/")
    tap(page, "Piotr Ćwik")
    expect(state).to_contain_text("Piotr Ćwik: obecność od")

    go_offline(window)
    tap(page, "Anna Żak")
    tap(page, "Ewa Łąka")
    tap(page, "Jan PróbnyA")
    tap(page, "Jan PróbnyA", "Cofnij")
    tap(page, "Piotr Ćwik", "Cofnij")
    expect(state).to_contain_text("Brak połączenia.")
    expect(state).to_contain_text("Jeszcze niewysłane, zachowane na tym urządzeniu: 4.")
    expect(page.locator("li", has_text="Anna Żak")).to_contain_text("jest, jeszcze niewysłane")
    assert there(date) == ["Piotr Ćwik"]
    look(page)
    window.picture(pictures, f"check-in-offline-{scheme}")

    [[_key, stored]] = page.evaluate(READ)
    taps = json.loads(stored)
    assert [set(one) for one in taps] == [KEPT] * 4
    numbers = {str(row.pk) for row in Registration.objects.filter(occurrence=date)}
    assert {one["row"] for one in taps} <= numbers
    for name in ("Anna", "Żak", "Ewa", "Piotr", "@"):
        assert name not in stored

    page.get_by_label("Nazwisko lub organizacja").fill("lak")
    page.keyboard.press("Enter")
    expect(page.locator("#ngo-main li h2:visible")).to_have_text(["Ewa Łąka"])
    expect(state).to_contain_text("Znaleziono na tej stronie: 1.")
    page.get_by_role("link", name="Wszystkie", exact=True).click()
    page.get_by_label("Imię i nazwisko").fill("Zofia bez Zapisu")
    page.get_by_role("button", name="Dopisz").click()
    expect(state).to_contain_text("Zostaw to tak i wyślij później.")
    expect(page.get_by_label("Imię i nazwisko")).to_have_value("Zofia bez Zapisu")

    go_online(window)
    expect(page.locator("li", has_text="Anna Żak")).to_contain_text("obecność od")
    expect(page.locator("[data-ngo-there]")).to_have_text("2")
    expect(state).to_have_text("Wszystko wysłane.")
    assert there(date) == ["Anna Żak", "Ewa Łąka"]
    assert page.evaluate(READ) == []
    look(page)


def test_taps_outlive_the_page(editor, date):  # noqa: F811
    window = editor(width=360)
    page = window.page
    address = f"/admin/ngo/dates/{date.pk}/check-in/"
    window.go(address)
    go_offline(window)
    tap(page, "Anna Żak")
    tap(page, "Ewa Łąka")
    expect(page.get_by_role("status")).to_contain_text("urządzeniu: 2.")
    # The window is gone, the device keeps what was tapped.
    page.goto("about:blank")
    go_online(window)

    window.go(address)

    for name in ("Anna Żak", "Ewa Łąka"):
        expect(page.locator("li[data-ngo-row]", has_text=name)).to_contain_text("obecność od")
    page.wait_for_function(f"() => ({READ})().length === 0")
    assert there(date) == ["Anna Żak", "Ewa Łąka"]
    look(page)


def test_tap_taken_back_before_it_was_sent_undoes_nothing_of_others(editor, date):  # noqa: F811
    window = editor(width=360)
    page = window.page
    state = page.get_by_role("status")
    window.go(f"/admin/ngo/dates/{date.pk}/check-in/")
    go_offline(window)
    for name in ("Anna Żak", "Ewa Łąka"):
        tap(page, name)
        tap(page, name, "Cofnij")
    tap(page, "Piotr Ćwik")
    expect(state).to_contain_text("urządzeniu: 3.")
    attendance.check_in(date, row_of(date, "Anna Żak"), now=date.starts_at)
    row_of(date, "Piotr Ćwik").delete()

    go_online(window)

    problems = page.get_by_role("alert").get_by_role("listitem")
    expect(problems).to_have_count(2)
    expect(problems.first).to_contain_text("Anna Żak: Tę osobę")
    expect(page.locator("li[data-ngo-row]", has_text="Anna Żak")).to_contain_text("obecność od")
    expect(page.get_by_text("jeszcze niewysłane").locator("visible=true")).to_have_count(0)
    expect(state).to_have_count(0)  # Hidden: not all of it could be done.
    assert page.evaluate(READ) == []
    assert there(date) == ["Anna Żak"]


def test_tap_taken_back_while_it_is_on_its_way_is_undone(editor, date):  # noqa: F811
    window = editor(width=360)
    page = window.page
    window.go(f"/admin/ngo/dates/{date.pk}/check-in/")
    held = []
    page.route("**/check-in/*/", lambda route: held.append(route), times=1)
    with page.expect_request("**/check-in/*/"):
        tap(page, "Anna Żak")
    tap(page, "Anna Żak", "Cofnij")
    [first] = held
    first.continue_()

    expect(page.locator("[data-ngo-there]")).to_have_text("0")
    expect(page.get_by_role("status")).to_have_text("Wszystko wysłane.")
    assert there(date) == []


def test_browser_that_is_too_old_for_the_script_checks_in_by_the_form(editor, date):  # noqa: F811
    window = editor(width=360)
    page = window.page
    page.add_init_script("delete AbortSignal.timeout")
    window.go(f"/admin/ngo/dates/{date.pk}/check-in/")

    tap(page, "Anna Żak")

    expect(page.get_by_role("status")).to_contain_text("Anna Żak")
    expect(page.locator("li[data-ngo-row]", has_text="Anna Żak")).to_contain_text("obecność od")
    assert there(date) == ["Anna Żak"]


def test_whoever_was_logged_out_meanwhile_loses_no_tap(editor, date):  # noqa: F811
    window = editor(width=360)
    page = window.page
    window.go(f"/admin/ngo/dates/{date.pk}/check-in/")
    window.context.clear_cookies()

    tap(page, "Anna Żak")

    expect(page.get_by_role("status")).to_contain_text("wczytać stronę od nowa")
    expect(page.get_by_role("link", name="Wczytaj stronę od nowa")).to_be_visible()
    assert len(page.evaluate(READ)) == 1
    assert there(date) == []


@pytest.mark.parametrize("scripts", [True, False])
def test_code_opens_the_person_and_one_tap_is_enough(editor, visitor, date, pictures, scripts):  # noqa: F811
    row = row_of(date, "Anna Żak")
    address = codes.address(codes.token_for(row, target_for(row.target)), target_for(row.target))
    stranger = visitor(width=360)
    stranger.go(address)
    expect(stranger.page.locator("main")).to_contain_text("Otwiera się tylko organizatorom.")
    expect(stranger.page.locator("body")).not_to_contain_text("Anna")
    look(stranger.page)
    assert stranger.take_faults() == []
    stranger.picture(pictures, "code-stranger")

    window = editor(width=360, scripts=scripts)
    page = window.page
    window.go(address)
    expect(page.locator("h2")).to_have_text(["Anna Żak"])
    if scripts:
        look(page)
        window.picture(pictures, "code-person")
    page.get_by_role("button", name="Jest", exact=True).click()
    expect(page.locator("main")).to_contain_text("obecność od")
    assert there(date) == ["Anna Żak"]


def test_list_is_looked_at_and_registered(editor, date, pictures):  # noqa: F811
    window = editor(width=1280)
    page = window.page
    window.go(f"/admin/ngo/dates/{date.pk}/import/")
    rows = ["Imię i nazwisko;E-mail;Organizacja", "Zofia Nowa;zofia-lista@example.org;Koło", ";;x"]
    page.get_by_label("Plik").set_input_files(
        {"name": "lista.csv", "mimeType": "text/csv", "buffer": "\n".join(rows).encode()}
    )
    page.get_by_role("button", name="Sprawdź listę").click()
    expect(page.locator(".listing tbody tr")).to_have_count(2)
    look(page)
    window.picture(pictures, "desk-import")
    page.get_by_label("Skąd jest lista").fill("Lista papierowa (próba)")
    page.get_by_role("button", name="Zapisz 1 osobę").click()
    expect(page.get_by_text("1 osoba jest zapisana.")).to_be_visible()
    assert row_of(date, "Zofia Nowa").note == "Lista z importu: Lista papierowa (próba)"
    # Contrast is measured when the message has faded in.
    page.wait_for_function(
        "() => document.getAnimations().every((one) => !(one instanceof CSSTransition))"
    )
    look(page)
