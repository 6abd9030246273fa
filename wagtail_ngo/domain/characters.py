"""Characters that text never needs and formats cannot hold."""

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any

# C0 without tab and line ends, DEL and C1, lone surrogates, the non-characters of Unicode's first
# plane: XML 1.0 §2.2 forbids the most of them, and nobody types one on purpose.
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def printable(text: str) -> str:
    """The text without them."""
    return UNPRINTABLE.sub("", text)


def printable_values(value: Any) -> Any:
    """The same for every string in lists, tuples, dicts and data classes; others as they are."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: printable_values(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(map(printable_values, value))
    if is_dataclass(value) and not isinstance(value, type):
        names = (field.name for field in fields(value))
        return replace(value, **{name: printable_values(getattr(value, name)) for name in names})
    return value
