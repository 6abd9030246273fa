"""What people in offices write into cells: words for nothing, years, one-line addresses."""

from __future__ import annotations

import re

from wagtail_ngo.domain.written_dates import read_date

#: Words that say that a cell holds nothing.
PLACEHOLDERS = frozenset(
    {
        "-", "--", "---", "–", "—", ".", "..", "...", "/", "?", "x", "brak", "b/d", "bd", "b.d.",
        "brak danych", "brak informacji", "n/d", "nd", "n.d.", "nie dotyczy", "nie ma",
        "nie posiada", "nie podano", "nie podlega", "nieznany", "nieznana", "nieznane", "none",
        "null", "n/a", "na", "nan", "#n/d", "#n/a", "#adr!", "#arg!", "#nazwa?",
    }
)  # fmt: skip
_YEAR = re.compile(r"(?:od |w )?(\d{4})(?:\.0|\s?r\.?|\s?rok)?", re.IGNORECASE)
_LOOSE_YEAR = re.compile(
    r"(?:(?:ok(?:\.|oło)|zał(?:\.|ożona|ożone|ożony)|rok|powst\w*\.?|od|w) ?){0,3}"
    r"(\d{4})(?: ?r(?:\.|oku?)?)?",
    re.IGNORECASE,
)
_CODE = r"(?P<code>\d{2}\s?[-\u2010-\u2015\u2212]\s?\d{3})"
_ADDRESSES = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<street>[^\n]{{1,120}}?)[,;\s]\s?{_CODE}\s+(?P<city>.{{1,100}})",
        rf"{_CODE}\s+(?P<city>[^,;\d]{{1,60}}?)[,;]\s?(?P<street>.{{1,120}})",
        rf"{_CODE}\s+(?P<city>[^,;\d]{{1,60}}?)\s(?P<street>(?:ul|al|pl|os)\. ?.{{1,120}})",
        rf"(?P<street>[^\n]{{1,120}}?),\s?(?P<city>[^,;\d]{{1,60}}?),?\s{_CODE}",
        rf"(?P<city>[^,;\d]{{1,60}}?),?\s{_CODE},\s?(?P<street>.{{1,120}})",
        rf"{_CODE}\s+(?P<city>[^,;\d]{{1,60}})",
        r"(?P<city>[^,;\d.]{2,60}),\s?(?P<street>(?:ul|al|pl|os)\. ?.{1,120})",
    )
]
_BEYOND_TOWN = re.compile(r",\s?(?:woj|pow|gm|gmina|powiat|województwo|polska)\b.*$", re.IGNORECASE)
_SHEET_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?: 00:00:00)?")
# With a colon, a number or nothing behind it: "Razem dla Słupska" is a good name.
#: Ends the name of the example row of the template file.
EXAMPLE_MARK = "(usuń ten wiersz)"
_FOOTER = re.compile(
    r"(?:razem|ogółem|suma|łącznie|total)(?: organizacji)?[ :–-]*[\d ]*"
    r"|(?:źródło|zrodlo|uwagi?|opracowa\w+|sporządzi\w+|source) ?:.*|stan na(?: dzień)? ?:? ?\d.*",
    re.IGNORECASE | re.DOTALL,
)

_HEADING = re.compile(
    r"(?:(?:[ivx]{1,5}|\d{1,2}|[a-z])[.)] ?)?(?:stowarzyszenia(?: zwykłe| rejestrowe)?|fundacje"
    r"|kluby sportowe|uczniowskie kluby sportowe|inne(?: organizacje)?|organizacje|związki"
    r"|organizacje (?:pozarządowe|kościelne)|spółdzielnie(?: socjalne)?"
    r"|koła gospodyń wiejskich|ochotnicze straże pożarne) ?:?",
    re.IGNORECASE,
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


def read_loose_year(text: str) -> int:
    """The year in words around it, or of a whole date. Raises ValueError for anything else."""
    words = " ".join(text.split())
    match = _LOOSE_YEAR.fullmatch(words)
    return int(match[1]) if match else read_date(words.removesuffix(" 00:00:00")).year


def split_address(text: str) -> tuple[str, str, str] | None:
    """Street, postcode and town of an address in one line, "" for what it lacks; else None.

    What follows the town, such as the voivodeship, falls away: see ``beyond_town``.
    """
    line = _BEYOND_TOWN.sub("", " ".join(text.split()))
    for pattern in _ADDRESSES:
        if match := pattern.fullmatch(line):
            parts = match.groupdict()
            street = (parts.get("street") or "").strip(" ,;")
            code = re.sub(r"\D", "", parts.get("code") or "")
            written = f"{code[:2]}-{code[2:]}" if code else ""
            return street, written, parts["city"].strip(" ,;")
    return None


def beyond_town(text: str) -> str:
    """The voivodeship, county or country at the end of an address; "" when there is none."""
    match = _BEYOND_TOWN.search(" ".join(text.split()))
    return match[0].strip(" ,") if match else ""


def sheet_date_originals(text: str) -> list[str]:
    """What a text may have been before a spreadsheet took it for a date; [] for other texts.

    ``2027-10-03`` was ``3.10`` in a Polish sheet or ``10/3`` in an English one.
    """
    match = _SHEET_DATE.fullmatch(text.strip())
    if match is None:
        return []
    month, day = int(match[2]), int(match[3])
    return [f"{day}.{month}", f"{month}/{day}"]


def is_footer(text: str) -> bool:
    """Whether the text is a line below a table, such as a sum or a source."""
    return _FOOTER.fullmatch(" ".join(text.split())) is not None


def is_heading(text: str) -> bool:
    """Whether the text heads a group of rows, such as ``I. STOWARZYSZENIA``."""
    return _HEADING.fullmatch(" ".join(text.split())) is not None


def is_shouted_copy(new: str, old: str) -> bool:
    """Whether ``new`` is ``old`` written in capitals only."""
    return new.isupper() and not old.isupper() and new.casefold() == old.casefold()
