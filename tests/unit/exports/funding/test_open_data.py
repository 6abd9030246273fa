"""Calls and awards as tables whose columns keep their names."""

import csv
import datetime
import json
from decimal import Decimal

import pytest

from wagtail_ngo.exports.funding import open_data
from wagtail_ngo.models import FundingAward, FundingCall
from wagtail_ngo.services.funding.awards import PublicAward

LIST = "https://a.example/konkursy/"


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (datetime.datetime(2027, 3, 1, 12, 30, 5, tzinfo=datetime.UTC), "2027-03-01T12:30+00:00"),
        (datetime.date(2027, 3, 1), "2027-03-01"),
        (Decimal(5), "5.00"),
        (Decimal("5.5"), "5.50"),
        (None, None),
        (True, True),
        (0, 0),
        (["a"], ["a"]),
    ],
)
def test_values_are_plain_and_money_is_text(value, plain):
    assert open_data._plain(value) == plain


def test_a_table_has_a_mark_its_columns_and_cells_that_do_not_run():
    keys = [column.key for column in open_data.CALL_COLUMNS]
    row = dict.fromkeys(keys) | {
        "id": 7,
        "title": "=1",
        "rolling": True,
        "public_money": False,
        "areas": ["a", "b"],
    }

    text = open_data.to_csv("calls", [row])

    assert text[0] == "\ufeff"
    header, cells = csv.reader(text[1:].splitlines(), delimiter=";")
    assert header == keys
    filled = {key: cell for key, cell in zip(header, cells, strict=True) if cell}
    assert filled == {
        "id": "7",
        "title": "'=1",
        "rolling": "true",
        "public_money": "false",
        "areas": "a, b",
    }


def test_a_copied_file_says_whose_it_is():
    text = open_data.to_json([{"id": 1}], about={"publisher": "Urząd"})

    assert json.loads(text) == {"publisher": "Urząd", "records": [{"id": 1}]}


def test_the_newest_change_of_calls_and_awards_counts():
    early, late = (datetime.datetime(2027, 3, day, tzinfo=datetime.UTC) for day in (1, 2))
    call, award = FundingCall(updated_at=early), FundingAward(updated_at=late)

    assert open_data.last_change([call], [award]) == late
    assert open_data.last_change([call], []) == early
    assert open_data.last_change([], []) is None


def test_names_of_columns_stay():
    assert [column.key for column in open_data.AWARD_COLUMNS] == [
        "id", "call_id", "call_title", "funder", "public_money", "organization", "krs", "entry",
        "task", "amount", "currency", "decided_on", "decision", "page",
    ]  # fmt: skip


def test_records_are_the_columns_with_plain_values():
    call = FundingCall(
        pk=7,
        title="Kultura",
        funder="Miasto",
        text="<p>Na <b>sport</b></p>",
        pool=Decimal(900),
        decision_url="https://a.example/d/",
    )
    award = PublicAward(
        FundingAward(pk=3, call=call, organization_name="Klub", amount=Decimal("5.5")), None
    )

    [row] = open_data.records("awards", [award], list_url=LIST)

    assert {key: value for key, value in row.items() if value not in ("", None)} == {
        "id": 3,
        "call_id": 7,
        "call_title": "Kultura",
        "funder": "Miasto",
        "public_money": call.is_public_money,
        "organization": "Klub",
        "amount": "5.50",
        "currency": call.currency,
        "decision": "https://a.example/d/",
        "page": f"{LIST}7/",
    }


def test_lines_of_a_copied_file_are_indented():
    assert open_data.to_json([], about={"a": "ż"}) == '{\n "a": "ż",\n "records": []\n}'
