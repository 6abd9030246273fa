"""Issues of a bulletin as Atom (RFC 4287) and as schema.org data."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from wagtail_ngo.domain.bulletin.content import IssueContent
from wagtail_ngo.exports.feeds import AtomFeed
from wagtail_ngo.models import BulletinIndexPage, BulletinIssuePage


def issue_feed(
    page: BulletinIndexPage, issues: Iterable[BulletinIssuePage], *, feed_url: str
) -> str:
    """Atom of issues, newest first; a correction counts as an update of its entry."""
    feed = AtomFeed(
        title=page.title,
        link=page.get_full_url(),
        description=page.masthead,
        language=page.locale.language_code,
        feed_url=feed_url,
        author_name=page.publisher or page.title,
    )
    for issue in issues:
        editions = issue.shown_editions
        first = editions[-1].issued_at if editions else issue.first_published_at
        feed.add_item(
            title=issue.title,
            link=issue.get_full_url(),
            description=issue.summary,
            unique_id=issue.get_full_url(),
            pubdate=first or _at_noon(issue.issue_date),
            updateddate=editions[0].issued_at if editions else first,
        )
    return feed.writeString("utf-8")


def _at_noon(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(12), tzinfo=timezone.get_default_timezone())


def issue_json_ld(issue: IssueContent) -> dict[str, Any]:
    """schema.org/PublicationIssue."""
    serial = {"@type": "Periodical", "name": issue.serial, "url": issue.serial_url}
    if issue.issn:
        serial["issn"] = issue.issn
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "PublicationIssue",
        "name": issue.title,
        "issueNumber": issue.label,
        "inLanguage": issue.language,
        "url": issue.url,
        "isPartOf": serial,
    }
    if issue.issue_date:
        data["datePublished"] = issue.issue_date.isoformat()
    if issue.publisher:
        data["publisher"] = {"@type": "Organization", "name": issue.publisher}
    if issue.summary:
        data["description"] = issue.summary
    return data
