"""Columns of an entry that hold several values: terms of vocabularies, contacts, hours."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from wagtail_ngo.domain.directory.written_contacts import (
    mend_email,
    mend_website,
    plain_spelling,
    split_emails,
    split_websites,
    without_tag,
)
from wagtail_ngo.domain.directory.written_hours import (
    WrittenHours,
    plain_note,
    read_hours,
    write_hours,
)
from wagtail_ngo.domain.phones import read_phones
from wagtail_ngo.domain.tables.habits import is_placeholder, is_zero
from wagtail_ngo.domain.tables.office_words import (
    LEGAL_FORMS,
    fold_words,
    without_brackets,
    without_bullet,
)
from wagtail_ngo.enums import ContactKind
from wagtail_ngo.models import ContactChannel, OpeningHours
from wagtail_ngo.services.directory.cell_readings import CellReading, empty, left_out, read_as
from wagtail_ngo.services.directory.column_types import SEPARATOR, Column, split
from wagtail_ngo.validators import clean_contact


class TermColumn(Column):
    """One term of a vocabulary, by its name or code."""

    def __init__(self, key, model, **kwargs):
        super().__init__(key, **kwargs)
        self.model = model

    def current(self, entry):
        return getattr(entry, f"{self.key}_id")

    def parse(self, text, vocabularies):
        return vocabularies.find(self.model, text).pk

    def read_loosely(self, text, vocabularies):
        pk = self.found_by_words(text, vocabularies)
        return CellReading({self.key: pk}, []) if pk else None

    def found_by_words(self, text, vocabularies) -> int | None:
        """A form that offices call otherwise: ``UKS``, ``stow.``, ``stowarzyszenie (KRS)``."""
        bare = without_brackets(text)
        names = (bare, LEGAL_FORMS.get(fold_words(bare), ""))
        terms = (vocabularies.get(self.model, name) for name in names if name)
        return next((term.pk for term in terms if term), None)

    def apply(self, entry, value, vocabularies=None):
        terms = vocabularies.with_keys(self.model, {value}) if vocabularies else []
        if terms:
            setattr(entry, self.key, terms[0])
        else:
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
        """Those terms that are known, by name, by code, or by words that one name alone holds;
        also parted by commas and slashes.
        """
        if is_placeholder(text):
            return empty(text)
        keys, unknown, remarks = set(), [], []
        for word in split(text):
            terms, missing = self._find(without_bullet(word), vocabularies)
            for part, term in terms.items():
                keys.add(term.pk)
                if not vocabularies.get(self.model, part):
                    remarks.append(read_as(part, term.name))
            unknown += missing
        if unknown:
            label = self.model._meta.verbose_name
            problem = _("There is no such %(vocabulary)s.") % {"vocabulary": label}
            remarks.append(left_out(", ".join(unknown), problem))
        return CellReading({self.key: frozenset(keys)} if keys else {}, remarks)

    def _find(self, word, vocabularies) -> tuple[dict[str, Any], list[str]]:
        """Terms by the part that named them, and the parts that name none."""
        whole = vocabularies.get(self.model, word)
        if whole:
            return {word: whole}, []
        parts = [part for raw in re.split(r"[,/]", word) if (part := without_bullet(raw))]
        if re.fullmatch(r"\d{1,2}[a-z]?(?: i \d{1,2}[a-z]?)+", word):
            parts = word.split(" i ")
        terms, unknown = {}, []
        for part in parts or [word]:
            term = vocabularies.get(self.model, part) or vocabularies.only_with(self.model, part)
            if term:
                terms[part] = term
            else:
                unknown.append(part)
        whole = vocabularies.only_with(self.model, word) if unknown else None
        return ({word: whole}, []) if whole else (terms, unknown)

    def apply(self, entry, value, vocabularies=None):
        if vocabularies:
            terms = vocabularies.with_keys(self.model, value)
        else:
            terms = list(self.model.objects.filter(pk__in=value))
        setattr(entry, self.key, terms)

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
            return empty(text)
        values, others = self._parts(text)
        remarks = []
        is_cut = "www," in text.lower()
        if (others or is_cut) and (mended := self._mended(text, values, others)):
            values, others, said = mended
            remarks = [said]
        if others:
            problem = _("It is no %(kind)s.") % {"kind": self.label}
            remarks.append(left_out(", ".join(others), problem))
        return CellReading({self.key: tuple(dict.fromkeys(values))} if values else {}, remarks)

    def _parts(self, text: str) -> tuple[list[str], list[str]]:
        if self.kind == ContactKind.PHONE:
            return read_phones(text)
        is_mail = self.kind == ContactKind.EMAIL
        parts = split_emails(text) if is_mail else split_websites(without_tag(text))
        values, others = [], []
        for part in map(plain_spelling, parts):
            try:
                if not is_mail and "@" in part.partition("/")[0]:
                    raise ValidationError(_("This is the address of a mailbox."))
                values.append(clean_contact(self.kind, part))
            except ValidationError:
                others.append(part)
        return values, others

    def _mended(self, text, values, others):
        """Values, others and a remark of the cell with slips undone, when that gives more."""
        if self.kind == ContactKind.PHONE:
            return None
        mended = mend_email(text) if self.kind == ContactKind.EMAIL else mend_website(text)
        again, rest = self._parts(mended)
        added = [value for value in again if value not in values]
        if not added or (others and len(rest) >= len(others)):
            return None
        return again, rest, read_as(text, ", ".join(added))

    def apply(self, entry, value, vocabularies=None):
        channels = list(entry.contact_channels.all())
        own = {channel.value: channel for channel in channels if self._is_own(channel)}
        others = [channel for channel in channels if not self._is_own(channel)]
        rows = others + [own.get(each) or self._channel(each) for each in value]
        for place, row in enumerate(rows):
            row.sort_order = place
        entry.contact_channels = rows

    def _channel(self, value):
        return ContactChannel(kind=self.kind, value=value, is_public=self.is_public)

    def show_entry(self, entry):
        return SEPARATOR.join(self.current(entry))


class HoursColumn(Column):
    """The office hours of a week."""

    def current(self, entry):
        rows = entry.opening_hours.all()
        return tuple(
            sorted(
                WrittenHours(row.weekday, row.opens, row.closes, plain_note(row.note))
                for row in rows
            )
        )

    def read(self, text, vocabularies):
        if is_placeholder(text):
            return empty(text)
        hours, unread = read_hours(text)
        problem = _("Write hours as: pn-pt 8:00-16:00; so 9:00-13:00.")
        remarks = [left_out("; ".join(unread), problem)] if unread else []
        return CellReading({self.key: tuple(sorted(hours))} if hours else {}, remarks)

    def apply(self, entry, value, vocabularies=None):
        entry.opening_hours = [
            OpeningHours(
                weekday=hours.weekday, opens=hours.opens, closes=hours.closes, note=hours.note
            )
            for hours in value
        ]

    def show_entry(self, entry):
        return write_hours(self.current(entry))
