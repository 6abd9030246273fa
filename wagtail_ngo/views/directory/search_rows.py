"""The rows of a list of results: what each entry answers at a glance."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, NamedTuple
from urllib.parse import quote

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page, Site

from wagtail_ngo.domain.directory.sort_names import filing_letter
from wagtail_ngo.domain.phones import format_phone
from wagtail_ngo.domain.search.marking import Piece, excerpt, marked
from wagtail_ngo.enums import ContactKind, FacetKind, OrganizationStatus
from wagtail_ngo.models import ContactChannel, NGOPage
from wagtail_ngo.models.querysets import VisiblePageQuerySet
from wagtail_ngo.prepared import Prepared
from wagtail_ngo.services.search import Results, results, state
from wagtail_ngo.services.search.ordering import kilometres


class _Shown(NamedTuple):
    """What the list itself shows of an entry."""

    pk: int
    url_path: str
    title: str
    lead: str
    status: str
    verified_on: datetime.date | None
    next_review_on: datetime.date | None


def _shown_rows(pks, site: Site, _root: str, refused: tuple[str, ...], *, now) -> QuerySet:
    visible = NGOPage.objects.visible_to(None, site=site, behind=list(refused), now=now)
    return visible.filter(pk__in=pks).order_by().values_list(*_Shown._fields)


_SHOWN_ROWS = Prepared(NGOPage, _shown_rows)
_PHONES = Prepared(
    ContactChannel,
    lambda pks: (
        ContactChannel.objects.filter(organization__in=pks, kind=ContactKind.PHONE, is_public=True)
        .order_by("sort_order", "pk")
        .values_list("organization_id", "value")
    ),
)


class Entries:
    """The whole pages behind a list, all fetched in one query when the first one is asked for."""

    def __init__(self, pages: Callable[[], VisiblePageQuerySet]) -> None:
        self._pages = pages

    @cached_property
    def by_pk(self) -> dict[int, NGOPage]:
        return self._pages().in_bulk()


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
    # The letter that begins here in an alphabetical list; "" elsewhere.
    letter: str = ""
    is_open: bool = False
    # As people read it, and as it is dialled.
    phone: str = ""
    dialled: str = ""
    # Kilometres from the chosen place; None where the list is not sorted so, or the place hidden.
    distance: float | None = None
    # The sentence of the long text with the match; empty where name or lead show it.
    text: list[Piece] = ()

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
    entries = Entries(partial(_whole, request, hits, pks, with_contacts=with_contacts))
    shown = _shown(request, hits, pks)
    areas = current.names_at(FacetKind.AREA, positions)
    districts = current.names_at(FacetKind.DISTRICT, positions)
    now = timezone.localtime()
    mark = _marking(hits)
    names = {pk: (mark(row.title), mark(row.lead)) for pk, row in shown.items()}
    phones = _phones(shown)
    texts = _texts(request, hits, names, mark)
    is_open = current.open_at(now)
    letters = _letters(hits, positions)
    url_of = _urls(request)
    parts = [hits.sort == results.RELEVANCE and hits.is_part(place) for place in positions]
    return [
        Row(
            pk=row.pk,
            url=url_of(row),
            name=names[pk][0],
            lead=names[pk][1],
            areas=areas[position],
            districts=districts[position],
            status="" if row.status == OrganizationStatus.ACTIVE else _status(row.status),
            is_confirmed=_is_confirmed(row, now.date()),
            entries=entries,
            begins_parts=is_part and not was_part,
            letter=letter,
            is_open=bool(is_open >> position & 1),
            phone=format_phone(phones[pk]) if pk in phones else "",
            dialled=phones.get(pk, ""),
            distance=_distance(hits, position),
            text=texts.get(pk, []),
        )
        for position, pk, letter, is_part, was_part in zip(
            positions, pks, letters, parts, [False, *parts], strict=False
        )
        if (row := shown.get(pk)) is not None
    ]


def _visible(request: HttpRequest, hits: Results, pks: list[int]) -> VisiblePageQuerySet:
    pages = NGOPage.objects.visible_to(request, behind=hits.refused)
    return pages.filter(pk__in=pks).order_by()


def _whole(
    request: HttpRequest, hits: Results, pks: list[int], *, with_contacts: bool
) -> VisiblePageQuerySet:
    pages = _visible(request, hits, pks).select_related("legal_form")
    return pages.prefetch_related("contact_channels") if with_contacts else pages


def _shown(request: HttpRequest, hits: Results, pks: list[int]) -> dict[int, _Shown]:
    """What is shown of those entries that the visitor may see."""
    site = Site.find_for_request(request)
    if site is None:
        return {}
    # The paths are part of the question: they change when pages are moved.
    root = site.root_page.localized.path
    found = _SHOWN_ROWS.rows(pks, site, root, tuple(hits.refused), now=timezone.now())
    return {row.pk: row for row in map(_Shown._make, found)}


def _urls(request: HttpRequest) -> Callable[[Any], str]:
    """What gives the address of a row: pages below the same one differ in their last part only."""
    page = Page()
    roots = {root.root_path for root in Site.get_site_root_paths()}
    around: dict[str, tuple[str, str]] = {}

    def url_of(row) -> str:
        above, _, slug = row.url_path.rstrip("/").rpartition("/")
        name = quote(slug)
        # The home page of another site has an address of its own.
        is_root = row.url_path in roots
        if above in around and not is_root:
            before, after = around[above]
            return f"{before}{name}{after}"
        page.pk, page.url_path = row.pk, row.url_path
        url = page.get_url(request) or ""
        before, found, after = url.rpartition(name)
        if found and not is_root:
            around[above] = before, after
        return url

    return url_of


def _is_confirmed(row, today: datetime.date) -> bool:
    is_overdue = row.next_review_on and row.next_review_on < today
    return row.verified_on is not None and not is_overdue


def _status(value: str) -> str:
    return str(dict(OrganizationStatus.choices).get(value, value))


def _marking(hits: Results) -> Callable[[str], list[Piece]]:
    """What marks the words that were found in a text."""
    beginnings = hits.match.query.words if hits.match and hits.match.completed else ()
    keys = hits.match.marked_keys if hits.match else ()
    return partial(marked, keys=keys, beginnings=beginnings, language=state.language())


def _letters(hits: Results, positions: list[int]) -> list[str]:
    """For each place the letter that begins there; only in an alphabetical list."""
    if hits.sort != results.NAME:
        return [""] * len(positions)
    letters = [filing_letter(hits.catalogue.sort_keys[position]) for position in positions]
    pairs = zip(letters, [None, *letters], strict=False)
    return ["" if letter == before else letter for letter, before in pairs]


def _phones(pks: Iterable[int]) -> dict[int, str]:
    """The first public telephone of each entry."""
    phones: dict[int, str] = {}
    for pk, value in _PHONES.rows(list(pks)):
        phones.setdefault(pk, value)
    return phones


def _distance(hits: Results, position: int) -> float | None:
    # Asked first: the places of all entries are read when somebody wants them.
    if hits.sort != results.DISTANCE or hits.place is None:
        return None
    place = hits.catalogue.places.get(position)
    return None if place is None else kilometres(hits.place, place)


def _texts(request: HttpRequest, hits: Results, names: dict, mark) -> dict[int, list[Piece]]:
    """A sentence of the long text for each entry whose name and lead show no word of the query."""
    if not hits.match:
        return {}
    hidden = [
        pk
        for pk, texts in names.items()
        if not any(piece.is_match for text in texts for piece in text)
    ]
    if not hidden:
        return {}
    sentences = {}
    for pk, text in _visible(request, hits, hidden).values_list("pk", "description"):
        whole = " ".join(text.stream_block.get_searchable_content(text)) if text else ""
        if piece := excerpt(whole, mark):
            sentences[pk] = piece
    return sentences
