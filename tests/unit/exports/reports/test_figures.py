"""The figures of a report as CSV and JSON."""

import csv
import datetime
import json
from decimal import Decimal
from types import SimpleNamespace

import pytest

from wagtail_ngo.domain.reports.periods import Period
from wagtail_ngo.domain.reports.values import ReportValues
from wagtail_ngo.exports.reports.figures import figures_csv, figures_json, indicators_csv
from wagtail_ngo.services.reports.shown import Indicator, ShownFigure

COUNTED = datetime.datetime(2018, 1, 3, 12, tzinfo=datetime.UTC)
PLN_EUR = (("PLN", Decimal("10.5")), ("EUR", Decimal(2)))


def figure(value, before=None, key="meetings", label="Spotkania") -> ShownFigure:
    return ShownFigure(key, value, before, "", "", "", label, "Jak liczone", "", "")


def report(*figures: ShownFigure):
    """What a writer asks of a report that is shown."""
    return SimpleNamespace(
        all_figures=list(figures),
        period=Period.of_half(2017, 1),
        values=ReportValues(COUNTED),
        is_frozen=True,
    )


def rows(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    return list(csv.reader(data.decode("utf-8-sig").splitlines(), delimiter=";"))


@pytest.mark.parametrize(
    ("value", "before", "expected"),
    [
        (11, 9, [["11", "", "9"]]),
        (0, None, [["0", "", ""]]),
        (12.5, 3.25, [["12,5", "%", "3,25"]]),
        (11, 0, [["11", "", "0"]]),
        (PLN_EUR, (("PLN", Decimal(3)),), [["10,50", "PLN", "3"], ["2,00", "EUR", ""]]),
        (PLN_EUR, None, [["10,50", "PLN", ""], ["2,00", "EUR", ""]]),
        ((), None, []),
        (1, (), [["1", "", ""]]),
    ],
)
def test_a_figure_is_a_row_for_each_currency(value, before, expected):
    table = rows(figures_csv(report(figure(value, before))))

    assert table[0] == ["key", "label", "value", "unit", "before", "definition"]
    assert table[1:] == [["meetings", "Spotkania", *cells, "Jak liczone"] for cells in expected]


def test_a_label_that_would_run_is_marked():
    assert rows(figures_csv(report(figure(1, label="=A1"))))[1][1] == "'=A1"


def test_indicators_are_rows_of_the_form():
    one = Indicator("+x", "3", "2", "dużo", anchor="")

    assert rows(indicators_csv([one], ["Wskaźnik", "2017", "2016"])) == [
        ["Wskaźnik", "2017", "2016", "Note"],
        ["'+x", "3", "2", "dużo"],
    ]


def test_json_holds_values_as_numbers_and_money_with_its_currency():
    data = figures_json(
        report(figure(11, 9), figure(PLN_EUR, None, "awarded")), title="T", url="https://u.example/"
    )

    assert json.loads(data) == {
        "title": "T",
        "url": "https://u.example/",
        "period": {"first_day": "2017-01-01", "last_day": "2017-06-30"},
        "counted_at": "2018-01-03T12:00:00+00:00",
        "is_frozen": True,
        "figures": [
            {
                "key": "meetings",
                "label": "Spotkania",
                "value": 11,
                "before": 9,
                "definition": "Jak liczone",
            },
            {
                "key": "awarded",
                "label": "Spotkania",
                "value": [
                    {"amount": "10.50", "currency": "PLN"},
                    {"amount": "2.00", "currency": "EUR"},
                ],
                "before": None,
                "definition": "Jak liczone",
            },
        ],
        "indicators": [],
    }
