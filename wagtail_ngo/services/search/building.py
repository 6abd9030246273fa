"""A catalogue made out of the database: wholly, or out of an earlier one and the rows that changed.

A fixed number of plain queries, no page objects.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from django.db.models import QuerySet

from wagtail_ngo.domain.directory.opening_hours import Hours, HoursException
from wagtail_ngo.domain.directory.sort_names import filing_letter
from wagtail_ngo.domain.search import bits
from wagtail_ngo.enums import FacetKind, Known, OrganizationStatus
from wagtail_ngo.models import (
    ActivityArea,
    District,
    Language,
    LegalForm,
    Need,
    NGOPage,
    Offer,
    OpeningException,
    OpeningHours,
    TargetGroup,
)
from wagtail_ngo.models.querysets import unexpired
from wagtail_ngo.services.search.entry_sets import Catalogue, Keys, Positions, Week
from wagtail_ngo.services.search.index_rows import Answers

_VOCABULARIES = {
    FacetKind.AREA: (ActivityArea, "areas"),
    FacetKind.GROUP: (TargetGroup, "target_groups"),
    FacetKind.DISTRICT: (District, "districts"),
    FacetKind.LANGUAGE: (Language, "languages"),
}
_COLUMNS = (
    "pk",
    "sort_key",
    "legal_form_id",
    "is_public_benefit",
    "step_free",
    "area_of_operation",
    "status",
    "expire_at",
)
_INACTIVE, _LETTER = "_inactive", "_letter"
# What the words of editors and the language make of a catalogue: no change of an entry touches it.
_LASTING = ("situations", "dictionary", "asking", "synonyms")
# Above so many entries the vocabulary outlives a change of one: reading it takes longer.
_LARGE = 5_000

# A filter, a value of it, an entry that has it.
Fact = tuple[str, str, int]


def build(catalogue: Catalogue, now: datetime.datetime) -> Catalogue:
    """Fills an empty catalogue, whose path, token and day are set."""
    forms = _read_names(catalogue)
    facts: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    keys = []
    rows = _rows(catalogue.directory_path, now).order_by("sort_key", "pk")
    for position, row in enumerate(rows.values_list(*_COLUMNS).iterator(chunk_size=5000)):
        pk, key = row[:2]
        catalogue.pks.append(pk)
        keys.append(key)
        for kind, value in _own_facts(row, forms):
            facts[kind][value].append(position)
        _note_expiry(catalogue, row[-1])
    catalogue.sort_keys = Keys(keys)
    catalogue.position = Positions(catalogue.pks)
    position_of = catalogue.position.as_dict()
    for kind, value, pk in _facts(catalogue, None):
        if pk in position_of:
            facts[kind][value].append(position_of[pk])
    catalogue.answers = Answers(catalogue.position, catalogue.size)
    catalogue.values = {
        kind: {
            value: bits.from_positions(positions, catalogue.size)
            for value, positions in values.items()
        }
        for kind, values in facts.items()
    }
    _take_out_own(catalogue)
    _add_hours(catalogue, None, position_of)
    return catalogue


def update(
    old: Catalogue, catalogue: Catalogue, pks: Collection[int], now: datetime.datetime
) -> Catalogue:
    """``old`` with the entries ``pks`` read again, in the empty ``catalogue``.

    Vocabularies have not changed. An entry with a new sort key moves all behind it by one place.
    """
    rows = {
        row[0]: row
        for row in _rows(old.directory_path, now).filter(pk__in=pks).values_list(*_COLUMNS)
    }
    catalogue.names, catalogue.next_expiry = old.names, old.next_expiry
    catalogue.pks, catalogue.sort_keys, catalogue.position = old.pks[:], old.sort_keys, old.position
    catalogue.weeks, catalogue.exceptions = dict(old.weeks), dict(old.exceptions)
    catalogue.values = {kind: dict(values) for kind, values in old.values.items()}
    catalogue.values[_LETTER] = dict(old.letters)
    catalogue.values[_INACTIVE] = {"1": old.inactive}
    for pk in pks:
        place, row = catalogue.position.get(pk), rows.get(pk)
        if place is not None:
            is_filed_the_same = row is not None and catalogue.sort_keys[place] == row[1]
            _forget(catalogue, place)
            if is_filed_the_same:
                continue
            _close_gap(catalogue, place)
        if row is not None:
            _make_room(catalogue, row[1], pk)
    _write_facts(catalogue, rows)
    _add_hours(catalogue, list(rows), catalogue.position)
    catalogue.answers = old.answers.moved(catalogue.position, catalogue.size, pks)
    lasting = _LASTING if old.size <= _LARGE else (*_LASTING, "vocabulary")
    catalogue.derived = {name: old.derived[name] for name in lasting if name in old.derived}
    return catalogue


def _rows(path: str, now: datetime.datetime) -> QuerySet[NGOPage]:
    return NGOPage.objects.live().filter(unexpired(now=now), path__startswith=path).order_by()


def _read_names(catalogue: Catalogue) -> dict[int, str]:
    """Notes the names of all terms; slug of each legal form by its pk."""
    for kind, (model, _field) in _VOCABULARIES.items():
        catalogue.names[kind] = dict(model.objects.values_list("slug", "name"))
    rows = list(LegalForm.objects.values_list("pk", "slug", "name"))
    catalogue.names[FacetKind.LEGAL_FORM] = {slug: name for _pk, slug, name in rows}
    return {pk: slug for pk, slug, _name in rows}


def _own_facts(row: tuple, forms: dict[int, str]) -> Iterator[tuple[str, str]]:
    """Filters and values that stand in the row of an entry itself."""
    _pk, key, form, is_public_benefit, step_free, reach, status, _expiry = row
    yield _LETTER, filing_letter(key)
    if form in forms:
        yield FacetKind.LEGAL_FORM, forms[form]
    if is_public_benefit:
        yield FacetKind.PUBLIC_BENEFIT, "1"
    if step_free == Known.YES:
        yield FacetKind.ACCESSIBLE, "1"
    if reach:
        yield FacetKind.OPERATION, reach
    if status != OrganizationStatus.ACTIVE:
        yield _INACTIVE, "1"


def _note_expiry(catalogue: Catalogue, expiry: datetime.datetime | None) -> None:
    if expiry and (catalogue.next_expiry is None or expiry < catalogue.next_expiry):
        catalogue.next_expiry = expiry


def _facts(catalogue: Catalogue, pks: Collection[int] | None) -> Iterator[Fact]:
    """Terms, offers and needs of the entries ``pks``, or of all."""
    for kind, (model, field_name) in _VOCABULARIES.items():
        slugs = dict(model.objects.values_list("pk", "slug"))
        through = getattr(NGOPage, field_name).through
        target = next(
            field.attname
            for field in through._meta.fields
            if field.is_relation and field.related_model is model
        )
        rows = through.objects.values_list("ngopage_id", target)
        for pk, term in _of(rows, "ngopage_id", pks):
            if term in slugs:
                yield kind, slugs[term], pk
    for kind, model in ((FacetKind.OFFERS, Offer), (FacetKind.NEEDS, Need)):
        rows = (
            model.objects.current(catalogue.day).order_by().values_list("organization_id", "kind")
        )
        for pk, value in _of(rows, "organization_id", pks):
            yield kind, value, pk


def _of(rows: QuerySet, name: str, pks: Collection[int] | None) -> Iterable:
    return rows.iterator() if pks is None else rows.filter(**{f"{name}__in": pks})


def _take_out_own(catalogue: Catalogue) -> None:
    """Letters and inactive entries are no filters."""
    letters = catalogue.values.pop(_LETTER, {})
    # In the order of the alphabet, as the entries stand.
    catalogue.letters = dict(sorted(letters.items(), key=lambda letter: letter[1] & -letter[1]))
    catalogue.inactive = catalogue.values.pop(_INACTIVE, {}).get("1", 0)


def _add_hours(
    catalogue: Catalogue, pks: Collection[int] | None, position_of: Mapping[int, int]
) -> None:
    hours = OpeningHours.objects.order_by("organization_id", "weekday", "opens").values_list(
        "organization_id", "weekday", "opens", "closes"
    )
    weeks: dict[int, list[Hours]] = defaultdict(list)
    same_hours: dict[tuple, Hours] = {}
    for pk, *day in _of(hours, "organization_id", pks):
        if pk in position_of:
            weeks[position_of[pk]].append(same_hours.setdefault(tuple(day), Hours(*day)))
    same: dict[Week, list[int]] = defaultdict(list)
    for position, week in weeks.items():
        same[tuple(week)].append(position)
    for same_week, positions in same.items():
        entries = bits.from_positions(positions, catalogue.size)
        catalogue.weeks[same_week] = catalogue.weeks.get(same_week, 0) | entries
    exceptions = OpeningException.objects.order_by().values_list(
        "organization_id", "first_day", "last_day", "opens", "closes"
    )
    for pk, first, last, opens, closes in _of(exceptions, "organization_id", pks):
        if pk in position_of:
            days = catalogue.exceptions.setdefault(position_of[pk], [])
            days.append(HoursException(first, last or first, opens, closes))


# One entry


def _each_set(catalogue: Catalogue) -> Iterator[tuple[dict[Any, int], Any, int]]:
    every_set: list[dict[Any, int]] = [*catalogue.values.values(), catalogue.weeks]
    for values in every_set:
        for value, entries in list(values.items()):
            yield values, value, entries


def _forget(catalogue: Catalogue, place: int) -> None:
    """Takes the entry at ``place`` out of all sets; it keeps its place."""
    for values, value, entries in _each_set(catalogue):
        if entries >> place & 1:
            values[value] = entries & ~(1 << place)
    catalogue.exceptions.pop(place, None)


def _close_gap(catalogue: Catalogue, place: int) -> None:
    for values, value, entries in _each_set(catalogue):
        values[value] = bits.without_place(entries, place)
    catalogue.exceptions = {at - (at > place): days for at, days in catalogue.exceptions.items()}
    catalogue.sort_keys = catalogue.sort_keys.without(place)
    catalogue.position = catalogue.position.without(catalogue.pks[place])
    del catalogue.pks[place]


def _make_room(catalogue: Catalogue, key: str, pk: int) -> None:
    place = bisect_left(catalogue.sort_keys, key)
    while (
        place < len(catalogue.pks)
        and catalogue.sort_keys[place] == key
        and catalogue.pks[place] < pk
    ):
        place += 1
    for values, value, entries in _each_set(catalogue):
        values[value] = bits.with_place(entries, place)
    catalogue.exceptions = {at + (at >= place): days for at, days in catalogue.exceptions.items()}
    catalogue.sort_keys = catalogue.sort_keys.with_key(place, key)
    catalogue.position = catalogue.position.with_entry(pk, place)
    catalogue.pks.insert(place, pk)


def _write_facts(catalogue: Catalogue, rows: dict[int, tuple]) -> None:
    """Puts the entries into the sets of what they have now."""
    forms = dict(LegalForm.objects.values_list("pk", "slug"))
    own = [(kind, value, pk) for pk, row in rows.items() for kind, value in _own_facts(row, forms)]
    for kind, value, pk in [*own, *_facts(catalogue, list(rows))]:
        if pk in catalogue.position:
            values = catalogue.values.setdefault(kind, {})
            values[value] = values.get(value, 0) | 1 << catalogue.position[pk]
    for row in rows.values():
        _note_expiry(catalogue, row[-1])
    catalogue.values = {
        kind: {value: entries for value, entries in values.items() if entries}
        for kind, values in catalogue.values.items()
    }
    _take_out_own(catalogue)
