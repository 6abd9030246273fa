"""Closing a date: it becomes history, which neither its page nor its rule changes any more."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.log_actions import log

from wagtail_ngo import signals
from wagtail_ngo.domain.events.date_states import may_follow
from wagtail_ngo.enums import DateRole, OccurrenceStatus
from wagtail_ngo.models import (
    ClosingPhoto,
    EventPage,
    NGOPage,
    Occurrence,
    OccurrenceClosing,
    OccurrenceOrganization,
)
from wagtail_ngo.services.events.snapshots import refresh


@dataclass(frozen=True)
class Record:
    """What is said of a date when it is closed. ``copies``: bulletins handed out, by issue key."""

    was_held: bool = True
    head_count: int | None = None
    summary: str = ""
    minutes: Any = None
    #: Entries of the directory that were there, and names of organizations that have none.
    present: Iterable[NGOPage] = ()
    other_organizations: Iterable[str] = ()
    #: None: those that the page announced.
    hosts: Iterable[NGOPage] | None = None
    photos: Iterable[tuple[Any, str]] = ()
    copies: Mapping[int, int] = field(default_factory=dict)


@transaction.atomic
def close(
    occurrence: Occurrence, record: Record, *, now: datetime.datetime, user: Any = None
) -> OccurrenceClosing:
    """Say what became of a date and lock it. ValidationError says in words why it cannot be.

    A date that is closed already is refused: two organisers at once do not overwrite each other.
    """
    row = _locked(occurrence)
    _check(row, record, now=now)
    target = OccurrenceStatus.HELD if record.was_held else OccurrenceStatus.NOT_HELD
    before = row.status
    refresh(row)
    row.status, row.closed_at = target, now
    row.save()
    # What is left of a record that was opened again.
    OccurrenceClosing.objects.filter(occurrence=row).delete()
    closing = OccurrenceClosing.objects.create(
        occurrence=row,
        was_held=record.was_held,
        head_count=record.head_count,
        summary=record.summary,
        minutes=record.minutes,
        status_before=before,
        closed_by=user,
    )
    _write_organizations(row, record)
    for order, (image, caption) in enumerate(record.photos):
        ClosingPhoto.objects.create(closing=closing, image=image, caption=caption, sort_order=order)
    _write_copies(row, record.copies)
    log(instance=row, action="wagtail_ngo.close_date", user=user)
    signals.occurrence_closed.send(sender=Occurrence, occurrence=row, closing=closing)
    _copy_state(row, occurrence)
    return closing


@transaction.atomic
def reopen(
    occurrence: Occurrence, *, reason: str, now: datetime.datetime, user: Any = None
) -> Record:
    """Unlock a closed date; what its record said comes back, to be corrected and closed again.

    Of a date that has begun the record stays in the table until then: whoever corrects who was
    there first loses nothing. The reason goes into the log. ValidationError without one, or where
    nothing is closed.
    """
    if not reason.strip():
        raise ValidationError(_("Say why the date is opened again."), code="reason")
    row = _locked(occurrence)
    closing = OccurrenceClosing.objects.filter(occurrence=row).first()
    if closing is None or not row.is_closed:
        raise ValidationError(_("This date is not closed."), code="not_closed")
    record = record_of(closing)
    row.status, row.closed_at = closing.status_before, None
    row.save()
    signals.occurrence_reopened.send(sender=Occurrence, occurrence=row, closing=closing)
    if row.starts_at > now:
        closing.delete()
    log(instance=row, action="wagtail_ngo.reopen_date", user=user, data={"reason": reason.strip()})
    _copy_state(row, occurrence)
    return record


def record_of(closing: OccurrenceClosing) -> Record:
    """The values of a stored record, as ``close`` takes them."""
    links = list(closing.occurrence.organization_links.select_related("organization"))
    present = [link for link in links if link.role == DateRole.PRESENT]
    return Record(
        was_held=closing.was_held,
        head_count=closing.head_count,
        summary=closing.summary,
        minutes=closing.minutes,
        present=[link.organization for link in present if link.organization],
        other_organizations=[link.name for link in present if not link.organization],
        hosts=[x.organization for x in links if x.role == DateRole.HOST and x.organization],
        photos=[(photo.image, photo.caption) for photo in closing.photos.all()],
        copies=copies_of(closing.occurrence),
    )


def _locked(occurrence: Occurrence) -> Occurrence:
    """The row as it is now. Rebuilds of its page, and others who close it, wait until the end."""
    if occurrence.page_id is not None:
        EventPage.objects.filter(pk=occurrence.page_id).update(sequence=F("sequence"))
    Occurrence.objects.filter(pk=occurrence.pk).update(seats_taken=F("seats_taken"))
    return Occurrence.objects.select_related("page__kind", "venue", "kind").get(pk=occurrence.pk)


def _check(row: Occurrence, record: Record, *, now: datetime.datetime) -> None:
    if row.is_closed:
        raise ValidationError(_("This date is closed already."), code="closed")
    if record.was_held and row.starts_at > now:
        raise ValidationError(_("This date has not begun yet."), code="ahead")
    target = OccurrenceStatus.HELD if record.was_held else OccurrenceStatus.NOT_HELD
    if not may_follow(row.status, target):
        raise ValidationError(
            _("This date is cancelled. If it took place after all, say so in the event first."),
            code="cancelled",
        )
    named = row.named_people
    if not record.was_held and (named or record.head_count):
        raise ValidationError(_("People were checked in, so the date took place."), code="people")
    if record.head_count is not None and record.head_count < named:
        text = ngettext(
            "%(count)s person is checked in by name. The head count cannot be lower.",
            "%(count)s people are checked in by name. The head count cannot be lower.",
            named,
        )
        raise ValidationError({"head_count": text % {"count": named}})


def _write_organizations(row: Occurrence, record: Record) -> None:
    if record.hosts is not None:
        _replace(row, DateRole.HOST, record.hosts)
    _replace(row, DateRole.PRESENT, record.present, record.other_organizations)


def _replace(
    row: Occurrence, role: DateRole, entries: Iterable[NGOPage], names: Iterable[str] = ()
) -> None:
    """Each organization once. Those whose entry was deleted since stay, as a name."""
    given = [OccurrenceOrganization(organization=entry) for entry in entries]
    given += [OccurrenceOrganization(name=" ".join(name.split())[:255]) for name in names]
    links = row.organization_links.filter(role=role)
    if role == DateRole.PRESENT:
        links.delete()
    else:
        links.filter(organization__isnull=False).delete()
    keys = set(row.organization_links.filter(role=role).values_list("key", flat=True))
    for order, link in enumerate(given):
        link.remember()
        if link.key not in keys and link.name:
            keys.add(link.key)
            link.occurrence, link.role, link.sort_order = row, role, order
            link.save()


def _write_copies(row: Occurrence, copies: Mapping[int, int]) -> None:
    """What was handed out of each issue; rows that say the same already stay as they are."""
    for issue, number in copies.items():
        rows = row.distributions.filter(issue_id=issue)
        if (rows.aggregate(sum=Sum("copies"))["sum"] or 0) != number:
            rows.delete()
            if number:
                row.distributions.create(issue_id=issue, copies=number, date=row.local_day)


def copies_of(row: Occurrence) -> dict[int, int]:
    rows = row.distributions.filter(issue__isnull=False).order_by()
    return dict(rows.values("issue").annotate(sum=Sum("copies")).values_list("issue", "sum"))


def _copy_state(row: Occurrence, given: Occurrence) -> None:
    """So that the caller's object says what is stored."""
    for name in ("status", "closed_at", "event_title", "venue_name", "kind_name", "counts_as"):
        setattr(given, name, getattr(row, name))
