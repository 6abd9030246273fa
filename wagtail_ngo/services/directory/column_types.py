"""How each kind of column of an entry is read, compared, stored and written."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from wagtail_ngo.domain.directory.written_contacts import split_emails, split_websites
from wagtail_ngo.domain.phones import read_phones
from wagtail_ngo.domain.tables.habits import is_placeholder, is_zero, read_year
from wagtail_ngo.enums import (
    ContactKind,
)
from wagtail_ngo.models import (
    ContactChannel,
    NGOPage,
)
from wagtail_ngo.services.model_fields import field_of
from wagtail_ngo.validators import clean_contact

SEPARATOR = " | "
_SPLIT = re.compile(r"[|;\n]")
YES = {"1", "tak", "t", "yes", "y", "true", "prawda", "x", "+", "posiada", "ma", "jest"}
NO = {"0", "nie", "n", "no", "false", "fałsz", "", "-", "–", "brak", "nie posiada", "nie ma"}


@dataclass
class CellReading:
    """What a cell says: values by the key of their column, and what an editor should know."""

    values: dict[str, object] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


class Column:
    """Text of a model field. ``value`` is what cells are compared by."""

    #: Whether two columns of a file may both be this one.
    holds_many = False

    def __init__(self, key: str, *, label=None, aliases: tuple[str, ...] = ()):
        self.key = key
        self.aliases = aliases
        self._label = label

    @property
    def label(self):
        return self._label or field_of(NGOPage, self.key).verbose_name

    def current(self, entry):
        return self.normalise(getattr(entry, self.key))

    def normalise(self, value):
        text = (value or "").replace("\r\n", "\n").strip()
        return field_of(NGOPage, self.key).to_python(text)

    def parse(self, text: str, vocabularies: Vocabularies):
        return self.normalise(text)

    @staticmethod
    def joined(first: Any, second: Any) -> Any:
        """The values of two columns of a file as one; for kinds that hold many."""
        raise NotImplementedError

    def apply(self, entry, value) -> None:
        setattr(entry, self.key, value)

    def show(self, value) -> str:
        return "" if value is None else str(value)

    def read(self, text: str, vocabularies: Vocabularies) -> CellReading:
        """What the cell of a file says. Whatever cannot be read is left out and named."""
        try:
            return CellReading({self.key: self.checked(self.parse(text, vocabularies))})
        except ValidationError as error:
            if is_placeholder(text):
                return CellReading(remarks=[_("“%(text)s” counts as empty.") % {"text": text}])
            problem = " ".join(error.messages)
            return CellReading(remarks=[left_out(text, problem)])

    def checked(self, value):
        """The value, once the field of the model accepts it."""
        field = field_of(NGOPage, self.key)
        return value if field.is_relation else field.clean(value, None)


class WordsColumn(Column):
    """Free text: words for nothing are empty."""

    def read(self, text, vocabularies):
        if is_placeholder(text):
            return CellReading(remarks=[_("“%(text)s” counts as empty.") % {"text": text}])
        return super().read(text, vocabularies)


class NumberColumn(WordsColumn):
    """A number of a register; zeros that a spreadsheet dropped are put back and said."""

    def __init__(self, key, *, restore: Callable[[str], str] | None = None, **kwargs):
        super().__init__(key, **kwargs)
        self.restore = restore

    def read(self, text, vocabularies):
        if is_zero(text):
            return CellReading(remarks=[_("“%(text)s” counts as empty.") % {"text": text}])
        reading = super().read(text, vocabularies)
        restored = self.restore(text) if self.restore and not reading.values else ""
        if not restored:
            return reading
        remark = _("“%(text)s” was read as %(number)s: check it.")
        return CellReading(
            {self.key: self.normalise(restored)}, [remark % {"text": text, "number": restored}]
        )


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
            return read_year(text)
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

    holds_many = True

    @staticmethod
    def joined(first: frozenset, second: frozenset) -> frozenset:
        return first | second

    def current(self, entry):
        return frozenset(term.pk for term in getattr(entry, self.key).all())

    def parse(self, text, vocabularies):
        return frozenset(vocabularies.find(self.model, word).pk for word in split(text))

    def read(self, text, vocabularies):
        """Those terms that are known; also parted by commas and slashes, where names have none."""
        keys, unknown = set(), []
        for word in split(text):
            found, missing = self._find(word, vocabularies)
            keys |= found
            unknown += missing
        remarks = []
        if unknown and not is_placeholder(text):
            label = self.model._meta.verbose_name
            problem = _("There is no such %(vocabulary)s.") % {"vocabulary": label}
            remarks = [left_out(", ".join(unknown), problem)]
        return CellReading({self.key: frozenset(keys)} if keys else {}, remarks)

    def _find(self, word, vocabularies) -> tuple[set[int], list[str]]:
        parts = [word, *(part.strip() for part in re.split(r"[,/]", word) if part.strip())]
        keys, unknown = set(), []
        for part in parts:
            try:
                keys.add(vocabularies.find(self.model, part).pk)
            except ValidationError:
                unknown.append(part)
                continue
            if part == word:
                return keys, []
        # The whole cell is no name: what counts is its parts.
        return keys, unknown[1:] if len(parts) > 2 else unknown[:1]

    def apply(self, entry, value):
        setattr(entry, self.key, list(self.model.objects.filter(pk__in=value)))

    def show_entry(self, entry):
        return SEPARATOR.join(term.name for term in getattr(entry, self.key).all())


class ContactsColumn(Column):
    """All contacts of one kind, public or not; labels of those that stay are kept."""

    holds_many = True

    @staticmethod
    def joined(first: tuple, second: tuple) -> tuple:
        return tuple(dict.fromkeys((*first, *second)))

    def __init__(self, key, kind, *, is_public=True, **kwargs):
        super().__init__(key, **kwargs)
        self.kind, self.is_public = kind, is_public

    def _is_own(self, channel) -> bool:
        return channel.kind == self.kind and channel.is_public == self.is_public

    def current(self, entry):
        return tuple(
            channel.value for channel in entry.contact_channels.all() if self._is_own(channel)
        )

    def parse(self, text, vocabularies):
        return tuple(dict.fromkeys(clean_contact(self.kind, word) for word in split(text, "|\n")))

    def read(self, text, vocabularies):
        """Every contact that can be read, however they are parted."""
        if is_placeholder(text) or is_zero(text):
            return CellReading(remarks=[_("“%(text)s” counts as empty.") % {"text": text}])
        values, others = self._parts(text)
        remarks = []
        if others:
            remarks = [left_out(", ".join(others), _("It is no %(kind)s.") % {"kind": self.label})]
        return CellReading({self.key: tuple(dict.fromkeys(values))} if values else {}, remarks)

    def _parts(self, text: str) -> tuple[list[str], list[str]]:
        if self.kind == ContactKind.PHONE:
            return read_phones(text)
        parts = split_emails(text) if self.kind == ContactKind.EMAIL else split_websites(text)
        values, others = [], []
        for part in parts:
            try:
                values.append(clean_contact(self.kind, part))
            except ValidationError:
                others.append(part)
        return values, others

    def apply(self, entry, value):
        channels = list(entry.contact_channels.all())
        own = {channel.value: channel for channel in channels if self._is_own(channel)}
        others = [channel for channel in channels if not self._is_own(channel)]
        rows = [own.get(each) or self._channel(each) for each in value]
        entry.contact_channels = others + rows

    def _channel(self, value):
        return ContactChannel(kind=self.kind, value=value, is_public=self.is_public)

    def show_entry(self, entry):
        return SEPARATOR.join(self.current(entry))


def left_out(text: str, problem: str) -> str:
    return _("“%(text)s” was left out. %(problem)s") % {"text": text[:100], "problem": problem}


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


def _unknown(text: str, names: list[str]) -> ValidationError:
    return ValidationError(
        _("“%(text)s” is not known here. Possible: %(known)s."),
        params={"text": text, "known": ", ".join(names)},
    )
