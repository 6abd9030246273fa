"""Organizations of the Open Referral HSDS 3.0 as rows of a table: JSON, or a zip of CSV files."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, BinaryIO

from wagtail_ngo.domain.tables.errors import TableError
from wagtail_ngo.domain.tables.letters import decode

#: Names of the columns, as the import knows them.
HEADER = [
    "title", "short_name", "lead", "legal_form", "founded_year", "krs", "nip", "regon", "email",
    "website", "phone", "seat_street", "seat_postcode", "seat_city", "latitude", "longitude",
    "areas", "target_groups", "opening_hours",
]  # fmt: skip
MARK = " | "
# Tables of the package that belong to an organization, and by which field.
_PARTS = {
    "phone": ("phones", "organization_id"),
    "location": ("locations", "organization_id"),
    "organization_identifier": ("organization_identifiers", "organization_id"),
    "service": ("services", "organization_id"),
}


def looks_like_hsds(file: BinaryIO) -> bool:
    """Whether the file is JSON, or a package with organizations; it is at its beginning again."""
    start = file.read(200).lstrip(b"\xef\xbb\xbf \r\n\t")
    file.seek(0)
    if start[:1] == b"{" or start[:2] in (b"[{", b"[\n", b"[ ", b"[\r"):
        return True
    if start[:2] != b"PK":
        return False
    try:
        with zipfile.ZipFile(file) as package:
            is_package = _member(package, "organization") is not None
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError):
        is_package = False
    file.seek(0)
    return is_package


def hsds_rows(file: BinaryIO) -> Iterator[list[str]]:
    """Header and one row for each organization. Raises TableError for other JSON."""
    start = file.read(2)
    file.seek(0)
    try:
        organizations = _of_package(file) if start == b"PK" else _of_json(file.read())
    except TableError:
        raise
    except Exception as error:
        # A damaged package makes zipfile raise whatever its parts raise.
        raise TableError("broken_hsds") from error
    yield HEADER
    for organization in organizations:
        yield _row(organization)


def _of_json(data: bytes) -> list[dict]:
    try:
        content = json.loads(decode(data))
    except (ValueError, RecursionError):
        raise TableError("broken_hsds") from None
    if isinstance(content, dict):
        content = content.get("contents", [content])
    if not isinstance(content, list) or not all(isinstance(item, dict) for item in content):
        raise TableError("broken_hsds")
    # A list of services names the organization of each.
    organizations = [
        item.get("organization", item) if "organization" in item else item for item in content
    ]
    if not all(isinstance(item, dict) and item.get("name") for item in organizations):
        raise TableError("broken_hsds")
    return organizations


def _of_package(file: BinaryIO) -> list[dict]:
    with zipfile.ZipFile(file) as package:
        organizations: dict[str, dict[str, Any]] = {
            row["id"]: dict(row) for row in _table(package, "organization") if "id" in row
        }
        for name, (key, owner) in _PARTS.items():
            for row in _table(package, name):
                if row.get(owner) in organizations:
                    organizations[row[owner]].setdefault(key, []).append(row)
        addresses = defaultdict(list)
        for row in _table(package, "address"):
            addresses[row.get("location_id")].append(row)
    for organization in organizations.values():
        for place in organization.get("locations", []):
            place["addresses"] = addresses[place.get("id")]
    return list(organizations.values())


def _member(package: zipfile.ZipFile, name: str) -> str | None:
    wanted = (f"{name}.csv", f"{name}s.csv")
    return next((name for name in package.namelist() if name.split("/")[-1] in wanted), None)


def _table(package: zipfile.ZipFile, name: str) -> list[dict[str, str]]:
    member = _member(package, name)
    if member is None:
        return []
    text = decode(package.read(member))
    try:
        return [dict(row) for row in csv.DictReader(io.StringIO(text, newline=""))]
    except csv.Error:
        raise TableError("broken_csv") from None


def _row(record: dict) -> list[str]:
    place = next(iter(_list(record, "locations")), {})
    address = next(iter(_list(place, "addresses")), {})
    numbers = {
        _text(each, "identifier_type").upper(): _text(each, "identifier")
        for each in _list(record, "organization_identifiers")
    }
    services = _list(record, "services")
    hours = [each for service in services for each in _list(service, "schedules")]
    phones = [each for holder in (record, *services) for each in _list(holder, "phones")]
    street = MARK.join(filter(None, (_text(address, "address_1"), _text(address, "address_2"))))
    return [
        _text(record, "name"), _text(record, "alternate_name"), _text(record, "description"),
        _text(record, "legal_status"), _text(record, "year_incorporated"), numbers.get("KRS", ""),
        _text(record, "tax_id") or numbers.get("NIP", ""), numbers.get("REGON", ""),
        _text(record, "email"), _text(record, "website"),
        MARK.join(dict.fromkeys(map(_phone, phones))),
        street.replace(MARK, ", "), _text(address, "postal_code"), _text(address, "city"),
        _text(place, "latitude"), _text(place, "longitude"), _terms(record, "area"),
        _terms(record, "target"), MARK.join(filter(None, map(_hours, hours))),
    ]  # fmt: skip


def _phone(phone: dict) -> str:
    extension = _text(phone, "extension")
    return _text(phone, "number") + (f" wew. {extension}" if extension else "")


def _hours(schedule: dict) -> str:
    days, opens, closes = (_text(schedule, key) for key in ("byday", "opens_at", "closes_at"))
    return f"{days} {opens[:5]}-{closes[:5]}" if days and opens and closes else ""


def _terms(item: dict, word: str) -> str:
    terms = (each.get("taxonomy_term") for each in _list(item, "attributes"))
    named = (term for term in terms if isinstance(term, dict))
    return MARK.join(
        _text(term, "name") for term in named if word in _text(term, "taxonomy").casefold()
    )


def _list(holder: dict, key: str) -> list[dict]:
    value = holder.get(key)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _text(holder: dict, key: str) -> str:
    value = holder.get(key)
    return "" if value is None or isinstance(value, dict | list) else str(value)
