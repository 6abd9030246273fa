"""The year on one page: key figures, months as columns, hosts by name."""

from __future__ import annotations

import math
from itertools import accumulate
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wagtail_ngo.models import ActivityReportPage
from wagtail_ngo.services.reports import words
from wagtail_ngo.services.reports.shown import ShownFigure, ShownReport

#: What one sheet of paper holds: months, lines of hosts, letters on one such line.
MOST_MONTHS, MOST_LINES, LINE_LETTERS = 12, 14, 44
#: More letters of heading and title than these leave less room for all that follows.
SHORT_HEADING, SHORT_TITLE = 42, 70


class Month(NamedTuple):
    """``length``: per cent of the longest bar."""

    name: str
    number: str
    length: int


class Poster(NamedTuple):
    """``hosts``: names in the order in which meetings were held; ``more_hosts`` did not fit.

    ``is_dense``: its words are many, so that the sheet is set tighter.
    """

    heading: str
    first: ShownFigure
    figures: list[ShownFigure]
    months: list[Month]
    months_summary: str
    hosts: list[str]
    more_hosts: int
    is_dense: bool


def poster_of(page: ActivityReportPage, shown: ShownReport) -> Poster | None:
    """The year on one page as its block in the report asks for it; None without a block."""
    value = next((block.value for block in page.body if block.block_type == "poster"), None)
    return _poster(value, shown, title=page.title) if value else None


def _poster(value, shown: ShownReport, *, title: str) -> Poster | None:
    """None where no chosen figure exists any more."""
    figures = shown.figures(value["figures"])
    if not figures:
        return None
    months = shown.values.by_month if value["months"] else ()
    if len(months) > MOST_MONTHS:
        months = ()
    hosts = [host.name for host in shown.values.hosts] if value["hosts"] else []
    heading = value["heading"] or _("The year in figures")
    fitting = _fitting(hosts)
    return Poster(
        heading=heading,
        first=figures[0],
        figures=figures[1:],
        months=_months(months),
        months_summary=shown.chart("months").summary if months else "",
        hosts=fitting,
        more_hosts=len(hosts) - len(fitting),
        is_dense=len(heading) > SHORT_HEADING or len(title) > SHORT_TITLE,
    )


def _fitting(hosts: list[str]) -> list[str]:
    """The first of them, as many as there are lines for."""
    lines = accumulate(math.ceil(len(name) / LINE_LETTERS) for name in hosts)
    return [name for name, line in zip(hosts, lines, strict=True) if line <= MOST_LINES]


def _months(months) -> list[Month]:
    most = max((count for _month, count in months), default=0) or 1
    is_one_year = len({month.year for month, _count in months}) == 1
    return [
        Month(
            name=date_format(month, "F" if is_one_year else "F Y"),
            number=words.number(count),
            length=round(100 * count / most),
        )
        for month, count in months
    ]
