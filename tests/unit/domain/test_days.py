import datetime
from zoneinfo import ZoneInfo

from wagtail_ngo.domain.days import bounds, midnight

WARSAW = ZoneInfo("Europe/Warsaw")


def test_a_day_begins_at_midnight_of_the_zone():
    moment = midnight(datetime.date(2027, 3, 28), WARSAW)

    assert moment.isoformat() == "2027-03-28T00:00:00+01:00"
    assert midnight(datetime.date(2027, 3, 29), WARSAW).isoformat() == "2027-03-29T00:00:00+02:00"


def test_bounds_hold_the_whole_last_day():
    """The day on which clocks go forward has 23 hours."""
    day = datetime.date(2027, 3, 28)

    start, end = bounds(day, day, WARSAW)

    assert end.astimezone(datetime.UTC) - start.astimezone(datetime.UTC) == datetime.timedelta(
        hours=23
    )
    assert bounds(day, datetime.date(2027, 12, 31), WARSAW)[1].isoformat() == (
        "2028-01-01T00:00:00+01:00"
    )
