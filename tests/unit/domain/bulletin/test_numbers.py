import datetime

import pytest

from wagtail_ngo.domain.bulletin.numbers import IssueNumber, first, following, overlaps

DAY = datetime.date


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ((11, 2017, "2017-11-01", "2017-11-30"), (12, 2017, "2017-12-01", "2017-12-31")),
        ((12, 2017, "2017-12-01", "2017-12-31"), (1, 2018, "2018-01-01", "2018-01-31")),
        ((8, 2017, "2017-07-01", "2017-08-31"), (9, 2017, "2017-09-01", "2017-09-30")),
        ((1, 2024, "2024-01-01", "2024-01-31"), (2, 2024, "2024-02-01", "2024-02-29")),
        ((3, 2017, "2017-03-06", "2017-03-12"), (4, 2017, "2017-03-13", "2017-03-19")),
    ],
)
def test_following_issue(last, expected):
    end_number, year, start, end = last

    number = following(
        end_number=end_number,
        year=year,
        period_start=DAY.fromisoformat(start),
        period_end=DAY.fromisoformat(end),
    )

    assert number == IssueNumber(*expected[:2], *map(DAY.fromisoformat, expected[2:]))


def test_first_issue_is_for_this_month():
    assert first(DAY(2017, 2, 14)) == IssueNumber(1, 2017, DAY(2017, 2, 1), DAY(2017, 2, 28))


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [((7, 8), (8, None), True), ((7, None), (7, None), True), ((7, 8), (9, None), False),
     ((8, None), (7, 9), True), ((6, None), (7, 8), False)],
)  # fmt: skip
def test_double_issues_share_numbers(one, other, shared):
    assert overlaps(*one, *other) is shared
    assert overlaps(*other, *one) is shared
