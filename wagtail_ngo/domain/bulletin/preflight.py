"""What an editor should look at before an issue is issued; judged from its content alone."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wagtail_ngo.domain.bulletin.content import (
    CallItem,
    EventItem,
    IssueContent,
    Item,
    Picture,
    PicturesItem,
    Section,
    TableItem,
    listed,
    words_of,
)
from wagtail_ngo.domain.pdf.characters import printable

# A column of 86 mm and a full page of 210 mm, at the 300 dpi a printer asks for.
COLUMN_PIXELS, COVER_PIXELS = 1000, 2000
# Signs of running text on a page of two columns, measured on the demo's issues.
SIGNS_A_PAGE, PICTURES_A_PAGE = 3200, 4
_HEADING = re.compile(r"<h([1-6])[ >]")
_DEAD_LINK = re.compile(r"<a>([^<]*(?:<(?!a>|/a>)[^<]*)*)</a>")
_LONG_WORD = re.compile(r"[^\s<>/\-]{40,}")


@dataclass(frozen=True)
class Finding:
    """``code`` says what, ``detail`` which one; ``block_id`` leads to the field."""

    code: str
    detail: str = ""
    block_id: str = ""
    field: str = ""

    @property
    def is_serious(self) -> bool:
        return self.code not in {"low_resolution", "pages", "long_word", "no_summary", "removed"}


def findings(issue: IssueContent) -> list[Finding]:
    """Everything found, in the order of the issue."""
    return [*_cover(issue), *_editorial(issue), *_sections(issue)]


def _cover(issue: IssueContent) -> Iterator[Finding]:
    if not issue.summary:
        yield Finding("no_summary", field="summary")
    if issue.cover and not issue.cover.alt:
        yield Finding("no_alt", field="cover_alt")
    if issue.cover and issue.cover.original_width < COVER_PIXELS:
        pixels = f"{issue.cover.original_width} × {issue.cover.original_height}"
        yield Finding("low_resolution", pixels, field="cover_image")


def _editorial(issue: IssueContent) -> Iterator[Finding]:
    for finding in _html(issue.editorial, above=2):
        yield Finding(finding.code, finding.detail, field="editorial")


def _sections(issue: IssueContent) -> Iterator[Finding]:
    if not any(section.items for section in issue.sections):
        yield Finding("empty_issue", field="body")
    for section in issue.sections:
        if not section.items:
            yield Finding("empty_section", section.heading, section.block_id)
        for item in section.items:
            yield from _item(item, section, issue)


def _item(item: Item, section: Section, issue: IssueContent) -> Iterator[Finding]:
    above = 3 if item.title else 2
    for finding in _html(item.html, above=above):
        yield Finding(finding.code, finding.detail, item.block_id)
    for picture in _pictures(item):
        yield from _picture(picture, item.block_id)
    if isinstance(item, TableItem) and len(item.rows) < 2:
        yield Finding("empty_table", item.caption, item.block_id)
    if hasattr(item, "empty_text") and not listed(item) and not item.empty_text:
        yield Finding("empty_list", item.title or section.heading, item.block_id)
    if issue.issue_date:
        for part in (item, *listed(item)):
            yield from _dates(part, issue.issue_date, item.block_id)


def _dates(item: Item, issue_date: datetime.date, block_id: str) -> Iterator[Finding]:
    if isinstance(item, EventItem) and item.starts_at:
        last = (item.ends_at or item.starts_at).date()
        if last < issue_date:
            yield Finding("past_event", f"{item.title}, {last:%d.%m.%Y}", block_id)
    if isinstance(item, CallItem):
        # A call without any deadline stays open.
        last_moment = max(filter(None, (item.deadline, item.paper_deadline)), default=None)
        if last_moment and last_moment.date() < issue_date:
            yield Finding("ended_call", f"{item.title}, {last_moment:%d.%m.%Y}", block_id)


def _pictures(item: Item) -> tuple[Picture, ...]:
    if isinstance(item, PicturesItem):
        return item.pictures
    picture = getattr(item, "picture", None)
    return (picture,) if picture else ()


def _picture(picture: Picture, block_id: str) -> Iterator[Finding]:
    if not picture.alt and not picture.decorative:
        yield Finding("no_alt", picture.caption, block_id)
    if picture.original_width < COLUMN_PIXELS:
        pixels = f"{picture.original_width} × {picture.original_height}"
        yield Finding("low_resolution", pixels, block_id)


def _html(html: str, *, above: int) -> Iterator[Finding]:
    """Dead links, skipped headings and words that no column holds."""
    for match in _DEAD_LINK.finditer(html):
        yield Finding("dead_link", re.sub(r"<[^<>]+>", "", match[1]))
    level = above
    for match in _HEADING.finditer(html):
        if int(match[1]) > level + 1:
            yield Finding("heading_order", f"h{match[1]}")
        level = int(match[1])
    for match in _LONG_WORD.finditer(re.sub(r"<[^<>]+>", " ", html)):
        yield Finding("long_word", match[0][:60])


def removed_characters(issue: IssueContent, covered: frozenset[int]) -> Iterator[Finding]:
    """Characters that none of the fonts draws, by the block they are in."""
    for field in ("title", "summary", "editorial", "editorial_author"):
        if lost := _lost([getattr(issue, field)], covered):
            yield Finding("removed", lost, field=field)
    for section in issue.sections:
        if lost := _lost([section.heading, section.intro], covered):
            yield Finding("removed", lost, section.block_id)
        for item in section.items:
            texts = [text for part in (item, *listed(item)) for text in words_of(part)]
            if lost := _lost(texts, covered):
                yield Finding("removed", lost, item.block_id)


def _lost(texts: Iterable[str], covered: frozenset[int]) -> str:
    lost = {sign for text in texts for sign in printable(text or "", covered)[1]}
    return " ".join(sorted(sign for sign in lost if sign.isprintable()))


def estimated_pages(issue: IssueContent) -> int:
    """Pages in print, roughly: cover, contents, text and pictures."""
    signs = sum(len(text or "") for text in issue.texts())
    pictures = sum(1 for _picture in issue.pictures())
    return 2 + round(signs / SIGNS_A_PAGE + pictures / PICTURES_A_PAGE)
