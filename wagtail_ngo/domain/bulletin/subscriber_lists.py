"""Lists of subscribers as offices keep them: which columns count, what their cells say."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wagtail_ngo.domain.directory.written_contacts import mend_email, split_emails
from wagtail_ngo.domain.tables.habits import is_footer
from wagtail_ngo.domain.written_dates import read_moment

#: Key of a column → what lists call it, first the name that we would write.
COLUMNS: dict[str, tuple[str, ...]] = {
    "email": (
        "e mail", "email", "mail", "adres e mail", "adres email", "adres mailowy", "adres poczty",
        "poczta", "subskrybent", "odbiorca", "e mail address", "email address", "subscriber",
    ),
    "consent": (
        "data zgody", "zgoda z dnia", "zgoda", "data zapisu", "zapisano", "data subskrypcji",
        "data", "consent date", "date of consent", "consent", "subscribed", "confirmed at",
        "optin time", "opt in time", "confirm time", "date",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SubscriberRow:
    """``consented_on`` is None where the cell holds no date; ``has_many`` where it holds
    several addresses, of which none is taken."""

    number: int
    email: str
    consented_on: datetime.date | None
    has_many: bool = False


def find_columns(header: Iterable[str]) -> dict[str, int]:
    """Key → place in the file. A name that comes first in COLUMNS wins over a later one."""
    names = [re.sub(r"[\W_]+", " ", name.casefold()).strip() for name in header]
    return {
        key: next(names.index(alias) for alias in aliases if alias in names)
        for key, aliases in COLUMNS.items()
        if any(alias in names for alias in aliases)
    }


def read_rows(
    rows: Iterable[tuple[int, Sequence[str]]],
    columns: dict[str, int],
    *,
    default: datetime.date | None,
) -> list[SubscriberRow]:
    """The rows of a list; those below the table are left out.

    ``default`` is the day of rows whose cell for it is empty. A cell that holds something else
    than a date is never filled with it.
    """
    return [
        _read(number, cells, columns, default)
        for number, cells in rows
        if not _is_below_the_table(cells)
    ]


def _is_below_the_table(cells: Sequence[str]) -> bool:
    filled = [text for text in cells if text]
    return len(filled) == 1 and is_footer(filled[0])


def _read(
    number: int, cells: Sequence[str], columns: dict[str, int], default: datetime.date | None
) -> SubscriberRow:
    addresses = [part for part in split_emails(mend_email(cells[columns["email"]])) if "@" in part]
    text = cells[columns["consent"]].strip() if "consent" in columns else ""
    try:
        day = read_moment(text)[0] if text else default
    except ValueError:
        day = None
    email = addresses[0] if len(addresses) == 1 else ""
    return SubscriberRow(number, email, day, has_many=len(addresses) > 1)
