"""The facts that an organization may correct about itself, each with what the entry says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from wagtail_ngo.models import NGOPage
from wagtail_ngo.services.directory.column_types import SEPARATOR, BooleanColumn
from wagtail_ngo.services.directory.columns import COLUMNS_BY_KEY, cell_text

# What an organization may say about itself in the form behind its link.
PUBLIC_KEYS = [
    "short_name", "other_names", "lead", "areas", "target_groups", "districts", "languages",
    "seat_street", "seat_postcode", "seat_city", "hide_street",
    "mail_street", "mail_postcode", "mail_city",
    "phone", "email", "website", "facebook", "iban", "tax_purpose", "accessibility_note",
]  # fmt: skip
#: Fields that are one fact: an address is corrected as a whole.
GROUPS = {
    "seat": (_("seat"), ("seat_street", "seat_postcode", "seat_city", "hide_street")),
    "letters": (_("address for letters"), ("mail_street", "mail_postcode", "mail_city")),
}
_GROUPED = {key: name for name, (_label, keys) in GROUPS.items() for key in keys}


@dataclass(frozen=True)
class Fact:
    """What the entry says, and what the organization proposed since it was asked ("" for nothing).

    ``name`` is part of the address of its form; ``keys`` are the columns that it consists of.
    """

    name: str
    label: str
    text: str
    keys: tuple[str, ...]
    proposed: str = ""


def columns_of_facts() -> dict[str, tuple[str, ...]]:
    """Name of each fact → its columns, in the order of the form."""
    facts: dict[str, tuple[str, ...]] = {}
    for key in PUBLIC_KEYS:
        name = _GROUPED.get(key, key)
        facts.setdefault(name, GROUPS[name][1] if name in GROUPS else (key,))
    return facts


def facts_of(entry: NGOPage, proposed: Mapping[str, str] | None = None) -> list[Fact]:
    """All facts that an organization may correct; ``proposed`` are texts by column."""
    return [
        Fact(
            name=name,
            label=_label(name),
            text=_joined(keys, {key: cell_text(COLUMNS_BY_KEY[key], entry) for key in keys}),
            keys=keys,
            proposed=_joined(keys, proposed or {}),
        )
        for name, keys in columns_of_facts().items()
    ]


def _label(name: str) -> str:
    label = str(GROUPS[name][0] if name in GROUPS else COLUMNS_BY_KEY[name].label)
    return label[:1].upper() + label[1:]


def _joined(keys: tuple[str, ...], texts: Mapping[str, str]) -> str:
    shown = [key for key in keys if not isinstance(COLUMNS_BY_KEY[key], BooleanColumn)]
    parts = [texts.get(key, "").replace(SEPARATOR, ", ") for key in shown]
    return ", ".join(part for part in parts if part)
