"""The entries of one directory as positions in alphabetical order, with a set for each value.

Built with a fixed number of plain queries, no page objects; kept per process until something
changes, the day ends, or an entry reaches its expiry.
"""

from __future__ import annotations

import datetime
import threading
import time
from collections import defaultdict

from django.utils import timezone

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
    NGODirectoryPage,
    NGOPage,
    Offer,
    OpeningException,
    OpeningHours,
    TargetGroup,
)
from wagtail_ngo.models.querysets import unexpired
from wagtail_ngo.services.search import state
from wagtail_ngo.services.search.entry_sets import Catalogue
from wagtail_ngo.services.search.index_rows import Answers

# Changes that send no signal (a bulk update by hand) show after this many seconds at the latest.
_LONGEST_KEPT = 300
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
    "verified_on",
    "latitude",
    "longitude",
    "hide_street",
    "expire_at",
)


_kept: dict[int, Catalogue] = {}
_lock = threading.Lock()


def catalogue(directory: NGODirectoryPage, *, now: datetime.datetime) -> Catalogue:
    """The current catalogue of ``directory``."""
    day, token = timezone.localdate(now), state.token()
    cached = _kept.get(directory.pk)
    if cached is not None and token and _is_current(cached, token, day, now):
        return cached
    with _lock:
        cached = _kept.get(directory.pk)
        if cached is None or not token or not _is_current(cached, token, day, now):
            cached = _build(directory, token, day, now)
            _kept[directory.pk] = cached
        return cached


def _is_current(cached: Catalogue, token: str, day: datetime.date, now: datetime.datetime) -> bool:
    return (
        cached.token == token
        and cached.day == day
        and time.monotonic() - cached.built < _LONGEST_KEPT
        and (cached.next_expiry is None or cached.next_expiry > now)
    )


def _build(
    directory: NGODirectoryPage, token: str, day: datetime.date, now: datetime.datetime
) -> Catalogue:
    built = Catalogue(token=token, day=day, built=time.monotonic())
    sets: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    entries = (
        NGOPage.objects.live()
        .filter(unexpired(now=now), path__startswith=directory.path)
        .order_by("sort_key", "pk")
    )
    forms = _terms(built, FacetKind.LEGAL_FORM, LegalForm)
    letters: dict[str, list[int]] = defaultdict(list)
    inactive: list[int] = []
    for position, row in enumerate(entries.values_list(*_COLUMNS).iterator(chunk_size=5000)):
        pk, key, form, opp, step_free, reach, status, verified, lat, lon, hidden, expiry = row
        built.pks.append(pk)
        built.sort_keys.append(key)
        built.position[pk] = position
        letters[filing_letter(key)].append(position)
        if form in forms:
            sets[FacetKind.LEGAL_FORM][forms[form]].append(position)
        if opp:
            sets[FacetKind.PUBLIC_BENEFIT]["1"].append(position)
        if step_free == Known.YES:
            sets[FacetKind.ACCESSIBLE]["1"].append(position)
        if reach:
            sets[FacetKind.OPERATION][reach].append(position)
        if status != OrganizationStatus.ACTIVE:
            inactive.append(position)
        if verified:
            built.confirmed.append((verified, position))
        if lat is not None and lon is not None and not hidden:
            built.places[position] = (float(lat), float(lon))
        if expiry and (built.next_expiry is None or expiry < built.next_expiry):
            built.next_expiry = expiry
    built.answers = Answers(built.position, built.size)
    built.inactive = bits.from_positions(inactive, built.size)
    built.confirmed.sort(key=lambda pair: (-pair[0].toordinal(), pair[1]))
    built.letters = _as_bits(letters, built.size)
    _add_terms(built, sets)
    _add_exchange(built, sets, day)
    _add_hours(built)
    built.values = {kind: _as_bits(values, built.size) for kind, values in sets.items()}
    return built


def _as_bits(lists: dict[str, list[int]], size: int) -> dict[str, int]:
    return {value: bits.from_positions(positions, size) for value, positions in lists.items()}


def _terms(built: Catalogue, kind: str, model) -> dict[int, str]:
    """Slug of each term by its pk; notes the names on the way."""
    rows = list(model.objects.values_list("pk", "slug", "name"))
    built.names[kind] = {slug: name for _pk, slug, name in rows}
    return {pk: slug for pk, slug, _name in rows}


def _add_terms(built: Catalogue, sets) -> None:
    for kind, (model, field_name) in _VOCABULARIES.items():
        slugs = _terms(built, kind, model)
        through = getattr(NGOPage, field_name).through
        target = next(
            field.attname
            for field in through._meta.fields
            if field.is_relation and field.related_model is model
        )
        for pk, term in through.objects.values_list("ngopage_id", target).iterator():
            if pk in built.position and term in slugs:
                sets[kind][slugs[term]].append(built.position[pk])


def _add_exchange(built: Catalogue, sets, day: datetime.date) -> None:
    for kind, model in ((FacetKind.OFFERS, Offer), (FacetKind.NEEDS, Need)):
        rows = model.objects.current(day).order_by().values_list("organization_id", "kind")
        for pk, value in rows.iterator():
            if pk in built.position:
                sets[kind][value].append(built.position[pk])


def _add_hours(built: Catalogue) -> None:
    hours = OpeningHours.objects.order_by().values_list(
        "organization_id", "weekday", "opens", "closes"
    )
    for pk, weekday, opens, closes in hours.iterator():
        if pk in built.position:
            week = built._hours.setdefault(built.position[pk], [])
            week.append(Hours(weekday=weekday, opens=opens, closes=closes))
    exceptions = OpeningException.objects.order_by().values_list(
        "organization_id", "first_day", "last_day", "opens", "closes"
    )
    for pk, first, last, opens, closes in exceptions.iterator():
        if pk in built.position:
            found = built._exceptions.setdefault(built.position[pk], [])
            found.append(HoursException(first, last or first, opens, closes))
