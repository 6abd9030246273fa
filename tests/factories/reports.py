"""Activity reports."""

import datetime

from tests.factories.bulletin import PageBelowFactory
from wagtail_ngo.models import ActivityReportPage


def figure(key: str, text: str = "liczba") -> str:
    """A figure within rich text, as the database holds it."""
    return f'<a linktype="ngo-figure" figure="{key}">{text}</a>'


class ActivityReportFactory(PageBelowFactory):
    """A live report of 2017."""

    title = "Działania w 2017 roku"
    first_day = datetime.date(2017, 1, 1)
    last_day = datetime.date(2017, 12, 31)

    class Meta:
        model = ActivityReportPage
