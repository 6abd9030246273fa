"""What editors do with the coming dates of a series, and what publishing a change would do."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from wagtail_ngo.domain.events.recurrence import dates_between
from wagtail_ngo.domain.events.schedule import DateKey, PlannedDate
from wagtail_ngo.enums import DateRole, OrganizationRole, OverrideKind
from wagtail_ngo.models import (
    EventPage,
    NGOPage,
    Occurrence,
    OccurrenceOrganization,
    OccurrenceOverride,
)
from wagtail_ngo.services.events import occurrences
from wagtail_ngo.services.events.horizons import dates_to_store
from wagtail_ngo.services.events.left_out import left_out_of

#: What may be done with a date in the table.
TAKES_PLACE, CANCELLED, REMOVED = "", OverrideKind.CANCELLED.value, OverrideKind.REMOVED.value
#: Of a date that a holiday or break takes although people are registered for it.
UNDECIDED = "undecided"


@dataclass(frozen=True)
class ComingDate:
    """A date of the draft from today on, also one that is left out."""

    planned: PlannedDate
    override: OccurrenceOverride | None
    people: int
    #: Whether the rule gives it, after its first date: then the series can be split here.
    may_begin: bool = False
    #: The holiday or break for which the event leaves the day out; empty where it does not.
    left_out: str = ""

    @property
    def key(self) -> DateKey:
        return self.planned.key

    @property
    def day(self) -> datetime.date:
        return self.planned.recurrence_id

    @property
    def is_left_out(self) -> bool:
        """Whether the event leaves the day out and nobody has said anything about this date."""
        return bool(self.left_out) and self.override is None

    @property
    def is_extra(self) -> bool:
        """Whether the rule does not give it and it cannot be told as cancelled, only left out."""
        is_extra = self.override is not None and self.override.kind == OverrideKind.EXTRA
        return is_extra and not self.key.session

    @property
    def action(self) -> str:
        if self.is_left_out:
            return UNDECIDED if self.people else REMOVED
        kind = self.override.kind if self.override else ""
        return kind if kind in (CANCELLED, REMOVED) else TAKES_PLACE


def coming_dates(page: EventPage, *, now: datetime.datetime, limit: int) -> list[ComingDate]:
    """The next dates of the page as it is in memory, in the order of their days."""
    overrides = {row.key: row for row in page.overrides.all()}
    changes = occurrences.changes_of(page)
    shown = [change for change in changes if change.kind is not OverrideKind.REMOVED]
    today = now.astimezone(page.schedule.zone).date()
    days = dates_to_store(page.schedule, shown, now=now, first=today)[:limit]
    stored = page.occurrences.filter(recurrence_id__gte=today) if page.pk else ()
    people = {row.key: row.people for row in stored}
    left_out = left_out_of(page)
    of_rule = _days_of_rule(page, days)
    return [
        ComingDate(
            date,
            overrides.get(date.key),
            people.get(date.key, 0),
            may_begin=date.key.day in of_rule - {page.start_date} and not date.key.session,
            left_out=left_out.reason(date.key.day) if date.key.day in of_rule else "",
        )
        for date in days
    ]


def _days_of_rule(page: EventPage, dates: list[PlannedDate]) -> set[datetime.date]:
    """The days among those of ``dates`` that the rule gives."""
    schedule = page.schedule
    if schedule.rule is None or not dates:
        return set()
    days = [date.key.day for date in dates]
    return set(dates_between(schedule.rule, schedule.start_date, first=min(days), last=max(days)))


@dataclass(frozen=True)
class Move:
    """The day and hours of one date alone; None: as the rule gives them."""

    new_date: datetime.date | None = None
    start_time: datetime.time | None = None
    end_time: datetime.time | None = None

    def __bool__(self) -> bool:
        return any((self.new_date, self.start_time, self.end_time))


def change_date(
    page: EventPage,
    date: ComingDate,
    *,
    action: str,
    host: Any,
    venue: Any,
    note: str,
    move: Move | None = None,
) -> None:
    """Writes what the table says about one date into the draft in memory.

    A date that says nothing of its own needs no override. Without ``move`` one that was moved or
    added stays so; an empty one brings a moved date back to its day and hour.
    """
    row = date.override
    if date.is_left_out and action in (REMOVED, UNDECIDED):
        # Nothing was decided: the day is left out, and whoever is registered keeps the date.
        return
    kind = row.kind if row and row.kind in (OverrideKind.MOVED, OverrideKind.EXTRA) else ""
    if row and row.original_time:
        # The rule does not give it: without a row there would be no date.
        kind = OverrideKind.EXTRA
    if move is not None and kind != OverrideKind.EXTRA:
        kind = OverrideKind.MOVED if move else ""
    if move is not None:
        row = row or OccurrenceOverride(original_date=date.day)
        row.new_date, row.start_time, row.end_time = move.new_date, move.start_time, move.end_time
    kind = action or kind
    own = ("title", "start_time", "end_time", "end_date", "description", "link")
    has_own_words = row is not None and (
        any(getattr(row, name) for name in own) or row.all_day is not None
    )
    is_plain = not kind and not (host or venue or note or has_own_words)
    if is_plain and not date.left_out:
        if row is not None and date.override is not None:
            page.overrides.remove(row)
        return
    if row is None:
        row = OccurrenceOverride(original_date=date.day)
    row.kind = kind or OverrideKind.CHANGED
    row.host, row.venue, row.note = host, venue, note
    page.overrides.add(row)


def add_dates(
    page: EventPage,
    days: Iterable[datetime.date],
    *,
    start_time: datetime.time | None = None,
    end_time: datetime.time | None = None,
) -> tuple[list[datetime.date], list[datetime.date]]:
    """Add dates of one's own to the draft in memory: the days added, and those it had before.

    The hours are the event's where none are given, or where they are the same. A day that the rule
    gives and that was left out, by an editor or for a holiday, takes place again.
    """
    overrides = {row.key: row for row in page.overrides.all()}
    schedule = page.schedule
    usual = None if schedule.is_whole_day else (page.start_time, page.end_time)
    hours = (start_time, end_time)
    own = hours if usual and start_time and hours != usual else (None, None)
    left_out = left_out_of(page)
    added, present = [], []
    for day in days:
        row = overrides.get(DateKey(day))
        by_rule = dates_between(schedule.rule, schedule.start_date, first=day, last=day)
        removed = row if row and row.kind == OverrideKind.REMOVED else None
        is_left_out = bool(by_rule) and left_out(day)
        if removed:
            page.overrides.remove(removed)
        if (row and not removed) or (by_rule and not (removed or is_left_out)):
            present.append(day)
            continue
        if is_left_out or not by_rule:
            # A row about the date alone lets it take place on a holiday.
            kind = OverrideKind.CHANGED if by_rule else OverrideKind.EXTRA
            page.overrides.add(
                OccurrenceOverride(original_date=day, kind=kind, start_time=own[0], end_time=own[1])
            )
        added.append(day)
    return added, present


class Named(NamedTuple):
    """An organization as a list needs it: three thousand pages cost more than the whole table."""

    pk: int
    title: str


@dataclass
class Hosting:
    """Who has hosted the series or will, with how often and the last day; and who has not."""

    have: list[tuple[Named, int, datetime.date]] = field(default_factory=list)
    not_yet: list[Named] = field(default_factory=list)


def hosting(page: EventPage, dates: Iterable[ComingDate], *, now: datetime.datetime) -> Hosting:
    """Counted over past dates as they were and coming ones as the draft says."""
    times: Counter[int] = Counter()
    last: dict[int, datetime.date] = {}
    for host, day in [*_past_hosts(page, now), *_coming_hosts(page, dates)]:
        times[host] += 1
        last[host] = max(day, last.get(host, day))
    rows = NGOPage.objects.live().order_by("title").values_list("pk", "title")
    result = Hosting()
    for organization in map(Named._make, rows):
        if times[organization.pk]:
            row = organization, times[organization.pk], last[organization.pk]
            result.have.append(row)
        else:
            result.not_yet.append(organization)
    result.have.sort(key=lambda row: (row[2], row[0].title))
    return result


def _past_hosts(page: EventPage, now: datetime.datetime) -> list[tuple[int, datetime.date]]:
    """By the day on which it took place, which is not the original one of a moved date."""
    rows = Occurrence.objects.filter(page_id=page.pk, ends_at__lte=now).taking_place()
    links = OccurrenceOrganization.objects.filter(
        occurrence__in=rows, role=DateRole.HOST, organization__isnull=False
    )
    return list(links.values_list("organization", "occurrence__local_day"))


def _coming_hosts(
    page: EventPage, dates: Iterable[ComingDate]
) -> Iterable[tuple[int, datetime.date]]:
    usual = [
        row.organization_id for row in page.organizations.all() if row.role == OrganizationRole.HOST
    ]
    for date in dates:
        if date.action == TAKES_PLACE:
            row = date.override
            own = [key for key in (row.host_id, row.co_host_id) if key] if row else []
            yield from ((host, date.planned.start.date()) for host in own or usual)


@dataclass
class Impact:
    """What publishing would do to the dates that visitors know."""

    kept: list[Occurrence]
    added: list[Occurrence]
    removed: list[Occurrence]
    locked: list[Occurrence]

    @property
    def needs_a_look(self) -> bool:
        return bool(self.removed or self.locked)

    @property
    def people(self) -> int:
        """Registered on dates that the draft no longer names."""
        return sum(row.people for row in [*self.removed, *self.locked])


def impact(page: EventPage, *, now: datetime.datetime) -> Impact:
    """Compares the page in memory with the stored dates. Past dates are not news."""
    rows = Occurrence.objects.filter(page_id=page.pk).only(
        "recurrence_id", "session", "is_off_rule"
    )
    off_rule = {row.key: row.is_off_rule for row in rows}
    plan = occurrences.plan(page, now=now)
    off = {id(row) for row in plan.kept}
    staying = sorted([*plan.unchanged, *plan.updated], key=lambda row: row.starts_at)
    return Impact(
        kept=[row for row in staying if id(row) not in off and not row.is_past(now=now)],
        added=sorted(plan.added, key=lambda row: row.starts_at),
        removed=plan.removed,
        # Those that a former change has left behind were confirmed then.
        locked=[row for row in plan.kept if not row.is_past(now=now) and not off_rule.get(row.key)],
    )
