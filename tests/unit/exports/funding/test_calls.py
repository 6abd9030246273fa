"""Calls as calendar, feed and schema.org data."""

import datetime

import pytest
from icalendar import Calendar

from wagtail_ngo.domain.funding import CallItem
from wagtail_ngo.exports.funding.calls import call_json_ld, deadlines_ics
from wagtail_ngo.models import FundingCall

UPDATED = datetime.datetime(2027, 1, 5, 8, tzinfo=datetime.UTC)
DEADLINE = datetime.datetime(2027, 2, 1, 15, tzinfo=datetime.timezone(datetime.timedelta(hours=1)))
PAPER = DEADLINE + datetime.timedelta(days=3)


def call(**fields) -> FundingCall:
    return FundingCall(**{"pk": 7, "title": "Kultura\n2027", "updated_at": UPDATED, **fields})


def events(*calls: FundingCall, **item):
    data = deadlines_ics(
        [(one, CallItem(**item)) for one in calls],
        name="Konkursy\x07 miasta",
        domain="town.example",
    )
    calendar = Calendar.from_ical(data)
    return calendar, [part for part in calendar.subcomponents if part.name == "VEVENT"]


def test_each_deadline_is_an_event_without_length_and_with_a_reminder():
    calendar, (online, paper) = events(
        call(deadline=DEADLINE, paper_deadline=PAPER),
        funder="Miasto",
        amount="do 10 000 zł",
        url="https://town.example/7/",
    )

    assert str(calendar["NAME"]) == str(calendar["X-WR-CALNAME"]) == "Konkursy miasta"
    assert [str(one["UID"]) for one in (online, paper)] == [
        "funding-call-7@town.example",
        "funding-call-7-paper@town.example",
    ]
    assert [one["DTSTART"].dt for one in (online, paper)] == [DEADLINE, PAPER]
    assert [str(one["SUMMARY"]) for one in (online, paper)] == [
        "Kultura 2027",
        "Kultura 2027 (on paper)",
    ]
    assert "DTEND" not in online
    assert "DURATION" not in online
    assert (online["DTSTAMP"].dt, online["LAST-MODIFIED"].dt) == (UPDATED, UPDATED)
    assert str(online["DESCRIPTION"]) == "Miasto – do 10 000 zł"
    assert (str(online["TRANSP"]), str(online["URL"])) == ("TRANSPARENT", "https://town.example/7/")
    (alarm,) = online.subcomponents
    assert (str(alarm["ACTION"]), alarm["TRIGGER"].dt) == ("DISPLAY", datetime.timedelta(days=-7))
    assert str(alarm["DESCRIPTION"]) == "Kultura 2027"


def test_a_call_without_a_deadline_is_no_event_and_without_an_address_has_none():
    assert events(call(deadline=None))[1] == []
    (event,) = events(call(deadline=DEADLINE))[1]
    assert "URL" not in event


@pytest.mark.parametrize(
    ("fields", "amount"),
    [
        ({}, None),
        ({"amount_min": 100}, None),
        ({"amount_max": 500}, {"maxValue": 500.0}),
        ({"amount_min": 0, "amount_max": 500}, {"maxValue": 500.0, "minValue": 0.0}),
    ],
)
def test_an_amount_is_told_where_its_top_is_known(fields, amount):
    data = call_json_ld(
        call(funder="Miasto", currency="PLN", **fields), CallItem(url="https://town.example/7/")
    )

    whole = amount and {"@type": "MonetaryAmount", "currency": "PLN", **amount}
    assert data.pop("amount", None) == whole
    assert data == {
        "@context": "https://schema.org",
        "@type": "MonetaryGrant",
        "name": "Kultura\n2027",
        "url": "https://town.example/7/",
        "funder": {"@type": "Organization", "name": "Miasto"},
    }
