"""Calls and awards as open data: tables whose columns keep their names."""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail_ngo.domain.characters import printable
from wagtail_ngo.domain.items import plain_text
from wagtail_ngo.domain.tables.cells import safe_cell
from wagtail_ngo.models import FundingAward, FundingCall
from wagtail_ngo.services.funding.awards import PublicAward

#: Spreadsheet programs take UTF-8 for granted only with a byte order mark.
_BOM = "\ufeff"


@dataclass(frozen=True)
class Column:
    """``key`` is the stable name in every file; ``meaning`` is for people."""

    key: str
    meaning: Any
    value: Callable[[Any, str], Any]


def _call_url(call: FundingCall, list_url: str) -> str:
    return f"{list_url}{call.pk}/"


CALL_COLUMNS: Sequence[Column] = (
    Column("id", _("number of the call"), lambda call, url: call.pk),
    Column("title", _("title"), lambda call, url: call.title),
    Column("funder", _("funder"), lambda call, url: call.funder),
    Column("public_money", _("whether it is public money"), lambda call, url: call.is_public_money),
    Column("procedure", _("procedure, see the list below"), lambda call, url: call.procedure),
    Column("announced_on", _("day of announcement"), lambda call, url: call.announced_on),
    Column("deadline", _("deadline on line"), lambda call, url: call.deadline),
    Column("paper_deadline", _("deadline on paper"), lambda call, url: call.paper_deadline),
    Column("rolling", _("whether there is no closing date"), lambda call, url: call.is_rolling),
    Column("amount_min", _("smallest grant"), lambda call, url: call.amount_min),
    Column("amount_max", _("largest grant"), lambda call, url: call.amount_max),
    Column("pool", _("total pool"), lambda call, url: call.pool),
    Column("currency", _("currency, ISO 4217"), lambda call, url: call.currency),
    Column("own_contribution", _("own contribution"), lambda call, url: call.own_contribution),
    Column("eligible", _("who may apply"), lambda call, url: call.eligible),
    Column(
        "areas", _("activity areas"), lambda call, url: [area.name for area in call.areas.all()]
    ),
    Column("text", _("text without markup"), lambda call, url: plain_text(call.text)),
    Column("announcement", _("announcement on the web"), lambda call, url: call.url),
    Column("offers_received", _("offers received"), lambda call, url: call.offers_received),
    Column("decided_on", _("day of the decision"), lambda call, url: call.decided_on),
    Column("decision", _("decision on the web"), lambda call, url: call.decision_url),
    Column("page", _("page of the call on this site"), _call_url),
)


def _entry_value(name: str) -> Callable[[PublicAward, str], Any]:
    """A value of the entry, where the visitor may open it."""
    return lambda award, url: getattr(award.page, name) if award.page else ""


def _decision(award: PublicAward, url: str) -> str:
    return award.row.decision_url or award.row.call.decision_url


AWARD_COLUMNS: Sequence[Column] = (
    Column("id", _("number of the award"), lambda award, url: award.row.pk),
    Column("call_id", _("number of the call"), lambda award, url: award.row.call_id),
    Column("call_title", _("title of the call"), lambda award, url: award.row.call.title),
    Column("funder", _("funder"), lambda award, url: award.row.call.funder),
    Column(
        "public_money",
        _("whether it is public money"),
        lambda award, url: award.row.call.is_public_money,
    ),
    Column("organization", _("name as published"), lambda award, url: award.row.organization_name),
    Column("krs", _("KRS number, for an entry of the directory"), _entry_value("krs")),
    Column("entry", _("entry of the directory"), _entry_value("full_url")),
    Column("task", _("task"), lambda award, url: award.row.task),
    Column("amount", _("amount granted"), lambda award, url: award.row.amount),
    Column("currency", _("currency, ISO 4217"), lambda award, url: award.row.call.currency),
    Column("decided_on", _("day of the decision"), lambda award, url: award.row.decided_on),
    Column("decision", _("decision on the web"), _decision),
    Column("page", _("page of the call on this site"), lambda a, url: _call_url(a.row.call, url)),
)

COLUMNS: Mapping[str, Sequence[Column]] = {"calls": CALL_COLUMNS, "awards": AWARD_COLUMNS}
ROWS = FundingCall | PublicAward


def records(name: str, rows: Iterable[ROWS], *, list_url: str) -> list[dict[str, Any]]:
    """Rows as plain values: times with their offset, money as text with a decimal point."""
    return [
        {column.key: _plain(column.value(row, list_url)) for column in COLUMNS[name]}
        for row in rows
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.datetime):
        return value.astimezone(timezone.get_default_timezone()).isoformat(timespec="minutes")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return value


def to_json(rows: list[dict[str, Any]], *, about: Mapping[str, str]) -> str:
    """The terms of use and the rows, so that a copied file still says whose it is."""
    return printable(json.dumps({**about, "records": rows}, ensure_ascii=False, indent=1))


def to_csv(name: str, rows: list[dict[str, Any]]) -> str:
    """Parted by semicolons, with a byte order mark: Polish spreadsheets open it by a double click.

    A list is in one cell, parted by commas; unknown is an empty cell.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";")
    writer.writerow([column.key for column in COLUMNS[name]])
    for row in rows:
        writer.writerow([safe_cell(_cell(value)) for value in row.values()])
    return _BOM + buffer.getvalue()


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return ", ".join(value) if isinstance(value, list) else value


def last_change(calls: Iterable[FundingCall], awards: Iterable[FundingAward]):
    """When the newest of these rows was changed; None where there is none."""
    return max((row.updated_at for rows in (calls, awards) for row in rows), default=None)
