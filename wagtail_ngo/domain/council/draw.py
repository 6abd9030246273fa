"""The order of candidates drawn by lot, in a way that anybody can repeat."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def lot(seed: str, label: str) -> str:
    """The lot of one candidate: SHA-256 of seed, a line feed and the label, in hexadecimal."""
    return hashlib.sha256(f"{seed}\n{label}".encode()).hexdigest()


def drawn_order(labels: Iterable[str], *, seed: str) -> list[int]:
    """Positions of ``labels`` in the drawn order: the smallest lot comes first.

    The order depends on the seed and the labels only, not on the order in which they come; equal
    labels follow each other as they came.
    """
    labels = list(labels)
    return sorted(range(len(labels)), key=lambda index: (lot(seed, labels[index]), index))
