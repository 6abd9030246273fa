"""Rows of a list of participants as people. What cannot be read is left out and said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from wagtail_ngo.domain.directory.written_contacts import split_emails
from wagtail_ngo.domain.phones import read_phones
from wagtail_ngo.domain.registration.participants import (
    is_below_the_table,
    person_name,
    read_companions,
)
from wagtail_ngo.domain.tables.habits import is_placeholder
from wagtail_ngo.models import NGOPage, Registration
from wagtail_ngo.services.directory.cell_readings import left_out_words
from wagtail_ngo.services.directory.lookup import entry_named
from wagtail_ngo.services.model_fields import field_of
from wagtail_ngo.services.registration.registering import Person

MOST_COMPANIONS = 50


@dataclass(frozen=True)
class Listed:
    """One row. ``person`` is None where it is about nobody; then the remarks say why."""

    number: int
    person: Person | None
    remarks: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.person.name if self.person else ""

    @property
    def seats(self) -> int:
        """The person's and the companions'."""
        return 1 + self.person.companions if self.person else 0


def read_people(
    rows: Sequence[tuple[int, list[str]]], columns: Mapping[int, str], *, source: str
) -> list[Listed]:
    """The people of a list. ``source``: where it comes from, noted with each of them."""
    reader = _Reader(source)
    return [
        reader.read(number, {key: cells[place] for place, key in columns.items()})
        for number, cells in rows
    ]


class _Reader:
    def __init__(self, source: str):
        self.source = source
        self.entries: dict[str, NGOPage | None] = {}

    def read(self, number: int, cells: dict[str, str]) -> Listed:
        if is_below_the_table(cells):
            return Listed(number, None, [_("A line below the table.")])
        remarks: list[str] = []
        name = _fit("name", person_name(cells), remarks)
        if not name:
            return Listed(number, None, [_("The row has no name.")])
        organization = _words(cells, "organization")
        person = Person(
            name=name,
            email=_email(cells, remarks),
            phone=_phone(cells, remarks),
            role=_fit("role", _words(cells, "role"), remarks),
            organization=self._entry(organization),
            organization_name=_fit("organization_name", organization, remarks),
            companions=_companions(cells, remarks),
            needs=_fit("needs", _words(cells, "needs"), remarks),
            note=_fit("note", self._note(_words(cells, "note")), remarks),
        )
        return Listed(number, person, remarks)

    def _entry(self, name: str) -> NGOPage | None:
        if name not in self.entries:
            self.entries[name] = entry_named(NGOPage.objects.live(), name)
        return self.entries[name]

    def _note(self, note: str) -> str:
        source = _("Imported list: %(source)s") % {"source": self.source} if self.source else ""
        return "; ".join(filter(None, [source, note]))


def _words(cells: dict[str, str], key: str) -> str:
    text = " ".join(cells.get(key, "").split())
    return "" if is_placeholder(text) else text


def _fit(name: str, text: str, remarks: list[str]) -> str:
    """The text, cut where the field ends."""
    field = field_of(Registration, name)
    length = field.max_length
    if length is not None and len(text) > length:
        label = field.verbose_name
        words = _("%(field)s: cut after %(length)d characters.")
        remarks.append(words % {"field": label, "length": length})
    return text[:length]


def _email(cells: dict[str, str], remarks: list[str]) -> str:
    text = _words(cells, "email")
    addresses, others = [], []
    for part in (email.strip("<>") for email in split_emails(text)):
        try:
            Registration._meta.get_field("email").run_validators(part)
        except ValidationError:
            others.append(part)
        else:
            addresses.append(part)
    if text and not addresses:
        remarks.append(left_out_words(text, _("It is no e-mail address.")))
        return ""
    wrong = [part for part in others if "@" in part]
    if len(addresses) > 1 or wrong:
        rest = ", ".join([*addresses[1:], *wrong])
        remarks.append(left_out_words(rest, _("A person has one e-mail address here.")))
    return addresses[0] if addresses else ""


def _phone(cells: dict[str, str], remarks: list[str]) -> str:
    text = _words(cells, "phone")
    if not text:
        return ""
    numbers, others = read_phones(text)
    rest = [*numbers[1:], *others]
    if rest:
        remarks.append(left_out_words(", ".join(rest), _("A person has one phone number here.")))
    return numbers[0] if numbers else ""


def _companions(cells: dict[str, str], remarks: list[str]) -> int:
    text = _words(cells, "companions")
    number = read_companions(text) if text else 0
    if number is None or number > MOST_COMPANIONS:
        problem = _("Write how many people come along, at most %(most)d.")
        remarks.append(left_out_words(text, problem % {"most": MOST_COMPANIONS}))
        return 0
    return number
