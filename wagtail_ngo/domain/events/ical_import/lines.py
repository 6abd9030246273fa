"""A calendar file as lines and components (RFC 5545 §3.1, §3.6), each with its line number.

Own code, since a line that cannot be read must cost no other one, and reports name lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from wagtail_ngo.domain import polish_letters

_NAME = re.compile(r"[A-Za-z0-9-]+")
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)')
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
#: Properties of events (RFC 5545, 7986, 9073); another word before a colon is text that goes on.
_KNOWN = frozenset(
    """
    BEGIN END UID DTSTAMP DTSTART DTEND DURATION SUMMARY DESCRIPTION LOCATION GEO URL STATUS CLASS
    CATEGORIES SEQUENCE CREATED LAST-MODIFIED ORGANIZER ATTENDEE ATTACH COMMENT CONTACT PRIORITY
    RELATED-TO RESOURCES TRANSP RRULE EXRULE RDATE EXDATE RECURRENCE-ID REQUEST-STATUS CONFERENCE
    IMAGE COLOR NAME SOURCE REFRESH-INTERVAL STRUCTURED-DATA STYLED-DESCRIPTION ACTION TRIGGER
    REPEAT TZID TZURL TZNAME TZOFFSETFROM TZOFFSETTO VERSION PRODID CALSCALE METHOD
    """.split()  # noqa: SIM905 -- a wall of quotes reads worse
)
#: Texts that programs write over several lines without folding them.
_LONG_TEXTS = frozenset(("DESCRIPTION", "COMMENT", "SUMMARY", "LOCATION", "X-ALT-DESC"))
MAX_DEPTH = 8
#: Components that hold no event.
_BESIDE_EVENTS = {"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE"}


@dataclass(slots=True)
class Property:
    line: int
    name: str
    params: dict[str, str]
    value: str

    @property
    def text(self) -> str:
        """The value of a TEXT property: §3.3.11."""
        return _ESCAPED.sub(lambda m: "\n" if m[1] in "nN" else m[1], self.value)


@dataclass(slots=True)
class Component:
    name: str
    line: int
    properties: list[Property] = field(default_factory=list)
    children: list[Component] = field(default_factory=list)
    #: Lines that could not be read, with their numbers.
    unread: list[tuple[int, str]] = field(default_factory=list)
    is_cut: bool = False

    def all(self, name: str) -> list[Property]:
        return [part for part in self.properties if part.name == name]

    def first(self, name: str) -> Property | None:
        return next((part for part in self.properties if part.name == name), None)

    def text(self, name: str) -> str:
        part = self.first(name)
        return part.text if part else ""


@dataclass(slots=True)
class Calendar:
    """A VCALENDAR; one without a name holds events that are in the file by themselves."""

    component: Component
    letters: polish_letters.Letters


def unfold(data: bytes) -> tuple[list[int], bytes]:
    """Line numbers and the logical lines. Bytes are joined: a fold may split a letter (§3.1)."""
    numbers: list[int] = []
    lines: list[bytes] = []
    data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    # Files that were put together without a line end between.
    data = data.replace(b"END:VCALENDARBEGIN:", b"END:VCALENDAR\nBEGIN:")
    for number, line in enumerate(data.split(b"\n"), start=1):
        if line[:1] in (b" ", b"\t") and lines:
            lines.append(line[1:])
            numbers.append(0)
        elif line.strip():
            lines.append(b"\n" + line)
            numbers.append(number)
    return [number for number in numbers if number], b"".join(lines).removeprefix(b"\n")


def read_lines(data: bytes) -> tuple[polish_letters.Letters, Iterator[tuple[int, str]]]:
    """The letters of the file, and its logical lines with the numbers of their first lines."""
    letters = polish_letters.decode(data)
    if letters.encoding.startswith(("utf-16", "utf-32")):
        data = letters.text.encode()
    numbers, unfolded = unfold(data.removeprefix(b"\xef\xbb\xbf"))
    if not letters.encoding.startswith(("utf-16", "utf-32")):
        letters = polish_letters.decode(unfolded)
        text = letters.text
    else:
        text = unfolded.decode()
    return letters, zip(numbers, text.split("\n"), strict=True)


def parse_line(text: str) -> tuple[str, dict[str, str], str] | None:
    """Name, parameters and value of a line, or None if it is no content line."""
    name = _NAME.match(text)
    if name is None:
        return None
    position = name.end()
    params = {}
    while match := _PARAMETER.match(text, position):
        params[match[1].upper()] = match[2].replace('"', "")
        position = match.end()
    if text[position : position + 1] != ":":
        return None
    return name[0].upper(), params, text[position + 1 :]


def _goes_on(text: str, parts: tuple[str, dict, str] | None) -> bool:
    """Whether a line reads like the next one of a text."""
    return parts is None or not (parts[0] in _KNOWN or parts[0].startswith("X-"))


def read_components(lines: Iterator[tuple[int, str]]) -> Component:
    """The tree of components below one without a name.

    A component without END ends where its like or an event begins; what the file breaks off in is
    cut.
    """
    root = Component("", 0)
    stack = [root]
    for number, text in lines:
        parts = parse_line(text)
        name, value = (parts[0], parts[2].strip().upper()) if parts else ("", "")
        if name == "BEGIN":
            _begin(stack, value, number)
        elif name == "END":
            _end(stack, value)
        else:
            _add(stack[-1], number, text, parts)
    for component in stack[1:]:
        component.is_cut = True
    return root


def _begin(stack: list[Component], name: str, number: int) -> None:
    names = [component.name for component in stack]
    before = {"VEVENT": _BESIDE_EVENTS, "VCALENDAR": {"VCALENDAR"}}.get(name, set())
    unended = [place for place, other in enumerate(names) if other in before]
    if unended:
        # Its END is missing or misspelt: it ends here.
        del stack[unended[0] :]
    component = Component(name, number)
    stack[-1].children.append(component)
    if len(stack) < MAX_DEPTH:
        stack.append(component)


def _end(stack: list[Component], name: str) -> None:
    names = [component.name for component in stack]
    if name in names[1:]:
        position = len(names) - 1 - names[::-1].index(name)
        del stack[position:]


def _add(
    component: Component, number: int, text: str, parts: tuple[str, dict[str, str], str] | None
) -> None:
    last = component.properties[-1] if component.properties else None
    if last is not None and last.name in _LONG_TEXTS and _goes_on(text, parts):
        last.value += f"\\n{text}"
    elif parts is None:
        component.unread.append((number, text))
    else:
        component.properties.append(Property(number, *parts))
