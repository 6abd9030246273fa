"""Records behind the figures of a frozen report, then and now, and how the two differ."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any


@dataclass(frozen=True)
class KeptRecord:
    """A record as it was counted. It names no person, whoever the figure counts.

    ``key`` finds the same record later, whatever it is called then. ``amount``: what it added to
    the figure, as it was shown; "" for one of many. ``source``: primary key of the page or row
    whose history may tell what became of it.
    """

    key: str
    label: str
    day: datetime.date | None = None
    amount: str = ""
    source: int | None = None

    def to_data(self) -> list[Any]:
        """As JSON can hold it."""
        day = self.day.isoformat() if self.day else None
        return [self.key, self.label, day, self.amount, self.source]

    @classmethod
    def from_data(cls, data: list[Any]) -> KeptRecord:
        """The record that ``to_data`` was made of."""
        key, label, day, amount, source = data
        return cls(key, label, datetime.date.fromisoformat(day) if day else None, amount, source)


class ChangeKind(Enum):
    CAME = "came"
    WENT = "went"
    CHANGED = "changed"


@dataclass(frozen=True)
class RecordChange:
    """``before`` is None for a record that came, ``after`` for one that went."""

    before: KeptRecord | None
    after: KeptRecord | None

    @property
    def kind(self) -> ChangeKind:
        if self.before is None:
            return ChangeKind.CAME
        return ChangeKind.WENT if self.after is None else ChangeKind.CHANGED

    @property
    def record(self) -> KeptRecord:
        """As it is now; as it was, where it counts no longer."""
        record = self.after or self.before
        assert record is not None  # noqa: S101 -- a change has one side at least
        return record

    @property
    def amounts(self) -> tuple[str, str]:
        """What it added then and adds now; "" for nothing."""
        return (
            self.before.amount if self.before else "",
            self.after.amount if self.after else "",
        )


def compare(kept: Iterable[KeptRecord], now: Iterable[KeptRecord]) -> list[RecordChange]:
    """What went or changed, in the order kept, then what came, in the order of ``now``.

    A record that adds the same under another name or on another day is no change.
    """
    before = {record.key: record for record in kept}
    after = {record.key: record for record in now}
    changes = [
        RecordChange(record, after.get(key))
        for key, record in before.items()
        if key not in after or after[key].amount != record.amount
    ]
    return changes + [
        RecordChange(None, record) for key, record in after.items() if key not in before
    ]
