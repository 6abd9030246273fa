"""A catalogue made out of the database.

A fixed number of plain queries, no page objects.
"""

from __future__ import annotations

import datetime
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from django.db.models import QuerySet

from wagtail_ngo.domain.directory.opening_hours import Hours, HoursException
from wagtail_ngo.domain.directory.sort_names import filing_letter
from wagtail_ngo.domain.search import bits
from wagtail_ngo.domain.search.positions import Keys, Positions
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
from wagtail_ngo.services.search.entry_sets import Catalogue, Week
from wagtail_ngo.services.search.index_answers import Answers

_VOCABULARIES = {
    FacetKind.AREA: (ActivityArea, "areas"),
    FacetKind.GROUP: (TargetGroup, "target_groups"),
    FacetKind.DISTRICT: (District, "districts"),
    FacetKind.LANGUAGE: (Language, "languages"),
}
COLUMNS = (
    "pk",
    "sort_key",
    "legal_form_id",
    "is_public_benefit",
    "step_free",
    "area_of_operation",
    "status",
    "expire_at",
)
INACTIVE, LETTER = "_inactive", "_letter"
# A filter, a value of it, an entry that has it.
Fact = tuple[str, str, int]


def build(catalogue: Catalogue, now: datetime.datetime) -> Catalogue:
    """Fills an empty catalogue, whose path, token and day are set."""
    forms = _read_names(catalogue)
    facts: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    pks, keys = array("q"), []
    rows = entry_rows(catalogue.directory_path, now).order_by("sort_key", "pk")
    for position, row in enumerate(rows.values_list(*COLUMNS).iterator(chunk_size=5000)):
        pk, key = row[:2]
        pks.append(pk)
        keys.append(key)
        for kind, value in own_facts(row, forms):
            facts[kind][value].append(position)
        note_expiry(catalogue, row[-1])
    catalogue.sort_keys = Keys(keys)
    catalogue.position = Positions(pks)
    position_of = catalogue.position.as_dict()
    for kind, value, pk in read_facts(catalogue, None):
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
    take_out_own(catalogue)
    add_hours(catalogue, None, position_of)
    return catalogue


def entry_rows(path: str, now: datetime.datetime) -> QuerySet[NGOPage]:
    return NGOPage.objects.live().filter(unexpired(now=now), path__startswith=path).order_by()


def _read_names(catalogue: Catalogue) -> dict[int, str]:
    """Notes the names of all terms; slug of each legal form by its pk."""
    for kind, (model, _field) in _VOCABULARIES.items():
        catalogue.names[kind] = dict(model.objects.values_list("slug", "name"))
    rows = list(LegalForm.objects.values_list("pk", "slug", "name"))
    catalogue.names[FacetKind.LEGAL_FORM] = {slug: name for _pk, slug, name in rows}
    return {pk: slug for pk, slug, _name in rows}


def own_facts(row: tuple, forms: dict[int, str]) -> Iterator[tuple[str, str]]:
    """Filters and values that are in the row of an entry itself."""
    _pk, key, form, is_public_benefit, step_free, reach, status, _expiry = row
    yield LETTER, filing_letter(key)
    if form in forms:
        yield FacetKind.LEGAL_FORM, forms[form]
    if is_public_benefit:
        yield FacetKind.PUBLIC_BENEFIT, "1"
    if step_free == Known.YES:
        yield FacetKind.ACCESSIBLE, "1"
    if reach:
        yield FacetKind.OPERATION, reach
    if status != OrganizationStatus.ACTIVE:
        yield INACTIVE, "1"


def note_expiry(catalogue: Catalogue, expiry: datetime.datetime | None) -> None:
    if expiry and (catalogue.next_expiry is None or expiry < catalogue.next_expiry):
        catalogue.next_expiry = expiry


def read_facts(catalogue: Catalogue, pks: Collection[int] | None) -> Iterator[Fact]:
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


def take_out_own(catalogue: Catalogue) -> None:
    """Letters and inactive entries are no filters."""
    letters = catalogue.values.pop(LETTER, {})
    # In the order of the alphabet, as the entries are sorted.
    catalogue.letters = dict(sorted(letters.items(), key=lambda letter: letter[1] & -letter[1]))
    catalogue.inactive = catalogue.values.pop(INACTIVE, {}).get("1", 0)


def add_hours(
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
