"""What a file may hold."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What a file may hold. Sizes are in bytes."""

    size: int = 20_000_000
    unpacked: int = 300_000_000
    ratio: int = 200
    rows: int = 50_000
    columns: int = 100
