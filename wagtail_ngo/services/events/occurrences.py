"""Rebuild the stored dates of events: one idempotent service, called at every change.

``plan`` says what would happen, ``rebuild`` does it in one transaction. What people already relied
on stays: dates that took place or were closed are left as they were, and dates for which anybody
registered or wait for a seat are never deleted. Whoever is registered can hear of every
change: ``signals.occurrences_changed`` gives old and new values, within the transaction.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import F

from wagtail_ngo import conf, signals
from wagtail_ngo.domain.events.date_changes import DateChange, DateFacts
from wagtail_ngo.domain.events.schedule import Change, DateKey, PlannedDate
from wagtail_ngo.enums import OccurrenceStatus, OverrideKind
from wagtail_ngo.models import EventPage, Occurrence
from wagtail_ngo.services.events import date_rows
from wagtail_ngo.services.events.date_rows import FIELDS
from wagtail_ngo.services.events.horizons import dates_to_store
from wagtail_ngo.services.events.left_out import left_out_of
from wagtail_ngo.services.events.sequence import digest_of, raise_sequence
from wagtail_ngo.services.events.snapshots import (
    Organizations,
    announced_organizations,
    facts_of,
    has_other_programme,
    remember_programme,
    snapshot_of,
    store_organizations,
)
from wagtail_ngo.services.events.stored_events import Stored, StoredEvent, read_events
from wagtail_ngo.services.events.stored_events import beside as stored_beside

# Of a past date these are history: filled where they are empty, never replaced.
_COUNTED = ("kind_id", "kind_name", "counts_as")


@dataclass
class OccurrencePlan:
    """What a rebuild does to the rows of one page. Rows are unsaved where not yet stored."""

    added: list[Occurrence] = field(default_factory=list)
    updated: list[Occurrence] = field(default_factory=list)
    unchanged: list[Occurrence] = field(default_factory=list)
    removed: list[Occurrence] = field(default_factory=list)
    # Rows that the rule no longer gives and that stay all the same; also in one of the above.
    kept: list[Occurrence] = field(default_factory=list)
    # Hosts and partners by original start, for every row but the removed ones.
    organizations: dict[DateKey, Organizations] = field(default_factory=dict)
    rehosted: list[Occurrence] = field(default_factory=list)
    # Those that are stored, by the key of the row.
    stored_organizations: dict[int, Organizations] = field(default_factory=dict)
    # Old and new values of stored rows that become different.
    changes: list[DateChange] = field(default_factory=list)

    @property
    def stored(self) -> list[Occurrence]:
        """Rows that are there already and stay."""
        return [*self.updated, *self.unchanged]

    @property
    def is_seen(self) -> bool:
        """Whether subscribers see another calendar. Dates that follow in time are in the rule."""
        return bool(self.updated or self.removed or self.rehosted)

    @property
    def has_changes(self) -> bool:
        return bool(self.added or self.updated or self.removed or self.rehosted)


def changes_of(page: EventPage) -> list[Change]:
    """The page's overrides as values; of two for one date the later row wins."""
    return [
        Change(
            original_date=row.original_date,
            original_time=row.original_time,
            kind=OverrideKind(row.kind),
            new_date=row.new_date,
            start_time=row.start_time,
            end_time=row.end_time,
            end_date=row.end_date,
            all_day=row.all_day,
        )
        for row in page.overrides.all()
    ]


def planned(
    page: EventPage, *, now: datetime.datetime, breaks: Iterable | None = None
) -> list[PlannedDate]:
    """All dates of the page, saved or not, up to the horizon and beyond it by its changes."""
    left_out = left_out_of(page, breaks)
    return dates_to_store(page.schedule, changes_of(page), now=now, left_out=left_out)


def _new_rows(
    page: EventPage, beside: Stored, overrides: dict[DateKey, Any], *, now: datetime.datetime
) -> dict[DateKey, Occurrence]:
    pattern = Occurrence(
        page=page,
        time_zone=page.time_zone,
        programme_id=page.programme_id,
        **snapshot_of(page),
    )
    stored = [row.key for row in beside.dates]
    dates = planned(page, now=now, breaks=beside.breaks)
    return {
        date.key: date_rows.row_of(pattern, date, overrides.get(date.key), beside.venues)
        for date in _within_limit(dates, now=now, stored=stored)
    }


def _within_limit(
    dates: list[PlannedDate], *, now: datetime.datetime, stored: Iterable[DateKey]
) -> list[PlannedDate]:
    """At most OCCURRENCE_LIMIT coming dates, the soonest, and as many of the past, the latest.

    A form refuses such a rule, a script does not. What is stored of the past always stays.
    """
    limit = conf.get("OCCURRENCE_LIMIT")
    if len(dates) <= limit:
        return dates
    past = [date for date in dates if date.ends_at <= now]
    coming = [date for date in dates if date.ends_at > now]
    stored_keys = set(stored)
    older = [date for date in past[:-limit] if date.key in stored_keys]
    return [*older, *past[-limit:], *coming[:limit]]


def plan(
    page: EventPage,
    *,
    now: datetime.datetime,
    rewrite_past: bool = False,
    beside: Stored | None = None,
) -> OccurrencePlan:
    """What ``rebuild`` would do for the page as it is in memory, published or not.

    ``beside`` is what is stored beside it, where that is known already.
    """
    beside = beside or stored_beside(page)
    overrides = {row.key: row for row in page.overrides.all()}
    old = {row.key: row for row in beside.dates}
    new = _new_rows(page, beside, overrides, now=now)
    _follow_single_date(old, new, now=now)
    result = OccurrencePlan(stored_organizations=beside.organizations)
    usual = announced_organizations(page, None)
    for key in sorted(old.keys() | new.keys()):
        override = overrides.get(key)
        announced = announced_organizations(page, override) if override else usual
        if key not in old:
            result.added.append(new[key])
            result.organizations[key] = announced
        elif old[key].is_closed:
            _keep(result, old[key])
        elif key not in new:
            _leave_or_remove(result, old[key], override, now=now)
        elif override is None and not rewrite_past and _is_history(page, old[key], now=now):
            _keep(result, old[key])
        else:
            _update(result, old[key], new[key], announced, now=now)
    return result


def _is_history(page: EventPage, row: Occurrence, *, now: datetime.datetime) -> bool:
    """Whether the row states what was, whatever the rule says now. One-offs are corrected."""
    return row.is_past(now=now) and bool(page.recurrence)


def _note_change(
    result: OccurrencePlan, row: Occurrence, before: DateFacts, *, now: datetime.datetime
) -> None:
    """Corrections of what is over are no news."""
    change = DateChange(row.pk, before, facts_of(row))
    is_ahead = max(before.ends_at, row.ends_at) > now
    if is_ahead and change.before != change.after:
        result.changes.append(change)


def _follow_single_date(
    old: dict[DateKey, Occurrence],
    new: dict[DateKey, Occurrence],
    *,
    now: datetime.datetime,
) -> None:
    """An event of one date takes its row along when that date is edited.

    Only a past date never becomes a future one: then the page announces a new meeting.
    """
    if len(old) != 1 or len(new) != 1 or old.keys() == new.keys():
        return
    (old_key, row), (new_key, target) = *old.items(), *new.items()
    if row.closed_at is None and not (row.is_past(now=now) and not target.is_past(now=now)):
        old[new_key] = old.pop(old_key)


def _keep(result: OccurrencePlan, row: Occurrence) -> None:
    result.unchanged.append(row)
    result.organizations[row.key] = result.stored_organizations.get(row.pk, ())


def _leave_or_remove(
    result: OccurrencePlan, row: Occurrence, override: Any, *, now: datetime.datetime
) -> None:
    """A date that the page no longer names goes, unless it is locked.

    An editor's explicit "left out" also takes a past date away, but a date with registrations is
    then kept as cancelled: those who registered must be able to read that.
    """
    removed = override is not None and override.kind == OverrideKind.REMOVED
    if not row.is_locked(now=now) or (removed and not row.has_people):
        result.removed.append(row)
        return
    result.kept.append(row)
    facts = facts_of(row)
    before = row.is_off_rule, row.status
    row.is_off_rule = True
    if removed:
        row.status = OccurrenceStatus.CANCELLED
    elif row.status == OccurrenceStatus.WITHDRAWN and not row.is_past(now=now):
        row.status = OccurrenceStatus.SCHEDULED
    changed = before != (row.is_off_rule, row.status)
    (result.updated if changed else result.unchanged).append(row)
    _note_change(result, row, facts, now=now)
    result.organizations[row.key] = result.stored_organizations.get(row.pk, ())


def _update(
    result: OccurrencePlan,
    row: Occurrence,
    target: Occurrence,
    organizations: Organizations,
    *,
    now: datetime.datetime,
) -> None:
    if row.own_capacity is not None:
        target.capacity = row.own_capacity
    if row.is_past(now=now) and row.kind_name:
        for name in _COUNTED:
            setattr(target, name, getattr(row, name))
    values = date_rows.values_of(target)
    if date_rows.values_of(row) == values:
        result.unchanged.append(row)
    else:
        before = facts_of(row)
        for name, value in zip(FIELDS, values, strict=True):
            setattr(row, name, value)
        result.updated.append(row)
        _note_change(result, row, before, now=now)
    result.organizations[row.key] = organizations
    if result.stored_organizations.get(row.pk, ()) != organizations:
        result.rehosted.append(row)


def rebuild(
    page: EventPage, *, now: datetime.datetime, rewrite_past: bool = False
) -> OccurrencePlan:
    """Make the rows of a live page what its published content says; returns what was done.

    One transaction: a failure leaves the old rows. Doing it twice changes nothing.
    """
    draft = rebuild_alone(page.pk, now=now, rewrite_past=rewrite_past)
    if draft is None:
        raise EventPage.DoesNotExist(f"There is no event page {page.pk} any more.")
    if draft.page.live:
        # So that the caller's next save() does not bring the old ones back.
        page.sequence, page.content_digest = draft.page.sequence, draft.page.content_digest
        announce([draft])
    return draft.result


@dataclass(frozen=True)
class Draft:
    """An event as it is stored, and what a rebuild would do with its dates, or did."""

    page: EventPage
    result: OccurrencePlan
    #: Whether a rebuild would write anything.
    is_needed: bool = True
    #: What it was made of.
    event: StoredEvent | None = None


def draft_of(event: StoredEvent, *, now: datetime.datetime, rewrite_past: bool = False) -> Draft:
    page = event.page
    result = plan(page, now=now, rewrite_past=rewrite_past, beside=event.beside)
    is_needed = (
        result.has_changes
        or has_other_programme(page, result.stored, now=now)
        or digest_of(page) != page.content_digest
    )
    return Draft(page, result, is_needed, event)


def rebuild_alone(
    key: int, *, now: datetime.datetime, rewrite_past: bool = False, seen: Draft | None = None
) -> Draft | None:
    """Rebuild the dates of one page in a transaction of its own; None where the page is gone.

    Nobody is told of it, see ``announce``.
    ``seen`` was made before: it holds if nothing that it was made of is different now.
    """
    with transaction.atomic():
        _lock(key)
        # From the database: the caller's object may hold an unpublished draft.
        event = next(iter(read_events([key])), None)
        if event is None:
            return None
        if seen is None or seen.event != event:
            if not event.page.live:
                return Draft(event.page, withdraw(event.page, now=now))
            seen = draft_of(event, now=now, rewrite_past=rewrite_past)
        page, result = seen.page, seen.result
        _write(result)
        if has_other_programme(page, result.stored, now=now):
            remember_programme(page, now=now)
        raise_sequence(page, is_changed=result.is_seen)
        _tell(page, result)
    return seen


def announce(drafts: list[Draft]) -> None:
    """Say that the dates of these pages were rebuilt."""
    if drafts:
        pages = [draft.page for draft in drafts]
        signals.occurrences_rebuilt_together.send(sender=EventPage, pages=pages)
    for draft in drafts:
        signals.occurrences_rebuilt.send(sender=EventPage, page=draft.page, changes=draft.result)


def withdraw(page: EventPage, *, now: datetime.datetime) -> OccurrencePlan:
    """Remove the rows of an unpublished page that nobody relies on.

    Coming dates with people stay, as no longer announced, and those people can be told.
    """
    result = OccurrencePlan()
    with transaction.atomic():
        _lock(page.pk)
        for row in Occurrence.objects.filter(page_id=page.pk):
            (result.kept if row.is_locked(now=now) else result.removed).append(row)
        for row in result.kept:
            before = facts_of(row)
            is_ahead = not row.is_past(now=now) and not row.is_closed
            if is_ahead and row.status != OccurrenceStatus.WITHDRAWN:
                row.status = OccurrenceStatus.WITHDRAWN
                result.updated.append(row)
                _note_change(result, row, before, now=now)
        date_rows.delete(result.removed)
        Occurrence.objects.bulk_update(result.updated, ["status"], batch_size=200)
        # Subscribers see the event go, so its return is a change.
        page.content_digest = ""
        EventPage.objects.filter(pk=page.pk).update(content_digest="")
        _tell(page, result)
    return result


def _tell(page: EventPage, result: OccurrencePlan) -> None:
    if result.changes:
        signals.occurrences_changed.send(sender=EventPage, page=page, changes=result.changes)


def _lock(key: int) -> None:
    """Let rebuilds of a page, and closings of its dates, wait for each other on every database.

    SQLite knows no SELECT FOR UPDATE, and refuses to write after another wrote what was read.
    """
    EventPage.objects.filter(pk=key).update(sequence=F("sequence"))


def _write(result: OccurrencePlan) -> None:
    date_rows.delete(result.removed)
    date_rows.update(result.updated)
    date_rows.insert_rows(result.added)
    told = {row: links for row in result.added if (links := result.organizations[row.key])}
    told |= {row: result.organizations[row.key] for row in result.rehosted}
    store_organizations(told)
