"""Parts of a report as LibreOffice finds them."""

import io
from dataclasses import replace

import odfdo
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from tests.factories.issue_content import photo
from tests.unit.exports.reports.test_word import DOCUMENT, TABLE
from wagtail_ngo.domain.reports.document import Items, Paragraph, Picture, Quote, Run
from wagtail_ngo.exports.reports import open_document


def written(*parts, **fields):
    data = open_document.write(replace(DOCUMENT, parts=parts, **fields))
    return odfdo.Document(io.BytesIO(data))


def texts(file) -> list[str]:
    return [one.text_recursive for one in file.body.get_elements("//text:p")]


def test_numbers_are_set_to_the_right_and_heads_are_bold():
    file = written(TABLE)
    table = file.body.get_elements("//table:table")[0]

    cells = [
        [(p.style, p.text_recursive) for p in cell.get_elements("text:p")]
        for cell in table.get_elements(".//table:table-cell")
    ]
    assert cells == [
        [(open_document.BODY, "Wskaźnik")],
        [(open_document.NUMBER, "Wartość")],
        [(open_document.BODY, "spotkania"), (open_document.BODY, "z programem")],
        [(open_document.NUMBER, "3")],
    ]
    heads = table.get_elements("table:table-header-rows//text:span")
    assert [one.style for one in heads] == [open_document.BOLD] * 2


def test_the_styles_that_are_named_are_in_the_file():
    file = written(TABLE)

    names = {style.name for style in file.get_styles(automatic=True)}
    assert names >= {
        open_document.BOLD,
        open_document.ITALIC,
        open_document.BOTH,
        open_document.NUMBER,
        open_document.CELL,
    }
    assert file.get_style("paragraph", open_document.NUMBER) is not None


def test_bold_and_italics_are_what_their_names_say():
    file = written(TABLE)

    told = {}
    for style in file.get_styles(automatic=True):
        for properties in style.get_elements("style:text-properties"):
            told[style.name] = (
                properties.get_attribute("fo:font-weight"),
                properties.get_attribute("fo:font-style"),
            )
    assert {name: told[name] for name in ("NGOBold", "NGOItalic", "NGOBoth")} == {
        "NGOBold": ("bold", None),
        "NGOItalic": (None, "italic"),
        "NGOBoth": ("bold", "italic"),
    }


def test_tables_have_their_columns_and_names_of_their_own():
    tables = written(TABLE, TABLE).body.get_elements("//table:table")

    assert [table.name for table in tables] == ["Liczby 1", "Liczby 2", "Jak liczono 3"]
    columns = [len(table.get_elements("table:table-column")) for table in tables]
    assert columns == [2, 2, 1]


def test_italic_words_alone_are_italic():
    file = written(Paragraph((Run("skos", italic=True), Run("zwykłe"))))

    spans = {one.text: one.style for one in file.body.get_elements("//text:p/text:span")}
    assert spans["skos"] == open_document.ITALIC
    assert "zwykłe" not in spans


def test_a_summary_is_above_its_table_and_missing_where_there_is_none():
    assert texts(written(replace(TABLE, summary="Trzy."))).count("Trzy.") == 1
    assert texts(written(TABLE, lead="Wstęp"))[0] == "Wstęp"
    assert texts(written(TABLE))[0] == "Urząd"


def test_links_lists_and_kinds_of_words():
    runs = (
        Run("strona", url="/o-nas/"),
        Run("skrypt", url="javascript:void(0)"),
        Run("oba", bold=True, italic=True),
        Run("grube", bold=True),
    )
    file = written(Paragraph(runs), Items(((Run("raz"),),)), Items(((Run("dwa"),),), numbered=True))

    links = [(link.url, link.text) for link in file.body.get_elements("//text:a")]
    assert [url for url, _text in links] == ["https://ngo.example/o-nas/"]
    spans = {one.text: one.style for one in file.body.get_elements("//text:p/text:span")}
    assert {name: spans[name] for name in ("oba", "grube")} == {
        "oba": open_document.BOTH,
        "grube": open_document.BOLD,
    }
    styles = [one.style for one in file.body.get_elements("//text:list")]
    assert styles == ["List_20_1", "Numbering_20_1"]


@pytest.mark.parametrize(
    ("width", "size"), [(300, ("50.8mm", "25.4mm")), (1500, ("160.0mm", "16.0mm"))]
)
def test_a_picture_is_as_wide_as_its_dots_and_never_wider_than_the_text(width, size):
    name = default_storage.save("odt.jpg", ContentFile(photo(1, width=width, height=150)))
    file = written(
        Picture(name, "Ludzie", width, 150),
        Picture(name, "", width, 150),
        Picture("gone.jpg", "Nikt", width, 150),
    )

    frames = file.body.frames
    assert [frame.size for frame in frames] == [size] * 2
    assert [frame.svg_description or "" for frame in frames] == ["Ludzie", ""]


def test_a_quote_has_its_source_where_there_is_one():
    assert [one for one in texts(written(Quote("Razem.", "Ola"), Quote("Sami."))) if one][2:5] == [
        "https://ngo.example/rok/",
        "Razem.",
        "Ola",
    ]


def test_what_nobody_wrote_a_way_for_is_refused():
    with pytest.raises(TypeError, match="No way to write str as ODT"):
        written("text")
