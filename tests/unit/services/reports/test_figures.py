"""Figures that are made of others."""

import datetime

import pytest

from wagtail_ngo.domain.reports.periods import Period
from wagtail_ngo.services.council.figures import HeldElection
from wagtail_ngo.services.reports.figures import Figures
from wagtail_ngo.services.reports.scope import Scope

DAY = datetime.date(2027, 6, 10)
NOW = datetime.datetime(2028, 1, 1, tzinfo=datetime.UTC)


def figures(*elections: tuple[int, int]) -> Figures:
    """Of a year with elections of (voters, organizations on the roll)."""
    made = Figures(Scope(Period.of_year(2027), NOW))
    made.elections = [
        HeldElection(number, "Wybory", None, DAY, voters, entitled)
        for number, (voters, entitled) in enumerate(elections)
    ]
    return made


@pytest.mark.parametrize(
    ("elections", "turnout"),
    [
        ([(30, 48)], 62.5),
        # As on the page of the election: a half goes up.
        ([(1, 16)], 6.3),
        # Of all rolls together, not the mean of two turnouts.
        ([(10, 10), (0, 30)], 25.0),
        ([(0, 0)], None),
        ([], None),
    ],
)
def test_the_turnout_is_that_of_all_rolls_together(elections, turnout):
    assert figures(*elections).turnout == turnout


def test_one_election_has_the_same_turnout_in_the_report_and_on_its_page():
    for voters in range(17):
        made = figures((voters, 16))
        assert made.turnout == made.elections[0].turnout
