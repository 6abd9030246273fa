"""Items of the partner board as Atom."""

import datetime
from xml.etree import ElementTree

import pytest

from tests.factories.cooperation import NeedFactory, OfferFactory
from tests.factories.directory import NGOFactory
from wagtail_ngo.exports.directory.board import board_atom

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def test_an_item_says_who_offers_what_since_when(settings):
    settings.TIME_ZONE = "Europe/Warsaw"
    entry = NGOFactory(title="Klub\x07 Seniora")
    offer = OfferFactory(
        organization=entry, text="Sala\nduża", details="Na\x02 20 osób", kind="rooms",
        added_on=datetime.date(2027, 3, 1),
    )  # fmt: skip
    need = NeedFactory(text="Ręce", added_on=datetime.date(2027, 3, 2))

    text = board_atom(
        [offer, need],
        title="Giełda",
        url="https://a.example/g/",
        feed_url="https://a.example/f/",
        language="pl",
    )

    first, second = ElementTree.fromstring(text).iter(f"{ATOM}entry")  # noqa: S314 -- our own text
    address = f"https://a.example/g/{offer.path}"
    assert {
        name: first.find(f"{ATOM}{name}").text
        for name in ("title", "id", "summary", "published", "updated")
    } == {
        "title": "Klub Seniora: Sala duża",
        "id": address,
        "summary": "Na 20 osób",
        "published": "2027-03-01T00:00:00+01:00",
        "updated": "2027-03-01T00:00:00+01:00",
    }
    assert first.find(f"{ATOM}link").get("href") == address
    assert first.find(f"{ATOM}category").get("term") == str(offer.get_kind_display())
    assert first.find(f"{ATOM}author/{ATOM}name").text == "Klub Seniora"
    assert second.find(f"{ATOM}title").text.endswith(": Ręce")
