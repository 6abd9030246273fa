"""The columns of an entry in a table: how each cell is read, compared, stored and written.

Import and internal export share them, so that a file that went out comes in unchanged.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from wagtail_ngo.enums import (
    AreaOfOperation,
    ContactKind,
    Known,
    OrganizationStatus,
    Register,
)
from wagtail_ngo.models import (
    ActivityArea,
    ContactChannel,
    District,
    Language,
    LegalForm,
    NGOPage,
    TargetGroup,
)
from wagtail_ngo.models.directory.contact import clean_contact

SEPARATOR = " | "
_SPLIT = re.compile(r"[|;\n]")
YES = {"1", "tak", "t", "yes", "y", "true", "prawda", "x"}
NO = {"0", "nie", "n", "no", "false", "fałsz", ""}


class Column:
    """Text of a model field. ``value`` is what cells are compared by."""

    def __init__(self, key: str, *, label=None, aliases: tuple[str, ...] = ()):
        self.key = key
        self.aliases = aliases
        self._label = label

    @property
    def label(self):
        return self._label or NGOPage._meta.get_field(self.key).verbose_name

    def current(self, entry):
        return self.normalise(getattr(entry, self.key))

    def normalise(self, value):
        text = (value or "").replace("\r\n", "\n").strip()
        return NGOPage._meta.get_field(self.key).to_python(text)

    def parse(self, text: str, vocabularies: Vocabularies):
        return self.normalise(text)

    def apply(self, entry, value) -> None:
        setattr(entry, self.key, value)

    def show(self, value) -> str:
        return "" if value is None else str(value)


class ChoiceColumn(Column):
    """A closed list: cells hold a label, in any language of the site, or the stored value."""

    def __init__(self, key, choices, **kwargs):
        super().__init__(key, **kwargs)
        self.choices = choices

    def normalise(self, value):
        return value or ""

    def parse(self, text, vocabularies):
        known = _choice_names(self.choices)
        try:
            return known[text.casefold()]
        except KeyError:
            raise _unknown(text, [str(label) for label in self.choices.labels]) from None

    def show(self, value):
        return str(self.choices(value).label) if value else ""


class BooleanColumn(Column):
    def normalise(self, value):
        return bool(value)

    def parse(self, text, vocabularies):
        word = text.casefold()
        if word not in YES | NO:
            raise _unknown(text, [str(_("yes")), str(_("no"))])
        return word in YES

    def show(self, value):
        return str(_("yes") if value else _("no"))


class IntegerColumn(Column):
    def normalise(self, value):
        return value

    def parse(self, text, vocabularies):
        try:
            return int(text)
        except ValueError:
            raise ValidationError(
                _("“%(text)s” is not a whole number."), params={"text": text}
            ) from None


class DecimalColumn(Column):
    def normalise(self, value):
        return None if value is None else Decimal(str(value)).quantize(Decimal("0.000001"))

    def parse(self, text, vocabularies):
        try:
            return self.normalise(Decimal(text.replace(",", ".")))
        except InvalidOperation:
            raise ValidationError(_("“%(text)s” is not a number."), params={"text": text}) from None


class TermColumn(Column):
    """One term of a vocabulary, by its name or code."""

    def __init__(self, key, model, **kwargs):
        super().__init__(key, **kwargs)
        self.model = model

    def current(self, entry):
        return getattr(entry, f"{self.key}_id")

    def parse(self, text, vocabularies):
        return vocabularies.find(self.model, text).pk

    def apply(self, entry, value):
        setattr(entry, f"{self.key}_id", value)

    def show_entry(self, entry) -> str:
        return str(getattr(entry, self.key) or "")


class TermsColumn(TermColumn):
    """Any number of terms."""

    def current(self, entry):
        return frozenset(term.pk for term in getattr(entry, self.key).all())

    def parse(self, text, vocabularies):
        return frozenset(vocabularies.find(self.model, word).pk for word in split(text))

    def apply(self, entry, value):
        setattr(entry, self.key, list(self.model.objects.filter(pk__in=value)))

    def show_entry(self, entry):
        return SEPARATOR.join(term.name for term in getattr(entry, self.key).all())


class ContactsColumn(Column):
    """All contacts of one kind, public or not; labels of those that stay are kept."""

    def __init__(self, key, kind, *, is_public=True, **kwargs):
        super().__init__(key, **kwargs)
        self.kind, self.is_public = kind, is_public

    def _is_own(self, channel) -> bool:
        return channel.kind == self.kind and channel.is_public == self.is_public

    def current(self, entry):
        return tuple(one.value for one in entry.contact_channels.all() if self._is_own(one))

    def parse(self, text, vocabularies):
        return tuple(dict.fromkeys(clean_contact(self.kind, word) for word in split(text, "|\n")))

    def apply(self, entry, value):
        channels = list(entry.contact_channels.all())
        own = {one.value: one for one in channels if self._is_own(one)}
        others = [one for one in channels if not self._is_own(one)]
        rows = [own.get(each) or self._channel(each) for each in value]
        entry.contact_channels = others + rows

    def _channel(self, value):
        return ContactChannel(kind=self.kind, value=value, is_public=self.is_public)

    def show_entry(self, entry):
        return SEPARATOR.join(self.current(entry))


def split(text: str, marks: str = "|;\n") -> list[str]:
    """The non-empty parts of a cell that holds several values."""
    parts = _SPLIT.split(text) if marks == "|;\n" else re.split(f"[{marks}]", text)
    return [part.strip() for part in parts if part.strip()]


class Vocabularies:
    """Terms by folded name, slug and code; each vocabulary is read once."""

    def __init__(self):
        self._terms: dict[type, dict[str, object]] = {}

    def find(self, model, text: str):
        if model not in self._terms:
            self._terms[model] = {
                name.casefold(): term
                for term in model.objects.all()
                for name in (getattr(term, "code", ""), term.slug, term.name)
                if name
            }
        try:
            return self._terms[model][text.casefold()]
        except KeyError:
            raise ValidationError(
                _("There is no %(vocabulary)s “%(text)s”. Add it to the list or correct the cell."),
                params={"vocabulary": model._meta.verbose_name, "text": text},
            ) from None


@lru_cache
def _choice_names(choices) -> dict[str, str]:
    """Folded label in every language, and value, → value."""
    names = {value.casefold(): value for value in choices.values if value}
    for language, _name in settings.LANGUAGES:
        with override(language):
            names.update({str(label).casefold(): value for value, label in choices.choices})
    return names


def _unknown(text: str, known: list[str]) -> ValidationError:
    return ValidationError(
        _("“%(text)s” is not known here. Possible: %(known)s."),
        params={"text": text, "known": ", ".join(known)},
    )


COLUMNS: list[Column] = [
    Column("title", label=_("name"), aliases=("nazwa", "pełna nazwa", "nazwa organizacji")),
    Column("short_name", aliases=("skrót", "nazwa skrócona")),
    Column("other_names"),
    Column("filed_as"),
    TermColumn("legal_form", LegalForm, aliases=("forma", "typ")),
    ChoiceColumn("status", OrganizationStatus),
    ChoiceColumn("register", Register),
    Column("krs", aliases=("nr krs", "numer krs")),
    Column("register_number", aliases=("numer w rejestrze", "numer ewidencyjny")),
    Column("nip", aliases=("nr nip",)),
    Column("regon", aliases=("nr regon",)),
    Column("iban", aliases=("konto", "nr konta", "rachunek")),
    BooleanColumn("is_public_benefit", aliases=("opp", "status opp")),
    Column("tax_purpose"),
    IntegerColumn("founded_year", aliases=("rok założenia", "rok powstania")),
    Column("lead", aliases=("opis", "krótki opis", "description")),
    TermsColumn("areas", ActivityArea, aliases=("obszary", "obszar działania", "dziedziny")),
    TermsColumn("target_groups", TargetGroup, aliases=("odbiorcy",)),
    TermsColumn("districts", District, aliases=("dzielnica",)),
    TermsColumn("languages", Language),
    ChoiceColumn("area_of_operation", AreaOfOperation),
    Column("seat_street", label=_("seat: street"), aliases=("ulica", "adres", "street")),
    Column("seat_postcode", label=_("seat: postcode"), aliases=("kod", "kod pocztowy")),
    Column("seat_city", label=_("seat: town"), aliases=("miejscowość", "miasto")),
    BooleanColumn("hide_street", label=_("street hidden")),
    Column("mail_street", label=_("letters: street")),
    Column("mail_postcode", label=_("letters: postcode")),
    Column("mail_city", label=_("letters: town")),
    DecimalColumn("latitude", aliases=("szerokość",)),
    DecimalColumn("longitude", aliases=("długość",)),
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
    *(ChoiceColumn(name, Known) for name in NGOPage.FACTS),
    Column("accessibility_note"),
    Column("internal_note"),
]
COLUMNS_BY_KEY: dict[str, Column] = {column.key: column for column in COLUMNS}


def cell_text(column: Column, entry: NGOPage) -> str:
    """What the internal table shows of an entry in this column."""
    show_entry: Callable | None = getattr(column, "show_entry", None)
    return show_entry(entry) if show_entry else column.show(column.current(entry))


def guess_mapping(header: list[str]) -> dict[str, str]:
    """Column of a file → key, where its name is a known one in some language of the site."""
    names = _column_names()
    mapping: dict[str, str] = {}
    for name in header:
        key = names.get(_fold(name))
        if key and key not in mapping.values():
            mapping[name] = key
    return mapping


@lru_cache
def _column_names() -> dict[str, str]:
    names = {_fold(name): one.key for one in COLUMNS for name in (one.key, *one.aliases)}
    for language, _name in settings.LANGUAGES:
        with override(language):
            for column in COLUMNS:
                names.setdefault(_fold(str(column.label)), column.key)
    return names


def _fold(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name.casefold()).strip()
