"""What became of dates since a report was frozen, and who takes part in them now."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wagtail_ngo.domain.reports.changes import ChangeKind, RecordChange
from wagtail_ngo.enums import DateRole, FigureKey, OccurrenceStatus
from wagtail_ngo.models import Attendance, Occurrence
from wagtail_ngo.services.reports import counting, dates, histories
from wagtail_ngo.services.reports.histories import Act, History, on_day
from wagtail_ngo.services.reports.scope import Scope

REOPENED, CLOSED = "wagtail_ngo.reopen_date", "wagtail_ngo.close_date"
PUBLISHED, DELETED = "wagtail.publish", "wagtail.delete"


def date_reasons(
    figure: FigureKey, changes: Sequence[RecordChange], *, scope: Scope, since: datetime.datetime
) -> list[str]:
    """One for each change, in words; a few queries for all."""
    rows = _rows(changes)
    twin_keys = {row.pk for twins in rows.values() for row in twins}
    of_dates = histories.of_rows(Occurrence, twin_keys, since=since)
    of_pages = histories.of_pages({change.record.source for change in changes}, since=since)
    noted = _noted_since(twin_keys, since)
    teller = _Teller(figure, scope, since, of_dates, of_pages, noted)
    return [teller.reason(change, rows.get(change.record.key, [])) for change in changes]


def _rows(changes: Sequence[RecordChange]) -> dict[str, list[Occurrence]]:
    """Rows of each date in all languages, by the key of its record."""
    events = {change.record.key.partition(":")[0] for change in changes}
    by_record: dict[str, list[Occurrence]] = {}
    for row in Occurrence.objects.filter(event_key__in=events).order_by("pk"):
        days = {row.recurrence_id, row.local_day}
        # Of trainings the day is the record.
        for key in (dates.identity(row), *(f"{row.event_key}:{day}" for day in days)):
            by_record.setdefault(key, []).append(row)
    return by_record


def _noted_since(keys: set[int], since: datetime.datetime) -> dict[int, datetime.date]:
    """The last day on which somebody was written down at each date."""
    rows = Attendance.objects.filter(occurrence__in=keys, checked_in_at__gt=since)
    arrivals = rows.order_by("checked_in_at").values_list("occurrence", "checked_in_at")
    return {key: timezone.localdate(moment) for key, moment in arrivals}


class _Teller:
    """Tells about one figure; everything it needs was read before."""

    def __init__(
        self,
        figure: FigureKey,
        scope: Scope,
        since: datetime.datetime,
        of_dates: History,
        of_pages: History,
        noted: dict[int, datetime.date],
    ):
        self.kinds = dates.KINDS[figure]
        self.scope, self.since = scope, since
        self.of_dates, self.of_pages, self.noted = of_dates, of_pages, noted

    def reason(self, change: RecordChange, rows: list[Occurrence]) -> str:
        if change.kind is ChangeKind.WENT:
            return self.why_gone(change, rows)
        opened = self.last(rows, REOPENED)
        closed = self.last(rows, CLOSED)
        if change.kind is ChangeKind.CAME and rows:
            if rows[0].ends_at > self.since:
                return _("was not over yet when the figures were frozen")
            if closed is not None and all(row.status != OccurrenceStatus.NOT_HELD for row in rows):
                return on_day(_("closed as held"), closed, opened)
        if opened is not None:
            words = _("closed again") if closed is not None else _("opened again")
            return on_day(words, closed or opened, opened)
        if closed is not None:
            return on_day(_("date closed"), closed)
        noted = [self.noted[row.pk] for row in rows if row.pk in self.noted]
        if noted:
            return _("somebody was written down on %(day)s") % {"day": date_format(max(noted))}
        page = self.of_pages.last(change.record.source, PUBLISHED)
        if page is not None:
            return on_day(_("event published"), page)
        return _("changed") if change.kind is ChangeKind.CAME else _("corrected")

    def why_gone(self, change: RecordChange, rows: list[Occurrence]) -> str:
        page = self.of_pages.last(change.record.source, DELETED, PUBLISHED)
        if not rows:
            if page is not None and page.action == DELETED:
                return on_day(_("page deleted"), page)
            return on_day(_("taken out of the event's dates"), page)
        row = rows[0]
        if all(row.status == OccurrenceStatus.NOT_HELD for row in rows):
            return on_day(
                _("closed as not held"), self.last(rows, CLOSED), self.last(rows, REOPENED)
            )
        if all(row.is_called_off and not row.is_closed for row in rows):
            return on_day(_("cancelled"), page)
        first, last = self.scope.period
        if not any(first <= row.local_day <= last for row in rows):
            return _("moved to %(day)s") % {"day": date_format(row.local_day)}
        if self.kinds and row.counts_as not in self.kinds:
            return _("counts as “%(kind)s” now") % {"kind": row.get_counts_as_display()}
        if row.ends_at > self.scope.now:
            return _("moved to %(day)s") % {"day": date_format(row.local_day)}
        if change.record.amount:
            return _("nobody is noted there any more")
        return _("belongs to another calendar, site or programme now")

    def last(self, rows: list[Occurrence], action: str) -> Act | None:
        acts = [self.of_dates.last(row.pk, action) for row in rows]
        return max((act for act in acts if act), key=lambda act: act.day, default=None)


def organization_reasons(
    figure: FigureKey, changes: Sequence[RecordChange], *, scope: Scope
) -> list[str]:
    """Where an organization that came takes part; one that went is named at no date any more."""
    keys = {change.record.key for change in changes if change.kind is ChangeKind.CAME}
    roles = (DateRole.HOST,) if figure == FigureKey.HOSTS else ()
    links = counting.organization_links(scope, *roles).filter(key__in=keys)
    places: dict[str, tuple[str, datetime.date]] = {}
    for link in links.select_related("occurrence__page"):
        places.setdefault(link.key, (link.occurrence.title, link.occurrence.local_day))
    if not roles:
        came = counting.attendances(scope).filter(organization_key__in=keys)
        for row in came.select_related("occurrence__page").order_by("occurrence__starts_at"):
            date = row.occurrence
            places.setdefault(row.organization_key, (date.title, date.local_day))
    return [_organization_reason(change, places) for change in changes]


def _organization_reason(change: RecordChange, places: dict[str, tuple[str, datetime.date]]) -> str:
    if change.kind is ChangeKind.WENT:
        return _("named at no date that counts any more")
    if change.record.key not in places:
        return ""
    title, day = places[change.record.key]
    return _("named at: %(title)s, %(day)s") % {"title": title, "day": date_format(day)}
