"""An entry as vCard, JSON-LD and Atom, from its public view alone."""

import datetime
import json

import pytest
from django.utils.feedgenerator import rfc3339_date

from wagtail_ngo.domain.directory.opening_hours import Hours
from wagtail_ngo.exports.directory.entries import entries_atom, entry_json_ld, entry_vcard
from wagtail_ngo.exports.directory.public import (
    PublicAddress,
    PublicContact,
    PublicEntry,
    PublicPerson,
    PublicTerm,
)

CHANGED = datetime.datetime(2027, 3, 1, 12, 30, 5, tzinfo=datetime.UTC)


def contact(kind: str, value: str, url: str = "", label: str = "") -> PublicContact:
    return PublicContact(1, kind, kind.title(), label, value, url, value)


def entry(**fields) -> PublicEntry:
    """An entry of which nothing is known but its name."""
    nothing = dict.fromkeys(
        (
            "short_name", "other_names", "lead", "legal_form", "status_label", "register_label",
            "register_number", "krs", "nip", "regon", "iban", "tax_purpose", "area_of_operation",
        ),
        "",
    )  # fmt: skip
    values = {
        "uuid": "0000",
        "title": "Łąka",
        "url": "https://town.example/laka/",
        "status": "active",
        "is_public_benefit": False,
        "founded_year": None,
        "seat": PublicAddress("", "", ""),
        "mail": PublicAddress("", "", ""),
        "location": None,
        "verified_on": None,
        "is_overdue": False,
        "changed_at": None,
        "first_published_at": None,
    }
    return PublicEntry(**nothing | values | fields)


def full() -> PublicEntry:
    return entry(
        short_name="Ł",
        lead="Sadzimy; kosimy, grabimy",
        krs="0000058930",
        nip="1234563218",
        regon="192598184",
        founded_year=1998,
        seat=PublicAddress("Nowa 1", "76-200", "Słupsk"),
        mail=PublicAddress("Długa 2", "", "Ustka"),
        location=(54.4641, 17.0287),
        changed_at=CHANGED,
        first_published_at=CHANGED - datetime.timedelta(days=9),
        areas=[PublicTerm("a", "Ekologia"), PublicTerm("b", "Sport, turystyka")],
        languages=[PublicTerm("c", "polski", "pl"), PublicTerm("d", "kaszubski")],
        contacts=[
            contact("phone", "+48598400000;ext=12"),
            contact("email", "laka@example.org"),
            contact("website", "laka.example", "https://laka.example/a b"),
            contact("facebook", "laka", "https://facebook.com/laka"),
        ],
        people=[PublicPerson(1, "Anna SECRET", "prezes", "SECRET@example.org", "", "")],
        week=[
            Hours(0, datetime.time(9), datetime.time(16)),
            Hours(6, datetime.time(10), datetime.time(11)),
        ],
    )


def test_a_vcard_says_what_a_telephone_keeps_and_no_person():
    assert entry_vcard(full()).split("\r\n") == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "FN:Łąka",
        "N:Łąka;;;;",
        "ORG:Łąka",
        "NICKNAME:Ł",
        "UID:urn:uuid:0000",
        "URL:https://town.example/laka/",
        "NOTE:Sadzimy\\; kosimy\\, grabimy",
        "CATEGORIES:Ekologia,Sport\\, turystyka",
        "ADR;TYPE=WORK:;;Nowa 1;Słupsk;;76-200;Polska",
        "ADR;TYPE=POSTAL:;;Długa 2;Ustka;;;Polska",
        "GEO:54.464100;17.028700",
        "TEL;TYPE=WORK,VOICE:+48598400000",
        "EMAIL;TYPE=INTERNET,WORK:laka@example.org",
        "URL:https://laka.example/ab",
        "URL:https://facebook.com/laka",
        "REV:2027-03-01T12:30:05Z",
        "END:VCARD",
        "",
    ]


def test_a_vcard_of_an_entry_without_facts_has_a_name():
    assert entry_vcard(entry()).split("\r\n") == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "FN:Łąka",
        "N:Łąka;;;;",
        "ORG:Łąka",
        "UID:urn:uuid:0000",
        "URL:https://town.example/laka/",
        "END:VCARD",
        "",
    ]


@pytest.mark.parametrize(
    ("label", "line"), [("", "X-CONTACT:Epuap: /laka"), ("skrytka", "X-CONTACT:skrytka: /laka")]
)
def test_another_contact_is_named_by_its_label_or_its_kind(label, line):
    card = entry_vcard(entry(contacts=[contact("epuap", "/laka", label=label)]))

    assert line in card.split("\r\n")


def test_json_ld_says_what_a_search_engine_shows():
    assert json.loads(entry_json_ld(full())) == {
        "@context": "https://schema.org",
        "@type": "NGO",
        "@id": "https://town.example/laka/",
        "url": "https://town.example/laka/",
        "name": "Łąka",
        "alternateName": "Ł",
        "description": "Sadzimy; kosimy, grabimy",
        "taxID": "1234563218",
        "foundingDate": "1998",
        "keywords": ["Ekologia", "Sport, turystyka"],
        "knowsLanguage": ["pl", "kaszubski"],
        "email": ["laka@example.org"],
        "telephone": ["+48598400000"],
        "sameAs": ["https://laka.example/a b", "https://facebook.com/laka"],
        "address": {
            "@type": "PostalAddress",
            "streetAddress": "Nowa 1",
            "postalCode": "76-200",
            "addressLocality": "Słupsk",
            "addressCountry": "PL",
        },
        "location": {
            "@type": "Place",
            "geo": {"@type": "GeoCoordinates", "latitude": 54.4641, "longitude": 17.0287},
        },
        "openingHoursSpecification": [
            {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": f"https://schema.org/{day}",
                "opens": opens,
                "closes": closes,
            }
            for day, opens, closes in (("Monday", "09:00", "16:00"), ("Sunday", "10:00", "11:00"))
        ],
        "identifier": [
            {"@type": "PropertyValue", "propertyID": "KRS", "value": "0000058930"},
            {"@type": "PropertyValue", "propertyID": "NIP", "value": "1234563218"},
            {"@type": "PropertyValue", "propertyID": "REGON", "value": "192598184"},
        ],
    }


def test_json_ld_leaves_out_what_is_not_known():
    assert json.loads(entry_json_ld(entry(seat=PublicAddress("", "76-200", "Słupsk")))) == {
        "@context": "https://schema.org",
        "@type": "NGO",
        "@id": "https://town.example/laka/",
        "url": "https://town.example/laka/",
        "name": "Łąka",
        "address": {
            "@type": "PostalAddress",
            "postalCode": "76-200",
            "addressLocality": "Słupsk",
            "addressCountry": "PL",
        },
    }
    assert "address" not in json.loads(entry_json_ld(entry()))


def test_json_ld_cannot_end_its_script():
    text = entry_json_ld(entry(title="</script><script>&"))

    assert not set("<>&") & set(text)
    assert json.loads(text)["name"] == "</script><script>&"


def test_a_feed_holds_each_entry_once_with_its_days():
    url = "https://town.example/"
    text = entries_atom([full()], title="Baza", url=url, feed_url=f"{url}atom/", language="pl")

    for part in (
        'xml:lang="pl"',
        "<id>https://town.example/</id>",
        "<id>urn:uuid:0000</id>",
        f"<published>{rfc3339_date(CHANGED - datetime.timedelta(days=9))}</published>",
        f"<updated>{rfc3339_date(CHANGED)}</updated>",
        '<category term="Ekologia"/>',
        '<summary type="html">Sadzimy; kosimy, grabimy</summary>',
    ):
        assert text.count(part) >= 1, part
    assert text.count("<entry>") == 1
    assert "SECRET" not in text


def test_an_address_line_has_what_is_known():
    assert PublicAddress("Nowa 1", "76-200", "Słupsk").line == "Nowa 1, 76-200 Słupsk"
    assert PublicAddress("", "", "Słupsk").line == "Słupsk"
    assert [bool(PublicAddress(*one)) for one in (("a", "", ""), ("", "", "b"), ("", "c", ""))] == [
        True,
        True,
        False,
    ]
