"""Why a figure counts other records than on the day of freezing, as far as the data tell."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wagtail_ngo.domain.reports.changes import ChangeKind, RecordChange
from wagtail_ngo.enums import FigureKey
from wagtail_ngo.models import (
    BulletinDistribution,
    BulletinRecord,
    Cooperation,
    ElectionRecord,
    FundingAward,
    FundingCall,
    NGOPage,
)
from wagtail_ngo.services.reports import dates, histories
from wagtail_ngo.services.reports.date_reasons import date_reasons, organization_reasons
from wagtail_ngo.services.reports.histories import History, on_day
from wagtail_ngo.services.reports.scope import Scope

CREATED, EDITED, DELETED = "wagtail.create", "wagtail.edit", "wagtail.delete"
PUBLISHED, UNPUBLISHED = "wagtail.publish", "wagtail.unpublish"
CONFIRMED, CORRECTED = "wagtail_ngo.validate_count", "wagtail_ngo.correct_count"


def reasons(
    figure: FigureKey, changes: Sequence[RecordChange], *, scope: Scope, since: datetime.datetime
) -> list[str]:
    """One for each change, in words; "" where the data do not tell. A few queries for all."""
    if figure in dates.KINDS:
        return date_reasons(figure, changes, scope=scope, since=since)
    if figure in (FigureKey.ORGANIZATIONS, FigureKey.HOSTS):
        return organization_reasons(figure, changes, scope=scope)
    told = _TOLD.get(figure)
    return told.reasons(changes, scope=scope, since=since) if told else ["" for _one in changes]


@dataclass(frozen=True)
class Told:
    """How the rows of a model tell what became of them.

    ``key``: the field with the record's key. ``day``: the day of a row by which it counts.
    ``is_public``: whether it counts at all.
    """

    model: type[models.Model]
    day: Callable[[Any], datetime.date | None]
    is_public: Callable[[Any], bool] = lambda row: True
    key: str = "pk"
    related: tuple[str, ...] = ()
    is_page: bool = False

    def reasons(
        self, changes: Sequence[RecordChange], *, scope: Scope, since: datetime.datetime
    ) -> list[str]:
        rows = self._rows(changes)
        sources = {change.record.source for change in changes}
        if self.is_page:
            history = histories.of_pages(sources, since=since)
        else:
            history = histories.of_rows(self.model, sources, since=since)
        return [
            self._reason(change, rows.get(change.record.key), history, scope) for change in changes
        ]

    def _rows(self, changes: Sequence[RecordChange]) -> dict[str, Any]:
        keys = {change.record.key for change in changes}
        rows = self.model._default_manager.filter(**{f"{self.key}__in": keys}).order_by("-pk")
        if self.related:
            rows = rows.select_related(*self.related)
        return {str(getattr(row, self.key)): row for row in rows}

    def _reason(self, change: RecordChange, row: Any, history: History, scope: Scope) -> str:
        source = change.record.source
        if change.kind is ChangeKind.CAME:
            return _came(history, source)
        if change.kind is ChangeKind.CHANGED:
            return _changed(history, source)
        if row is None:
            return on_day(_("deleted"), history.last(source, DELETED))
        if not self.is_public(row):
            return on_day(_("not public any more"), history.last(source, UNPUBLISHED, EDITED))
        day = self.day(row)
        first, last = scope.period
        if day is not None and not first <= day <= last:
            return _("dated %(day)s now") % {"day": date_format(day)}
        return on_day(_("changed"), history.last(source))


def _came(history: History, source: int | None) -> str:
    for words, actions in (
        (_("added"), (CREATED,)),
        (_("result confirmed"), (CONFIRMED,)),
        (_("published"), (PUBLISHED,)),
    ):
        act = history.last(source, *actions)
        if act is not None:
            return on_day(words, act)
    return on_day(_("changed"), history.last(source))


def _changed(history: History, source: int | None) -> str:
    act = history.last(source, CORRECTED, CONFIRMED)
    if act is None:
        return on_day(_("corrected"), history.last(source))
    return on_day(_("count corrected"), act, history.last(source, CORRECTED))


def _first_day(entry: NGOPage) -> datetime.date | None:
    return timezone.localdate(entry.first_published_at) if entry.first_published_at else None


_ELECTION = Told(
    ElectionRecord,
    day=lambda row: (
        timezone.localdate(row.election.voting_from)
        if row.election and row.election.voting_from
        else row.held_on
    ),
    related=("election",),
    is_page=True,
)
_AWARD = Told(
    FundingAward,
    day=lambda row: row.decided_on,
    is_public=lambda row: row.is_public and row.call.is_public,
    related=("call",),
)
_TOLD: dict[FigureKey, Told] = {
    FigureKey.ISSUES: Told(
        BulletinRecord,
        day=lambda row: row.issue_date,
        is_public=lambda row: row.issue is None or row.issue.live,
        key="issue_key",
        related=("issue",),
        is_page=True,
    ),
    FigureKey.COPIES: Told(BulletinDistribution, day=lambda row: row.date),
    FigureKey.ELECTIONS: _ELECTION,
    FigureKey.VOTERS: _ELECTION,
    FigureKey.TURNOUT: _ELECTION,
    FigureKey.NEW_ENTRIES: Told(NGOPage, day=_first_day, key="translation_key", is_page=True),
    FigureKey.CALLS: Told(
        FundingCall, day=lambda row: row.announced_on, is_public=lambda row: row.is_public
    ),
    FigureKey.AWARDS: _AWARD,
    FigureKey.GRANTED: _AWARD,
    FigureKey.COOPERATIONS: Told(
        Cooperation, day=lambda row: row.started_on, is_public=lambda row: row.is_public
    ),
}
