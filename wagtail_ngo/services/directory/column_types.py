"""How each kind of column of an entry is read, compared, stored and written."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from functools import cached_property, lru_cache
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Field
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from wagtail_ngo.domain.directory.written_degrees import read_degrees
from wagtail_ngo.domain.tables.habits import (
    is_placeholder,
    is_zero,
    read_loose_year,
    read_year,
    sheet_date_originals,
)
from wagtail_ngo.domain.tables.office_words import (
    fold_words,
    read_answer,
    without_brackets,
)
from wagtail_ngo.models import NGOPage
from wagtail_ngo.services.directory.cell_readings import (
    CellReading,
    empty,
    left_out,
    read_as,
)
from wagtail_ngo.services.directory.vocabularies import Vocabularies
from wagtail_ngo.services.model_fields import field_of

SEPARATOR = " | "
_SPLIT = re.compile(r"[|;\n]")
YES = {"1", "tak", "t", "yes", "y", "true", "prawda", "x", "+", "posiada", "ma", "jest"}
NO = {"0", "nie", "n", "no", "false", "fałsz", "", "-", "–", "brak", "nie posiada", "nie ma"}


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
        return self._label or self.field.verbose_name

    def current(self, entry):
        return self.normalise(getattr(entry, self.key))

    def normalise(self, value):
        text = (value or "").replace("\r\n", "\n").strip()
        return self.field.to_python(text)

    @cached_property
    def field(self) -> Field:
        return field_of(NGOPage, self.key)

    def parse(self, text: str, vocabularies: Vocabularies):
        return self.normalise(text)

    @staticmethod
    def joined(first: Any, second: Any) -> Any:
        """The values of two columns of a file as one; for kinds that hold many."""
        raise NotImplementedError

    def apply(self, entry, value, vocabularies: Vocabularies | None = None) -> None:
        """Set the value; terms are taken from ``vocabularies`` where they are at hand."""
        setattr(entry, self.key, value)

    def show(self, value) -> str:
        return "" if value is None else str(value)

    def read(self, text: str, vocabularies: Vocabularies) -> CellReading:
        """What the cell of a file says. Whatever cannot be read is left out and named."""
        try:
            return CellReading({self.key: self.checked(self.parse(text, vocabularies))})
        except ValidationError as error:
            if is_placeholder(text):
                return empty(text)
            again = self.read_loosely(text, vocabularies)
            return again or CellReading(remarks=[left_out(text, " ".join(error.messages))])

    def read_loosely(self, text: str, vocabularies: Vocabularies) -> CellReading | None:
        """What a cell that cannot be read as it stands says all the same, with a remark."""
        return None

    def read_as(self, text: str, value) -> CellReading | None:
        """``value`` with a remark, once the field accepts it."""
        try:
            checked = self.checked(self.normalise(value))
        except ValidationError:
            return None
        return CellReading({self.key: checked}, [read_as(text, self.show(checked))])

    def checked(self, value):
        """The value, once the field of the model accepts it."""
        return value if self.field.is_relation else self.field.clean(value, None)


class WordsColumn(Column):
    """Free text: words for nothing are empty, and what a spreadsheet took for a date is said."""

    def read(self, text, vocabularies):
        if is_placeholder(text):
            return empty(text)
        if originals := sheet_date_originals(text):
            problem = _("A spreadsheet made a date of it; it was probably %(first)s or %(second)s.")
            words = problem % {"first": originals[0], "second": originals[1]}
            return CellReading(remarks=[left_out(text, words)])
        return super().read(text, vocabularies)


class NumberColumn(WordsColumn):
    """A number of a register; zeros that a spreadsheet dropped are put back and said."""

    def __init__(
        self,
        key,
        *,
        restore: Callable[[str], str] | None = None,
        doubt: Callable[[str], bool] | None = None,
        **kwargs,
    ):
        super().__init__(key, **kwargs)
        self.restore, self.doubt = restore, doubt

    def read(self, text, vocabularies):
        if is_zero(text):
            return empty(text)
        if sheet_date_originals(text):
            # A date is no number: the message of the field says what one looks like.
            return Column.read(self, text, vocabularies)
        reading = super().read(text, vocabularies)
        value = reading.values.get(self.key)
        if value and not reading.remarks and self.doubt and self.doubt(text):
            reading.remarks.append(read_as(text, str(value)))
        return reading

    def read_loosely(self, text, vocabularies):
        bare = without_brackets(text).rstrip(" .,;")
        restored = self.restore(bare) if self.restore else ""
        if not restored and bare != text:
            restored = bare
        return self.read_as(text, restored) if restored else None


class ChoiceColumn(Column):
    """A closed list: cells hold a label, in any language of the site, or the stored value.

    ``words`` are usual words for values, without marks and in small letters.
    """

    def __init__(self, key, choices, *, words: dict[str, str] | None = None, **kwargs):
        super().__init__(key, **kwargs)
        self.choices, self.words = choices, words or {}

    def normalise(self, value):
        return value or ""

    def parse(self, text, vocabularies):
        names = _choice_names(self.choices)
        value = names.get(text.casefold(), self.words.get(fold_words(text)))
        if value is None:
            raise _unknown(text, [str(label) for label in self.choices.labels])
        return value

    def read_loosely(self, text, vocabularies):
        value = self.words.get(fold_words(without_brackets(text)))
        return self.read_as(text, value) if value else None

    def show(self, value):
        return _label(self.choices, value, get_language()) if value else ""


class KnownColumn(ChoiceColumn):
    """Yes, partly or no, also at the beginning of a longer answer."""

    def read_loosely(self, text, vocabularies):
        answer = read_answer(text)
        return None if answer is None else self.read_as(text, "yes" if answer else "no")


class BooleanColumn(Column):
    def normalise(self, value):
        return bool(value)

    def parse(self, text, vocabularies):
        word = text.casefold()
        if word not in YES | NO:
            raise _unknown(text, [str(_("yes")), str(_("no"))])
        return word in YES

    def read_loosely(self, text, vocabularies):
        answer = read_answer(text)
        return None if answer is None else self.read_as(text, answer)

    def show(self, value):
        return str(_("yes") if value else _("no"))


class YearColumn(Column):
    def normalise(self, value):
        return value

    def read(self, text, vocabularies):
        return empty(text) if is_zero(text) else super().read(text, vocabularies)

    def read_loosely(self, text, vocabularies):
        try:
            return self.read_as(text, read_loose_year(text))
        except ValueError:
            return None

    def parse(self, text, vocabularies):
        try:
            return read_year(text)
        except ValueError:
            raise ValidationError(_("“%(text)s” is not a year."), params={"text": text}) from None


class DegreesColumn(Column):
    """Degrees as a decimal number; also with a letter, minutes and seconds, or as a pair."""

    def normalise(self, value):
        return None if value is None else Decimal(str(value)).quantize(Decimal("0.000001"))

    def parse(self, text, vocabularies):
        try:
            return self.normalise(Decimal(text.replace(",", ".")))
        except InvalidOperation:
            raise ValidationError(_("“%(text)s” is not a number."), params={"text": text}) from None

    def read_loosely(self, text, vocabularies):
        pair = read_degrees(text)
        if len(pair) == 2:
            values = dict(zip(("latitude", "longitude"), map(self.normalise, pair), strict=True))
            return CellReading(values, [read_as(text, " ".join(map(str, values.values())))])
        return self.read_as(text, pair[0]) if pair else None


def split(text: str, marks: str = "|;\n") -> list[str]:
    """The non-empty parts of a cell that holds several values."""
    parts = _SPLIT.split(text) if marks == "|;\n" else re.split(f"[{marks}]", text)
    return [part.strip() for part in parts if part.strip()]


@lru_cache
def _choice_names(choices) -> dict[str, str]:
    """Folded label in every language, and value, → value."""
    names = {value.casefold(): value for value in choices.values if value}
    for language, _name in settings.LANGUAGES:
        with override(language):
            names.update({str(label).casefold(): value for value, label in choices.choices})
    return names


@lru_cache
def _label(choices, value, language: str | None) -> str:
    """What a value is called in the language at hand; tables ask for it in every row."""
    return str(choices(value).label)


def _unknown(text: str, names: list[str]) -> ValidationError:
    return ValidationError(
        _("“%(text)s” is not known here. Possible: %(known)s."),
        params={"text": text, "known": ", ".join(names)},
    )
