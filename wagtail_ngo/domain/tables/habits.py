"""What people in offices write into cells: words for nothing, years, one-line addresses."""

from __future__ import annotations

import re

#: Words that say that a cell holds nothing.
PLACEHOLDERS = frozenset(
    {
        "-", "--", "---", "–", "—", ".", "..", "...", "/", "?", "x", "brak", "b/d", "bd", "b.d.",
        "brak danych", "brak informacji", "n/d", "nd", "n.d.", "nie dotyczy", "nie ma",
        "nie posiada", "nie podano", "nieznany", "nieznana", "nieznane", "none", "null", "n/a",
        "na", "nan", "#n/d", "#n/a", "#adr!", "#arg!", "#nazwa?",
    }
)  # fmt: skip
_YEAR = re.compile(r"(?:od |w )?(\d{4})(?:\.0|\s?r\.?|\s?rok)?", re.IGNORECASE)
_ONE_LINE = re.compile(
    r"(?P<street>[^\n]{1,120}?)[,;\s]\s?(?P<code>\d{2}-\d{3})\s+(?P<city>.{1,100})"
)
# With a colon, a number or nothing behind it: "Razem dla Słupska" is a good name.
_FOOTER = re.compile(
    r"(?:razem|ogółem|suma|łącznie|total)(?: organizacji)?[ :–-]*[\d ]*"
    r"|(?:źródło|zrodlo|uwagi?|opracowa\w+|sporządzi\w+|source) ?:.*|stan na(?: dzień)? ?:? ?\d.*",
    re.IGNORECASE | re.DOTALL,
)


def is_placeholder(text: str) -> bool:
    return " ".join(text.casefold().split()) in PLACEHOLDERS


def is_zero(text: str) -> bool:
    """A zero, or only zeros: nothing in a column of numbers or addresses."""
    return not text.strip("0 .-")


def read_year(text: str) -> int:
    """The year of ``1998``, ``1998 r.``, ``1998.0``. Raises ValueError for anything else."""
    match = _YEAR.fullmatch(text.strip())
    if match is None:
        raise ValueError("not a year")
    return int(match[1])


def split_address(text: str) -> tuple[str, str, str] | None:
    """Street, postcode and town of an address in one line; None when it is not one."""
    match = _ONE_LINE.fullmatch(" ".join(text.split()))
    if match is None:
        return None
    return match["street"].rstrip(" ,;"), match["code"], match["city"].strip(" ,;")


def is_footer(text: str) -> bool:
    """Whether the text is a line below a table, such as a sum or a source."""
    return _FOOTER.fullmatch(" ".join(text.split())) is not None


def is_shouted_copy(new: str, old: str) -> bool:
    """Whether ``new`` is ``old`` written in capitals only."""
    return new.isupper() and not old.isupper() and new.casefold() == old.casefold()
