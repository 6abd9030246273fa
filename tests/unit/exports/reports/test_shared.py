"""What DOCX and ODT have in common."""

from dataclasses import replace

from wagtail_ngo.domain.reports.document import Numeral, Numerals, ReportDocument, Row, Table
from wagtail_ngo.exports.reports.shared import numerals_table, opening_lines

DOCUMENT = ReportDocument(
    title="T",
    language="pl",
    publisher="Ośrodek",
    period="2017",
    counted="",
    lead="L",
    parts=(),
    appendix=Table("", (), ()),
    url="https://town.example/r/",
)


def test_a_document_opens_with_publisher_period_and_address():
    assert opening_lines(DOCUMENT) == ["Ośrodek", "Period: 2017", "https://town.example/r/"]
    assert opening_lines(replace(DOCUMENT, publisher="", url="")) == ["Period: 2017"]


def test_large_figures_become_a_table_with_the_period_before_where_one_has_it():
    plain, compared = Numeral("11", "spotkań", "Spotkania"), Numeral("3", "", "Inne", before="2")

    assert numerals_table(Numerals((plain,))) == Table(
        "Figures", ("Figure", "Value"), (Row(("Spotkania", "11")),)
    )
    assert numerals_table(Numerals((plain, compared))) == Table(
        "Figures",
        ("Figure", "Value", "Period before"),
        (Row(("Spotkania", "11", "")), Row(("Inne", "3", "2"))),
    )
