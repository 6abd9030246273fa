"""Eleven monthly issues of 2017. The source gives their number and subjects, not their text."""

import calendar
import datetime

from example_site.demo.context import Demo, ensure_page
from wagtail_ngo.models import BulletinIndexPage, BulletinIssuePage

YEAR = 2017
MONTHS = [
    "styczeń",
    "luty",
    "marzec",
    "kwiecień",
    "maj",
    "czerwiec",
    "lipiec",
    "sierpień",
    "wrzesień",
    "październik",
    "listopad",
]


def load(demo: Demo) -> None:
    demo.bulletin = ensure_page(
        demo.home,
        BulletinIndexPage,
        "biuletyn",
        title="Biuletyn Informacyjny",
        show_in_menus=True,
    )
    for number, month in enumerate(MONTHS, start=1):
        ensure_issue(demo, number, month)
    demo.say(f"{len(MONTHS)} issues of {YEAR}")


def ensure_issue(demo: Demo, number: int, month: str) -> BulletinIssuePage:
    return ensure_page(
        demo.bulletin,
        BulletinIssuePage,
        f"{number}-{YEAR}",
        title=f"Biuletyn {number}/{YEAR} ({month})",
        number=number,
        year=YEAR,
        period_start=datetime.date(YEAR, number, 1),
        period_end=datetime.date(YEAR, number, calendar.monthrange(YEAR, number)[1]),
        issue_date=datetime.date(YEAR, number, 1),
    )
