"""When entries are due to be looked at again."""

import datetime

from dateutil.relativedelta import relativedelta

from wagtail_ngo import conf


def first_review_on(today: datetime.date) -> datetime.date:
    """The day on which an entry confirmed (or made) today is due."""
    return today + relativedelta(months=conf.get("REVIEW_MONTHS"))
