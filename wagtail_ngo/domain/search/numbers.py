"""Phone and register numbers as people write them."""

from __future__ import annotations

import re
from dataclasses import dataclass

# A local number without its area code.
LOCAL_DIGITS = 7
_LABEL = re.compile(
    r"^\s*(?P<label>tel|telefon|phone|kom|nr|numer|fax|faks|nip|krs|regon|pl)\b[\s.:]*"
    r"(?:(?:nr|numer|tel)\b[\s.:]*)?|^\s*(?P<country>pl)(?=\d)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[+(]{0,4}\d(?:[\s\-–—./()]*\d){4,}\)?")
_NOT_DIGIT = re.compile(r"\D")
_KRS_DIGITS, _PHONE_DIGITS = 10, 9


@dataclass(frozen=True)
class Number:
    digits: str
    # Whether more digits may follow: a phone number that is being typed.
    is_open: bool = False


def only_digits(text: str) -> str:
    return _NOT_DIGIT.sub("", text)


def phone_digits(text: str) -> str:
    """Nine digits of a Polish phone number, without dialling code and leading zero."""
    digits = only_digits(text)
    for prefix, length in (("0048", 13), ("48", 11), ("0", _PHONE_DIGITS + 1)):
        if digits.startswith(prefix) and len(digits) == length:
            return digits[len(prefix) :]
    return digits


def read_number(text: str) -> Number | None:
    """The number that ``text`` is, with or without a word such as "tel." or "NIP" before it.

    A KRS number may lack its zeros. None where the text is something else.
    """
    match = _LABEL.match(text)
    label = ((match["label"] or match["country"]) if match else "").lower()
    rest = text[match.end() :].strip() if match else text.strip()
    if not _NUMBER.fullmatch(rest):
        return None
    digits = only_digits(rest)
    if label == "krs":
        return Number(digits.zfill(_KRS_DIGITS))
    if label in ("nip", "regon", "pl"):
        return Number(digits)
    # No phone number begins with three zeros, every KRS number does.
    if not digits.startswith("000"):
        digits = phone_digits(digits)
    return Number(digits, is_open=len(digits) < _PHONE_DIGITS and len(digits) != LOCAL_DIGITS)
