"""What a report shows, as values: counted now, or kept as it was when the report was frozen."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

#: A number, or for money one sum for each currency; None where nothing is known.
Value = int | float | tuple[tuple[str, Decimal], ...] | None


@dataclass(frozen=True)
class Host:
    """``with_name``: the name after "z" or "with", where somebody wrote it down; else ""."""

    name: str
    with_name: str = ""


@dataclass(frozen=True)
class ReportValues:
    """Everything that a report's blocks can show.

    ``figures`` and ``before`` map the key of a figure to its value in the period and in the one
    before. ``by_month``: (first day of the month, dates held) for every month of the period;
    ``by_kind``: (name of the kind, dates held), the most frequent first.
    """

    counted_at: datetime.datetime
    figures: dict[str, Value] = field(default_factory=dict)
    before: dict[str, Value] = field(default_factory=dict)
    hosts: tuple[Host, ...] = ()
    by_month: tuple[tuple[datetime.date, int], ...] = ()
    by_kind: tuple[tuple[str, int], ...] = ()

    def to_data(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return {
            "counted_at": self.counted_at.isoformat(),
            "figures": {key: _plain(value) for key, value in self.figures.items()},
            "before": {key: _plain(value) for key, value in self.before.items()},
            "hosts": [[host.name, host.with_name] for host in self.hosts],
            "by_month": [[month.isoformat(), count] for month, count in self.by_month],
            "by_kind": [list(pair) for pair in self.by_kind],
        }

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> ReportValues:
        """The values that ``to_data`` was made of."""
        return cls(
            counted_at=datetime.datetime.fromisoformat(data["counted_at"]),
            figures={key: _value(plain) for key, plain in data["figures"].items()},
            before={key: _value(plain) for key, plain in data["before"].items()},
            hosts=tuple(Host(*pair) for pair in data["hosts"]),
            by_month=tuple(
                (datetime.date.fromisoformat(month), count) for month, count in data["by_month"]
            ),
            by_kind=tuple((name, count) for name, count in data["by_kind"]),
        )


def _plain(value: Value) -> Any:
    if isinstance(value, tuple):
        return [[currency, str(amount)] for currency, amount in value]
    return value


def _value(plain: Any) -> Value:
    if isinstance(plain, list):
        return tuple((currency, Decimal(amount)) for currency, amount in plain)
    return plain
