"""Keeping in step with calendars of others: fetched by command, and nothing goes live by itself.

New events become drafts, changes to published ones wait under “Changes at the source”, what is no
longer there is listed. Hosts that the setting does not name are never asked.
"""

from __future__ import annotations

import datetime
import enum
import logging
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from wagtail_ngo import conf
from wagtail_ngo.domain.web_addresses import ascii_host
from wagtail_ngo.models import CalendarSource, EventPage
from wagtail_ngo.services.events import imports, source_problems
from wagtail_ngo.services.events.imports import ImportReport
from wagtail_ngo.services.fetching import (
    INTERNET,
    Answer,
    FetchError,
    FetchLimits,
    Internet,
    fetch,
)

logger = logging.getLogger(__name__)
#: Remarks that are kept with a source.
MOST_REMARKS = 50


class Outcome(enum.Enum):
    READ = "read"
    UNCHANGED = "unchanged"  # said by the server, before anything was sent
    FAILED = "failed"


@dataclass(frozen=True)
class Step:
    """What became of one source. ``report`` where a calendar was read."""

    source: CalendarSource
    outcome: Outcome
    report: ImportReport | None = None


def allowed_hosts() -> frozenset[str]:
    """Hosts that may be asked, in IDNA and lower case. None: nothing is fetched at all."""
    return frozenset(ascii_host(name.strip().lower()) for name in conf.get("EVENT_SOURCE_HOSTS"))


def limits() -> FetchLimits:
    chosen = {**conf.DEFAULTS["EVENT_SOURCE_LIMITS"], **conf.get("EVENT_SOURCE_LIMITS")}
    return FetchLimits(imports.limits()["bytes"], chosen["seconds"], chosen["redirects"])


def failing() -> QuerySet[CalendarSource]:
    """Sources that are asked and whose last attempt failed."""
    return CalendarSource.objects.filter(is_active=True, failing_since__isnull=False)


def new_drafts() -> QuerySet[EventPage]:
    """Events that came from a source and were never published, the next ones to come first."""
    drafts = EventPage.objects.filter(
        alias_of=None, source__isnull=False, live=False, first_published_at=None
    )
    return drafts.order_by("start_date", "pk")


def fetch_all(
    sources: Iterable[CalendarSource],
    *,
    now: datetime.datetime,
    network: Internet = INTERNET,
) -> list[Step]:
    """Ask each source; what is wrong with one costs no other. Without hosts nothing is asked."""
    hosts = allowed_hosts()
    return [_fetch(source, hosts, now, network) for source in sources] if hosts else []


def _fetch(
    source: CalendarSource, hosts: frozenset[str], now: datetime.datetime, network: Internet
) -> Step:
    source.asked_at = now
    marks = _validators_of(source)
    try:
        answer = fetch(source.url, hosts=hosts, limits=limits(), network=network, **marks)
        if answer.data is None:
            return _succeed(source, Outcome.UNCHANGED, now)
        return _read(source, answer, now)
    except FetchError as error:
        return _fail(source, {"code": error.code, "detail": error.detail}, now)
    except Exception:  # a fault of ours with one source
        logger.exception("Calendar source %s failed", source.pk)
        return _fail(source, {"code": "failed"}, now)


def _read(source: CalendarSource, answer: Answer, now: datetime.datetime) -> Step:
    report = imports.import_files(
        [(source.name, answer.data or b"")],
        source.calendar,
        time_zone=timezone.get_default_timezone_name(),
        now=now,
        source=source,
    )
    if report.refusals:
        _name, code, params = report.refusals[0]
        detail = str(next(iter(params.values()), ""))
        return _fail(source, {"code": code, "detail": detail}, now, report)
    source.result = {
        "created": len(report.created),
        "updated": len(report.updated),
        "waiting": len(report.waiting),
        "unchanged": len(report.unchanged),
        "vanished": len(report.vanished),
        "remarks": [
            [remark.code, remark.title, remark.detail, remark.line]
            for _name, remark in report.remarks[:MOST_REMARKS]
        ],
    }
    source.validators = {
        "for": _holds_for(source),
        "etag": answer.etag,
        "last_modified": answer.last_modified,
    }
    return _succeed(source, Outcome.READ, now, report)


def _validators_of(source: CalendarSource) -> dict[str, str]:
    """What names the last calendar, while its address and the place of its events are the same."""
    marks = source.validators
    if marks.get("for") != _holds_for(source):
        return {}
    return {"etag": marks["etag"], "last_modified": marks["last_modified"]}


def _holds_for(source: CalendarSource) -> list:
    return [source.url, source.calendar_id]


def _succeed(
    source: CalendarSource,
    outcome: Outcome,
    now: datetime.datetime,
    report: ImportReport | None = None,
) -> Step:
    source.read_at, source.failing_since, source.error = now, None, {}
    return _store(source, outcome, report)


def _fail(
    source: CalendarSource,
    error: dict[str, str],
    now: datetime.datetime,
    report: ImportReport | None = None,
) -> Step:
    source.failing_since = source.failing_since or now
    source.error = error
    return _store(source, Outcome.FAILED, report)


def _store(source: CalendarSource, outcome: Outcome, report: ImportReport | None) -> Step:
    """Only what was learnt: an editor may be changing the rest meanwhile."""
    names = ("asked_at", "read_at", "failing_since", "error", "result", "validators")
    values = {name: getattr(source, name) for name in names}
    CalendarSource.objects.filter(pk=source.pk).update(**values)
    return Step(source, outcome, report)


def problem(source: CalendarSource) -> str:
    """Why the last attempt failed, in words; "" where it did not."""
    return source_problems.words(source.error)
