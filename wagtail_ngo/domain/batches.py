"""Long rows of things, some at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items in their order, ``size`` at a time; the last list may be shorter, none is empty."""
    waiting = iter(items)
    while batch := list(islice(waiting, size)):
        yield batch
