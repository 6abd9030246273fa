"""What the event blocks of one page show, found together.

Blocks of one kind in a stream know each other (``batches``), and what a visitor may see is looked
up once for each request: the number of queries does not grow with the number of blocks.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone
from wagtail.coreutils import resolve_model_string

from wagtail_ngo.blocks.batches import BatchValue
from wagtail_ngo.domain.days import midnight
from wagtail_ngo.domain.events.availability import Availability
from wagtail_ngo.enums import DateRole, OccurrenceStatus

ATTRIBUTE = "_ngo_event_dates"
#: Coming dates that are looked through for one page; enough for lists of twenty.
MOST = 2000
#: Of several dates the first of these states is shown, and of that state the first date.
BEST = (
    Availability.OPEN,
    Availability.WAITING_LIST,
    Availability.NOT_YET,
    Availability.FULL,
    Availability.CLOSED,
    Availability.PAST,
    None,
    Availability.CALLED_OFF,
)


class EventDates:
    """Coming dates that the visitor of one request may see."""

    def __init__(self, request: Any, *, now: datetime.datetime) -> None:
        self.request = request
        self.now = now
        self.answers: dict[int, Any] = {}

    @classmethod
    def of(cls, request: Any) -> EventDates:
        """The one that the blocks of this request share."""
        dates = getattr(request, ATTRIBUTE, None)
        if dates is None:
            dates = cls(request, now=timezone.now())
            if request is not None:
                setattr(request, ATTRIBUTE, dates)
        return dates

    def answer(self, value: BatchValue, find: Callable[[list[BatchValue]], list]) -> Any:
        """What ``find`` says for this value; asked once for all values of its batch."""
        if id(value) not in self.answers:
            batch = value.batch or [value]
            answers = find(batch)
            # The value is kept beside the answer, so that its id stays its own.
            self.answers |= {
                id(block): (block, answer) for block, answer in zip(batch, answers, strict=True)
            }
        return self.answers[id(value)][1]

    @property
    def _rows(self):
        """Of an event and its alias both: a block may name either of them."""
        return resolve_model_string("wagtail_ngo.Occurrence").objects.visible_to(self.request)

    @cached_property
    def coming(self) -> list[tuple[int, str, str | None]]:
        """Key, tree path of the event and kind of the next dates, soonest first."""
        rows = self._rows.once(self.request).upcoming(now=self.now)
        return list(rows.values_list("pk", "page__path", "page__kind__slug")[:MOST])

    @cached_property
    def hosts(self) -> dict[int, set[int]]:
        """Hosts of the coming dates that the visitor may see, by date."""
        links = resolve_model_string("wagtail_ngo.OccurrenceOrganization").objects
        pages = resolve_model_string("wagtail_ngo.NGOPage").objects.visible_to(self.request)
        hosts: dict[int, set[int]] = defaultdict(set)
        coming = self._rows.upcoming(now=self.now).order_by()
        links = links.filter(
            occurrence__in=coming, organization__in=pages.order_by(), role=DateRole.HOST
        )
        for row, host in links.values_list("occurrence", "organization"):
            hosts[row].add(host)
        return hosts

    @cached_property
    def areas(self) -> dict[int, set[str]]:
        """Activity areas of the hosts."""
        hosts = {host for group in self.hosts.values() for host in group}
        pages = resolve_model_string("wagtail_ngo.NGOPage").objects.filter(pk__in=hosts)
        areas: dict[int, set[str]] = defaultdict(set)
        for host, area in pages.values_list("pk", "areas__slug"):
            areas[host].add(area)
        return areas

    @cached_property
    def calendars(self) -> list:
        """Calendars that the visitor may open, in the order of the tree."""
        pages = resolve_model_string("wagtail_ngo.EventIndexPage").objects
        return list(pages.visible_to(self.request).order_by("path"))

    def calendar(self, chosen: Any = None) -> Any:
        """The chosen calendar, or the first; None if the visitor may not open it."""
        if chosen is None:
            return self.calendars[0] if self.calendars else None
        return next((calendar for calendar in self.calendars if calendar.pk == chosen.pk), None)

    def keys(self, value: dict) -> list[int]:
        """Keys of the first dates that fit a list's filters."""
        dates = []
        seen: set[str] = set()
        for key, path, kind in self.coming:
            if len(dates) == value["most"]:
                break
            if path in seen:
                # A series shows once, with its next date.
                continue
            if value["kind"] and kind != value["kind"]:
                continue
            if value["calendar"] and not path.startswith(value["calendar"].path):
                continue
            if value["host"] and value["host"].pk not in self.hosts.get(key, ()):
                continue
            if value["area"] and not any(
                value["area"] in self.areas[host] for host in self.hosts.get(key, ())
            ):
                continue
            dates.append(key)
            seen.add(path)
        return dates

    def lists(self, values: list[BatchValue]) -> list[list]:
        """The dates of each list, all loaded together."""
        keys = [self.keys(value) for value in values]
        rows = resolve_model_string("wagtail_ngo.Occurrence").objects
        wanted = {key for group in keys for key in group}
        dates = rows.filter(pk__in=wanted).with_details(self.request).in_bulk() if wanted else {}
        return [[dates[key] for key in group if key in dates] for group in keys]

    def next_dates(self, values: list[BatchValue]) -> list[tuple[Any, Any]]:
        """For each chosen event: its page, if the visitor may open it, and its next date or None.

        The next date that takes place; where all that come are cancelled, the first of those.
        """
        wanted = {value["event"].pk for value in values if value["event"]}
        pages = resolve_model_string("wagtail_ngo.EventPage").objects.visible_to(self.request)
        pages = pages.filter(pk__in=wanted).select_related("kind", "image", "venue").in_bulk()
        numbers: dict[int, int] = {}
        cancelled: dict[int, int] = {}
        rows = self._rows.filter(page__in=pages).upcoming(now=self.now)
        for key, page, status in rows.values_list("pk", "page", "status"):
            best = cancelled if status == OccurrenceStatus.CANCELLED else numbers
            best.setdefault(page, key)
        keys = {page: numbers.get(page, cancelled.get(page)) for page in pages}
        rows = resolve_model_string("wagtail_ngo.Occurrence").objects.with_details(self.request)
        dates = rows.in_bulk([key for key in keys.values() if key])
        chosen = (value["event"] and value["event"].pk for value in values)
        return [(pages.get(pk), dates.get(keys.get(pk))) for pk in chosen]

    def registrations(self, values: list[BatchValue]) -> list[tuple[Any, Any, list]]:
        """For each value: its event, if the visitor may open it, the date to show, those to come.

        The chosen date, else the one that one can best register for; see ``BEST``.
        """
        wanted = {value["event"].pk for value in values if value["event"]}
        pages = resolve_model_string("wagtail_ngo.EventPage").objects.visible_to(self.request)
        pages = pages.filter(pk__in=wanted).select_related("course").in_bulk()
        coming: dict[int, list] = defaultdict(list)
        for row in self._rows.filter(page__in=pages).upcoming(now=self.now)[:MOST]:
            row.page = pages[row.page_id]
            coming[row.page_id].append(row)
        keys = [self._to_register_for(value, coming) for value in values]
        rows = resolve_model_string("wagtail_ngo.Occurrence").objects.filter(page__in=pages)
        dates = rows.with_details(self.request).in_bulk([key for key in keys if key])
        chosen = [value["event"] and value["event"].pk for value in values]
        return [
            (pages.get(pk), dates.get(key), coming.get(pk, []))
            for pk, key in zip(chosen, keys, strict=True)
        ]

    def _to_register_for(self, value: BatchValue, coming: dict[int, list]) -> int | None:
        event, date = value["event"], value["date"]
        if event is None:
            return None
        if date is not None and date.page_id == event.pk:
            return date.pk
        rows = coming.get(event.pk, [])
        best = min(rows, key=lambda row: BEST.index(self._state(row)), default=None)
        return best and best.pk

    def _state(self, row: Any) -> Availability | None:
        if row.is_called_off:
            return Availability.CALLED_OFF
        return row.availability(now=self.now)

    def dates_in_month(self, first: datetime.date) -> list[tuple[str, set[datetime.date]]]:
        """Tree path of the event and days of each date that takes place in a month."""
        last = (first + datetime.timedelta(days=31)).replace(day=1)
        zone = timezone.get_current_timezone()
        rows = (
            self._rows.once(self.request)
            .taking_place()
            .overlapping(midnight(first, zone), midnight(last, zone))
        )
        values = rows.values_list("page__path", "starts_at", "ends_at", "time_zone")
        return [
            (path, set(_days(starts_at, ends_at, ZoneInfo(zone), first, last)))
            for path, starts_at, ends_at, zone in values
        ]


def _days(
    starts_at: datetime.datetime,
    ends_at: datetime.datetime,
    zone: ZoneInfo,
    first: datetime.date,
    last: datetime.date,
) -> Iterable[datetime.date]:
    """Local days of a date, from ``first`` to the day before ``last``."""
    start = starts_at.astimezone(zone).date()
    end = max(start, (ends_at - datetime.timedelta(microseconds=1)).astimezone(zone).date())
    day = max(start, first)
    while day <= end and day < last:
        yield day
        day += datetime.timedelta(days=1)
