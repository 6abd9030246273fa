"""What a date's row remembers of the page, the kind, the venue and the organizations."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q, QuerySet

from wagtail_ngo.domain.events.date_changes import DateFacts
from wagtail_ngo.enums import CountsAs, DateRole, OrganizationRole
from wagtail_ngo.models import (
    EventIndexPage,
    EventPage,
    NGOPage,
    Occurrence,
    OccurrenceOrganization,
    Venue,
)

#: Key of an entry and what it does, in order.
Organizations = tuple[tuple[int, str], ...]
ROLES: dict[str, DateRole] = {
    OrganizationRole.HOST: DateRole.HOST,
    OrganizationRole.PARTNER: DateRole.PARTNER,
}


def snapshot_of(page: EventPage) -> dict[str, Any]:
    """Values of the fields in which a date remembers its event."""
    kind = page.kind
    return {
        "event_title": page.title,
        "event_key": (page.alias_of or page).translation_key,
        "kind_id": page.kind_id,
        "kind_name": kind.name if kind else "",
        "counts_as": kind.counts_as if kind else CountsAs.OTHER,
    }


def venue_names(page: EventPage) -> dict[int, str]:
    """Names of the venues that the page and its changes of single dates name, by key."""
    named = [page.venue_id, *(row.venue_id for row in page.overrides.all())]
    keys = {key for key in named if key is not None}
    return dict(Venue.objects.filter(pk__in=keys).values_list("pk", "name")) if keys else {}


def facts_of(row: Occurrence) -> DateFacts:
    """What is said of the date to people who want to come, by the row alone."""
    return DateFacts(
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        is_all_day=row.is_all_day,
        has_end=row.has_end,
        time_zone=row.time_zone,
        status=str(row.status),
        title=row.own_title or row.event_title,
        venue=row.venue_name,
        note=row.note,
    )


def announced_organizations(page: EventPage, override: Any) -> Organizations:
    """Hosts and partners of one date. A date with hosts of its own keeps the page's partners."""
    own = []
    if override is not None:
        own = [key for key in (override.host_id, override.co_host_id) if key]
    rows = [(row.organization_id, str(ROLES[row.role])) for row in page.organizations.all()]
    if own:
        partners = [row for row in rows if row[1] == DateRole.PARTNER]
        rows = [*((key, str(DateRole.HOST)) for key in own), *partners]
    return tuple(dict.fromkeys(rows))


def announced_links(keys: Iterable[int]) -> QuerySet[OccurrenceOrganization]:
    """Hosts and partners of dates of these pages that still have an entry.

    Those who were present are not announced by a page.
    """
    links = OccurrenceOrganization.objects.filter(
        occurrence__page_id__in=keys, organization__isnull=False
    )
    return links.exclude(role=DateRole.PRESENT)


def by_date(links: Iterable[tuple[int, int, str]]) -> dict[int, Organizations]:
    """Links of (date, entry, role), by the key of the date."""
    found: dict[int, list[tuple[int, str]]] = {}
    for row, organization, role in links:
        found.setdefault(row, []).append((organization, role))
    return {row: tuple(pairs) for row, pairs in found.items()}


def stored_organizations(page: EventPage) -> dict[int, Organizations]:
    """Hosts and partners of the page's dates, by the key of the date."""
    links = announced_links([page.pk])
    return by_date(links.values_list("occurrence_id", "organization_id", "role"))


def store_organizations(organizations: Mapping[Occurrence, Organizations]) -> None:
    """Write hosts and partners of rows again. Names without an entry, and who was present, stay."""
    if not organizations:
        return
    OccurrenceOrganization.objects.filter(
        occurrence__in=[row for row in organizations if row.pk],
        organization__isnull=False,
        role__in=[DateRole.HOST, DateRole.PARTNER],
    ).delete()
    keys = {key for links in organizations.values() for key, _role in links}
    entries = NGOPage.objects.only("pk", "title", "uuid").in_bulk(keys) if keys else {}
    links = [
        OccurrenceOrganization(
            occurrence=row, organization=entries[key], role=role, sort_order=position
        )
        for row, pairs in organizations.items()
        for position, (key, role) in enumerate(pairs)
        if key in entries
    ]
    for link in links:
        link.remember()
    OccurrenceOrganization.objects.bulk_create(links, batch_size=200)


def has_other_programme(
    page: EventPage, rows: Iterable[Occurrence], *, now: datetime.datetime
) -> bool:
    """Whether ``remember_programme`` would write any of these rows of the page."""
    return any(
        row.programme_id != page.programme_id
        and (row.programme_id is None or (row.ends_at > now and not row.is_closed))
        for row in rows
    )


def remember_programme(page: EventPage, *, now: datetime.datetime) -> None:
    """Coming dates are of the page's programme; past ones keep theirs, or take it if they have
    none. No subscriber sees it, so it is no change of the dates."""
    open_rows = Q(programme=None) | Q(ends_at__gt=now, closed_at=None)
    rows = Occurrence.objects.filter(open_rows, page_id=page.pk)
    other = ~Q(programme=page.programme_id) if page.programme_id else Q(programme__isnull=False)
    rows.filter(other).update(programme_id=page.programme_id)


def remember_calendar(page: EventPage) -> None:
    """Let the dates of a page that is about to be deleted remember its calendar."""
    calendars = EventIndexPage.objects.filter(pk=page.get_parent().pk)
    Occurrence.objects.filter(page_id=page.pk).update(calendar=calendars.values("pk")[:1])


def refresh(row: Occurrence) -> None:
    """Let the row and its organizations remember the names as they are now. Saves the latter.

    The kind is what it was when the date took place; a row without one takes the page's.
    """
    if row.page is not None:
        row.event_title = row.page.title
    if row.venue is not None:
        row.venue_name = row.venue.name
    kind = row.page.kind if row.page else None
    if kind is not None and not row.kind_name:
        row.kind, row.kind_name, row.counts_as = kind, kind.name, kind.counts_as
    for link in row.organization_links.select_related("organization"):
        link.save()
