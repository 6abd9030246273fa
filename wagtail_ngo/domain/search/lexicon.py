"""The words of a language in a Bloom filter: small, quick, sometimes wrongly affirmative."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection
from hashlib import blake2b

# A typing error that is taken for a word is not corrected: one in three hundred may.
FALSE_POSITIVES = 0.003
# Of short words every form is held; of longer ones what all their forms share.
SHORT = 5


class Lexicon:
    def __init__(self, bits: bytes, hashes: int) -> None:
        self._bits = bits
        self._hashes = hashes

    @classmethod
    def of(cls, entries: Collection[str], false_positives: float) -> Lexicon:
        """A filter of ``entries`` that takes this share of other words for one of them."""
        count = max(len(entries), 1)
        size = math.ceil(-count * math.log(false_positives) / math.log(2) ** 2 / 8)
        hashes = max(round(8 * size / count * math.log(2)), 1)
        bits = bytearray(size)
        for entry in entries:
            for place in _places(entry, 8 * size, hashes):
                bits[place >> 3] |= 1 << (place & 7)
        return cls(bytes(bits), hashes)

    @classmethod
    def from_bytes(cls, data: bytes) -> Lexicon:
        return cls(data[1:], data[0])

    def to_bytes(self) -> bytes:
        return bytes([self._hashes]) + self._bits

    @staticmethod
    def entry(word: str, key: Callable[[str], str]) -> str:
        """What is in the filter for a folded word."""
        return word if len(word) <= SHORT else f"{key(word)}~"

    def __contains__(self, entry: str) -> bool:
        bits = self._bits
        return all(
            bits[place >> 3] >> (place & 7) & 1
            for place in _places(entry, 8 * len(bits), self._hashes)
        )


def _places(entry: str, size: int, hashes: int) -> list[int]:
    digest = int.from_bytes(blake2b(entry.encode(), digest_size=16).digest(), "big")
    start, step = digest & (1 << 64) - 1, digest >> 64 | 1
    return [(start + number * step) % size for number in range(hashes)]
