"""Events with all that their dates follow from, read for many at once.

The number of questions does not depend on the number of events, and their SQL is written once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import router
from django.db.models import Model, QuerySet
from wagtail.models import Page

from wagtail_ngo.models import (
    EventKind,
    EventOrganization,
    EventPage,
    Occurrence,
    OccurrenceOrganization,
    OccurrenceOverride,
    Venue,
)
from wagtail_ngo.prepared import Answer, Prepared
from wagtail_ngo.services.events.left_out import school_breaks
from wagtail_ngo.services.events.snapshots import (
    Organizations,
    announced_links,
    by_date,
    stored_organizations,
    venue_names,
)


@dataclass(frozen=True)
class Stored:
    """What the database holds beside a page that its dates follow from, or are compared with."""

    dates: list[Occurrence]
    # Hosts and partners of the dates, by the key of the date.
    organizations: dict[int, Organizations]
    venues: dict[int, str]
    # None: not asked for yet.
    breaks: tuple | None = None


class _Table:
    """All fields of a model's rows, by one of its references."""

    def __init__(self, model: type[Model], reference: str) -> None:
        self.model = model
        self.reference = reference
        self._prepared = Prepared(model, self._build)

    @cached_property
    def names(self) -> list[str]:
        return [field.attname for field in self.model._meta.concrete_fields]

    def _build(self, keys: list[int]) -> QuerySet:
        rows = self.model._default_manager.filter(**{f"{self.reference}__in": keys})
        # Of two changes of one date the later row wins.
        return rows.order_by(*(self.model._meta.ordering or ()), "pk").values_list(*self.names)

    def read(self, keys: Iterable[Any]) -> dict[int, Answer]:
        """The rows by what they refer to; ``keys`` without None, each once."""
        answer = self._prepared.answer(sorted({key for key in keys if key is not None}))
        place = self.names.index(self.reference)
        found: dict[int, Answer] = {}
        for row in answer.plain:
            found.setdefault(row[place], Answer([], answer.written)).plain.append(row)
        return found

    def column(self, answer: Answer, name: str) -> list[Any]:
        """One field as the driver gave it, which is right for keys."""
        place = self.names.index(name)
        return [row[place] for row in answer.plain]

    def objects(self, answer: Answer) -> list[Any]:
        alias = router.db_for_read(self.model)
        return [self.model.from_db(alias, self.names, row) for row in answer.rows]


_PAGES = _Table(EventPage, "page_ptr_id")
_OVERRIDES = _Table(OccurrenceOverride, "page_id")
_ORGANIZATIONS = _Table(EventOrganization, "page_id")
_DATES = _Table(Occurrence, "page_id")
_KINDS = _Table(EventKind, "id")
_ORIGINALS = _Table(Page, "id")
_VENUES = Prepared(
    Venue, lambda keys: Venue.objects.filter(pk__in=keys).order_by().values_list("pk", "name")
)
_LINKS = Prepared(
    OccurrenceOrganization,
    lambda keys: announced_links(keys).values_list(
        "occurrence__page_id", "occurrence_id", "organization_id", "role"
    ),
)


@dataclass(frozen=True)
class StoredEvent:
    """A page with its changes of single dates and its organizations, and what is beside it.

    Two that are equal say the same. Objects are made when they are asked for.
    """

    _page: Answer
    _overrides: Answer
    _organizations: Answer
    _dates: Answer
    _kind: Answer
    _original: Answer
    _links: tuple[tuple, ...]
    _venues: dict[int, str]
    _breaks: tuple | None

    @cached_property
    def page(self) -> EventPage:
        page = _PAGES.objects(self._page)[0]
        page._prefetched_objects_cache = {}
        _prefetch(page, _OVERRIDES, self._overrides)
        _prefetch(page, _ORGANIZATIONS, self._organizations)
        if page.kind_id:
            page.kind = next(iter(_KINDS.objects(self._kind)), None)
        if page.alias_of_id:
            page.alias_of = next(iter(_ORIGINALS.objects(self._original)), None)
        return page

    @cached_property
    def beside(self) -> Stored:
        return Stored(_DATES.objects(self._dates), by_date(self._links), self._venues, self._breaks)


def beside(page: EventPage) -> Stored:
    """What is stored beside a page that is in memory, saved or not."""
    dates = list(Occurrence.objects.filter(page_id=page.pk))
    return Stored(dates, stored_organizations(page) if dates else {}, venue_names(page))


def read_events(keys: Sequence[int]) -> list[StoredEvent]:
    """The events that are there, in the order of their keys."""
    pages = _PAGES.read(keys)
    overrides, organizations = _OVERRIDES.read(pages), _ORGANIZATIONS.read(pages)
    dates = _DATES.read(pages)
    links = defaultdict(list)
    for page_key, *link in _LINKS.rows(sorted(dates)):
        links[page_key].append(tuple(link))
    kinds = _KINDS.read(_of_page(page, "kind_id") for page in pages.values())
    originals = _ORIGINALS.read(_of_page(page, "alias_of_id") for page in pages.values())
    named = {
        key: {_of_page(page, "venue_id"), *_OVERRIDES.column(overrides.get(key, _NONE), "venue_id")}
        for key, page in pages.items()
    }
    venues = dict(_VENUES.rows(sorted(set().union(*named.values()) - {None})))
    leaves_out = {key for key, page in pages.items() if _of_page(page, "skips_breaks")}
    breaks = school_breaks() if leaves_out else None
    return [
        StoredEvent(
            pages[key],
            overrides.get(key, _NONE),
            organizations.get(key, _NONE),
            dates.get(key, _NONE),
            kinds.get(_of_page(pages[key], "kind_id"), _NONE),
            originals.get(_of_page(pages[key], "alias_of_id"), _NONE),
            tuple(links[key]),
            {venue: venues[venue] for venue in named[key] if venue in venues},
            breaks if key in leaves_out else None,
        )
        for key in keys
        if key in pages
    ]


_NONE = Answer([])


def _of_page(page: Answer, name: str) -> Any:
    return _PAGES.column(page, name)[0]


def _prefetch(page: EventPage, table: _Table, answer: Answer) -> None:
    """Let the page answer with these rows, as after ``prefetch_related``."""
    reference: Any = table.model._meta.get_field("page")
    found: Any = table.model._default_manager.all()
    rows = table.objects(answer)
    found._result_cache, found._prefetch_done = rows, True
    page._prefetched_objects_cache[reference.remote_field.get_accessor_name()] = found
    for row in rows:
        row.page = page
