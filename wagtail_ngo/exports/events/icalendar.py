"""Events as iCalendar. What is exported are the stored dates: rule and rows always agree."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from wagtail_ngo.domain.events import ical
from wagtail_ngo.domain.events.portable_rules import portable
from wagtail_ngo.domain.events.schedule import ONE_DAY, DateKey, Schedule, planned_dates
from wagtail_ngo.models import EventPage, Occurrence
from wagtail_ngo.services.events.left_out import LeftOut, left_out_of, school_breaks

#: A rule that goes on is read beyond the dates that are stored: so far its gaps are written too.
EXCLUDED_AHEAD = datetime.timedelta(days=400)


def calendar(
    occurrences: Iterable[Occurrence], *, name: str, url: str = "", whole: bool = True
) -> bytes:
    """A file with the dates given, in which repeating events keep their rule.

    ``whole`` says that all dates of each page are given, so that a rule may stand for them. For a
    filtered list pass False: then every date is written for itself and no other ever shows up.
    """
    by_page: dict[EventPage, list[Occurrence]] = defaultdict(list)
    for occurrence in occurrences:
        by_page[occurrence.event].append(occurrence)
    breaks = school_breaks() if any(page.skips_breaks for page in by_page) else ()
    make = partial(_series, breaks=breaks) if whole else _single_dates
    events = [event for page, rows in by_page.items() for event in make(page, rows)]
    return ical.calendar(events, name=name, url=url)


def _wall(moment: datetime.datetime, row: Occurrence) -> datetime.datetime:
    """In the zone that the file names; a locked date may have kept an older one."""
    zone = row.zone if row.is_all_day else ZoneInfo(row.event.time_zone)
    return moment.astimezone(zone).replace(tzinfo=None)


def _original_start(page: EventPage, day: datetime.date) -> datetime.datetime:
    """The wall time at which the page's rule puts the date of a day."""
    return page.schedule.times_on(day)[0]


def _date(page: EventPage, row: Occurrence) -> ical.CalendarDate:
    venue = row.venue
    geo = None
    if venue and venue.latitude is not None and venue.longitude is not None:
        geo = float(venue.latitude), float(venue.longitude)
    return ical.CalendarDate(
        start=_wall(row.starts_at, row),
        end=_wall(row.ends_at, row) if row.has_end else None,
        title=row.full_title,
        description=_description(page, row),
        url=row.get_full_url() or "",
        location=", ".join(filter(None, [venue.name, venue.address])) if venue else "",
        geo=geo,
        categories=(page.kind.name,) if page.kind else (),
        is_cancelled=row.is_cancelled,
    )


def _description(page: EventPage, row: Occurrence) -> str:
    hosts = ", ".join(organization.title for organization in row.host_organizations)
    parts = [row.note, page.lead]
    if hosts:
        parts.append(_("Host: %(names)s") % {"names": hosts})
    if page.online_url:
        parts.append(_("Online: %(url)s") % {"url": page.online_url})
    return "\n\n".join(filter(None, parts))


def _modified_at(page: EventPage) -> datetime.datetime:
    return page.last_published_at or page.first_published_at or page.latest_revision_created_at


def _event(page: EventPage, **fields) -> ical.CalendarEvent:
    return ical.CalendarEvent(
        uid=page.uid,
        sequence=page.sequence,
        modified_at=_modified_at(page) or datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC),
        time_zone=page.time_zone,
        is_all_day=page.schedule.is_whole_day,
        relations=_relations(page),
        **fields,
    )


def _relations(page: EventPage) -> tuple[tuple[str, str], ...]:
    """Events before and after this one, where a series was split (RFC 9253 §5)."""
    relations = [("FIRST", page.series_uid)] if page.series_uid else []
    # Few, and loaded with the page: a query for each event of a calendar would be many.
    later = sorted((row.start_date, row.uid) for row in page.successors.all() if row.live)
    return (*relations, *(("NEXT", uid) for _day, uid in later[:1]))


def _series(
    page: EventPage, rows: list[Occurrence], *, breaks: Sequence = ()
) -> list[ical.CalendarEvent]:
    """One event of the dates that the rule gives; every other date is an event of its own.

    Extra dates (RDATE) are written so because many programs do not read them: ADR 24.
    """
    rule = page.schedule.rule and portable(page.schedule.rule, page.start_date)
    if rule is None:
        return _single_dates(page, rows)
    stored = {row.key: row for row in rows}
    named = [row.original_date for row in page.overrides.all()]
    last = max([*(key.day for key in stored), *named])
    schedule = replace(page.schedule, rule=rule)
    by_rule = {date.key for date in planned_dates(schedule, last=last)}
    left_out = left_out_of(page, breaks)
    of_rule = {key: stored[key] for key in sorted(stored.keys() & by_rule)}
    if not of_rule:
        return _single_dates(page, rows)
    first = min(of_rule).day if rule.count is None else page.start_date
    # Of an old series the early dates are no longer stored; it begins with the first that is.
    by_rule = {key for key in by_rule if key.day >= first}
    main = _main_date(page, list(of_rule.values()), first)
    series = _event(
        page,
        main=main,
        rule=rule,
        last_day=last,
        excluded=tuple(
            _original_start(page, day)
            for day in [
                *(key.day for key in by_rule - stored.keys()),
                *_left_out_later(schedule, left_out, last),
            ]
        ),
        different=_different(page, of_rule, main),
    )
    return [series, *_single_dates(page, [stored[key] for key in stored.keys() - by_rule])]


def _left_out_later(
    schedule: Schedule, left_out: LeftOut, last: datetime.date
) -> list[datetime.date]:
    """Dates of the rule after the last stored one that programs would show and nobody holds."""
    if not left_out:
        return []
    dates = planned_dates(schedule, first=last + ONE_DAY, last=last + EXCLUDED_AHEAD)
    return [date.key.day for date in dates if left_out(date.key.day)]


def _different(
    page: EventPage, stored: dict[DateKey, Occurrence], main: ical.CalendarDate
) -> dict[datetime.datetime, ical.CalendarDate]:
    """The dates that say something else than the series, by the time the rule gives them."""
    length = main.end - main.start if main.end else None
    different = {}
    for key, row in stored.items():
        original = _original_start(page, key.day)
        end = original + length if length is not None else None
        date = _date(page, row)
        if replace(date, url=main.url) != replace(main, start=original, end=end):
            different[original] = date
    return different


def _main_date(page: EventPage, rows: list[Occurrence], first: datetime.date) -> ical.CalendarDate:
    """What an unchanged date says, at the first date of the rule."""
    start, end = page.schedule.times_on(first)
    plain = next((r for r in rows if not (r.own_title or r.note or r.is_cancelled)), rows[0])
    return replace(
        _date(page, plain),
        title=page.title,
        start=start,
        end=end if page.schedule.has_end else None,
        url=page.get_full_url() or "",
        is_cancelled=False,
    )


def _single_dates(page: EventPage, rows: list[Occurrence]) -> list[ical.CalendarEvent]:
    """Each date on its own; its UID is the event's with the original start, so it stays the same.

    The first date of an event that does not repeat has the event's UID in every file.
    """
    events = []
    for row in sorted(rows, key=lambda row: row.starts_at):
        event = _event(page, main=_date(page, row))
        if page.recurrence or row.key != DateKey(page.start_date):
            uid = f"{page.uid}-{row.key.address}"
            event = replace(event, uid=uid, related_uid=page.uid)
        events.append(event)
    return events
