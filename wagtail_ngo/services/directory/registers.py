"""A file of a public register, read into a table of its own.

Only the columns of ``KEYS`` are read. Whatever else the file holds, officers and their numbers
above all, is never stored, logged or printed.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from django.db import transaction

from wagtail_ngo.domain.directory.register_names import is_persons_form, street_with_number
from wagtail_ngo.domain.tables.errors import TableError
from wagtail_ngo.domain.tables.habits import is_placeholder
from wagtail_ngo.domain.tables.limits import Limits
from wagtail_ngo.domain.tables.reading import read_table
from wagtail_ngo.models import RegisteredOrganization, RegisterFile
from wagtail_ngo.models.directory.numbers import NUMBER_FIELDS
from wagtail_ngo.services.directory.columns import COLUMNS_BY_KEY, guess_mapping
from wagtail_ngo.services.directory.vocabularies import Vocabularies
from wagtail_ngo.services.model_fields import field_of

#: What is kept of an organization, by the names of an entry's columns.
KEYS = (
    "title", "legal_form", *NUMBER_FIELDS, "seat_street", "seat_postcode", "seat_city",
)  # fmt: skip
# Names of columns that registers use beside those that imports know.
_NAMES = {
    "nazwa podmiotu": "title",
    "nazwa pełna": "title",
    "pełna nazwa podmiotu": "title",
    "firma": "title",
    "firma lub nazwa": "title",
    "nazwa stowarzyszenia": "title",
    "forma prawna podmiotu": "legal_form",
    "nazwa formy prawnej": "legal_form",
    "szczególna forma prawna": "legal_form",
    "numer w krs": "krs",
    "nr w krs": "krs",
    "ulica siedziby": "seat_street",
    "adres siedziby": "seat_street",
    "siedziba adres": "seat_street",
    "siedziba ulica": "seat_street",
    "kod pocztowy siedziby": "seat_postcode",
    "siedziba kod pocztowy": "seat_postcode",
    "siedziba": "seat_city",
    "miejscowość siedziby": "seat_city",
    "siedziba miejscowość": "seat_city",
    "nazwa miejscowości": "seat_city",
    **dict.fromkeys(("nr domu", "numer domu", "nr budynku", "numer budynku"), "house"),
    **dict.fromkeys(("nr nieruchomości", "numer nieruchomości"), "house"),
    **dict.fromkeys(("nr lokalu", "numer lokalu", "nr mieszkania"), "flat"),
}
_BATCH = 1000
_CHUNK = 1_000_000


@dataclass
class Loaded:
    """What loading a file did: columns by what they are, and rows by what became of them."""

    columns: dict[str, str] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    #: Reason ("person", "elsewhere", "no_name", "no_number", "double") → number of rows.
    left_out: Counter[str] = field(default_factory=Counter)
    #: The very file was loaded before: nothing was done.
    is_known: bool = False


def load(
    stream: BinaryIO,
    *,
    name: str,
    file_name: str,
    as_of: datetime.date,
    towns: Collection[str] = (),
    limits: Limits,
    now: datetime.datetime,
) -> Loaded:
    """Make the register ``name`` say what the file says; with ``towns`` only of seats in these.

    All or nothing. Raises TableError for a file that cannot be read or names no organizations.
    """
    digest = _digest(stream, towns)
    header, rows = read_table(stream, limits=limits)
    columns = map_columns(header)
    loaded = Loaded(columns, [column for column in header if column and column not in columns])
    if "title" not in columns.values() or not set(NUMBER_FIELDS) & set(columns.values()):
        raise TableError("no_organizations")
    present = RegisterFile.objects.filter(name=name, digest=digest, as_of=as_of)
    if present.exists():
        loaded.is_known = True
        return loaded
    places = [(place, columns[column]) for place, column in enumerate(header) if column in columns]
    organizations = {
        row.key: row for row in _read(rows, places, {town.casefold() for town in towns}, loaded)
    }
    with transaction.atomic():
        values = {"file_name": file_name[:255], "as_of": as_of, "loaded_at": now, "digest": digest}
        register, _new = RegisterFile.objects.update_or_create(name=name, defaults=values)
        _write(register, organizations, loaded)
    return loaded


def _digest(stream: BinaryIO, towns: Collection[str]) -> str:
    stream.seek(0)
    digest = hashlib.sha256()
    while chunk := stream.read(_CHUNK):
        digest.update(chunk)
    digest.update("\n".join(sorted(town.casefold() for town in towns)).encode())
    stream.seek(0)
    return digest.hexdigest()


def map_columns(header: list[str]) -> dict[str, str]:
    """Column of the file → what it is: one of ``KEYS``, "house" or "flat". Others are not read."""
    guessed = guess_mapping(header)
    columns: dict[str, str] = {}
    for column in header:
        folded = re.sub(r"[\W_]+", " ", column.casefold()).strip()
        key = _NAMES.get(folded) or guessed.get(column, "")
        if key in (*KEYS, "house", "flat") and key not in columns.values():
            columns[column] = key
    return columns


def _read(
    rows: Iterable[tuple[int, list[str]]],
    places: list[tuple[int, str]],
    towns: Collection[str],
    loaded: Loaded,
) -> Iterator[RegisteredOrganization]:
    """Organizations of the rows; those that are left out are counted in ``loaded``."""
    seen: set[str] = set()
    for _number, cells in rows:
        organization = _organization({key: cells[place] for place, key in places})
        reason = _reason(organization, towns, seen)
        if reason:
            loaded.left_out[reason] += 1
            continue
        seen.add(organization.key)
        yield organization


def _reason(organization: RegisteredOrganization, towns: Collection[str], seen: set[str]) -> str:
    """Why the row is left out, "" where it is not."""
    if is_persons_form(organization.legal_form):
        return "person"
    if not organization.title:
        return "no_name"
    if not organization.key:
        return "no_number"
    if towns and organization.seat_city.casefold() not in towns:
        return "elsewhere"
    return "double" if organization.key in seen else ""


def _organization(cells: dict[str, str]) -> RegisteredOrganization:
    """What a row says; cells are read as in an import, what cannot be read is left empty."""
    vocabularies, values = Vocabularies(), {}
    for key in KEYS:
        text = cells.get(key, "")
        if key == "legal_form":
            # As the register calls it: which form of ours that is, is seen when it is offered.
            values[key] = "" if is_placeholder(text) else text
        elif text:
            values.update(COLUMNS_BY_KEY[key].read(text, vocabularies).values)
    values["seat_street"] = street_with_number(
        values.get("seat_street", ""),
        cells.get("house", ""),
        cells.get("flat", ""),
        town=values.get("seat_city", ""),
    )
    fitting = {
        key: " ".join(values.get(key, "").split())[
            : field_of(RegisteredOrganization, key).max_length
        ]
        for key in KEYS
    }
    number = next((key for key in NUMBER_FIELDS if fitting[key]), "")
    return RegisteredOrganization(**fitting, key=f"{number} {fitting[number]}" if number else "")


def _write(
    register: RegisterFile, organizations: dict[str, RegisteredOrganization], loaded: Loaded
) -> None:
    """Bring the rows of the register to ``organizations``, writing only what differs."""
    changed, gone = [], []
    for row in register.organizations.all():
        read = organizations.pop(row.key, None)
        if read is None:
            gone.append(row.pk)
        elif any(getattr(row, key) != getattr(read, key) for key in KEYS):
            for key in KEYS:
                setattr(row, key, getattr(read, key))
            changed.append(row)
        else:
            loaded.unchanged += 1
    for start in range(0, len(gone), _BATCH):
        register.organizations.filter(pk__in=gone[start : start + _BATCH]).delete()
    RegisteredOrganization.objects.bulk_update(changed, KEYS, batch_size=_BATCH)
    for organization in organizations.values():
        organization.register = register
    RegisteredOrganization.objects.bulk_create(organizations.values(), batch_size=_BATCH)
    loaded.added, loaded.changed, loaded.removed = len(organizations), len(changed), len(gone)
