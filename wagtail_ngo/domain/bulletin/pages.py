"""How the items of an issue are laid out on paper: groups, contents, teasers, short links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from textwrap import shorten

from bs4 import BeautifulSoup

from wagtail_ngo.domain.bulletin.content import (
    CallItem,
    EventItem,
    IssueContent,
    Item,
    Section,
    listed,
)
from wagtail_ngo.domain.bulletin.links import (
    issue_links,
    plain_address,
    qr_code,
    short_link,
    without_empty,
)

# Up to so many letters a text without a picture is a brief, set beside others.
BRIEF_LETTERS = 700
MIN_BRIEFS = 2
# Entries that are beside the editorial; with more, the contents take the whole width.
CONTENTS_BESIDE = 24
CONTENTS_MOST = 60
# Of an opening that fills half a page at most.
SHORT_LINES, SHORT_LETTERS = 20, 700
TEASERS = 3
TEASER_LETTERS = 64
TITLED = ("news", "council", "text", "call", "organization", "event", "pictures", "table")


@dataclass(frozen=True)
class Laid:
    """An item with what paper needs: a number to point at and an address to type or scan."""

    item: Item
    anchor: str
    html: str
    # Numbers and addresses of the links in the text, for the print variant.
    notes: tuple[tuple[int, str], ...] = ()
    address: str = ""
    qr: str = ""


@dataclass(frozen=True)
class Group:
    """Items set together. ``layout`` is the name of their template."""

    layout: str
    items: tuple[Laid, ...]
    heading: str = ""
    empty_text: str = ""
    # One text of a few lines: set in one column, not balanced over two.
    short: bool = False


@dataclass(frozen=True)
class LaidSection:
    section: Section
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Entry:
    """A line of the contents."""

    title: str
    anchor: str
    level: int
    kicker: str = ""


@dataclass(frozen=True)
class Pages:
    """An issue ready for the template."""

    sections: tuple[LaidSection, ...]
    contents: tuple[Entry, ...]
    teasers: tuple[Entry, ...]
    editorial: str
    qr: str
    address: str

    @property
    def contents_beside(self) -> bool:
        """Whether the contents are in a column beside the editorial."""
        return bool(self.editorial) and len(self.contents) <= CONTENTS_BESIDE

    @property
    def opens_short(self) -> bool:
        """Whether the contents and the editorial leave half of their page to what follows."""
        lines = len(self.contents) if self.contents_beside else len(self.contents) // 2
        letters = len(BeautifulSoup(self.editorial, "html.parser").get_text())
        return lines <= SHORT_LINES and letters <= SHORT_LETTERS


def lay_out(content: IssueContent) -> Pages:
    """Everything the print template shows, in order of reading."""
    numbers = {url: number for number, url in enumerate(issue_links(content), start=1)}
    setter = _Setter(content, numbers)
    sections = tuple(
        LaidSection(section, tuple(_groups(section, setter))) for section in content.sections
    )
    return Pages(
        sections=sections,
        contents=_contents(sections),
        teasers=_teasers(sections),
        editorial=without_empty(content.editorial),
        qr=qr_code(content.url),
        address=plain_address(content.url),
    )


class _Setter:
    """Sets single items: anchors, links as numbers, headings below the item's own."""

    def __init__(self, content: IssueContent, numbers: dict[str, int]) -> None:
        self.content, self.numbers = content, numbers
        self.count = 0

    def set(self, item: Item) -> Laid:
        self.count += 1
        html, notes = self._link(item)
        url = getattr(item, "call_url", "") or item.url
        number = self.numbers.get(url)
        short = short_link(self.content, number) if number else ""
        return Laid(
            item=item,
            anchor=f"item-{self.count}",
            html=html,
            notes=notes,
            address=plain_address(short or url),
            qr=qr_code(short or url),
        )

    def _link(self, item: Item) -> tuple[str, tuple[tuple[int, str], ...]]:
        """The text with a number after each web link, headings moved below the item's title."""
        soup = BeautifulSoup(item.html, "html.parser")
        step = 1 if item.title else 0
        for heading in soup.find_all(re.compile("^h[1-6]$")):
            level = max(3, int(heading.name[1])) + step
            heading.name = f"h{min(level, 6)}"
        notes = []
        for link in soup.find_all("a", href=True):
            number = self.numbers.get(link["href"])
            if number is None or not self.content.url:
                continue
            mark = soup.new_tag("sup", attrs={"class": "note-mark"})
            mark.string = str(number)
            link.insert_after(mark)
            notes.append((number, plain_address(short_link(self.content, number))))
        return without_empty(str(soup)), tuple(dict(notes).items())


def _layout(item: Item) -> str:
    """Name of the template for the item's group."""
    if item.kind in ("events", "event"):
        return "events"
    if item.kind in ("calls", "call"):
        return "calls"
    if item.kind in ("organizations", "organization"):
        return "organizations"
    if item.kind in ("news", "council", "text"):
        letters = len(BeautifulSoup(item.html, "html.parser").get_text())
        has_picture = getattr(item, "picture", None) is not None
        return "briefs" if letters <= BRIEF_LETTERS and not has_picture else "article"
    return item.kind


def _groups(section: Section, setter: _Setter) -> Iterator[Group]:
    """The section's items, neighbours of one kind together; each list is a group of its own."""
    for layout, run in groupby(section.items, key=_layout):
        items = list(run)
        short = layout == "briefs" and len(items) < MIN_BRIEFS
        if short:
            layout = "article"
        if layout in ("article", "quote", "pictures", "table", "contact", "filler"):
            yield from (Group(layout, (setter.set(item),), short=short) for item in items)
            continue
        single = [item for item in items if not item.kind.endswith("s")]
        lists = [item for item in items if item.kind.endswith("s")]
        if layout == "briefs":
            single, lists = items, []
        if single:
            yield Group(layout, tuple(setter.set(item) for item in single))
        for listing in lists:
            yield Group(
                layout,
                tuple(setter.set(item) for item in listed(listing)),
                heading=listing.title,
                empty_text=getattr(listing, "empty_text", ""),
            )


def _contents(sections: tuple[LaidSection, ...]) -> tuple[Entry, ...]:
    """Sections and the titles in them; only sections where that would be too long."""
    entries = []
    for laid in sections:
        entries.append(Entry(laid.section.heading, laid.section.anchor, 1))
        entries += [_entry(laid_item) for laid_item in _titled(laid)]
    if len(entries) > CONTENTS_MOST:
        return tuple(entry for entry in entries if entry.level == 1)
    return tuple(entries)


def _titled(laid: LaidSection) -> Iterator[Laid]:
    for group in laid.groups:
        # A table of dates is one thing to turn to, not thirty.
        if group.layout == "events":
            continue
        yield from (item for item in group.items if item.item.kind in TITLED and item.item.title)


def _entry(laid: Laid) -> Entry:
    kicker = getattr(laid.item, "organization", "") or getattr(laid.item, "funder", "")
    return Entry(laid.item.title, laid.anchor, 2, kicker)


def _teasers(sections: tuple[LaidSection, ...]) -> tuple[Entry, ...]:
    """The first title of each of the first sections, for the cover."""
    teasers = []
    for laid in sections:
        items = (item for group in laid.groups for item in group.items)
        first = next((item for item in items if item.item.title), None)
        if first is not None:
            title = shorten(first.item.title, TEASER_LETTERS, placeholder="…")
            entry = Entry(title, first.anchor, 1, kicker=laid.section.heading)
            teasers.append(entry)
    return tuple(teasers[:TEASERS])


def is_multi_day(event: EventItem) -> bool:
    """Whether the date ends on a later day."""
    return bool(event.starts_at and event.ends_at and event.ends_at.date() > event.starts_at.date())


def call_facts(call: CallItem) -> tuple[tuple[str, str], ...]:
    """Field names and values of a call that has them."""
    names = ("amount", "own_contribution", "eligible")
    return tuple((name, getattr(call, name)) for name in names if getattr(call, name))
