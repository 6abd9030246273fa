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
            found = _member(package, "organization") is not None
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError):
        found = False
    file.seek(0)
    return found


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
    for one in organizations:
        yield _row(one)


def _of_json(data: bytes) -> list[dict]:
    try:
        content = json.loads(decode(data))
    except (ValueError, RecursionError):
        raise TableError("broken_hsds") from None
    if isinstance(content, dict):
        content = content.get("contents", [content])
    if not isinstance(content, list) or not all(isinstance(one, dict) for one in content):
        raise TableError("broken_hsds")
    # A list of services names the organization of each.
    found = [one.get("organization", one) if "organization" in one else one for one in content]
    if not all(isinstance(one, dict) and one.get("name") for one in found):
        raise TableError("broken_hsds")
    return found


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
    for one in organizations.values():
        for place in one.get("locations", []):
            place["addresses"] = addresses[place.get("id")]
    return list(organizations.values())


def _member(package: zipfile.ZipFile, name: str) -> str | None:
    wanted = (f"{name}.csv", f"{name}s.csv")
    return next((one for one in package.namelist() if one.split("/")[-1] in wanted), None)


def _table(package: zipfile.ZipFile, name: str) -> list[dict[str, str]]:
    member = _member(package, name)
    if member is None:
        return []
    text = decode(package.read(member))
    try:
        return [dict(row) for row in csv.DictReader(io.StringIO(text, newline=""))]
    except csv.Error:
        raise TableError("broken_csv") from None


def _row(one: dict) -> list[str]:
    place = next(iter(_list(one, "locations")), {})
    address = next(iter(_list(place, "addresses")), {})
    numbers = {
        _text(each, "identifier_type").upper(): _text(each, "identifier")
        for each in _list(one, "organization_identifiers")
    }
    services = _list(one, "services")
    hours = [each for service in services for each in _list(service, "schedules")]
    phones = [each for holder in (one, *services) for each in _list(holder, "phones")]
    street = MARK.join(filter(None, (_text(address, "address_1"), _text(address, "address_2"))))
    return [
        _text(one, "name"), _text(one, "alternate_name"), _text(one, "description"),
        _text(one, "legal_status"), _text(one, "year_incorporated"), numbers.get("KRS", ""),
        _text(one, "tax_id") or numbers.get("NIP", ""), numbers.get("REGON", ""),
        _text(one, "email"), _text(one, "website"), MARK.join(dict.fromkeys(map(_phone, phones))),
        street.replace(MARK, ", "), _text(address, "postal_code"), _text(address, "city"),
        _text(place, "latitude"), _text(place, "longitude"), _terms(one, "area"),
        _terms(one, "target"), MARK.join(filter(None, map(_hours, hours))),
    ]  # fmt: skip


def _phone(phone: dict) -> str:
    extension = _text(phone, "extension")
    return _text(phone, "number") + (f" wew. {extension}" if extension else "")


def _hours(schedule: dict) -> str:
    days, opens, closes = (_text(schedule, key) for key in ("byday", "opens_at", "closes_at"))
    return f"{days} {opens[:5]}-{closes[:5]}" if days and opens and closes else ""


def _terms(one: dict, word: str) -> str:
    terms = (each.get("taxonomy_term") for each in _list(one, "attributes"))
    named = (term for term in terms if isinstance(term, dict))
    return MARK.join(
        _text(term, "name") for term in named if word in _text(term, "taxonomy").casefold()
    )


def _list(holder: dict, key: str) -> list[dict]:
    value = holder.get(key)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _text(holder: dict, key: str) -> str:
    value = holder.get(key)
    return "" if value is None or isinstance(value, dict | list) else str(value)
