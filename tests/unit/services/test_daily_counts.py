import datetime

import pytest
from django.db import connection

from wagtail_ngo.domain.reports.periods import Period
from wagtail_ngo.enums import CountedUse
from wagtail_ngo.models import DailyCount, SearchedQuery
from wagtail_ngo.services import daily_counts
from wagtail_ngo.services.search import log

pytestmark = pytest.mark.django_db
YEAR, BEFORE, AFTER = (Period.of_year(year) for year in (2025, 2024, 2026))
DOWNLOAD = CountedUse.DOWNLOAD


def searched(day: datetime.date, words: str, times: int) -> None:
    SearchedQuery.objects.create(day=day, words=words, times=times)


def test_times_add_up_within_the_days_and_by_file():
    for day, key in ((1, "a"), (1, "a"), (1, "b"), (31, "a")):
        daily_counts.add(DOWNLOAD, day=datetime.date(2025, 12, day), key=key)
    daily_counts.add(DOWNLOAD, day=datetime.date(2026, 1, 1), key="a")
    daily_counts.add(CountedUse.SEARCH, day=datetime.date(2025, 12, 1), times=9)

    assert DailyCount.objects.count() == 5
    assert daily_counts.times(DOWNLOAD, *YEAR) == 4


def test_nothing_in_a_period_is_0_and_nothing_counted_yet_is_unknown():
    daily_counts.add(DOWNLOAD, day=datetime.date(2025, 5, 1))
    searched(datetime.date(2025, 5, 1), "zupa", 2)

    assert [daily_counts.times(DOWNLOAD, *span) for span in (BEFORE, YEAR, AFTER)] == [None, 1, 0]
    assert [daily_counts.searches(*span) for span in (BEFORE, YEAR, AFTER)] == [None, 2, 0]


def test_searches_of_a_year_stay_when_their_words_are_forgotten():
    searched(datetime.date(2025, 1, 5), "zupa", 2)
    searched(datetime.date(2025, 1, 5), "nocleg", 3)
    searched(datetime.date(2025, 12, 31), "prawnik", 4)
    searched(datetime.date(2024, 12, 31), "zupa", 50)
    months = [(datetime.date(2025, 1, 1), 5), (datetime.date(2025, 12, 1), 4)]
    assert daily_counts.searches(*YEAR) == 9
    assert daily_counts.searches_by_month(*YEAR) == months

    # A report is due on 31 May; words are forgotten after 400 days.
    assert log.forget_old(datetime.date(2026, 5, 31)) == 3

    assert list(SearchedQuery.objects.values_list("words", flat=True)) == ["prawnik"]
    assert daily_counts.searches(*YEAR) == 9
    assert daily_counts.searches_by_month(*YEAR) == months
    assert log.forget_old(datetime.date(2026, 5, 31)) == 0
    assert daily_counts.searches(*BEFORE) == 50


def test_one_use_of_a_day_adds_to_no_other_use_and_keeps_a_label_of_255_letters():
    day = datetime.date(2025, 5, 1)
    daily_counts.add(CountedUse.SEARCH, day=day, times=5)
    daily_counts.add(DOWNLOAD, day=day, label="ż" * 300)
    daily_counts.add(DOWNLOAD, day=day, times=2, label="said too late")

    rows = DailyCount.objects.order_by("times").values_list("use", "times", "label")
    assert list(rows) == [(DOWNLOAD, 3, "ż" * 255), (CountedUse.SEARCH, 5, "")]


def test_the_first_use_of_a_day_adds_to_what_somebody_else_counted_meanwhile():
    day = datetime.date(2025, 5, 1)

    def count_elsewhere_after_the_first_look(execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        if sql.startswith("UPDATE") and not DailyCount.objects.exists():
            DailyCount.objects.bulk_create([DailyCount(use=DOWNLOAD, day=day, key="a", times=7)])
        return result

    with connection.execute_wrapper(count_elsewhere_after_the_first_look):
        daily_counts.add(DOWNLOAD, day=day, times=2, key="a")

    assert list(DailyCount.objects.values_list("key", "times")) == [("a", 9)]


def test_counts_of_days_are_those_of_one_use_from_the_first_day_to_the_last():
    for use, day in ((DOWNLOAD, 1), (DOWNLOAD, 2), (DOWNLOAD, 3), (DOWNLOAD, 4)):
        daily_counts.add(use, day=datetime.date(2025, 5, day), times=10**day)
    daily_counts.add(CountedUse.SEARCH, day=datetime.date(2025, 5, 2), times=5)
    span = (datetime.date(2025, 5, 2), datetime.date(2025, 5, 3))

    counts = daily_counts.of_days(DOWNLOAD, *span).order_by("day").values_list("times", flat=True)
    assert list(counts) == [100, 1000]
    assert daily_counts.times(DOWNLOAD, *span) == 1100
