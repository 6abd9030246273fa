"""Text that is safe in a cell of a spreadsheet."""

import re

# Characters no XML-based format can hold.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# What Excel, LibreOffice and Google Sheets take for the start of a formula, full-width forms too.
FORMULA_START = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_PLAIN_NUMBER = re.compile(r"[+-]?\d[\d\s]*([.,]\d+)?")


def without_control(text: str) -> str:
    return CONTROL.sub("", text)


def safe_cell(value: object) -> object:
    """The value for a CSV cell: a text that would run as a formula gets an apostrophe first.

    Telephone numbers and negative numbers are no formulas and stay as they are.
    """
    if not isinstance(value, str):
        return value
    text = without_control(value)
    if text.startswith(FORMULA_START) and not _PLAIN_NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def unsafe_cell(text: str) -> str:
    """The text as it was before ``safe_cell``: our own files come back unchanged."""
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA_START) else text
