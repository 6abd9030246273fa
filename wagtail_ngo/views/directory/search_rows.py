"""Rows of a list of results, read in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial

from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page

from wagtail_ngo.domain.search.marking import Piece, marked
from wagtail_ngo.enums import FacetKind, OrganizationStatus
from wagtail_ngo.models import NGOPage
from wagtail_ngo.models.querysets import VisiblePageQuerySet
from wagtail_ngo.services.search import Results, results, state

_SHOWN = ("pk", "url_path", "title", "lead", "status", "verified_on", "next_review_on")


class Entries:
    """The whole pages behind a list, all fetched in one query when the first one is asked for."""

    def __init__(self, pages: VisiblePageQuerySet) -> None:
        self._pages = pages

    @cached_property
    def by_pk(self) -> dict[int, NGOPage]:
        return self._pages.in_bulk()


@dataclass(frozen=True)
class Row:
    """One entry of the list: what the list itself shows, and the page for those who need more."""

    pk: int
    url: str
    name: list[Piece]
    lead: list[Piece]
    areas: list[str]
    districts: list[str]
    # In words; "" for an active organization.
    status: str
    is_confirmed: bool
    entries: Entries
    # The first of those that have part of the words only.
    begins_parts: bool = False

    @property
    def entry(self) -> NGOPage:
        return self.entries.by_pk[self.pk]


def rows(
    request: HttpRequest,
    hits: Results,
    positions: list[int],
    *,
    with_contacts: bool = False,
) -> list[Row]:
    """The entries at these positions, fetched through the rule of visibility."""
    current = hits.catalogue
    pks = [current.pks[position] for position in positions]
    visible = NGOPage.objects.visible_to(request).filter(pk__in=pks).order_by()
    pages = visible.select_related("legal_form")
    entries = Entries(pages.prefetch_related("contact_channels") if with_contacts else pages)
    shown = {row.pk: row for row in visible.values_list(*_SHOWN, named=True)}
    areas = current.names_at(FacetKind.AREA, positions)
    districts = current.names_at(FacetKind.DISTRICT, positions)
    today = timezone.localdate()
    mark = _marking(hits)
    parts = [hits.sort == results.RELEVANCE and hits.is_part(place) for place in positions]
    return [
        Row(
            pk=row.pk,
            url=Page(pk=row.pk, url_path=row.url_path).get_url(request) or "",
            name=mark(row.title),
            lead=mark(row.lead),
            areas=areas[position],
            districts=districts[position],
            status="" if row.status == OrganizationStatus.ACTIVE else _status(row.status),
            is_confirmed=row.verified_on is not None
            and not (row.next_review_on and row.next_review_on < today),
            entries=entries,
            begins_parts=is_part and not was_part,
        )
        for position, pk, is_part, was_part in zip(
            positions, pks, parts, [False, *parts], strict=False
        )
        if (row := shown.get(pk)) is not None
    ]


def _status(value: str) -> str:
    return str(dict(OrganizationStatus.choices).get(value, value))


def _marking(hits: Results) -> Callable[[str], list[Piece]]:
    """What marks the words that were found in a text."""
    beginnings = hits.match.query.words if hits.match and hits.match.completed else ()
    return partial(marked, keys=hits.keys, beginnings=beginnings, language=state.language())
