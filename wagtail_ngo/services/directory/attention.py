"""Entries an editor should look at: overdue, unreachable, with wrong numbers, perhaps double."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wagtail_ngo.domain.directory import registry_numbers
from wagtail_ngo.domain.directory.sort_names import sort_name
from wagtail_ngo.domain.folding import tokens
from wagtail_ngo.enums import Attention, ContactKind, Register
from wagtail_ngo.models import ContactChannel
from wagtail_ngo.models.directory.numbers import NUMBER_FIELDS, NUMBER_LABELS

CHECKS = {
    "krs": registry_numbers.is_valid_krs,
    "nip": registry_numbers.is_valid_nip,
    "regon": registry_numbers.is_valid_regon,
    "iban": registry_numbers.is_valid_iban,
}
LABELS = {**NUMBER_LABELS, "iban": "IBAN"}
FIELDS = ["pk", "path", "title", "register", *CHECKS]
SHOWN_TWINS = 3


class Findings:
    """What is to be said about a set of entries; built in two queries, whatever their number."""

    def __init__(self, entries: QuerySet, *, today: datetime.date):
        self.entries, self.today = entries, today
        self.notes: dict[int, dict[Attention, list[str]]] = defaultdict(lambda: defaultdict(list))
        rows = list(entries.order_by("pk").values(*FIELDS).iterator())
        self._titles = {row["pk"]: row["title"] for row in rows}
        for row in rows:
            for text in wrong_numbers(row):
                self.notes[row["pk"]][Attention.NUMBERS].append(text)
        for twins in doubles(rows, self._addresses()):
            self._note_twins(twins)

    def _addresses(self) -> Iterable[tuple[int, str]]:
        own = self.entries.order_by().values("pk")
        channels = ContactChannel.objects.filter(kind=ContactKind.EMAIL, organization__in=own)
        return channels.values_list("organization_id", "value")

    def _note_twins(self, twins: set[int]) -> None:
        for pk in twins:
            others = sorted(self._titles[other] for other in twins if other != pk)
            shown = ", ".join(_("“%(title)s”") % {"title": title} for title in others[:SHOWN_TWINS])
            text = _("Perhaps the same as %(others)s.") % {"others": shown}
            if text not in self.notes[pk][Attention.DOUBLE]:
                self.notes[pk][Attention.DOUBLE].append(text)

    def queryset(self, wanted: Iterable[Attention] = Attention) -> QuerySet:
        """The entries with any of the wanted findings."""
        condition = Q(pk__in=[])
        for kind in wanted:
            condition |= self._condition(kind)
        return self.entries.filter(condition)

    def _condition(self, kind: Attention) -> Q:
        if kind == Attention.OVERDUE:
            return Q(next_review_on__lt=self.today)
        if kind == Attention.NO_CONTACT:
            channels = ContactChannel.objects.filter(organization=OuterRef("pk"), is_public=True)
            return Q(~Exists(channels))
        return Q(pk__in=[pk for pk, notes in self.notes.items() if notes.get(kind)])

    def reasons(self, entry, *, has_contact: bool) -> list[tuple[Attention, str]]:
        """Kind and sentence of everything found on one entry."""
        reasons = []
        if entry.is_overdue(self.today):
            reasons.append((Attention.OVERDUE, overdue_text(entry)))
        if not has_contact:
            reasons.append((Attention.NO_CONTACT, _("No public contact.")))
        notes = self.notes.get(entry.pk, {})
        for kind in (Attention.NUMBERS, Attention.DOUBLE):
            reasons += [(kind, text) for text in notes.get(kind, ())]
        return reasons


def overdue_text(entry) -> str:
    if entry.verified_on:
        day = date_format(entry.verified_on, "SHORT_DATE_FORMAT")
        return _("Confirmed last on %(day)s.") % {"day": day}
    return _("Never confirmed.")


def wrong_numbers(row: dict) -> list[str]:
    """Sentences about numbers that fail their check, or that the register asks for."""
    texts = [
        _("%(label)s %(number)s is not valid.") % {"label": LABELS[name], "number": row[name]}
        for name, is_valid in CHECKS.items()
        if row[name] and not is_valid(row[name])
    ]
    if row["register"] == Register.KRS and not row["krs"]:
        texts.append(_("The KRS number is missing, though the register is the KRS."))
    return texts


def doubles(rows: list[dict], addresses: Iterable[tuple[int, str]]) -> list[set[int]]:
    """Groups of entries of one directory that share a number, the words of a name or an e-mail."""
    groups: dict[tuple, set[int]] = defaultdict(set)
    # A directory is the parent: its path is that of the entry without the last step of four.
    parents = {row["pk"]: row["path"][:-4] for row in rows}
    for row in rows:
        for name in NUMBER_FIELDS:
            if row[name]:
                groups[parents[row["pk"]], name, row[name]].add(row["pk"])
        if words := name_words(row["title"]):
            groups[parents[row["pk"]], "words", words].add(row["pk"])
    for pk, address in addresses:
        if pk in parents:
            groups[parents[pk], "email", address.casefold()].add(pk)
    return [group for group in groups.values() if len(group) > 1]


def name_words(title: str) -> tuple[str, ...]:
    """Folded words of a name in a fixed order, without the kind of organization."""
    return tuple(sorted(set(tokens(sort_name(title)))))
