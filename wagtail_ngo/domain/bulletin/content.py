"""What one bulletin issue shows, as plain values.

Everything public is made from an ``IssueContent``: the web page, both PDFs, the mail. An edition
stores it as JSON, so that an issued bulletin needs no row of any other table.

Pictures are paths in the default file storage; HTML in ``html`` fields is sanitised; URLs are
absolute.
"""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
import json
import types
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Union, get_args, get_origin, get_type_hints

from wagtail_ngo.domain.funding import CallItem
from wagtail_ngo.domain.items import Item, plain_text


@dataclass(frozen=True)
class Picture:
    name: str
    width: int
    height: int
    alt: str = ""
    caption: str = ""
    credit: str = ""
    # The editor said that it tells nothing: an empty alt text is then right.
    decorative: bool = False
    # Pixels of the original, from which the print resolution is judged.
    original_width: int = 0
    original_height: int = 0


@dataclass(frozen=True)
class TextItem(Item):
    kind: str = "text"


@dataclass(frozen=True)
class FillerItem(Item):
    """A short "good to know" that fills the last page."""

    kind: str = "filler"


@dataclass(frozen=True)
class EventItem(Item):
    """One date. Times are aware, in the zone of the event."""

    kind: str = "event"
    starts_at: datetime.datetime | None = None
    ends_at: datetime.datetime | None = None
    all_day: bool = False
    open_end: bool = False
    status: str = "scheduled"
    place: str = ""
    address: str = ""
    hosts: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class OrganizationItem(Item):
    kind: str = "organization"
    lead: str = ""
    areas: tuple[str, ...] = ()
    contacts: tuple[tuple[str, str], ...] = ()
    picture: Picture | None = None


@dataclass(frozen=True)
class NewsItem(Item):
    """News of one organization; ``kind`` "council" is news of the council of NGOs."""

    kind: str = "news"
    organization: str = ""
    dated: datetime.date | None = None
    picture: Picture | None = None


@dataclass(frozen=True)
class QuoteItem(Item):
    kind: str = "quote"
    quote: str = ""
    author: str = ""
    role: str = ""


@dataclass(frozen=True)
class PicturesItem(Item):
    kind: str = "pictures"
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True)
class TableItem(Item):
    kind: str = "table"
    caption: str = ""
    head_row: bool = True
    head_column: bool = False
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class ContactItem(Item):
    kind: str = "contact"
    name: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    hours: str = ""


@dataclass(frozen=True)
class EventListItem(Item):
    """The answer of a live query; empty when nothing takes place."""

    kind: str = "events"
    events: tuple[EventItem, ...] = ()
    empty_text: str = ""


@dataclass(frozen=True)
class CallListItem(Item):
    kind: str = "calls"
    calls: tuple[CallItem, ...] = ()
    empty_text: str = ""


@dataclass(frozen=True)
class OrganizationListItem(Item):
    kind: str = "organizations"
    organizations: tuple[OrganizationItem, ...] = ()
    empty_text: str = ""


ITEM_KINDS: dict[str, type[Item]] = {
    "text": TextItem,
    "filler": FillerItem,
    "event": EventItem,
    "call": CallItem,
    "organization": OrganizationItem,
    "news": NewsItem,
    "council": NewsItem,
    "quote": QuoteItem,
    "pictures": PicturesItem,
    "table": TableItem,
    "contact": ContactItem,
    "events": EventListItem,
    "calls": CallListItem,
    "organizations": OrganizationListItem,
}


@dataclass(frozen=True)
class Section:
    """A heading and what is under it. ``anchor`` is unique within the issue."""

    heading: str = ""
    theme: str = "other"
    intro: str = ""
    anchor: str = ""
    block_id: str = ""
    items: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Look:
    """Tokens of the serial; an empty colour means the town's or the package's own."""

    structure_color: str = ""
    accent_color: str = ""
    cover_style: str = "picture"
    logo: Picture | None = None


@dataclass(frozen=True)
class Correction:
    """A later edition: its number, its day and what it corrects."""

    edition: int
    issued_on: datetime.date
    note: str


@dataclass(frozen=True)
class IssueContent:
    """Everything that one edition of one issue shows."""

    serial: str
    title: str
    number: int
    last_number: int | None
    year: int
    language: str
    masthead: str = ""
    publisher: str = ""
    issn: str = ""
    imprint: str = ""
    url: str = ""
    serial_url: str = ""
    period_start: datetime.date | None = None
    period_end: datetime.date | None = None
    issue_date: datetime.date | None = None
    summary: str = ""
    editorial: str = ""
    editorial_author: str = ""
    cover: Picture | None = None
    look: Look = field(default_factory=Look)
    sections: tuple[Section, ...] = ()
    edition: int = 1
    corrections: tuple[Correction, ...] = ()
    draft: bool = False

    @property
    def label(self) -> str:
        """“7–8/2017” for a double issue, “9/2017” for a plain one."""
        return f"{number_label(self.number, self.last_number)}/{self.year}"

    def all_items(self) -> Iterator[Item]:
        """Every item, those within lists after their list."""
        for section in self.sections:
            for item in section.items:
                yield item
                yield from listed(item)

    def texts(self) -> Iterator[str]:
        """Every word a reader sees, without markup, in the order of reading."""
        yield from (self.title, self.summary, plain_text(self.editorial), self.editorial_author)
        for section in self.sections:
            yield from (section.heading, section.intro)
            for item in section.items:
                for part in (item, *listed(item)):
                    yield from words_of(part)

    def pictures(self) -> Iterator[Picture]:
        """Every picture, in the order of reading."""
        yield from (picture for picture in (self.look.logo, self.cover) if picture)
        for item in self.all_items():
            if isinstance(item, PicturesItem):
                yield from item.pictures
            elif isinstance(item, OrganizationItem | NewsItem) and item.picture:
                yield item.picture


def number_label(number: int, last_number: int | None = None) -> str:
    """The number as readers see it, with an en dash for a double issue."""
    return f"{number}–{last_number}" if last_number and last_number > number else str(number)


def words_of(item: Item) -> Iterator[str]:
    """Every word of one item, those of the items in a list left out."""
    hidden = {"block_id", "source", "url", "call_url", "kind", "status"}
    for field_ in dataclasses.fields(item):
        value = getattr(item, field_.name)
        if field_.name in hidden or not value:
            continue
        if isinstance(value, str):
            yield plain_text(value) if field_.name == "html" else value
        elif isinstance(value, Picture):
            yield from (value.alt, value.caption)
        elif isinstance(value, tuple):
            yield from _parts(value)


def _parts(parts: tuple) -> Iterator[str]:
    for part in parts:
        if isinstance(part, str):
            yield part
        elif isinstance(part, tuple):
            yield from part
        elif isinstance(part, Picture):
            yield from (part.alt, part.caption)


def table_rows(text: str) -> tuple[tuple[str, ...], ...]:
    """Lines of text as rows of equal length; cells are separated by a tab or by "|"."""
    rows = [_cells(line) for line in (text or "").splitlines() if line.strip()]
    width = max((len(row) for row in rows), default=0)
    return tuple(tuple(row + [""] * (width - len(row))) for row in rows)


def _cells(line: str) -> list[str]:
    cells = line.split("\t") if "\t" in line else line.strip().strip("|").split("|")
    return [cell.strip() for cell in cells]


def with_pictures(value: Any, names: dict[str, str]) -> Any:
    """The same content with each picture's file name replaced by ``names``, where it is there."""
    if isinstance(value, Picture):
        return dataclasses.replace(value, name=names.get(value.name, value.name))
    if isinstance(value, tuple):
        return tuple(with_pictures(part, names) for part in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        changed = {
            f.name: with_pictures(getattr(value, f.name), names) for f in dataclasses.fields(value)
        }
        return dataclasses.replace(value, **changed)
    return value


def listed(item: Item) -> tuple[Item, ...]:
    """The items of a list, or nothing."""
    for name in ("events", "calls", "organizations"):
        if hasattr(item, name):
            return getattr(item, name)
    return ()


def to_data(value: Any) -> Any:
    """Values that ``json.dumps`` takes, for any dataclass of this module."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_data(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, tuple | list):
        return [to_data(part) for part in value]
    if isinstance(value, datetime.datetime | datetime.date):
        return value.isoformat()
    return value


def issue_from_data(data: dict[str, Any]) -> IssueContent:
    """The content that ``to_data`` took apart; unknown keys of a newer version are left out."""
    return _build(IssueContent, data)


def _build(cls: type, data: dict[str, Any]) -> Any:
    if cls is Item:
        cls = ITEM_KINDS[data["kind"]]
    hints = get_type_hints(cls)
    names = {f.name for f in dataclasses.fields(cls)}
    return cls(**{name: _cast(hints[name], data[name]) for name in names & data.keys()})


def _cast(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    if get_origin(hint) in (Union, types.UnionType):
        hint = next(part for part in get_args(hint) if part is not type(None))
    if get_origin(hint) is tuple:
        inner = get_args(hint)
        kinds = inner[:1] * len(value) if len(inner) == 2 and inner[1] is Ellipsis else inner
        return tuple(_cast(kind, part) for kind, part in zip(kinds, value, strict=True))
    if hint in (datetime.datetime, datetime.date):
        return hint.fromisoformat(value)
    is_built = isinstance(hint, type) and dataclasses.is_dataclass(hint)
    return _build(hint, value) if is_built else value


def digest(value: Any) -> str:
    """SHA-256 of the canonical JSON: equal for equal content, in every process."""
    text = json.dumps(to_data(value), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
