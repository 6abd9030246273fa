"""Sums that cannot be are errors, odd ones are named, right ones are silent."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from wagtail_ngo.domain.council.counts import (
    Section,
    findings,
    most_issued,
    turnout,
    voters_follow,
)
from wagtail_ngo.domain.council.rules import Area, Rules
from wagtail_ngo.enums import ElectionForm

ONE = Area(None, "", 3)
ONE_LIST = Rules(form=ElectionForm.ONE_LIST, areas=(ONE,), max_names=7)


def section(area=ONE, *, entitled=40, issued=30, valid=28, invalid=2, blank=None, votes=None):
    votes = {1: 20, 2: 15} if votes is None else votes
    return Section(area, entitled, issued, valid, invalid, blank, votes)


def faults(*sections, rules=ONE_LIST, voters=30, entitled=40, desk=None):
    found = findings(list(sections), rules, voters=voters, entitled=entitled, desk=desk)
    return [(one.area, one.field, one.is_error) for one in found]


def test_a_count_that_adds_up_has_no_finding():
    assert faults(section(blank=2), desk=30) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"valid": 27}, [(None, "valid", True)]),
        ({"valid": 29}, [(None, "valid", True)]),
        ({"invalid": 3}, [(None, "valid", True)]),
        ({"blank": 3}, [(None, "blank", True)]),
        ({"votes": {1: 29, 2: 1}}, [(None, "votes-1", True)]),
        ({"votes": {1: 28, 2: 28}}, []),
        ({"votes": {1: 14, 2: 13}}, [(None, "votes", False)]),
        ({"entitled": 29}, [(None, "issued", True)]),
        ({"entitled": 30}, []),
    ],
)
def test_what_cannot_be_is_named_by_its_field(changes, expected):
    assert faults(section(**changes)) == expected


def test_votes_are_bound_by_the_names_of_a_ballot():
    rules = Rules(form=ElectionForm.ONE_LIST, areas=(ONE,), max_names=2)
    exact = dict.fromkeys((1, 2), 28)

    assert faults(section(votes=exact), rules=rules) == []
    assert faults(section(votes={**exact, 3: 1}), rules=rules) == [(None, "votes", True)]


def test_a_difference_of_one_to_the_desk_is_named_and_no_error():
    found = findings([section()], ONE_LIST, voters=30, entitled=40, desk=29)

    assert [(one.field, one.is_error) for one in found] == [("voters", False)]
    assert str(found[0]).startswith("The desk ticked 29 organizations, the count says 30.")


def test_more_voters_than_the_roll_are_an_error():
    assert (None, "voters", True) in faults(section(), voters=30, entitled=29)


def test_each_area_is_judged_by_its_own_roll():
    areas = (Area(1, "Culture", 1), Area(2, "Sport", 1))
    rules = Rules(form=ElectionForm.OWN_AREA, areas=areas, max_names=1)
    culture = section(areas[0], entitled=10, issued=10, valid=10, invalid=0, votes={5: 10})
    sport = section(areas[1], entitled=10, issued=11, valid=11, invalid=0, votes={6: 11})

    assert faults(culture, sport, rules=rules, voters=21) == [(2, "issued", True)]


def test_where_each_votes_in_every_area_ballots_do_not_add_up_to_voters():
    areas = (Area(1, "Culture", 1), Area(2, "Sport", 1))
    rules = Rules(form=ElectionForm.EVERY_AREA, areas=areas, max_names=1)
    rows = [
        section(area, entitled=30, issued=20, valid=20, invalid=0, votes={area.key: 20})
        for area in areas
    ]

    assert faults(*rows, rules=rules, voters=20, entitled=30) == []
    assert faults(*rows, rules=rules, voters=19, entitled=30) == [(None, "voters", True)]


def test_voters_are_typed_only_where_they_do_not_follow_from_ballots():
    two = Rules(form=ElectionForm.ONE_LIST, areas=(ONE,), votes_per_organization=2)
    every = Rules(form=ElectionForm.EVERY_AREA, areas=(ONE,))

    assert [voters_follow(rules) for rules in (ONE_LIST, two, every)] == [True, False, False]


@given(
    entitled=st.integers(0, 60),
    names=st.integers(1, 7),
    ballots=st.lists(st.sets(st.integers(1, 9), max_size=9), max_size=60),
)
def test_every_real_pile_of_ballots_is_accepted(entitled, names, ballots):
    """Count a pile as people do: a ballot with no or too many names is invalid."""
    assume(len(ballots) <= entitled)
    valid = [ballot for ballot in ballots if 1 <= len(ballot) <= names]
    blank = sum(not ballot for ballot in ballots)
    votes = {key: sum(key in ballot for ballot in valid) for key in range(1, 10)}
    rules = Rules(form=ElectionForm.ONE_LIST, areas=(ONE,), max_names=names)
    counted = Section(
        ONE, entitled, len(ballots), len(valid), len(ballots) - len(valid), blank, votes
    )

    found = findings([counted], rules, voters=len(ballots), entitled=entitled, desk=len(ballots))

    assert found == []


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))
def test_valid_and_invalid_make_the_ballots_issued_or_it_is_said(issued, valid, invalid):
    counted = section(entitled=99, issued=issued, valid=valid, invalid=invalid, votes={})
    found = findings([counted], ONE_LIST, voters=issued, entitled=99, desk=None)

    assert any(one.field == "valid" for one in found) == (valid + invalid != issued)


def test_turnout_is_a_percentage_of_the_roll_and_unknown_without_one():
    assert (turnout(30, 48), turnout(0, 48), turnout(0, 0)) == (62.5, 0.0, None)


def test_a_ballot_holds_one_name_and_everybody_gets_one_ballot_unless_the_rules_say_more():
    plain = Rules(form=ElectionForm.ONE_LIST, areas=(ONE,))
    exact = section(entitled=30, valid=30, invalid=0, votes={1: 20, 2: 10})

    assert faults(exact, rules=plain) == []
    one_more = section(entitled=30, valid=30, invalid=0, votes={1: 20, 2: 11})
    assert faults(one_more, rules=plain) == [(None, "votes", True)]
    assert faults(section(entitled=29), rules=plain) == [
        (None, "issued", True),
        (None, "votes", True),
    ]


def test_ballots_fit_the_voters_by_the_ballots_of_each():
    two = Rules(form=ElectionForm.ONE_LIST, areas=(ONE,), max_names=7, votes_per_organization=2)

    assert faults(section(), rules=two, voters=15) == []
    assert faults(section(), rules=two, voters=14) == [(None, "voters", True)]
    assert faults(section(), rules=two, voters=30) == []
    assert faults(section(), rules=two, voters=31) == [(None, "voters", True)]
    assert faults(section(), rules=two, voters=40) == [(None, "voters", True)]
    assert faults(section(), rules=two, voters=41) == [(None, "voters", True)] * 2


def test_messages_name_the_numbers_that_do_not_fit():
    wrong = section(entitled=29, valid=27, blank=3, votes={1: 29})

    found = findings([wrong], ONE_LIST, voters=41, entitled=40, desk=None)

    assert [str(one) for one in found] == [
        "30 ballots cannot have been issued: the roll allows 29.",
        "27 valid and 2 invalid make 29 ballots, not 30.",
        "Blank ballots are invalid ones: there cannot be more than 2.",
        "29 votes for one candidate are more than 27 valid ballots.",
        "41 organizations cannot have voted: 40 are on the roll.",
        "41 organizations voted, but 30 ballots were issued.",
    ]


def test_without_a_section_no_ballot_was_issued():
    every = Rules(form=ElectionForm.EVERY_AREA, areas=())

    assert [most_issued([], rules) for rules in (ONE_LIST, every)] == [0, 0]
    two = [section(issued=30), section(issued=20)]
    assert [most_issued(two, rules) for rules in (ONE_LIST, every)] == [50, 30]


def test_an_empty_count_of_votes_is_no_remark():
    assert faults(section(votes={})) == []
    assert faults(section(votes={1: 0})) == [(None, "votes", False)]


def test_turnout_is_rounded_to_one_decimal():
    assert (turnout(1, 3), turnout(2, 3), turnout(48, 48)) == (33.3, 66.7, 100.0)
