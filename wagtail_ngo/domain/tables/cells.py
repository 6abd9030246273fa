"""Text that is safe in a cell of a spreadsheet."""

import re

from wagtail_ngo.domain.characters import UNPRINTABLE, printable

# Characters no XML-based format can hold.
CONTROL = UNPRINTABLE
# What Excel, LibreOffice and Google Sheets take for the start of a formula, full-width forms too.
FORMULA_START = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_PLAIN_NUMBER = re.compile(r"[+-]?\d[\d\s]*([.,]\d+)?")


def without_control(text: str) -> str:
    return printable(text)


def safe_cell(value: object) -> object:
    """The value for a CSV cell: a text that would run as a formula gets an apostrophe first.

    So does one that looks marked already: ``unsafe_cell`` gives back exactly what went in.
    Telephone numbers and negative numbers are no formulas and stay as they are.
    """
    if not value or not isinstance(value, str):
        return value
    text = without_control(value)
    if text.lstrip("'").startswith(FORMULA_START) and not _PLAIN_NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def unsafe_cell(text: str) -> str:
    """The text as it was before ``safe_cell``: our own files come back unchanged."""
    marked = text.startswith("'") and text.lstrip("'").startswith(FORMULA_START)
    return text[1:] if marked else text
