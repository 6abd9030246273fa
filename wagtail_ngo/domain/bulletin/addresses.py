"""Addresses inside an issued bulletin."""

from __future__ import annotations

from typing import Any


def with_root(data: Any, old: str, new: str) -> Any:
    """JSON of an issue whose own addresses begin with ``new`` instead of ``old``; words stay."""
    if isinstance(data, dict):
        return {key: with_root(value, old, new) for key, value in data.items()}
    if isinstance(data, list):
        return [with_root(value, old, new) for value in data]
    if not isinstance(data, str):
        return data
    moved = data.replace(f'href="{old}/', f'href="{new}/')
    return f"{new}{moved.removeprefix(old)}" if moved.startswith(f"{old}/") else moved
