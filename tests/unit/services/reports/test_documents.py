"""The document that files of a report are made of, block by block."""

import datetime
import itertools
from types import SimpleNamespace

import pytest
from wagtail_factories import ImageFactory

from tests.factories.reports import ActivityReportFactory, figure
from wagtail_ngo.domain.reports.document import (
    ANCHOR_START,
    Heading,
    Items,
    Numerals,
    Paragraph,
    Picture,
    Quote,
    Run,
    Table,
)
from wagtail_ngo.domain.reports.periods import Period
from wagtail_ngo.domain.reports.values import Host, ReportValues
from wagtail_ngo.services.reports import documents
from wagtail_ngo.services.reports.documents import report_document
from wagtail_ngo.services.reports.shown import ShownReport, period_label

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2018, 2, 1, 12, tzinfo=datetime.UTC)
NUMBERS = itertools.count()
JANUARY, FEBRUARY = datetime.date(2017, 1, 1), datetime.date(2017, 2, 1)
HOSTS = (Host("Fundacja"), Host("Klub"))


def shown(*, is_frozen=False, **fields) -> ShownReport:
    usual = {
        "figures": {"meetings": 4, "issues": 11},
        "before": {"meetings": 2},
        "hosts": HOSTS,
        "by_month": ((JANUARY, 1), (FEBRUARY, 3)),
    }
    values = ReportValues(counted_at=NOW, **{**usual, **fields})
    return ShownReport(Period.of_year(2017), values, is_frozen)


def parts(kind: str, value, **fields) -> list:
    slug = f"report-{next(NUMBERS)}"
    page = ActivityReportFactory(slug=slug, body=[{"type": kind, "value": value}])
    return list(report_document(page, shown(**fields)).parts)


def numbers(part: Numerals) -> list[tuple]:
    return [(one.number, one.before) for one in part.items]


@pytest.mark.parametrize("heading", ["", "Liczby"])
def test_figures_have_their_heading_and_are_compared_only_where_asked(heading):
    value = {"heading": heading, "figures": ["meetings", "gone", "issues"], "compare": True}

    *head, told = parts("figures", value)

    assert head == ([Heading("Liczby")] if heading else [])
    assert numbers(told) == [("4", "2016: 2 (+100.0%)"), ("11", "")]


def test_figures_are_not_compared_by_themselves_and_none_is_nothing():
    value = {"heading": "Liczby", "figures": ["meetings"], "compare": False}

    assert numbers(parts("figures", value)[1]) == [("4", "")]
    assert parts("figures", {**value, "figures": ["gone"]}) == []


def test_a_poster_has_its_figures_months_and_hosts():
    value = {"heading": "Rok", "figures": ["issues"], "months": True, "hosts": True}

    told = parts("poster", value)

    assert [type(part) for part in told] == [Heading, Numerals, Table, Heading, Items]
    assert told[3:] == [
        Heading("Hosts of meetings", 3),
        Items(((Run("Fundacja"),), (Run("Klub"),))),
    ]
    assert [row.cells for row in told[2].rows] == [("January 2017", "1"), ("February 2017", "3")]
    assert [row.bars for row in told[2].rows] == [(33,), (100,)]
    assert (told[2].columns, told[2].summary) == (
        ("Month", "Events"),
        "Together 4. Most: February 2017 (3).",
    )
    without = parts("poster", {**value, "months": False, "hosts": False, "heading": ""})
    assert [type(part) for part in without] == [Numerals]
    assert parts("poster", {**value, "figures": []}) == []
    assert len(parts("poster", value, hosts=())) == 3


def test_hosts_are_a_sentence_or_nothing():
    told = parts("hosts", {"intro": "Gospodarze:"})

    assert told == [Paragraph((Run("Gospodarze: Fundacja and Klub."),))]
    assert parts("hosts", {"intro": "Gospodarze:"}, hosts=()) == []


def test_a_chart_has_the_heading_of_its_block_or_its_own_and_none_without_rows():
    value = {"subject": "months", "heading": "Miesiące"}

    assert [part.caption for part in parts("chart", value)] == ["Miesiące"]
    assert [part.caption for part in parts("chart", {**value, "heading": ""})] == [
        "Events by month"
    ]
    assert parts("chart", value, by_month=()) == []


def test_indicators_are_rows_with_both_numbers_and_a_note():
    rows = [
        {"figure": "meetings", "label": "Liczba spotkań", "note": "zgodnie z programem"},
        {"figure": "issues", "label": "", "note": ""},
    ]

    [table] = parts("indicators", {"heading": "", "rows": rows})

    assert (table.caption, table.columns) == ("Indicators", ("Indicator", "Value", "Previous year"))
    assert [(row.cells[:2], row.note, row.anchor) for row in table.rows] == [
        (("Liczba spotkań", "4"), "zgodnie z programem", f"{ANCHOR_START}meetings"),
        ((table.rows[1].cells[0], "11"), "", f"{ANCHOR_START}issues"),
    ]
    assert table.rows[0].cells[2] == "2"
    assert parts("indicators", {"heading": "W", "rows": []}) == []
    assert parts("indicators", {"heading": "W", "rows": rows})[0].caption == "W"


def test_pictures_quotes_and_headings_are_told_and_a_decorative_picture_has_no_words():
    image = ImageFactory()
    value = {"image": image.pk, "alt_text": "Ludzie", "decorative": False}

    [told] = parts("image", value)
    [silent] = parts("image", {**value, "decorative": True})

    assert isinstance(told, Picture)
    assert (told.alt, silent.alt) == ("Ludzie", "")
    assert (told.width, told.height) == (image.width, image.height)
    assert documents._picture(None, shown()) == []
    assert parts("quote", {"text": "Razem.", "source": "Ona"}) == [Quote("Razem.", "Ona")]
    assert parts("heading", "Rok") == [Heading("Rok")]
    assert list(documents._parts(SimpleNamespace(block_type="other", value=1), shown())) == []


def test_the_appendix_defines_what_is_named_else_every_figure_that_is_known():
    text = {"type": "text", "value": f"<p>Było {figure('meetings')}.</p>"}
    named = report_document(ActivityReportFactory(body=[text]), shown()).appendix
    every = report_document(ActivityReportFactory(body=[], slug="pusty"), shown()).appendix

    assert [row.anchor for row in named.rows] == [f"{ANCHOR_START}meetings"]
    assert named.rows[0].cells[1:3] == ("4", "2")
    assert [row.anchor for row in every.rows] == [
        f"{ANCHOR_START}meetings",
        f"{ANCHOR_START}issues",
    ]
    assert (named.columns[1:3], named.texts) == (("2017", "2016"), frozenset({0, 3}))


def test_the_document_says_of_which_day_it_is_and_holds_no_odd_letters():
    page = ActivityReportFactory(lead="Wstęp\x00", title="Rok")
    told = report_document(page, shown())
    frozen = report_document(page, shown(is_frozen=True))

    assert told.counted == "The figures were counted from the records on Feb. 1, 2018."
    assert frozen.counted.endswith("they do not change any more.")
    assert (told.title, told.lead, told.url, told.period) == ("Rok", "Wstęp", page.full_url, "2017")
    assert told.publisher == page.get_site().root_page.title


@pytest.mark.parametrize(
    ("first", "last", "label"),
    [
        ((1, 1), (12, 31), "2017"),
        ((1, 1), (6, 30), "first half of 2017"),
        ((7, 1), (12, 31), "second half of 2017"),
        ((1, 1), (6, 29), "Jan. 1, 2017 – June 29, 2017"),
    ],
)
def test_a_period_is_called_as_people_call_it(first, last, label):
    days = (datetime.date(2017, *day) for day in (first, last))

    assert period_label(Period(*days)) == label
