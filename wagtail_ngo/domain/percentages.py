"""Per cent as people count it: a half goes up."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

_TENTH = Decimal("0.1")


def percent(part: float, whole: float) -> float | None:
    """``part`` of ``whole`` in per cent, to one decimal: 1 of 16 is 6.3. None of nothing.

    Not ``round()``, which gives 6.2: it takes the even neighbour, of a float that is a bit too low.
    """
    if not whole:
        return None
    exact = Decimal(str(part)) * 100 / Decimal(str(whole))
    return float(exact.quantize(_TENTH, ROUND_HALF_UP))
