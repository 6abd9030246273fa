"""What lists of participants call their columns, and what is in their cells."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wagtail_ngo.domain.tables.habits import is_footer, is_placeholder

#: Key of a column → what lists call it, first the name that we would write.
COLUMNS: dict[str, tuple[str, ...]] = {
    "name": (
        "imię i nazwisko", "uczestnik", "uczestniczka", "uczestnik uczestniczka", "osoba",
        "imiona i nazwisko", "name", "full name", "name and surname", "participant",
    ),
    "reversed_name": ("nazwisko i imię", "nazwisko imię", "surname and name"),
    "given_names": ("imię", "imiona", "first name", "given name", "given names"),
    "family_name": ("nazwisko", "surname", "last name", "family name"),
    "email": ("e mail", "email", "mail", "adres e mail", "adres email", "adres mailowy", "poczta"),
    "phone": (
        "telefon", "tel", "nr telefonu", "numer telefonu", "nr tel", "telefon kontaktowy", "phone",
    ),
    "organization": (
        "organizacja", "nazwa organizacji", "ngo", "podmiot", "instytucja", "stowarzyszenie",
        "fundacja", "organization", "organisation",
    ),
    "role": ("funkcja", "rola", "stanowisko", "funkcja w organizacji", "role", "position"),
    "companions": (
        "osoby towarzyszące", "liczba osób towarzyszących", "osób towarzyszących", "companions",
    ),
    "needs": ("potrzeby", "szczególne potrzeby", "dostępność", "needs", "accessibility needs"),
    "note": ("uwagi", "uwaga", "notatka", "note", "notes"),
}  # fmt: skip
#: One of these tells who somebody is.
NAMES = frozenset({"name", "reversed_name", "given_names", "family_name"})
_NUMBERED = re.compile(r" \(\d{1,3}\)$")
_COMPANIONS = re.compile(r"\+?(\d{1,3})(?:\.0)?(?: ?os(?:oba|oby|ób|\.)?)?", re.IGNORECASE)


def guess_columns(header: Iterable[str]) -> dict[int, str]:
    """Place in the file → key, each key once."""
    names = {name: key for key, aliases in COLUMNS.items() for name in aliases}
    places: dict[int, str] = {}
    for place, name in enumerate(header):
        key = names.get(_fold(_NUMBERED.sub("", name)))
        if key and key not in places.values():
            places[place] = key
    return places


def _fold(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name.casefold()).strip()


def person_name(cells: dict[str, str]) -> str:
    """The name of a row in the order in which it is spoken; "" where there is none."""
    words = {key: " ".join(cells.get(key, "").split()) for key in NAMES}
    words = {key: "" if is_placeholder(text) else text for key, text in words.items()}
    if words["name"]:
        return words["name"]
    if words["reversed_name"]:
        family, _space, given = words["reversed_name"].partition(" ")
        return f"{given} {family}".strip()
    return f"{words['given_names']} {words['family_name']}".strip()


def is_below_the_table(cells: dict[str, str]) -> bool:
    """Whether a row is a sum, a source or a remark, and no person."""
    filled = [text for text in cells.values() if text]
    return len(filled) == 1 and is_footer(filled[0])


def read_companions(text: str) -> int | None:
    """How many people come along; None where the cell holds no number."""
    match = _COMPANIONS.fullmatch(text.strip())
    return int(match[1]) if match else None
