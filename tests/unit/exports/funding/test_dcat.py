"""The description of the open data, for catalogues."""

import datetime
from dataclasses import replace

from wagtail_ngo.exports.funding.dcat import Catalog, Dataset, describe

CALLS = Dataset("calls", "Konkursy", "Ogłoszone konkursy", ("dotacje", "NGO"), "GOVE")
CATALOG = Catalog(
    url="https://town.example/data/",
    title="Dane",
    description="O konkursach",
    publisher="Urząd",
    publisher_url="https://town.example/",
    contact="dane@town.example",
    license="CC0",
    language="pl-PL",
    modified=datetime.datetime(
        2027, 3, 1, 13, 30, 5, tzinfo=datetime.timezone(datetime.timedelta(hours=1))
    ),
    datasets=(CALLS, replace(CALLS, name="awards")),
)
AUTHORITY = "http://publications.europa.eu/resource/authority"


def test_a_catalogue_says_whose_and_what_it_is():
    described = describe(CATALOG)

    assert described["@id"] == "https://town.example/data/#catalog"
    assert described["dct:title"] == {"@value": "Dane", "@language": "pl-PL"}
    assert described["dct:description"] == {"@value": "O konkursach", "@language": "pl-PL"}
    assert described["dct:publisher"]["foaf:name"] == {"@value": "Urząd", "@language": "pl-PL"}
    assert described["dct:license"]["@id"] == f"{AUTHORITY}/licence/CC0"
    assert described["dct:modified"] == {
        "@value": "2027-03-01T12:30:05+00:00",
        "@type": "xsd:dateTime",
    }
    assert [one["@id"] for one in described["dcat:dataset"]] == [
        "https://town.example/data/#calls",
        "https://town.example/data/#awards",
    ]


def test_languages_are_those_of_the_eu_and_else_many():
    codes = {
        language: describe(replace(CATALOG, language=language))["dct:language"]["@id"][-3:]
        for language in ("pl", "pl-PL", "en-gb", "uk", "de", "fr")
    }

    assert list(codes.values()) == ["POL", "POL", "ENG", "UKR", "DEU", "MUL"]


def test_a_dataset_has_a_file_of_each_format_and_words_to_find_it_by():
    (calls, _awards) = describe(CATALOG)["dcat:dataset"]

    assert [one["@value"] for one in calls["dcat:keyword"]] == ["dotacje", "NGO"]
    assert calls["dcat:theme"]["@id"] == f"{AUTHORITY}/data-theme/GOVE"
    assert calls["dct:modified"]["@value"] == "2027-03-01T12:30:05+00:00"
    assert calls["dcat:contactPoint"]["vcard:hasEmail"] == {"@id": "mailto:dane@town.example"}
    files = calls["dcat:distribution"]
    assert [
        (one["@id"], one["dcat:downloadURL"]["@id"], one["dct:format"]["@id"]) for one in files
    ] == [
        (
            f"https://town.example/data/#calls-{ending}",
            f"https://town.example/data/calls/{ending}/",
            f"{AUTHORITY}/file-type/{ending.upper()}",
        )
        for ending in ("csv", "json")
    ]
    assert files[0]["dct:title"] == {"@value": "Konkursy (CSV)", "@language": "pl-PL"}


def test_without_a_contact_and_rows_nothing_is_said_of_them():
    described = describe(replace(CATALOG, contact="", modified=None))

    assert "dct:modified" not in described
    assert not {"dct:modified", "dcat:contactPoint"} & set(described["dcat:dataset"][0])
