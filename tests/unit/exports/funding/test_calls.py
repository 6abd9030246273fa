"""Calls as calendar, feed and schema.org data."""

import datetime
from xml.etree import ElementTree

import pytest
from icalendar import Calendar

from tests.factories.bulletin import FundingCallIndexFactory
from wagtail_ngo.domain.funding import CallItem
from wagtail_ngo.exports.funding.calls import call_feed, call_json_ld, deadlines_ics
from wagtail_ngo.models import FundingCall

ATOM = "{http://www.w3.org/2005/Atom}"
UPDATED = datetime.datetime(2027, 1, 5, 8, tzinfo=datetime.UTC)
DEADLINE = datetime.datetime(2027, 2, 1, 15, tzinfo=datetime.timezone(datetime.timedelta(hours=1)))
PAPER = DEADLINE + datetime.timedelta(days=3)


def call(**fields) -> FundingCall:
    return FundingCall(**{"pk": 7, "title": "Kultura\n2027", "updated_at": UPDATED, **fields})


def events(*calls: FundingCall, **item):
    data = deadlines_ics(
        [(one, CallItem(**item)) for one in calls],
        name="Konkursy\x07 miasta",
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
    keys = [str(part["UID"]) for part in (online, paper)]
    assert (len(set(keys)), [key for key in keys if "@" in key]) == (2, [])
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
    (event,) = events(call(deadline=DEADLINE), url="https://żółw.example/")[1]
    assert str(event["URL"]) == "https://xn--w-uga1v8h.example/"


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


def test_the_calendar_says_what_it_is_and_a_call_without_words_says_nothing():
    calendar, (event,) = events(call(deadline=DEADLINE, created_at=UPDATED))

    assert [str(calendar[name]) for name in ("PRODID", "VERSION", "CALSCALE", "METHOD")] == [
        "-//wagtail-ngo//funding calls//EN",
        "2.0",
        "GREGORIAN",
        "PUBLISH",
    ]
    assert str(event["DESCRIPTION"]) == ""


@pytest.mark.django_db
def test_a_feed_holds_each_call_with_its_words():
    page = FundingCallIndexFactory(title="Konkursy", search_description="Pieniądze")
    made = UPDATED - datetime.timedelta(days=3)
    item = CallItem(
        url="https://town.example/7/",
        funder="Miasto",
        amount="do 10 000 zł",
        html="<p>Na <b>sport</b></p>",
        areas=("Sport", "Kultura"),
    )

    text = call_feed(
        page,
        [(call(created_at=made), item), (call(pk=8, created_at=made), CallItem(url="https://b/"))],
        feed_url="https://town.example/f/",
    )

    root = ElementTree.fromstring(text)  # noqa: S314 -- our own text
    assert root.find(f"{ATOM}title").text == "Konkursy"
    assert root.find(f"{ATOM}subtitle").text == "Pieniądze"
    first, second = root.iter(f"{ATOM}entry")
    told = {part.tag.removeprefix(ATOM): part.text for part in first if part.text}
    assert told == {
        "title": "Kultura 2027",
        "published": "2027-01-02T08:00:00+00:00",
        "updated": "2027-01-05T08:00:00+00:00",
        "id": f"{page.get_full_url()}7/",
        "summary": "Miasto – do 10 000 zł – Na sport",
    }
    assert first.find(f"{ATOM}link").attrib["href"] == "https://town.example/7/"
    areas = [part.attrib["term"] for part in first.iter(f"{ATOM}category")]
    assert areas == ["Sport", "Kultura"]
    assert second.find(f"{ATOM}id").text == f"{page.get_full_url()}8/"
