"""The indicators of a report: on its page, as a table, in its data."""

import csv
import datetime
import io
import json

import pytest

from tests.factories.events import OccurrenceFactory
from tests.factories.reports import ActivityReportFactory
from tests.unit.views.reports.pages import meeting, soup, text_block
from wagtail_ngo.enums import CountsAs
from wagtail_ngo.services.reports import freezing

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2018, 2, 1, tzinfo=datetime.UTC)


def indicators(*rows: tuple[str, str, str]) -> dict:
    values = [{"figure": key, "label": label, "note": note} for key, label, note in rows]
    return {"type": "indicators", "value": {"heading": "Formularz", "rows": values}}


INDICATORS = indicators(
    ("issues", "Liczba biuletynów", "=cmd"),
    ("meetings", "", "zgodnie z programem"),
    ("gone", "Nie ma", ""),
)


def test_indicators_stand_in_the_editors_order_and_words_on_the_page(client):
    page = ActivityReportFactory(body=[INDICATORS])
    meeting(3)
    starts_at = datetime.datetime(2016, 5, 10, 16, tzinfo=datetime.UTC)
    for _number in range(2):
        OccurrenceFactory(starts_at=starts_at, counts_as=CountsAs.MEETING)

    table = soup(client, page.url).select_one(".ngo-indicators")
    rows = [[cell.get_text(" ", strip=True) for cell in row(["th", "td"])] for row in table("tr")]

    assert table.caption.get_text() == "Formularz"
    assert rows == [
        ["Indicator", "Value", "Previous year"],
        ["Liczba biuletynów =cmd", "0", "0"],
        ["meetings zgodnie z programem", "1", "2"],
    ]


def test_indicators_are_a_table_and_part_of_the_data(client):
    page = ActivityReportFactory(body=[INDICATORS, indicators(("people", "Osoby", ""))])
    meeting(3)

    table = client.get(f"{page.url}indicators/").content.decode("utf-8-sig")
    data = json.loads(client.get(f"{page.url}json/").content)

    assert list(csv.reader(io.StringIO(table), delimiter=";")) == [
        ["Indicator", "Value", "Previous year", "Note"],
        ["Liczba biuletynów", "0", "0", "'=cmd"],
        ["meetings", "1", "0", "zgodnie z programem"],
        ["Osoby", "0", "0", ""],
    ]
    assert data["indicators"][1] == {
        "label": "meetings",
        "value": "1",
        "before": "0",
        "note": "zgodnie z programem",
    }


def test_a_half_year_is_compared_with_a_period_and_not_a_year(client):
    page = ActivityReportFactory(body=[INDICATORS], last_day=datetime.date(2017, 6, 30))

    heads = soup(client, page.url).select(".ngo-indicators thead th")

    assert [head.get_text() for head in heads] == ["Indicator", "Value", "Period before"]


def test_without_indicators_there_is_no_table_of_them(client):
    page = ActivityReportFactory(body=[text_block("<p>Rok</p>")])

    assert client.get(f"{page.url}indicators/").status_code == 404


def test_frozen_indicators_stay(client, admin_user):
    page = ActivityReportFactory(body=[INDICATORS])
    freezing.freeze(page, user=admin_user, now=NOW)
    meeting(3)

    cells = soup(client, page.url).select(".ngo-indicators td")

    assert [cell.get_text() for cell in cells] == ["0", "0", "0", "0"]
