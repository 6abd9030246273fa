"""Sums of money as people write them: ``10 000,00 zł``, ``10.000``, ``10 tys. zł``, ``1,5 mln``."""

from __future__ import annotations

import re
from decimal import Decimal

#: Longer texts are no sums; they are refused before any pattern looks at them.
LONGEST = 40

_CURRENCY = re.compile(r"^(?:pln|zł|eur|€)|(?:z[łl](?:otych|ote|oty)?\.?|pln|euro?|€)$")
_UNIT = re.compile(r" ?(tys\.?|tysi[ąa]ce?|tysi[ęe]cy|mln\.?|milion(?:y|ów|ow)?)$")
_PENNIES_LEFT_OUT = re.compile(r",(?:-+|–|—)$")
# Groups of three by one mark throughout, then at most two decimals after another mark.
_GROUPED = re.compile(r"([1-9]\d{0,2})((?:[ .']\d{3}){1,5}|(?:,\d{3}){1,5})(?:[.,](\d{1,2}))?")
_PLAIN = re.compile(r"(\d{1,15})(?:[.,](\d{1,6}))?")


def read_amount(text: str) -> Decimal:
    """The sum that the text means. Raises ValueError when it means none, or more than one.

    Money has two decimals at most, so that a mark with three figures behind it parts thousands:
    ``10.000`` is ten thousand. Beside a unit it is a decimal mark: ``1,125 tys.`` is 1125.
    """
    if len(text) > LONGEST:
        raise ValueError("not an amount")
    words = _CURRENCY.sub("", " ".join(text.lower().split())).strip()
    factor = 1
    if unit := _UNIT.search(words):
        factor = 1_000_000 if unit[1].startswith("m") else 1000
        words = words[: unit.start()]
    words = _PENNIES_LEFT_OUT.sub("", words)
    number = _group(words) if factor == 1 else None
    amount = (_plain(words) if number is None else number) * factor
    if amount != round(amount, 2):
        raise ValueError("money has two decimals")
    return amount


def _group(words: str) -> Decimal | None:
    match = _GROUPED.fullmatch(words)
    if match is None:
        return None
    marks = set(re.sub(r"\d", "", match[2]))
    rest = words[match.end(2) : match.end(2) + 1]
    if len(marks) > 1 or rest in marks:
        raise ValueError("two ways of parting thousands")
    return Decimal(f"{match[1]}{re.sub(r'[^0-9]', '', match[2])}.{match[3] or 0}")


def _plain(words: str) -> Decimal:
    match = _PLAIN.fullmatch(words)
    if match is None or not words.isascii():
        raise ValueError("not an amount")
    return Decimal(f"{match[1]}.{match[2] or 0}")
