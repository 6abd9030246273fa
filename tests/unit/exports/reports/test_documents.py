"""DOCX and ODT of a report: the words of its page, in real structures, in Polish."""

import datetime
import io
import re

import docx
import odfdo
import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from docx.oxml.ns import qn
from wagtail.images import get_image_model
from wagtail.models import Locale

from tests.factories.events import OccurrenceFactory
from tests.factories.issue_content import photo
from tests.factories.reports import ActivityReportFactory, figure
from wagtail_ngo.enums import CountsAs
from wagtail_ngo.exports.reports import office
from wagtail_ngo.services.reports import freezing
from wagtail_ngo.services.reports.documents import report_document

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2018, 2, 1, tzinfo=datetime.UTC)
ROWS = [
    {"figure": "meetings", "label": "Liczba spotkań", "note": "zgodnie z programem"},
    {"figure": "issues", "label": "", "note": ""},
]
BODY = [
    {
        "type": "text",
        "value": f"<h3>Spotkania</h3><p>Odbyło się {figure('meetings')}, <i>razem</i>.</p><ol><li>"
        'Raz</li><li>Dwa: <a href="https://example.org/a">więcej</a></li></ol>',
    },
    {"type": "figures", "value": {"heading": "Liczby", "figures": ["meetings"], "compare": True}},
    {"type": "chart", "value": {"subject": "months", "heading": "Miesiące"}},
    {"type": "indicators", "value": {"heading": "Wskaźniki", "rows": ROWS}},
    {"type": "quote", "value": {"text": "Razem możemy więcej.", "source": "Uczestniczka"}},
]


@pytest.fixture
def report():
    Locale.objects.update(language_code="pl")
    image = get_image_model().objects.create(
        title="Zdjęcie", file=ContentFile(photo(1, width=300, height=200), name="zdjecie.jpg")
    )
    value = {"image": image.pk, "alt_text": "Ludzie przy stole", "decorative": False}
    page = ActivityReportFactory(body=[*BODY, {"type": "image", "value": value}], lead="Zażółć.")
    for month in (3, 4, 5):
        starts_at = datetime.datetime(2017, month, 10, 16, tzinfo=datetime.UTC)
        OccurrenceFactory(starts_at=starts_at, counts_as=CountsAs.MEETING)
    return page


def written(report, ending: str) -> bytes:
    return office.write(report_document(report, freezing.show(report, now=NOW)), ending)


def words(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def page_sentences(client, report) -> list[str]:
    """Headings, paragraphs, items and cells of the page's text, without the links below it."""
    article = BeautifulSoup(client.get(report.url).content, "html.parser").select_one("article")
    article.select_one("section").decompose()
    found = article.select("h1, h2, h3, .ngo-prose p, .ngo-prose li, blockquote, .ngo-lead")
    found += article.select("td, .ngo-indicators__note, figcaption")
    return [words(one.get_text(" " if one.name == "td" else "")) for one in found]


def docx_text(data: bytes) -> str:
    body = docx.Document(io.BytesIO(data)).element.body
    paragraphs = body.iter(qn("w:p"))
    return words(" ".join("".join(t.text for t in p.iter(qn("w:t"))) for p in paragraphs))


def odt_text(data: bytes) -> str:
    body = odfdo.Document(io.BytesIO(data)).body
    text = " ".join(one.text_recursive for one in body.get_elements("//text:p|//text:h"))
    # odfdo reads links as Markdown.
    return words(re.sub(r"\[(.*?)\]\(.*?\)", r"\1", text))


@pytest.mark.parametrize(("ending", "read"), [("docx", docx_text), ("odt", odt_text)])
def test_the_file_holds_every_word_of_the_page(client, report, settings, ending, read):
    settings.LANGUAGE_CODE = "pl"

    text = read(written(report, ending))

    sentences = page_sentences(client, report)
    assert "Odbyło się 3 spotkania integracyjne, razem." in sentences
    assert [sentence for sentence in sentences if sentence not in text] == []


@pytest.mark.parametrize(("ending", "read"), [("docx", docx_text), ("odt", odt_text)])
def test_characters_that_no_file_holds_are_left_out(report, ending, read):
    odd = "Raz\x0bem\x1f\ufffe"
    rows = [{"figure": "meetings", "label": odd, "note": odd}]
    report.body = [
        {"type": "heading", "value": f"Tytuł {odd}"},
        {"type": "text", "value": f"<p>Tekst {odd}</p><ul><li>Lista {odd}</li></ul>"},
        {"type": "chart", "value": {"subject": "months", "heading": f"Miesiące {odd}"}},
        {"type": "indicators", "value": {"heading": f"Wskaźniki {odd}", "rows": rows}},
        {"type": "quote", "value": {"text": f"Cytat {odd}", "source": odd}},
    ]

    text = read(written(report, ending))

    for name in ("Tytuł", "Tekst", "Lista", "Miesiące", "Wskaźniki", "Cytat"):
        assert f"{name} Razem" in text


def test_a_figure_without_data_has_its_definition(report):
    report.body = [{"type": "text", "value": f"<p>{figure('searches')} {figure('gone')}</p>"}]

    document = report_document(report, freezing.show(report, now=NOW))

    assert [row.anchor for row in document.appendix.rows] == ["ngo-figure-searches"]
    assert document.appendix.rows[0].cells[1:3] == ("brak danych", "brak danych")


def test_word_finds_structure_language_title_and_descriptions(report):
    file = docx.Document(io.BytesIO(written(report, "docx")))

    headings = [
        (p.style.name, p.text) for p in file.paragraphs if p.style.name.startswith("Heading")
    ]
    assert headings == [
        ("Heading 1", "Działania w 2017 roku"),
        ("Heading 3", "Spotkania"),
        ("Heading 2", "Liczby"),
        ("Heading 3", "Miesiące"),
        ("Heading 3", "Wskaźniki"),
        ("Heading 2", "Jak liczono"),
    ]
    assert file.core_properties.title == "Działania w 2017 roku"
    languages = {e.get(qn("w:val")) for e in file.styles.element.iter(qn("w:lang"))}
    assert languages == {"pl-PL"}
    heads = [len(t._tbl.findall(f".//{qn('w:tblHeader')}")) for t in file.tables]
    assert heads == [1] * len(file.tables) == [1, 1, 1, 1]
    pictures = [e.get("descr") for e in file.element.body.iter(qn("wp:docPr"))]
    assert pictures == ["Ludzie przy stole"]
    links = {r.target_ref for r in file.part.rels.values() if r.is_external}
    assert links == {"https://example.org/a"}


def test_an_indicator_keeps_its_label_note_and_both_values(report):
    file = docx.Document(io.BytesIO(written(report, "docx")))

    rows = [[cell.text for cell in row.cells] for row in file.tables[2].rows]

    assert rows == [
        ["Wskaźnik", "Wartość", "Rok poprzedni"],
        ["Liczba spotkań\nzgodnie z programem", "3", "0"],
        ["numery biuletynu", "0", "0"],
    ]


def test_libre_office_finds_structure_language_title_and_descriptions(report):
    file = odfdo.Document(io.BytesIO(written(report, "odt")))

    headings = [(int(h.level), h.text_recursive) for h in file.body.headers]
    assert headings == [
        (1, "Działania w 2017 roku"),
        (3, "Spotkania"),
        (2, "Liczby"),
        (3, "Miesiące"),
        (3, "Wskaźniki"),
        (2, "Jak liczono"),
    ]
    assert (file.meta.title, file.meta.language) == ("Działania w 2017 roku", "pl-PL")
    assert file.language == "pl-PL"
    tables = file.body.get_elements("//table:table")
    assert [len(t.get_elements("table:table-header-rows")) for t in tables] == [1] * 4
    assert [f.svg_description for f in file.body.frames] == ["Ludzie przy stole"]


@pytest.mark.parametrize("ending", ["docx", "odt"])
def test_a_file_is_served_with_a_tag_that_holds_while_nothing_changes(client, report, ending):
    address = f"{report.url}{ending}/"

    first = client.get(address)
    again = client.get(address, headers={"if-none-match": first["ETag"]})
    report.title = "Inny tytuł"
    report.save()
    other = client.get(address)

    assert first["Content-Type"] == office.CONTENT_TYPES[ending]
    assert first["Content-Disposition"] == f'attachment; filename="{report.slug}.{ending}"'
    assert (again.status_code, again.content) == (304, b"")
    assert other["ETag"] != first["ETag"]


def test_an_odt_begins_with_its_kind(report):
    """Programs know the format by the first bytes: the member is first, and not compressed."""
    assert written(report, "odt")[30:].startswith(b"mimetypeapplication/vnd.oasis.opendocument")


def test_without_the_libraries_no_file_is_offered(client, report, monkeypatch):
    monkeypatch.setitem(office.LIBRARIES, "docx", "no_such_library")

    assert client.get(f"{report.url}docx/").status_code == 404
    links = BeautifulSoup(client.get(report.url).content, "html.parser").select("a.ngo-chip")
    endings = [link["href"].rstrip("/").rsplit("/")[-1] for link in links]
    assert endings == ["pdf", "odt", "indicators", "csv", "json"]
