"""PDFs of an activity report: valid, complete, in Polish, and those of a frozen one."""

import datetime
import io

import page as page_validation
import pikepdf
import pytest
from django.utils import translation

from tests.integration.pdf.year_report import BODY, NOW, meeting, pages
from wagtail_ngo.domain.pdf.tree import Tree, role, walk
from wagtail_ngo.enums import DocumentKind, FigureKey
from wagtail_ngo.services.reports import files, freezing, words

# What paper shows is the same whichever database the rows come from.
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


#: Kind → file of the report of the fixture, which is the same in every test that changes nothing.
UNCHANGED: dict[DocumentKind, bytes] = {}


def unchanged(report, kind=DocumentKind.REPORT) -> bytes:
    """The file of a report as the fixture made it, laid out once for all tests that read it."""
    if kind not in UNCHANGED:
        UNCHANGED[kind] = files.made(report, kind, now=NOW).data
    return UNCHANGED[kind]


@pytest.mark.parametrize("kind", files.KINDS)
def test_every_file_of_a_report_conforms(report, kind):
    data = unchanged(report, kind)

    for profile in ("ua1", "2a"):
        result = page_validation.validate_pdf_bytes(data, profile=profile)
        assert [(one.rule_id, one.message) for one in result.failures] == [], profile
    assert pikepdf.open(io.BytesIO(data)).Root.Lang == "pl"


def test_the_report_holds_its_words_figures_and_definitions(report):
    first, *rest = pages(unchanged(report))
    text = " ".join(rest)

    assert "Działania w 2017 roku Zażółć. Okres: 2017 Liczby policzono z zapisów 1 lutego" in first
    assert "W roku odbyło się 11 spotkań integracyjnych." in text
    assert "Razem 11." in text
    assert "Wskaźnik Wartość Rok poprzedni Liczba głosujących wybory do Rady 0 0" in text
    assert "spotkania 11 1 Spotkania, które odbyły się w tym okresie" in text
    with translation.override("pl"):
        named, not_named = map(words.definition, (FigureKey.MEETINGS, FigureKey.SEARCHES))
    assert (named in text, not_named in text) == (True, False)


def walked(data: bytes) -> tuple[pikepdf.Pdf, list]:
    pdf = pikepdf.open(io.BytesIO(data))
    return pdf, list(walk(Tree.of(pdf).document))


def test_the_report_is_tagged_with_headings_tables_and_a_described_picture(report):
    _pdf, elements = walked(unchanged(report))
    names = [role(element) for element in elements]

    assert [names.count(level) for level in ("H1", "H2", "H3")] == [1, 4, 7]
    assert (names.count("Table"), names.count("THead")) == (6, 6)
    assert [str(e.Alt) for e in elements if role(e) == "Figure"] == ["Ludzie przy stole"]


def test_a_list_of_sentences_with_figures_is_no_table_of_contents(report):
    _pdf, elements = walked(unchanged(report))
    names = [role(element) for element in elements]

    assert names.count("TOC") == 0
    assert names.count("LI") >= 3


def test_a_frozen_report_prints_what_is_frozen(report, admin_user):
    freezing.freeze(report, user=admin_user, now=NOW)
    meeting(12)
    later = NOW + datetime.timedelta(days=400)

    text = " ".join(pages(files.made(report, DocumentKind.REPORT, now=later).data))

    assert "W roku odbyło się 11 spotkań integracyjnych." in text
    assert "To są liczby z 1 lutego 2018; już się nie zmieniają." in text


def test_the_year_on_one_page_stays_on_one_page(report):
    """Seven figures, sums of money, a long title and more hosts than fit."""
    for number in range(40):
        meeting(12, host=f"Towarzystwo Miłośników Rzeki Słupi i Okolic Oddział numer {number}")
    report.title = "Sprawozdanie z realizacji programu współpracy miasta z organizacjami " * 2
    for block in report.body:
        if block.block_type == "poster":
            block.value["heading"] = "Rok pracy wszystkich organizacji pozarządowych " * 2

    texts = pages(files.made(report, DocumentKind.POSTER, now=NOW).data)

    assert len(texts) == 1
    assert "i jeszcze 39" in texts[0]
    assert "Liczby policzono z zapisów 1 lutego 2018." in texts[0]


def test_the_longest_title_and_lead_fit_on_the_title_page(report):
    report.title, report.lead = "Sprawozdanie z programu " * 10, "Zażółć gęślą jaźń. " * 21
    report.body = BODY[:1]

    texts = pages(files.made(report, DocumentKind.REPORT, now=NOW).data)

    assert texts[0].startswith("Welcome to your new Wagtail site! Sprawozdanie z działań")
    assert "Liczby policzono z zapisów 1 lutego 2018." in texts[0]
    assert texts[1].startswith("Rok spotkań")
