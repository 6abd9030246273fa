"""A catalogue made out of the database: wholly, or out of an earlier one and the rows that changed.

A fixed number of plain queries, no page objects.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from django.db.models import Q, QuerySet

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
from wagtail_ngo.services.search.index_rows import Answers
from wagtail_ngo.services.search.kept_entries import Catalogue, Keys, Positions, Week

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


def build(kept: Catalogue, now: datetime.datetime) -> Catalogue:
    """Fills an empty catalogue, whose path, token and day are set."""
    forms = _read_names(kept)
    facts: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    keys = []
    rows = _rows(kept.directory_path, now).order_by("sort_key", "pk")
    for position, row in enumerate(rows.values_list(*_COLUMNS).iterator(chunk_size=5000)):
        pk, key = row[:2]
        kept.pks.append(pk)
        keys.append(key)
        for kind, value in _own_facts(row, forms):
            facts[kind][value].append(position)
        _note_expiry(kept, row[-1])
    kept.sort_keys = Keys(keys)
    kept.position = Positions(kept.pks)
    position_of = kept.position.as_dict()
    for kind, value, pk in _facts(kept, None):
        if pk in position_of:
            facts[kind][value].append(position_of[pk])
    kept.answers = Answers(kept.position, kept.size)
    kept.values = {
        kind: {value: bits.from_positions(found, kept.size) for value, found in values.items()}
        for kind, values in facts.items()
    }
    _take_out_own(kept)
    _add_hours(kept, None, position_of)
    return kept


def updated(
    old: Catalogue, kept: Catalogue, pks: Collection[int], now: datetime.datetime
) -> Catalogue:
    """``old`` with the entries ``pks`` read anew, in the empty catalogue ``kept``.

    Vocabularies have not changed. An entry that is filed anew moves all behind it by one place.
    """
    rows = {
        row[0]: row
        for row in _rows(old.directory_path, now).filter(pk__in=pks).values_list(*_COLUMNS)
    }
    kept.names, kept.next_expiry = old.names, old.next_expiry
    kept.pks, kept.sort_keys, kept.position = old.pks[:], old.sort_keys, old.position
    kept.weeks, kept.exceptions = dict(old.weeks), dict(old.exceptions)
    kept.values = {kind: dict(values) for kind, values in old.values.items()}
    kept.values[_LETTER] = dict(old.letters)
    kept.values[_INACTIVE] = {"1": old.inactive}
    for pk in pks:
        place, row = kept.position.get(pk), rows.get(pk)
        if place is not None:
            is_filed_the_same = row is not None and kept.sort_keys[place] == row[1]
            _forget(kept, place)
            if is_filed_the_same:
                continue
            _close_gap(kept, place)
        if row is not None:
            _make_room(kept, row[1], pk)
    _write_facts(kept, rows)
    _add_hours(kept, list(rows), kept.position)
    kept.answers = old.answers.moved(kept.position, kept.size, pks)
    lasting = _LASTING if old.size <= _LARGE else (*_LASTING, "vocabulary")
    kept.derived = {name: old.derived[name] for name in lasting if name in old.derived}
    return kept


def _rows(path: str, now: datetime.datetime) -> QuerySet[NGOPage]:
    entries = NGOPage.objects.live().filter(path__startswith=path)
    return entries.filter(Q(expire_at__isnull=True) | Q(expire_at__gt=now)).order_by()


def _read_names(kept: Catalogue) -> dict[int, str]:
    """Notes the names of all terms; slug of each legal form by its pk."""
    for kind, (model, _field) in _VOCABULARIES.items():
        kept.names[kind] = dict(model.objects.values_list("slug", "name"))
    rows = list(LegalForm.objects.values_list("pk", "slug", "name"))
    kept.names[FacetKind.LEGAL_FORM] = {slug: name for _pk, slug, name in rows}
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


def _note_expiry(kept: Catalogue, expiry: datetime.datetime | None) -> None:
    if expiry and (kept.next_expiry is None or expiry < kept.next_expiry):
        kept.next_expiry = expiry


def _facts(kept: Catalogue, pks: Collection[int] | None) -> Iterator[Fact]:
    """Terms, offers and needs of the entries ``pks``, or of all."""
    for kind, (model, field_name) in _VOCABULARIES.items():
        slugs = dict(model.objects.values_list("pk", "slug"))
        through = getattr(NGOPage, field_name).through
        target = next(
            one.attname
            for one in through._meta.fields
            if one.is_relation and one.related_model is model
        )
        rows = through.objects.values_list("ngopage_id", target)
        for pk, term in _of(rows, "ngopage_id", pks):
            if term in slugs:
                yield kind, slugs[term], pk
    for kind, model in ((FacetKind.OFFERS, Offer), (FacetKind.NEEDS, Need)):
        rows = model.objects.current(kept.day).order_by().values_list("organization_id", "kind")
        for pk, value in _of(rows, "organization_id", pks):
            yield kind, value, pk


def _of(rows: QuerySet, name: str, pks: Collection[int] | None) -> Iterable:
    return rows.iterator() if pks is None else rows.filter(**{f"{name}__in": pks})


def _take_out_own(kept: Catalogue) -> None:
    """Letters and inactive entries are no filters."""
    letters = kept.values.pop(_LETTER, {})
    # In the order of the alphabet, as the entries stand.
    kept.letters = dict(sorted(letters.items(), key=lambda one: one[1] & -one[1]))
    kept.inactive = kept.values.pop(_INACTIVE, {}).get("1", 0)


def _add_hours(
    kept: Catalogue, pks: Collection[int] | None, position_of: Mapping[int, int]
) -> None:
    hours = OpeningHours.objects.order_by("organization_id", "weekday", "opens").values_list(
        "organization_id", "weekday", "opens", "closes"
    )
    weeks: dict[int, list[Hours]] = defaultdict(list)
    known: dict[tuple, Hours] = {}
    for pk, *day in _of(hours, "organization_id", pks):
        if pk in position_of:
            weeks[position_of[pk]].append(known.setdefault(tuple(day), Hours(*day)))
    same: dict[Week, list[int]] = defaultdict(list)
    for position, week in weeks.items():
        same[tuple(week)].append(position)
    for week, positions in same.items():
        having = bits.from_positions(positions, kept.size)
        kept.weeks[week] = kept.weeks.get(week, 0) | having
    exceptions = OpeningException.objects.order_by().values_list(
        "organization_id", "first_day", "last_day", "opens", "closes"
    )
    for pk, first, last, opens, closes in _of(exceptions, "organization_id", pks):
        if pk in position_of:
            found = kept.exceptions.setdefault(position_of[pk], [])
            found.append(HoursException(first, last or first, opens, closes))


# One entry


def _each_set(kept: Catalogue) -> Iterator[tuple[dict, object, int]]:
    for values in (*kept.values.values(), kept.weeks):
        for value, having in list(values.items()):
            yield values, value, having


def _forget(kept: Catalogue, place: int) -> None:
    """Takes the entry at ``place`` out of all sets; it keeps its place."""
    for values, value, having in _each_set(kept):
        if having >> place & 1:
            values[value] = having & ~(1 << place)
    kept.exceptions.pop(place, None)


def _close_gap(kept: Catalogue, place: int) -> None:
    for values, value, having in _each_set(kept):
        values[value] = bits.without_place(having, place)
    kept.exceptions = {at - (at > place): found for at, found in kept.exceptions.items()}
    kept.sort_keys = kept.sort_keys.without(place)
    kept.position = kept.position.without(kept.pks[place])
    del kept.pks[place]


def _make_room(kept: Catalogue, key: str, pk: int) -> None:
    place = bisect_left(kept.sort_keys, key)
    while place < len(kept.pks) and kept.sort_keys[place] == key and kept.pks[place] < pk:
        place += 1
    for values, value, having in _each_set(kept):
        values[value] = bits.with_place(having, place)
    kept.exceptions = {at + (at >= place): found for at, found in kept.exceptions.items()}
    kept.sort_keys = kept.sort_keys.with_key(place, key)
    kept.position = kept.position.with_entry(pk, place)
    kept.pks.insert(place, pk)


def _write_facts(kept: Catalogue, rows: dict[int, tuple]) -> None:
    """Puts the entries into the sets of what they have now."""
    forms = dict(LegalForm.objects.values_list("pk", "slug"))
    own = [(kind, value, pk) for pk, row in rows.items() for kind, value in _own_facts(row, forms)]
    for kind, value, pk in [*own, *_facts(kept, list(rows))]:
        if pk in kept.position:
            values = kept.values.setdefault(kind, {})
            values[value] = values.get(value, 0) | 1 << kept.position[pk]
    for row in rows.values():
        _note_expiry(kept, row[-1])
    kept.values = {
        kind: {value: having for value, having in values.items() if having}
        for kind, values in kept.values.items()
    }
    _take_out_own(kept)
