"""A report as parts in reading order, for every file that is made of it.

The PDF, DOCX and ODT are written from the same parts, so that none of them can tell another story.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

#: What follows is the key of a figure: its definition on the page and in the appendix.
ANCHOR_START = "ngo-figure-"


@dataclass(frozen=True)
class Run:
    """Words of one kind. ``url``: where they lead; ``anchor``: the row of the appendix."""

    text: str
    bold: bool = False
    italic: bool = False
    url: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class Heading:
    text: str
    level: int = 2


@dataclass(frozen=True)
class Paragraph:
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Items:
    """A list; each item is its runs."""

    items: tuple[tuple[Run, ...], ...]
    numbered: bool = False


@dataclass(frozen=True)
class Row:
    """``cells``: the first is the row's head. ``bars``: per cent of the longest bar, if any."""

    cells: tuple[str, ...]
    note: str = ""
    bars: tuple[int, ...] = ()
    anchor: str = ""


@dataclass(frozen=True)
class Table:
    """``summary``: what the table says in a sentence. ``texts``: columns that hold no numbers."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    summary: str = ""
    texts: frozenset[int] = frozenset({0})

    @property
    def has_bars(self) -> bool:
        return any(row.bars for row in self.rows)


@dataclass(frozen=True)
class Numeral:
    """A figure to be set large."""

    number: str
    caption: str
    label: str
    before: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class Numerals:
    items: tuple[Numeral, ...]


@dataclass(frozen=True)
class Picture:
    """``name``: of the file in the default storage; without ``alt`` it is decoration."""

    name: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True)
class Quote:
    text: str
    source: str = ""


Part = Heading | Paragraph | Items | Table | Numerals | Picture | Quote


@dataclass(frozen=True)
class ReportDocument:
    """``appendix``: the figures that the parts name, and how each was counted."""

    title: str
    language: str
    publisher: str
    period: str
    counted: str
    lead: str
    parts: tuple[Part, ...]
    appendix: Table
    url: str = ""


def anchors(parts: tuple[Part, ...]) -> list[str]:
    """Rows of the appendix that the parts lead to, in the order in which they are first named."""
    return list(dict.fromkeys(anchor for part in parts for anchor in _anchors(part) if anchor))


def _anchors(part: Part) -> Iterator[str]:
    match part:
        case Paragraph(runs):
            yield from (run.anchor for run in runs)
        case Items(items):
            yield from (run.anchor for runs in items for run in runs)
        case Numerals(items):
            yield from (item.anchor for item in items)
        case Table():
            yield from (row.anchor for row in part.rows)
