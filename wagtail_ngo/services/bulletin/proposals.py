"""What the site could put into a draft issue; adding never touches what an editor wrote."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from django.utils import translation

from wagtail_ngo.domain.bulletin import content
from wagtail_ngo.enums import ProposalOrigin, SectionTheme
from wagtail_ngo.models import (
    BulletinIssuePage,
    BulletinSource,
    Cooperation,
    FundingCall,
    NGOPage,
    Occurrence,
)
from wagtail_ngo.services import outgoing
from wagtail_ngo.services.bulletin import items
from wagtail_ngo.services.bulletin.issue import compose_with_sources
from wagtail_ngo.services.directory.cooperations import public_cooperations
from wagtail_ngo.services.funding import items as call_items

MOST_OF_EACH = 100


@dataclass(frozen=True)
class Proposal:
    """``in_list``: a list of the draft shows it already; ``is_fresh``: the last issue did not."""

    theme: str
    item: content.Item
    block: dict
    in_list: bool
    is_fresh: bool
    origin: str = ProposalOrigin.PERIOD

    @property
    def key(self) -> str:
        return self.item.source

    @property
    def origin_label(self) -> str:
        return str(ProposalOrigin(self.origin).label)

    @property
    def is_suggested(self) -> bool:
        return self.is_fresh and not self.in_list


@dataclass(frozen=True)
class Previous:
    """The issue before: what it showed, and since when things count as left over from it."""

    keys: frozenset[str] = frozenset()
    starts_at: datetime.datetime | None = None
    issued_at: datetime.datetime | None = None

    def left_out(self, item: content.Item, since: datetime.datetime) -> bool:
        """Whether the last issue could have shown the item and did not."""
        issued_at = self.issued_at
        return issued_at is not None and since < issued_at and item.source not in self.keys


def proposals(issue: BulletinIssuePage, *, now: datetime.datetime) -> list[Proposal]:
    """Events in the period, open calls, new and changed organizations, cooperations, and what the
    last issue left out; not what is in already."""
    draft = compose_with_sources(issue, now=now)
    single = {item.source for section in draft.content.sections for item in section.items}
    previous = _previous(issue, now)
    with translation.override(issue.locale.language_code):
        proposals = [
            *_events(issue),
            *_calls(issue, now, previous),
            *_organizations(issue, previous),
            *_cooperations(issue, previous),
        ]
    return [
        replace(
            proposal,
            in_list=proposal.key in draft.sources,
            is_fresh=proposal.key not in previous.keys,
        )
        for proposal in proposals
        if proposal.key not in single
    ]


def _previous(issue: BulletinIssuePage, now: datetime.datetime) -> Previous:
    siblings = BulletinIssuePage.objects.sibling_of(issue, inclusive=False)
    earlier = siblings.filter(period_start__lt=issue.period_start).order_by("-period_start", "-pk")
    previous = earlier.first()
    if previous is None:
        return Previous()
    keys: Iterable[str]
    if edition := previous.latest_edition:
        keys = BulletinSource.objects.filter(edition=edition).values_list("key", flat=True)
    else:
        keys = compose_with_sources(previous.get_latest_revision_as_object(), now=now).sources
    return Previous(
        keys=frozenset(keys),
        starts_at=items.period_bounds(previous.period_start, previous.period_end)[0],
        issued_at=items.period_bounds(previous.issue_date, previous.issue_date)[1],
    )


def _proposal(theme: str, kind: str, item: content.Item, origin: str, **value) -> Proposal:
    block = {"type": kind, "value": {**value, "title": "", "text": ""}}
    return Proposal(theme, item, block, in_list=False, is_fresh=True, origin=origin)


def _events(issue: BulletinIssuePage):
    site = outgoing.site_of(issue)
    bounds = items.period_bounds(issue.period_start, issue.period_end)
    dates = Occurrence.objects.visible_to(None, site=site).once(site=site)
    dates = dates.overlapping(*bounds).taking_place()
    dates = dates.with_details(None, site=site).order_by("starts_at", "pk")
    for date in dates[:MOST_OF_EACH]:
        value = {"event": date.page_id, "date": date.recurrence_id.isoformat()}
        item = items.event_item(date)
        yield _proposal(SectionTheme.EVENTS, "event", item, ProposalOrigin.PERIOD, **value)


def _calls(issue: BulletinIssuePage, now: datetime.datetime, previous: Previous):
    place = call_items.Place.of(outgoing.site_of(issue))
    issue_day = items.period_bounds(issue.issue_date, issue.issue_date)[0]
    calls = FundingCall.objects.visible_to(None).open_at(max(now, issue_day))
    for call in calls.prefetch_related("areas")[:MOST_OF_EACH]:
        item = call_items.call_item(call, place)
        left_out = previous.left_out(item, call.created_at)
        origin = ProposalOrigin.LEFT_OUT if left_out else ProposalOrigin.PERIOD
        yield _proposal(SectionTheme.FUNDING, "call", item, origin, call=call.pk)


def _organizations(issue: BulletinIssuePage, previous: Previous):
    """Organizations whose entry was published, for the first time or again, within the period;
    those of the period before only if the last issue did not show them."""
    start, end = items.period_bounds(issue.period_start, issue.period_end)
    since = min(start, previous.starts_at or start)
    pages = NGOPage.objects.visible_to(None, site=outgoing.site_of(issue)).filter(
        last_published_at__gte=since, last_published_at__lt=end
    )
    pages = pages.select_related("logo").prefetch_related("areas")
    for page in pages.order_by("-last_published_at", "pk")[:MOST_OF_EACH]:
        item = items.organization_item(page)
        if page.last_published_at < start and item.source in previous.keys:
            continue
        origin = _origin(page, start)
        yield _proposal(SectionTheme.DIRECTORY, "organization", item, origin, organization=page.pk)


def _cooperations(issue: BulletinIssuePage, previous: Previous):
    """Cooperations begun or recorded within the period; those recorded in the period before only
    if the last issue did not show them."""
    start, end = items.period_bounds(issue.period_start, issue.period_end)
    since = min(start, previous.starts_at or start)
    recorded = Cooperation.objects.filter(created_at__gte=since, created_at__lt=end)
    begun = Cooperation.objects.begun_in(issue.period_start, issue.period_end)
    rows = (recorded | begun).order_by("-started_on", "-pk")[:MOST_OF_EACH]
    keys = list(rows.values_list("pk", flat=True))
    for shown in public_cooperations(
        Cooperation.objects.filter(pk__in=keys), None, site=outgoing.site_of(issue)
    ):
        item, row = items.cooperation_item(shown), shown.row
        is_late = row.created_at < start and row.started_on < issue.period_start
        if is_late and item.source in previous.keys:
            continue
        origin = ProposalOrigin.LEFT_OUT if is_late else ProposalOrigin.PERIOD
        yield _proposal(SectionTheme.NEWS, "cooperation", item, origin, cooperation=row.pk)


def _origin(page: NGOPage, start: datetime.datetime) -> str:
    if page.last_published_at < start:
        return ProposalOrigin.LEFT_OUT
    is_new = page.first_published_at and page.first_published_at >= start
    return ProposalOrigin.NEW if is_new else ProposalOrigin.CHANGED


def add(
    issue: BulletinIssuePage, keys: Collection[str], *, user, now: datetime.datetime
) -> list[Proposal]:
    """Put the chosen proposals into the latest draft; what is in it already stays as it is."""
    draft = issue.get_latest_revision_as_object()
    chosen = [proposal for proposal in proposals(draft, now=now) if proposal.key in keys]
    if not chosen:
        return []
    body = [dict(raw) for raw in draft.body.raw_data]
    with translation.override(issue.locale.language_code):
        for proposal in chosen:
            _insert(body, proposal)
    draft.body = body
    draft.save_revision(user=user, log_action=True)
    return chosen


def _insert(body: list[dict], proposal: Proposal) -> None:
    """At the end of the first section of its theme; a new section at the end if there is none."""
    block = {**proposal.block, "id": str(uuid.uuid4())}
    start = next(
        (
            position
            for position, raw in enumerate(body)
            if raw["type"] == "section" and raw["value"].get("theme") == proposal.theme
        ),
        None,
    )
    if start is None:
        heading = str(SectionTheme(proposal.theme).label)
        value = {"heading": heading, "theme": str(proposal.theme), "intro": ""}
        body += [{"type": "section", "value": value, "id": str(uuid.uuid4())}, block]
        return
    stop = next((i for i in range(start + 1, len(body)) if body[i]["type"] == "section"), len(body))
    body.insert(stop, block)
