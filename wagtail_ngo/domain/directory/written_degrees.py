"""Coordinates as maps and people write them."""

from __future__ import annotations

import re
from decimal import Decimal

_ANGLE = (
    r"(?P<degrees>\d{1,3})\s?°\s?(?:(?P<minutes>\d{1,2})\s?['′’]\s?)?"
    r"(?:(?P<seconds>\d{1,2}(?:[.,]\d{1,6})?)\s?(?:\"|″|''|”)\s?)?"
)
_IN_ANGLES = re.compile(rf"(?:[NE]\s?)?{_ANGLE}(?:[NE])?", re.IGNORECASE)
_IN_DECIMALS = re.compile(r"(?:[NE]\s?)?(\d{1,3}[.,]\d{1,15})\s?°?\s?(?:[NE])?", re.IGNORECASE)
LONGEST = 60


def read_degrees(text: str) -> list[Decimal]:
    """One or two angles north and east, latitude first; [] when the text is something else."""
    parts = re.split(r"[;|]\s?|,\s+|(?<=[NE\d])\s+(?=[NE]?\s?\d{1,3}[.°])", text.strip()[:LONGEST])
    angles = [_angle(part.strip()) for part in parts if part.strip()]
    return (
        [angle for angle in angles if angle is not None]
        if None not in angles and len(angles) < 3
        else []
    )


def _angle(text: str) -> Decimal | None:
    if match := _IN_DECIMALS.fullmatch(text):
        return Decimal(match[1].replace(",", "."))
    if (match := _IN_ANGLES.fullmatch(text)) is None:
        return None
    degrees, minutes, seconds = (
        Decimal((match[name] or "0").replace(",", "."))
        for name in ("degrees", "minutes", "seconds")
    )
    return degrees + minutes / 60 + seconds / 3600
