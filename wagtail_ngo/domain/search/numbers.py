"""Phone and register numbers as people write them."""

from __future__ import annotations

import re
from dataclasses import dataclass

# A local number without its area code.
LOCAL_DIGITS = 7
# Words before a number; those of a register say which number it is.
_LABEL = re.compile(
    r"(?P<label>tel|telefon|telefonu|phone|kom|komórka|komorka|nr|numer|numeru|fax|faks|nip|krs"
    r"|regon|pl|zadzwoń|zadzwon|dzwonić|dzwonic|kontakt|czyj|to|jest|do|na|pod|za)\b[\s.:/]*"
    r"|(?P<country>pl)(?=\d)",
    re.IGNORECASE,
)
_REGISTERS = ("nip", "krs", "regon", "pl")
_MOST_LABELS = 5
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
    label, rest = _unlabelled(text.strip())
    if not _NUMBER.fullmatch(rest):
        return None
    digits = only_digits(rest)
    if label == "krs":
        return Number(digits.zfill(_KRS_DIGITS))
    if label:
        return Number(digits)
    # No phone number begins with three zeros, every KRS number does.
    if not digits.startswith("000"):
        digits = phone_digits(digits)
    return Number(digits, is_open=len(digits) < _PHONE_DIGITS and len(digits) != LOCAL_DIGITS)


def _unlabelled(text: str) -> tuple[str, str]:
    """The register that the words before a number name, "" for none, and what follows them."""
    register = ""
    for _ in range(_MOST_LABELS):
        match = _LABEL.match(text)
        if not match:
            break
        label = (match["label"] or match["country"]).lower()
        if label in _REGISTERS and register in ("", "pl"):
            register = label
        text = text[match.end() :].strip()
    return register, text
