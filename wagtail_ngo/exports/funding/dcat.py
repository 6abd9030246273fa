"""The description of our open data for catalogues: DCAT-AP 3.0 as JSON-LD."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

AUTHORITY = "http://publications.europa.eu/resource/authority"
IANA = "https://www.iana.org/assignments/media-types"
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
LANGUAGES = {"pl": "POL", "en": "ENG", "uk": "UKR", "de": "DEU"}
#: Themes of data.europa.eu that our datasets have.
THEMES = {"GOVE": "Government and public sector"}
FORMATS = {"csv": ("CSV", "text/csv"), "json": ("JSON", "application/json")}


@dataclass(frozen=True)
class Dataset:
    """``name`` is the name of its files, ``keywords`` are words to find it by."""

    name: str
    title: str
    description: str
    keywords: tuple[str, ...]
    theme: str


@dataclass(frozen=True)
class Catalog:
    """``url`` is the address of the page about the data; files lie below it."""

    url: str
    title: str
    description: str
    publisher: str
    publisher_url: str
    contact: str
    license: str
    language: str
    modified: datetime.datetime | None
    datasets: Sequence[Dataset]


def describe(catalog: Catalog) -> dict[str, Any]:
    """The catalogue with its datasets and their files, as one JSON-LD document."""
    described = {
        "@context": CONTEXT,
        "@id": f"{catalog.url}#catalog",
        "@type": "dcat:Catalog",
        **_texts(catalog, catalog.title, catalog.description),
        "dct:publisher": _publisher(catalog),
        "dct:language": _language(catalog),
        "dct:license": _license(catalog),
        "dct:spatial": _poland(),
        "foaf:homepage": _typed(catalog.url, "foaf:Document"),
        "dcat:dataset": [_dataset(catalog, dataset) for dataset in catalog.datasets],
    }
    return described | _modified(catalog)


def _texts(catalog: Catalog, title: str, description: str) -> dict[str, Any]:
    language = {"@language": catalog.language}
    return {
        "dct:title": {"@value": title, **language},
        "dct:description": {"@value": description, **language},
    }


def _typed(iri: str, kind: str) -> dict[str, str]:
    return {"@id": iri, "@type": kind}


def _publisher(catalog: Catalog) -> dict[str, Any]:
    return {
        "@id": f"{catalog.publisher_url}#publisher",
        "@type": "foaf:Agent",
        "foaf:name": {"@value": catalog.publisher, "@language": catalog.language},
        "foaf:homepage": _typed(catalog.publisher_url, "foaf:Document"),
    }


def _language(catalog: Catalog) -> dict[str, str]:
    code = LANGUAGES.get(catalog.language.partition("-")[0], "MUL")
    return _typed(f"{AUTHORITY}/language/{code}", "dct:LinguisticSystem")


def _concept(path: str, label: str) -> dict[str, Any]:
    """A term of an EU vocabulary with its English label, which validators do not look up."""
    named = {"skos:prefLabel": {"@value": label, "@language": "en"}}
    return _typed(f"{AUTHORITY}/{path}", "skos:Concept") | named


def _poland() -> dict[str, str]:
    return _typed(f"{AUTHORITY}/country/POL", "dct:Location")


def _license(catalog: Catalog) -> dict[str, str]:
    return _typed(f"{AUTHORITY}/licence/{catalog.license}", "dct:LicenseDocument")


def _modified(catalog: Catalog) -> dict[str, Any]:
    if catalog.modified is None:
        return {}
    moment = catalog.modified.astimezone(datetime.UTC).isoformat(timespec="seconds")
    return {"dct:modified": {"@value": moment, "@type": "xsd:dateTime"}}


def _dataset(catalog: Catalog, dataset: Dataset) -> dict[str, Any]:
    iri = f"{catalog.url}#{dataset.name}"
    described = {
        "@id": iri,
        "@type": "dcat:Dataset",
        **_texts(catalog, dataset.title, dataset.description),
        "dct:identifier": iri,
        "dct:publisher": _publisher(catalog),
        "dct:language": _language(catalog),
        "dct:accrualPeriodicity": _typed(f"{AUTHORITY}/frequency/IRREG", "dct:Frequency"),
        "dct:accessRights": _typed(f"{AUTHORITY}/access-right/PUBLIC", "dct:RightsStatement"),
        "dct:spatial": _poland(),
        "dcat:theme": _concept(f"data-theme/{dataset.theme}", THEMES[dataset.theme]),
        "dcat:keyword": [
            {"@value": word, "@language": catalog.language} for word in dataset.keywords
        ],
        "dcat:landingPage": _typed(catalog.url, "foaf:Document"),
        "dcat:distribution": [
            _distribution(catalog, dataset, file_format) for file_format in FORMATS
        ],
    }
    if catalog.contact:
        described["dcat:contactPoint"] = {
            "@id": f"{catalog.url}#contact",
            "@type": "vcard:Kind",
            "vcard:fn": catalog.publisher,
            "vcard:hasEmail": {"@id": f"mailto:{catalog.contact}"},
        }
    return described | _modified(catalog)


def _distribution(catalog: Catalog, dataset: Dataset, extension: str) -> dict[str, Any]:
    kind, media_type = FORMATS[extension]
    address = f"{catalog.url}{dataset.name}/{extension}/"
    return {
        "@id": f"{catalog.url}#{dataset.name}-{extension}",
        "@type": "dcat:Distribution",
        **_texts(catalog, f"{dataset.title} ({kind})", dataset.description),
        "dcat:accessURL": {"@id": address},
        "dcat:downloadURL": {"@id": address},
        "dct:format": _typed(f"{AUTHORITY}/file-type/{kind}", "dct:MediaTypeOrExtent"),
        "dcat:mediaType": _typed(f"{IANA}/{media_type}", "dct:MediaType"),
        "dct:license": _license(catalog),
        "dcatap:availability": _concept("planned-availability/AVAILABLE", "available"),
    }
