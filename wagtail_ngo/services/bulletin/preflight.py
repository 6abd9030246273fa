"""The checks before issuing, in words and with a link to each field."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wagtail_ngo.domain.bulletin.content import IssueContent
from wagtail_ngo.domain.bulletin.preflight import (
    Finding,
    estimated_pages,
    findings,
    removed_characters,
)
from wagtail_ngo.domain.pdf.characters import coverage
from wagtail_ngo.enums import FileStatus, PDFVariant
from wagtail_ngo.models import BulletinFile, BulletinIssuePage
from wagtail_ngo.services.bulletin.issue import compose
from wagtail_ngo.services.bulletin.links import DeadLinks
from wagtail_ngo.services.outgoing import site_of
from wagtail_ngo.services.pdf.assets import faces

MESSAGES: dict[str, Promise] = {
    "no_summary": _("There is no summary: the archive, the feed and the mail show none."),
    "no_alt": _("A picture has no text that says what it shows."),
    "low_resolution": _("A picture may look coarse in print."),
    "dead_link": _("A link leads to a page that does not exist or is not public."),
    "removed": _("The PDF leaves out characters that its fonts do not have."),
    "heading_order": _("A heading skips a level."),
    "long_word": _("A word is longer than a column."),
    "empty_issue": _("The issue has no content yet."),
    "empty_section": _("A section is empty."),
    "empty_table": _("A table has no rows below its headings."),
    "empty_list": _("A list is empty and has no text that says so."),
    "past_event": _("An event is over on the day of issue."),
    "ended_call": _("A funding call ends before the day of issue."),
    "not_public": _("What this block shows is not public, so it is left out."),
    "pages": _("The number of pages differs from what is planned for print."),
}


@dataclass(frozen=True)
class Message:
    """A finding in words; ``anchor`` leads to its field in the page editor."""

    text: Promise
    detail: str
    anchor: str
    is_serious: bool


def preflight(issue: BulletinIssuePage, *, now: datetime.datetime) -> list[Message]:
    """Messages about ``issue`` as it stands in memory, serious ones first."""
    content = compose(issue, now=now)
    rows = [
        *findings(content),
        *DeadLinks(site_of(issue)).findings(content),
        *removed_characters(content, coverage(faces())),
        *_left_out(issue, content),
        *_pages(issue, content),
    ]
    return [_message(row) for row in sorted(rows, key=lambda finding: not finding.is_serious)]


def _message(finding: Finding) -> Message:
    if finding.block_id:
        anchor = f"#block-{finding.block_id}-section"
    else:
        anchor = f"#id_{finding.field}-label" if finding.field else ""
    return Message(MESSAGES[finding.code], finding.detail, anchor, finding.is_serious)


def _left_out(issue: BulletinIssuePage, content: IssueContent) -> list[Finding]:
    """Blocks whose page, call or picture the public may not see."""
    shown = {item.block_id for section in content.sections for item in section.items}
    shown |= {section.block_id for section in content.sections}
    return [
        Finding("not_public", str(child.block.label), child.id)
        for child in issue.body
        if child.id and child.id not in shown
    ]


def _pages(issue: BulletinIssuePage, content: IssueContent) -> list[Finding]:
    planned = issue.get_parent().specific.target_pages
    pages = estimated_pages(content)
    # Print fills up to a multiple of four, so only a whole sheet more or less is news.
    needed = -(-pages // 4) * 4
    if needed == planned:
        return []
    text = _("about %(pages)d, that is %(needed)d in print; planned are %(planned)d")
    values = {"pages": pages, "needed": needed, "planned": planned}
    return [Finding("pages", text % values, field="body")]


def files_of(issue: BulletinIssuePage) -> list[BulletinFile]:
    """The files of the newest edition, the web PDF first."""
    edition = issue.latest_edition
    if edition is None:
        return []
    order = list(PDFVariant.values)
    return sorted(edition.files.all(), key=lambda file: order.index(file.variant))


def is_pending(file: BulletinFile) -> bool:
    return file.status in (FileStatus.QUEUED, FileStatus.RENDERING)
