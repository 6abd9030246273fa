"""The day by which a row counts, which tells where a record went."""

import datetime
from types import SimpleNamespace

import pytest

from wagtail_ngo.enums import FigureKey
from wagtail_ngo.services.reports import reasons

DAY = datetime.date(2017, 3, 1)
MOMENT = datetime.datetime(2017, 5, 2, 12, tzinfo=datetime.UTC)
TOLD = reasons._TOLD


def test_an_entry_counts_by_the_day_of_its_first_publication():
    told = TOLD[FigureKey.NEW_ENTRIES]

    assert told.day(SimpleNamespace(first_published_at=MOMENT)) == MOMENT.date()
    assert told.day(SimpleNamespace(first_published_at=None)) is None


def test_an_election_counts_by_its_voting_else_by_what_was_written_down():
    told = TOLD[FigureKey.ELECTIONS]

    def day(election) -> datetime.date:
        return told.day(SimpleNamespace(election=election, held_on=DAY))

    assert day(SimpleNamespace(voting_from=MOMENT)) == MOMENT.date()
    assert day(SimpleNamespace(voting_from=None)) == day(None) == DAY
    assert TOLD[FigureKey.VOTERS] is TOLD[FigureKey.TURNOUT] is told


@pytest.mark.parametrize(
    ("award", "call", "counts"),
    [(True, True, True), (True, False, False), (False, True, False)],
)
def test_an_award_counts_while_it_and_its_call_are_public(award, call, counts):
    row = SimpleNamespace(is_public=award, call=SimpleNamespace(is_public=call), decided_on=DAY)

    for figure in (FigureKey.AWARDS, FigureKey.GRANTED):
        assert TOLD[figure].is_public(row) is counts
        assert TOLD[figure].day(row) == DAY


@pytest.mark.parametrize(
    ("issue", "counts"),
    [(None, True), (SimpleNamespace(live=True), True), (SimpleNamespace(live=False), False)],
)
def test_an_issue_counts_unless_it_was_taken_back(issue, counts):
    told = TOLD[FigureKey.ISSUES]

    assert told.is_public(SimpleNamespace(issue=issue)) is counts
    assert told.day(SimpleNamespace(issue_date=DAY)) == DAY
