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

_DASHES = "\\-\u2010-\u2015\u2212"
_SEPARATORS = re.compile(rf"[\s{_DASHES}./]+")
_POSTCODE = re.compile(rf"([0-9]{{2}})\s?[{_DASHES}]?\s?([0-9]{{3}})")
# What spreadsheets make of a number, and dates and file numbers in the wrong column: taking their
# marks away would make up a number that somebody else may have.
_SOMETHING_ELSE = re.compile(
    r"\d{1,20}[.,]0{1,20}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4}|\d{4}[-./]\d{1,2}[-./]\d{1,2}.{0,40}"
    r"|\d{1,20}(?:[.,]\d{0,20})?E[+-]?\d{1,4}",
    re.IGNORECASE,
)
_FRACTION = re.compile(r"\d/\d")
_SHORT_KRS = re.compile(r"[0-9]{4,9}")
_AS_FLOAT = re.compile(r"([0-9]{1,14})[.,]0{1,2}")
_PLAIN_KRS = re.compile(r"[0-9 ]{5,20}")
_LABEL = re.compile(r"^(?:NIP|REGON|KRS|NR|IBAN)\s*:?\s*(?=[\dA-Z])", re.IGNORECASE)


def compact(text: str) -> str:
    """The text without label, spaces, hyphens and dots, in capitals.

    What is something else than a number, such as ``1/2010`` or ``123456.0``, stays as it is.
    """
    number = _LABEL.sub("", text.strip())
    if _SOMETHING_ELSE.fullmatch(number) or _FRACTION.search(number):
        return number
    return _SEPARATORS.sub("", number).upper()


def compact_nip(text: str) -> str:
    """Ten digits; the European prefix "PL" is dropped."""
    return compact(text).removeprefix("PL")


def compact_krs(text: str) -> str:
    """Ten digits: spreadsheets drop leading zeros, so that they are put back.

    Only to a plain number of four digits and more: a register number has no check digit, and
    whatever is completed here may be the number of another organization.
    """
    number = compact(text)
    return number.zfill(10) if _SHORT_KRS.fullmatch(number) else number


def compact_iban(text: str) -> str:
    """The account number with its country; 26 digits alone are a Polish account."""
    number = compact(text)
    return f"PL{number}" if len(number) == 26 and number.isdigit() else number


def compact_postcode(text: str) -> str:
    """``00-000`` for five digits with or without a dash, else the text as it came."""
    match = _POSTCODE.fullmatch(text.strip())
    return f"{match[1]}-{match[2]}" if match else text.strip()


def restore_regon(text: str) -> str:
    """The REGON with the zeros that a spreadsheet dropped, "" when none would fit its check."""
    number = compact(without_fraction(text))
    if not re.fullmatch(r"[0-9]{5,14}", number):
        return ""
    sizes = (9, 14) if len(number) < 9 else (14,)
    fitting = [number.zfill(size) for size in sizes if is_valid_regon(number.zfill(size))]
    return fitting[0] if fitting else ""


def restore_postcode(text: str) -> str:
    """The postcode of four digits with the zero that a spreadsheet dropped, and of five digits
    with a prefix, a dot or as an amount; else "".
    """
    number = re.sub(r"^PL-?|(?<=\d{2})\.(?=\d{3}$)|-(?=\d{3}$)", "", without_fraction(text.strip()))
    if not re.fullmatch(r"[0-9]{4,5}", number):
        return ""
    return compact_postcode(number.zfill(5))


def restore_nip(text: str) -> str:
    """The NIP that a spreadsheet took for an amount, else "". Its check digit decides."""
    number = without_fraction(text)
    return number if number != text and is_valid_nip(compact_nip(number)) else ""


def without_fraction(text: str) -> str:
    """``57750`` of ``57750.0``, which spreadsheets write; other texts as they are."""
    match = _AS_FLOAT.fullmatch(text.strip())
    return match[1] if match else text


def is_doubtful_krs(text: str) -> bool:
    """Whether completing the number was bold: so short that it may be a year, or with dots."""
    return not _PLAIN_KRS.fullmatch(_LABEL.sub("", text.strip())) and not re.search(
        r"(?<!\d)\d{10}(?!\d)", text
    )


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
