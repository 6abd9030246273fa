"""What the site could put into a draft issue; adding never touches what an editor wrote."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.utils import translation

from wagtail_ngo.domain import bulletin as content
from wagtail_ngo.enums import SectionTheme
from wagtail_ngo.models import (
    BulletinIssuePage,
    BulletinSource,
    FundingCall,
    NGOPage,
    Occurrence,
)
from wagtail_ngo.services import bulletin_items as items
from wagtail_ngo.services.bulletin_issue import compose_with_sources

MOST_OF_EACH = 100


@dataclass(frozen=True)
class Proposal:
    """``in_list``: a list of the draft shows it already; ``is_fresh``: the last issue did not."""

    theme: str
    item: content.Item
    block: dict
    in_list: bool
    is_fresh: bool

    @property
    def key(self) -> str:
        return self.item.source

    @property
    def is_suggested(self) -> bool:
        return self.is_fresh and not self.in_list


def proposals(issue: BulletinIssuePage, *, now: datetime.datetime) -> list[Proposal]:
    """Events in the period, open calls, new and changed organizations; not what is in already."""
    draft = compose_with_sources(issue, now=now)
    single = {item.source for section in draft.content.sections for item in section.items}
    used_before = _keys_of_previous(issue)
    with translation.override(issue.locale.language_code):
        found = [*_events(issue), *_calls(issue, now), *_organizations(issue)]
    return [
        Proposal(
            theme=theme,
            item=item,
            block=block,
            in_list=item.source in draft.sources,
            is_fresh=item.source not in used_before,
        )
        for theme, item, block in found
        if item.source not in single
    ]


def _keys_of_previous(issue: BulletinIssuePage) -> set[str]:
    siblings = BulletinIssuePage.objects.sibling_of(issue, inclusive=False)
    earlier = siblings.filter(period_start__lt=issue.period_start).order_by("-period_start", "-pk")
    previous = earlier.first()
    edition = previous and previous.latest_edition
    if not edition:
        return set()
    return set(BulletinSource.objects.filter(edition=edition).values_list("key", flat=True))


def _events(issue: BulletinIssuePage):
    site = items.site_of(issue)
    bounds = items.period_bounds(issue.period_start, issue.period_end)
    dates = Occurrence.objects.visible_to(None, site=site).overlapping(*bounds).taking_place()
    dates = dates.with_details(None, site=site).order_by("starts_at", "pk")
    for date in dates[:MOST_OF_EACH]:
        day = date.recurrence_id.isoformat()
        value = {"event": date.page_id, "date": day, "title": "", "text": ""}
        yield SectionTheme.EVENTS, items.event_item(date), {"type": "event", "value": value}


def _calls(issue: BulletinIssuePage, now: datetime.datetime):
    place = items.Place.of(items.site_of(issue))
    issue_day = items.period_bounds(issue.issue_date, issue.issue_date)[0]
    calls = FundingCall.objects.visible_to(None).open_at(max(now, issue_day))
    for call in calls.prefetch_related("areas")[:MOST_OF_EACH]:
        value = {"call": call.pk, "title": "", "text": ""}
        yield SectionTheme.FUNDING, items.call_item(call, place), {"type": "call", "value": value}


def _organizations(issue: BulletinIssuePage):
    """Organizations whose entry was published within the period, for the first time or again."""
    start, end = items.period_bounds(issue.period_start, issue.period_end)
    pages = NGOPage.objects.visible_to(None, site=items.site_of(issue)).filter(
        last_published_at__gte=start, last_published_at__lt=end
    )
    for page in pages.select_related("logo").prefetch_related("areas")[:MOST_OF_EACH]:
        value = {"organization": page.pk, "text": ""}
        block = {"type": "organization", "value": value}
        yield SectionTheme.DIRECTORY, items.organization_item(page), block


def add(
    issue: BulletinIssuePage, keys: Collection[str], *, user, now: datetime.datetime
) -> list[Proposal]:
    """Put the chosen proposals into the latest draft; what is in it already stays as it is."""
    draft = issue.get_latest_revision_as_object()
    chosen = [one for one in proposals(draft, now=now) if one.key in keys]
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
