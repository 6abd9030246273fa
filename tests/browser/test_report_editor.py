"""Somebody of Redakcja NGO puts a figure into a sentence by keyboard; a reader reads the number."""

import re
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from tests.browser.accessibility import axe_violations, overflow
from tests.browser.test_event_editor import write
from tests.browser.visit import publish
from wagtail_ngo.enums import CountsAs
from wagtail_ngo.models import ActivityReportPage, Occurrence
from wagtail_ngo.services.reports import freezing

TITLE = "Sprawozdanie próbne"
TEXT = ".Draftail-Editor [contenteditable=true]"


@pytest.fixture
def report():
    yield ActivityReportPage.objects.get(slug="sprawozdanie-2017")
    for page in ActivityReportPage.objects.filter(title=TITLE):
        page.delete()


def begin_report(window, parent: ActivityReportPage) -> None:
    """A report of 2017 below another, with an empty text in it and the cursor in the text."""
    page = window.page
    window.go(f"/admin/pages/add/wagtail_ngo/activityreportpage/{parent.pk}/")
    write(page, "#id_title", TITLE)
    write(page, "#id_first_day", "2017-01-01")
    write(page, "#id_last_day", "2017-12-31")
    page.get_by_role("button", name=re.compile("Wstaw blok|Dodaj blok|Insert")).first.click()
    page.get_by_role("option", name=re.compile("^Tekst z liczbami")).click()
    page.locator(TEXT).focus()


def open_dialog(page: Page) -> Locator:
    """The editor's own way by keyboard: a slash and the beginning of the name."""
    page.keyboard.type("/liczba")
    expect(page.get_by_role("option", name="Liczba w sprawozdaniu")).to_be_visible()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Liczba w sprawozdaniu")
    expect(dialog.get_by_role("combobox")).to_be_focused()
    return dialog


def publish_report(page: Page) -> ActivityReportPage:
    publish(page)
    report = ActivityReportPage.objects.filter(title=TITLE).latest("pk")
    assert report.live
    return report


def test_a_figure_is_put_into_a_sentence_by_keyboard(editor, visitor, report, pictures):
    window = editor()
    page = window.page
    begin_report(window, report)
    page.keyboard.type("W 2017 roku odbyło się ")

    dialog = open_dialog(page)
    window.picture(pictures, "report-editor-dialog", full=False)
    # An attribute of Wagtail's own editor is no fault of the dialog.
    assert [one for one in axe_violations(page) if "DraftEditor-content" not in one] == []
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.locator(TEXT)).to_be_focused()
    dialog = open_dialog(page)
    page.keyboard.type("spotk")
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    # Somebody looks before she types on; the editor takes its cursor back a moment later.
    expect(page.locator(TEXT)).to_be_focused()
    expect(page.locator(TEXT)).to_have_text("W 2017 roku odbyło się spotkania")
    page.wait_for_timeout(500)
    page.keyboard.type(" w mieście.")
    expect(page.locator(TEXT)).to_have_text("W 2017 roku odbyło się spotkania w mieście.")
    # The editor writes into its form field a quarter of a second after the last key.
    page.wait_for_function(
        "[...document.querySelectorAll('input')].some(one => one.value.includes('w mieście.'))"
    )
    published = publish_report(page)

    reader = visitor(width=360, height=760)
    reader.go(urlsplit(published.url).path)
    sentence = reader.page.locator(".ngo-report .ngo-prose p")
    text = sentence.inner_text().replace("\xa0", " ")
    assert text == "W 2017 roku odbyło się 11 spotkań integracyjnych w mieście."
    sentence.get_by_role("link", name="11").click()
    definition = reader.page.locator("#ngo-figure-meetings")
    expect(definition).to_be_in_viewport()
    expect(definition).to_contain_text("Spotkania, które odbyły się w tym okresie")
    assert reader.take_faults() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_year_so_far_stands_on_the_home_of_the_office(editor, pictures, width, scheme):
    window = editor(width=width, scheme=scheme)
    window.go("/admin/")
    panel = window.page.locator(".ngo-this-year")

    expect(panel.get_by_role("row")).to_have_count(13)
    assert axe_violations(window.page) == []
    assert overflow(window.page) == []
    window.picture(pictures, f"this-year-{width}-{scheme}")
    panel.get_by_role("link", name=re.compile("numery biuletynu")).click()
    expect(window.page.get_by_role("heading", level=1)).to_have_text("Ten rok: numery biuletynu")


@pytest.fixture
def frozen(report):
    """The report of the demo, frozen; afterwards the fourth meeting was called off."""
    freezing.freeze(report, user=None, now=timezone.now())
    meetings = Occurrence.objects.filter(counts_as=CountsAs.MEETING, local_day__year=2017)
    fourth = meetings.order_by("starts_at")[3]
    kept = Occurrence.objects.filter(pk=fourth.pk).values("status", "closed_at").get()
    Occurrence.objects.filter(pk=fourth.pk).update(status="cancelled", closed_at=None)
    yield fourth
    Occurrence.objects.filter(pk=fourth.pk).update(**kept)
    freezing.release(report, user=None, reason="Test")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_a_frozen_report_tells_which_meeting_no_longer_counts_and_why(
    editor, report, frozen, pictures, width, scheme
):
    window = editor(width=width, scheme=scheme)
    window.go(f"/admin/ngo/reports/{report.pk}/figures/")
    page = window.page

    name = "Spotkania: 11 w sprawozdaniu, 10 teraz"
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
    row = page.get_by_role("region", name=name, exact=True).get_by_role("row").nth(1)
    expect(row).to_contain_text(frozen.title)
    expect(row).to_contain_text("już się nie liczy: odwołane")
    window.picture(pictures, f"report-changes-{width}-{scheme}")
    assert axe_violations(page) == []
    assert overflow(page) == []
