"""Numbers of Polish registers: their written form, their checks, and how they are shown.

NIP, REGON and IBAN carry check digits (python-stdnum); a KRS number has none.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from stdnum import iban as stdnum_iban
from stdnum.exceptions import ValidationError as NumberError
from stdnum.pl import nip as stdnum_nip
from stdnum.pl import regon as stdnum_regon

_SEPARATORS = re.compile(r"[\s\-–./]+")
_NOT_DIGITS = re.compile(r"\D")
_LABEL = re.compile(r"^(?:NIP|REGON|KRS|NR|IBAN)\s*:?\s*(?=[\dA-Z])", re.IGNORECASE)


def compact(text: str) -> str:
    """The text without label, spaces, hyphens and dots, in capitals."""
    return _SEPARATORS.sub("", _LABEL.sub("", text.strip())).upper()


def compact_nip(text: str) -> str:
    """Ten digits; the European prefix "PL" is dropped."""
    return compact(text).removeprefix("PL")


def compact_krs(text: str) -> str:
    """Ten digits: spreadsheets drop leading zeros, so that they are put back."""
    number = compact(text)
    return number.zfill(10) if number.isdigit() and len(number) <= 10 else number


def compact_iban(text: str) -> str:
    """The account number with its country; 26 digits alone are a Polish account."""
    number = compact(text)
    return f"PL{number}" if len(number) == 26 and number.isdigit() else number


def compact_postcode(text: str) -> str:
    """``00-000`` for any five digits, else the text as it came."""
    digits = _NOT_DIGITS.sub("", text)
    return f"{digits[:2]}-{digits[2:]}" if len(digits) == 5 else text.strip()


def is_valid_nip(number: str) -> bool:
    return _accepts(stdnum_nip.validate, number) and number != "0000000000"


def is_valid_regon(number: str) -> bool:
    return _accepts(stdnum_regon.validate, number) and number.strip("0") != ""


def is_valid_krs(number: str) -> bool:
    """Ten digits, not all zero. The register has no check digit."""
    return re.fullmatch(r"[0-9]{10}", number) is not None and number.strip("0") != ""


def is_valid_iban(number: str) -> bool:
    return _accepts(stdnum_iban.validate, number)


def is_valid_postcode(text: str) -> bool:
    return re.fullmatch(r"[0-9]{2}-[0-9]{3}", text) is not None


def format_iban(number: str) -> str:
    """Groups of four as on a transfer form; a Polish account without its country."""
    if number.startswith("PL"):
        number = number[2:]
        return " ".join([number[:2], *_groups(number[2:], 4)])
    return " ".join(_groups(number, 4))


def _groups(text: str, size: int) -> list[str]:
    return [text[start : start + size] for start in range(0, len(text), size)]


def _accepts(validate: Callable[[str], str], number: str) -> bool:
    """Whether stdnum takes the number as it stands, separators not allowed."""
    if not number.isalnum() or not number.isascii():
        return False
    try:
        return validate(number) == number
    except NumberError:
        return False
