"""Parts of a report as Word finds them."""

import io
from dataclasses import replace

import docx
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from tests.factories.issue_content import photo
from wagtail_ngo.domain.reports.document import (
    Items,
    Numeral,
    Numerals,
    Paragraph,
    Picture,
    Quote,
    ReportDocument,
    Row,
    Run,
    Table,
)
from wagtail_ngo.exports.reports import word

TABLE = Table("Liczby", ("Wskaźnik", "Wartość"), (Row(("spotkania", "3"), note="z programem"),))
DOCUMENT = ReportDocument(
    title="Rok",
    language="pl",
    publisher="Urząd",
    period="2017",
    counted="Policzono.",
    lead="",
    parts=(),
    appendix=Table("Jak liczono", ("Liczba",), ()),
    url="https://ngo.example/rok/",
)


def written(*parts, **fields):
    data = word.write(replace(DOCUMENT, parts=parts, **fields))
    return docx.Document(io.BytesIO(data))


def test_numbers_are_set_to_the_right_and_words_to_the_left_heads_included():
    table = written(TABLE).tables[0]

    right = WD_ALIGN_PARAGRAPH.RIGHT
    sides = [[cell.paragraphs[0].alignment for cell in row.cells] for row in table.rows]
    assert sides == [[None, right], [None, right]]
    assert [cell.paragraphs[0].runs[0].bold for cell in table.rows[0].cells] == [True, True]
    first = table.rows[1].cells[0]
    assert [paragraph.text for paragraph in first.paragraphs] == ["spotkania", "z programem"]
    assert first.paragraphs[1].runs[0].italic


def test_a_table_tells_its_name_and_its_summary_and_its_heads():
    file = written(replace(TABLE, summary="Trzy spotkania."), TABLE)

    told = []
    for table in file.tables[:2]:
        properties = table._tbl.tblPr
        named = (properties.find(qn(f"w:tbl{name}")) for name in ("Caption", "Description"))
        look = properties.find(qn("w:tblLook"))
        told.append(
            (
                *(None if one is None else one.get(qn("w:val")) for one in named),
                look.get(qn("w:firstRow")),
                look.get(qn("w:firstColumn")),
            )
        )
    assert told == [("Liczby", "Trzy spotkania.", "1", "1"), ("Liczby", None, "1", "1")]
    assert [p.text for p in file.paragraphs].count("Trzy spotkania.") == 1


def test_a_link_leads_where_the_page_leads_and_only_to_what_may_be_opened():
    runs = (
        Run("strona", url="/o-nas/"),
        Run("poczta", url="mailto:a@ngo.example"),
        Run("skrypt", url="javascript:void(0)"),
        Run("słowa", bold=True, italic=True),
    )
    file = written(Paragraph(runs))

    links = {
        link.find(qn("w:r")).find(qn("w:t")).text: file.part.rels[link.get(qn("r:id"))].target_ref
        for link in file.element.body.iter(qn("w:hyperlink"))
    }
    assert links == {
        "strona": "https://ngo.example/o-nas/",
        "poczta": "mailto:a@ngo.example",
    }
    paragraph = next(p for p in file.paragraphs if "słowa" in p.text)
    assert "skrypt" in paragraph.text
    assert [(run.bold, run.italic) for run in paragraph.runs if run.text == "słowa"] == [
        (True, True)
    ]


def test_lists_numerals_and_quotes_have_their_kinds():
    file = written(
        Items(((Run("raz"),),)),
        Items(((Run("dwa"),),), numbered=True),
        Numerals((Numeral("3", "spotkania", "Spotkania", before="2"),)),
        Quote("Razem.", "Uczestniczka"),
        Quote("Sami."),
    )

    kinds = {paragraph.text: paragraph.style.name for paragraph in file.paragraphs}
    assert (kinds["raz"], kinds["dwa"]) == ("List Bullet", "List Number")
    assert (kinds["Razem."], kinds["Sami."], kinds["Uczestniczka"]) == ("Quote", "Quote", "Normal")
    assert [cell.text for cell in file.tables[0].rows[1].cells] == ["Spotkania", "3", "2"]


@pytest.mark.parametrize(("width", "millimetres"), [(300, 50.8), (1500, 160)])
def test_a_picture_is_as_wide_as_its_dots_and_never_wider_than_the_text(width, millimetres):
    data = photo(1, width=width, height=150)
    name = default_storage.save("word.jpg", ContentFile(data))
    file = written(
        Picture(name, "Ludzie", width, 150),
        Picture(name, "", width, 150),
        Picture("gone.jpg", "Nikt", width, 150),
    )

    assert [round(shape.width.mm, 1) for shape in file.inline_shapes] == [millimetres] * 2
    told = [shape._inline.docPr.get("descr", "") for shape in file.inline_shapes]
    assert told == ["Ludzie", ""]


def test_what_nobody_wrote_a_way_for_is_refused():
    with pytest.raises(TypeError, match="No way to write str as DOCX"):
        written("text")
