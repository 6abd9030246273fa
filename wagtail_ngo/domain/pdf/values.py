"""What goes into a PDF and what comes back beside its bytes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime


class PDFError(RuntimeError):
    """A PDF could not be made; the message says why, for an editor."""


@dataclass(frozen=True)
class Metadata:
    """What a library or a search engine should know about one issue."""

    title: str
    author: str
    publisher: str
    description: str
    language: str
    created: datetime
    modified: datetime
    keywords: tuple[str, ...] = ()
    identifier: str = ""
    # The serial, in the terms of PRISM; left out where there is no ISSN.
    issn: str = ""
    number: str = ""
    publication: str = ""
    cover_date: str = ""
    creator_tool: str = "wagtail-ngo"


@dataclass
class Report:
    """What was changed on the way, for the editor and for tests."""

    # Things an editor may want to mend, in plain English with the place: (code, detail).
    notes: list[tuple[str, str]] = field(default_factory=list)
    # How often each repair of the tag tree was made.
    repairs: Counter[str] = field(default_factory=Counter)
    pages: int = 0

    def note(self, code: str, detail: str = "") -> None:
        """Remember one thing for the editor, once."""
        if (code, detail) not in self.notes:
            self.notes.append((code, detail))


@dataclass(frozen=True)
class Made:
    """A finished file."""

    data: bytes
    report: Report
