"""vCard 3.0 (RFC 2426), the version that every phone and mail program reads."""

from __future__ import annotations

from collections.abc import Iterable

from wagtail_ngo.domain.tables.cells import without_control

# Octets of a line before it is folded, RFC 2426 §2.6.
LINE_OCTETS = 75


def escape(text: str) -> str:
    """A text value, RFC 2426 §5: backslash, comma, semicolon and line break are escaped."""
    text = without_control(text.replace("\r\n", "\n").replace("\r", "\n"))
    for character in "\\,;":
        text = text.replace(character, f"\\{character}")
    return text.replace("\n", "\\n")


def structured(*parts: str) -> str:
    """A value of several components, as N and ADR have."""
    return ";".join(escape(part) for part in parts)


def fold(line: str) -> str:
    """The line in pieces of at most 75 octets that never cut a character."""
    pieces, piece, size = [], "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > LINE_OCTETS:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + character, size + octets
    return "\r\n".join([*pieces, piece])


def card(properties: Iterable[tuple[str, str]]) -> str:
    """One vCard. Names come with their parameters; values are escaped by the caller.

    Properties without a value are left out.
    """
    lines = ["BEGIN:VCARD", "VERSION:3.0"]
    lines += [f"{name}:{value}" for name, value in properties if value.strip(";")]
    return "".join(f"{fold(line)}\r\n" for line in [*lines, "END:VCARD"])
