"""What tells a person in text: the full name, e-mail addresses, phone numbers.

Found in any case, with or without Polish letters, in either order of the words, with anything
between the digits. Inflected names (“Annie Nowak”) are not found; nobody can do that safely.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, cast

Kind = Literal["name", "address"]

# What may part two words of a name: spaces, a comma, signs of addresses, entities of HTML.
_BETWEEN_WORDS = r"(?:\s|&nbsp;|&#160;|%20|[-_,.+])+"
_BETWEEN_DIGITS = r"(?:[\s().-]|&nbsp;)*"
# Letters written without their marks, as in addresses and searched words.
_PLAIN = str.maketrans("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "acelnoszzACELNOSZZ")
_MIN_NAME = 5
_MIN_DIGITS = 7
# How people write nine digits.
_LAYOUTS = ((9,), (3, 3, 3), (2, 3, 2, 2), (3, 2, 2, 2))
_SEPARATORS = ("", " ", "-", ".", "\u00a0")


@dataclass(frozen=True)
class Traces:
    """Names, e-mail addresses and phone numbers of one person."""

    names: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()

    @classmethod
    def of(
        cls, *, names: Iterable[str] = (), emails: Iterable[str] = (), phones: Iterable[str] = ()
    ) -> Traces:
        """Traces without what is empty or too short to tell anybody."""
        full = (" ".join(unicodedata.normalize("NFC", name).split()) for name in names)
        numbers = (_national(phone) for phone in phones)
        return cls(
            names=tuple(name for name in full if len(name) >= _MIN_NAME),
            emails=tuple(email.strip().lower() for email in emails if "@" in email),
            phones=tuple(digits for digits in numbers if len(digits) >= _MIN_DIGITS),
        )

    def __bool__(self) -> bool:
        return bool(self.names or self.emails or self.phones)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Matches one trace; its group tells which kind."""
        names = [_name_pattern(name) for name in self.names]
        addresses = [_email_pattern(email) for email in self.emails]
        addresses += [_phone_pattern(digits) for digits in self.phones]
        groups = [
            f"(?P<{kind}>{'|'.join(patterns)})"
            for kind, patterns in (("name", names), ("address", addresses))
            if patterns
        ]
        return re.compile("|".join(groups) or r"(?!)", re.IGNORECASE)

    def kinds_in(self, value: Any) -> set[Kind]:
        """Which kinds of traces are in a text, or in the texts of a list or dict."""
        return {
            cast("Kind", match.lastgroup)  # one of the two groups always matched
            for text in _texts(value)
            for match in self.pattern.finditer(unicodedata.normalize("NFC", text))
        }

    @cached_property
    def needles(self) -> list[str]:
        """Strings, one of which is in every text that holds a trace: for a database to look for."""
        words = [max(_words(name), key=len) for name in self.names]
        words = [spelling for word in words for spelling in _spellings(word)]
        layouts = [text for digits in self.phones for text in _layouts(digits)]
        return sorted({*words, *self.emails, *layouts})


def redact(value: Any, traces: Traces, *, placeholder: str) -> Any:
    """``value`` without the traces: empty where it was nothing else, ``placeholder`` in the text.

    Lists and dicts, keys included, are taken apart; the result has the same shape.
    """
    if isinstance(value, str):
        text = unicodedata.normalize("NFC", value)
        if not traces.pattern.search(text):
            return value
        rest = traces.pattern.sub("", text)
        return traces.pattern.sub(placeholder, text) if re.search(r"\w", rest) else ""
    if isinstance(value, list | tuple):
        return [redact(part, traces, placeholder=placeholder) for part in value]
    if isinstance(value, dict):
        return {
            redact(key, traces, placeholder=placeholder): redact(
                item, traces, placeholder=placeholder
            )
            for key, item in value.items()
        }
    return value


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _texts(key)
            yield from _texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part)


def _name_pattern(name: str) -> str:
    words = _words(name)
    if len(words) == 1:
        # A first name alone tells nobody inside a text.
        return rf"\A\s*{_word_pattern(name)}\s*\Z"
    # The surname may come first, and have two parts.
    orders = {tuple(words), (words[-1], *words[:-1]), (*words[1:], words[0])}
    either = "|".join(_BETWEEN_WORDS.join(map(_word_pattern, order)) for order in sorted(orders))
    return rf"(?<!\w)(?:{either})(?!\w)"


def _words(name: str) -> list[str]:
    return re.findall(r"[^\s-]+", name)


def _word_pattern(word: str) -> str:
    return "".join(_letter_pattern(letter) for letter in word)


def _letter_pattern(letter: str) -> str:
    plain = letter.translate(_PLAIN)
    return re.escape(letter) if plain == letter else f"[{re.escape(letter)}{plain}]"


def _email_pattern(email: str) -> str:
    return rf"(?<![\w.%+-])(?:mailto:)?{re.escape(email)}(?![\w-])(?!\.\w)"


def _phone_pattern(digits: str) -> str:
    number = _BETWEEN_DIGITS.join(digits)
    return rf"(?<![\d+])(?:(?:\+|00)?48{_BETWEEN_DIGITS})?{number}(?!\d)"


def _national(phone: str) -> str:
    digits = re.sub(r"\D", "", phone).removeprefix("00")
    return digits.removeprefix("48") if len(digits) == 11 else digits


def _spellings(word: str) -> set[str]:
    """As databases that know no case beyond ASCII must be asked."""
    both = {word, unicodedata.normalize("NFD", word), word.translate(_PLAIN)}
    return {form for name in both for form in (name, name.lower(), name.upper(), name.title())}


def _layouts(digits: str) -> set[str]:
    layouts = {digits}
    if len(digits) == 9:
        for groups in _LAYOUTS:
            parts, rest = [], digits
            for length in groups:
                parts.append(rest[:length])
                rest = rest[length:]
            layouts |= {separator.join(parts) for separator in _SEPARATORS}
    return layouts
