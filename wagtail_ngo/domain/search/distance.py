"""How many typing errors part two words."""

from __future__ import annotations


def edits(typed: str, meant: str, *, limit: int) -> int:
    """Edits (insert, drop, replace, swap neighbours) from one word to the other.

    Anything above ``limit`` is answered as ``limit + 1``.
    """
    if abs(len(typed) - len(meant)) > limit:
        return limit + 1
    return min(_last_row(typed, meant, limit)[-1], limit + 1)


def edits_to_beginning(typed: str, meant: str, *, limit: int) -> int:
    """Edits from ``typed`` to the nearest beginning of ``meant``, at most ``limit + 1``."""
    if len(meant) < len(typed) - limit:
        return limit + 1
    return min(min(_last_row(typed, meant[: len(typed) + limit], limit)), limit + 1)


def _last_row(typed: str, meant: str, limit: int) -> list[int]:
    """Distances from ``typed`` to each beginning of ``meant``.

    Optimal string alignment: no piece is edited twice.
    """
    before: list[int] = []
    row = list(range(len(meant) + 1))
    for i, sign in enumerate(typed, 1):
        now = [i]
        for j, other in enumerate(meant, 1):
            cost = min(row[j] + 1, now[j - 1] + 1, row[j - 1] + (sign != other))
            if i > 1 and j > 1 and sign == meant[j - 2] and typed[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            now.append(cost)
        if min(now) > limit:
            return [limit + 1]
        before, row = row, now
    return row
