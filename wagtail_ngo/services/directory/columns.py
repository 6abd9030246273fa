"""The columns of an entry in a table.

Import and internal export share them, so that a file that went out comes in unchanged.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import cast

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from wagtail_ngo.domain.directory.registry_numbers import (
    is_doubtful_krs,
    restore_nip,
    restore_postcode,
    restore_regon,
)
from wagtail_ngo.domain.tables.habits import beyond_town, split_address
from wagtail_ngo.domain.tables.office_words import REACH, REGISTERS, STATES
from wagtail_ngo.enums import (
    AreaOfOperation,
    ContactKind,
    Known,
    OrganizationStatus,
    Register,
)
from wagtail_ngo.models import (
    ActivityArea,
    District,
    Language,
    LegalForm,
    NGOPage,
    TargetGroup,
)
from wagtail_ngo.services.directory.cell_readings import CellReading, left_out
from wagtail_ngo.services.directory.column_lists import (
    ContactsColumn,
    HoursColumn,
    TermColumn,
    TermsColumn,
)
from wagtail_ngo.services.directory.column_types import (
    BooleanColumn,
    ChoiceColumn,
    Column,
    DegreesColumn,
    KnownColumn,
    NumberColumn,
    WordsColumn,
    YearColumn,
)


class StreetColumn(WordsColumn):
    """A street; an address in one line is taken apart."""

    def read(self, text, vocabularies):
        parts = split_address(text)
        if parts is None:
            return super().read(text, vocabularies)
        reading = CellReading()
        for key, part in zip(("seat_street", "seat_postcode", "seat_city"), parts, strict=True):
            if not part:
                continue
            column = cast("WordsColumn", COLUMNS_BY_KEY[key])
            said = WordsColumn.read(column, part, vocabularies)
            reading.values.update(said.values)
            reading.remarks += said.remarks
        if rest := beyond_town(text):
            reading.remarks.append(left_out(rest, str(_("The address ends with the town."))))
        return reading


class PostcodeColumn(NumberColumn):
    """A postcode; the town behind it counts where no column of its own names one."""

    def __init__(self, key, *, city: str, **kwargs):
        super().__init__(key, restore=restore_postcode, **kwargs)
        self.city = city

    def read_loosely(self, text, vocabularies):
        parts = split_address(text)
        if parts and not parts[0] and parts[1] and any(map(str.isalpha, parts[2])):
            return CellReading({self.key: parts[1], self.city: parts[2]})
        return super().read_loosely(text, vocabularies)


COLUMNS: list[Column] = [
    WordsColumn("title", label=_("name"), aliases=("nazwa", "pełna nazwa", "nazwa organizacji")),
    WordsColumn("short_name", aliases=("skrót", "nazwa skrócona")),
    WordsColumn("other_names"),
    WordsColumn("filed_as"),
    TermColumn("legal_form", LegalForm, aliases=("forma", "typ")),
    ChoiceColumn("status", OrganizationStatus, words=STATES),
    ChoiceColumn("register", Register, words=REGISTERS),
    NumberColumn("krs", doubt=is_doubtful_krs, aliases=("nr krs", "numer krs")),
    WordsColumn("register_number", aliases=("numer w rejestrze", "numer ewidencyjny")),
    NumberColumn("nip", restore=restore_nip, aliases=("nr nip",)),
    NumberColumn("regon", restore=restore_regon, aliases=("nr regon",)),
    NumberColumn("iban", aliases=("konto", "nr konta", "rachunek")),
    BooleanColumn("is_public_benefit", aliases=("opp", "status opp")),
    WordsColumn("tax_purpose"),
    YearColumn("founded_year", aliases=("rok założenia", "rok powstania")),
    WordsColumn("lead", aliases=("opis", "krótki opis", "lid", "description")),
    TermsColumn("areas", ActivityArea, aliases=("obszary", "obszar działania", "dziedziny")),
    TermsColumn("target_groups", TargetGroup, aliases=("odbiorcy",)),
    TermsColumn("districts", District, aliases=("dzielnica",)),
    TermsColumn("languages", Language),
    ChoiceColumn("area_of_operation", AreaOfOperation, words=REACH),
    StreetColumn("seat_street", label=_("seat: street"), aliases=("ulica", "adres", "street")),
    PostcodeColumn(
        "seat_postcode",
        city="seat_city",
        label=_("seat: postcode"),
        aliases=("kod", "kod pocztowy"),
    ),
    WordsColumn("seat_city", label=_("seat: town"), aliases=("miejscowość", "miasto")),
    BooleanColumn("hide_street", label=_("street hidden")),
    WordsColumn("mail_street", label=_("letters: street")),
    PostcodeColumn("mail_postcode", city="mail_city", label=_("letters: postcode")),
    WordsColumn("mail_city", label=_("letters: town")),
    DegreesColumn("latitude", aliases=("szerokość",)),
    DegreesColumn("longitude", aliases=("długość",)),
    ContactsColumn("phone", ContactKind.PHONE, label=_("phone"), aliases=("tel", "telefon")),
    ContactsColumn(
        "email", ContactKind.EMAIL, label=_("e-mail"), aliases=("mail", "email", "adres e-mail")
    ),
    ContactsColumn(
        "website", ContactKind.WEBSITE, label=_("website"), aliases=("www", "strona www")
    ),
    ContactsColumn("facebook", ContactKind.FACEBOOK, label="Facebook"),
    ContactsColumn(
        "private_phone", ContactKind.PHONE, is_public=False, label=_("phone (not public)")
    ),
    ContactsColumn(
        "private_email", ContactKind.EMAIL, is_public=False, label=_("e-mail (not public)")
    ),
    HoursColumn(
        "opening_hours",
        label=_("office hours"),
        aliases=("godziny otwarcia", "godziny pracy", "godziny urzędowania", "czynne"),
    ),
    *(KnownColumn(name, Known) for name in NGOPage.FACTS),
    WordsColumn("accessibility_note"),
    WordsColumn("internal_note"),
]
COLUMNS_BY_KEY: dict[str, Column] = {column.key: column for column in COLUMNS}


def cell_text(column: Column, entry: NGOPage) -> str:
    """What the internal table shows of an entry in this column."""
    show_entry: Callable | None = getattr(column, "show_entry", None)
    return show_entry(entry) if show_entry else column.show(column.current(entry))


_NUMBERED = re.compile(r" \(\d{1,3}\)$")


def guess_mapping(header: list[str]) -> dict[str, str]:
    """Column of a file → key, where its name is a known one in some language of the site."""
    names = _column_names()
    mapping: dict[str, str] = {}
    for name in header:
        # The reader numbers columns of one name: "Telefon", "Telefon (2)".
        key = names.get(_fold(name)) or names.get(_fold(_NUMBERED.sub("", name)))
        if key and (key not in mapping.values() or COLUMNS_BY_KEY[key].holds_many):
            mapping[name] = key
    return mapping


@lru_cache
def _column_names() -> dict[str, str]:
    names = {
        _fold(name): column.key for column in COLUMNS for name in (column.key, *column.aliases)
    }
    for language, _name in settings.LANGUAGES:
        with override(language):
            for column in COLUMNS:
                names.setdefault(_fold(str(column.label)), column.key)
    return names


def _fold(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name.casefold()).strip()
