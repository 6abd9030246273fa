import datetime
from zoneinfo import ZoneInfo

from wagtail_ngo.domain.deadlines import days_to_next, end_of_remarks

WARSAW = ZoneInfo("Europe/Warsaw")


def at(day: int, hour: int = 12) -> datetime.datetime:
    return datetime.datetime(2027, 3, day, hour, tzinfo=WARSAW)


def test_days_are_counted_to_the_first_deadline_that_is_to_come():
    both = (at(10), at(12))

    assert days_to_next(both, now=at(9), zone=WARSAW) == 1
    assert days_to_next(both, now=at(10), zone=WARSAW) == 2
    assert days_to_next(both, now=at(12, 11), zone=WARSAW) == 0
    assert days_to_next(both, now=at(12), zone=WARSAW) == -1


def test_without_a_deadline_there_is_nothing_to_count():
    assert days_to_next((None, None), now=at(9), zone=WARSAW) is None
    assert days_to_next((None, at(10)), now=at(9), zone=WARSAW) == 1


def test_remarks_end_with_the_seventh_day_after_publication_also_over_the_change_of_the_clock():
    end = end_of_remarks(datetime.date(2027, 3, 25), zone=WARSAW)

    assert end.isoformat() == "2027-04-01T23:59:00+02:00"
