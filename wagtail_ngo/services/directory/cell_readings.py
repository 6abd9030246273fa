"""What the cell of a file says, and what an editor should know about how it was read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from wagtail_ngo.enums import CellResult


@dataclass(frozen=True)
class Remark:
    """What became of a cell that was not read as it stands."""

    result: CellResult
    text: str


@dataclass
class CellReading:
    """What a cell says: values by the key of their column, and what an editor should know."""

    values: dict[str, Any] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)


def left_out_words(text: str, problem: str) -> str:
    return _("“%(text)s” was left out. %(problem)s") % {"text": text[:100], "problem": problem}


def left_out(text: str, problem: str) -> Remark:
    return Remark(CellResult.LEFT_OUT, left_out_words(text, problem))


def read_as(text: str, value: str) -> Remark:
    words = _("“%(text)s” was read as %(value)s: check it.") % {"text": text[:100], "value": value}
    return Remark(CellResult.READ_AS, words)


def empty(text: str) -> CellReading:
    """Nothing, for a cell that says so in a word."""
    words = _("“%(text)s” counts as empty.") % {"text": text}
    return CellReading(remarks=[Remark(CellResult.LEFT_OUT, words)])
