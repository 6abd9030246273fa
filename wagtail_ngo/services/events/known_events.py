"""Which event a file means, and whether what the file says of it is news."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from django.db.models import Q
from wagtail.query import PageQuerySet

from wagtail_ngo.domain.events.ical_import import own_uid
from wagtail_ngo.domain.events.ical_import_values import ReadChange, ReadEvent
from wagtail_ngo.enums import OverrideKind
from wagtail_ngo.models import EventPage
from wagtail_ngo.services.events.imported_pages import digest


def page_of(event: ReadEvent) -> EventPage | None:
    """The event that an import brought before, also under the UID that it had to itself then."""
    same = Q(uid=event.uid)
    if event.shared_uid:
        start = {"start_date": event.start_date, "start_time": event.start_time}
        same |= Q(uid=event.shared_uid, **start)
    else:
        same |= Q(uid=own_uid(event.uid, event))
    return originals().filter(same).order_by("pk").first()


def uids_of(event: ReadEvent) -> set[str]:
    """Under which UIDs ``page_of`` would look for the event, and perhaps one more."""
    return {event.uid, event.shared_uid, own_uid(event.uid, event)} - {""}


def uids_here(events: Iterable[ReadEvent]) -> set[str]:
    """Of all UIDs that the events may have, those that an event here has: one query."""
    uids = {uid for event in events for uid in uids_of(event)}
    return set(originals().filter(uid__in=uids).values_list("uid", flat=True))


def originals() -> PageQuerySet:
    """Events without aliases, which share the UID of their original."""
    return EventPage.objects.filter(alias_of=None)


def known_event(uid: str) -> ReadEvent | None:
    """The draft of an event in the words of a file, to place changes of its dates."""
    page = originals().filter(uid=uid).first()
    if page is None:
        return None
    page = page.get_latest_revision_as_object()
    schedule = page.schedule
    fields = {item.name for item in dataclasses.fields(ReadChange)}
    return ReadEvent(
        uid=uid,
        sequence=known_sequence(page),
        title=page.title,
        start_date=schedule.start_date,
        time_zone=schedule.time_zone,
        start_time=schedule.start_time,
        end_date=schedule.end_date,
        end_time=schedule.end_time,
        all_day=schedule.is_whole_day,
        rule=schedule.rule,
        changes=[
            ReadChange(
                **{name: getattr(row, name) for name in fields if name != "kind"},
                kind=OverrideKind(row.kind),
            )
            for row in page.overrides.all()
        ],
    )


def known_sequence(page: EventPage) -> int:
    """An event written here has its own SEQUENCE: its exported file is no news."""
    return page.sequence if page.source_sequence is None else page.source_sequence


def is_newer(event: ReadEvent, page: EventPage) -> bool:
    """By SEQUENCE, else LAST-MODIFIED, else by what the file says."""
    if event.sequence != known_sequence(page):
        return event.sequence > known_sequence(page)
    if page.source_sequence is None:
        return False
    if event.modified_at and page.source_modified_at:
        return event.modified_at > page.source_modified_at
    return digest(event) != (page.source_content or {}).get("digest")


def store_source(page: EventPage) -> None:
    """Write what is kept of the source, of a page that may hold a draft."""
    names = [
        "source_id",
        "source_sequence",
        "source_modified_at",
        "source_name",
        "source_content",
        "source_conflicts",
    ]
    values = {name: getattr(page, name) for name in names}
    EventPage.objects.filter(pk=page.pk).update(**values)
