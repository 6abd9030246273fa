"""Nominations, calendar, lot and roll by their rules."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_ngo.domain.council.calendar import Calendar
from wagtail_ngo.domain.council.draw import drawn_order, lot
from wagtail_ngo.domain.council.eligibility import Facts, judge
from wagtail_ngo.domain.council.rules import Area, Nominee, Rules, nomination_faults
from wagtail_ngo.enums import DeputyRule, ElectionForm, ElectionPhase, LeftOutReason

AREAS = (Area(1, "Culture", 1), Area(2, "Sport", 2))


def rules(**changes) -> Rules:
    return Rules(**{"form": ElectionForm.OWN_AREA, "areas": AREAS, **changes})


def test_seats_are_those_of_all_areas():
    assert rules().seats == 3


@pytest.mark.parametrize(
    ("deputy", "nominee", "expected"),
    [
        ("none", {"has_deputy": False}, []),
        ("none", {"has_deputy": True}, ["no_deputies"]),
        ("allowed", {"has_deputy": False}, []),
        ("allowed", {"has_deputy": True}, []),
        ("required", {"has_deputy": False}, ["deputy_missing"]),
        ("required", {"has_deputy": True, "is_same_person": True}, ["deputy_same_person"]),
        ("other_sex", {"has_deputy": False, "sex": "w"}, ["deputy_missing"]),
        ("other_sex", {"has_deputy": True, "sex": "w", "deputy_sex": "m"}, []),
        ("other_sex", {"has_deputy": True, "sex": "w", "deputy_sex": "w"}, ["deputy_same_sex"]),
        ("other_sex", {"has_deputy": True, "sex": "w"}, ["sex_missing"]),
    ],
)
def test_deputies_by_each_rule(deputy, nominee, expected):
    person = Nominee(organization=7, area=1, **nominee)

    assert nomination_faults(person, rules(deputy=DeputyRule(deputy))) == expected


def test_a_second_candidate_of_one_organization_is_a_fault_only_by_that_rule():
    person = Nominee(organization=7, area=1)

    assert nomination_faults(person, rules(), others={7, 8}) == ["second_candidate"]
    assert nomination_faults(person, rules(), others={8}) == []
    free = rules(one_candidate_per_organization=False)
    assert nomination_faults(person, free, others={7}) == []


def test_a_candidate_without_organization_takes_nobodys_place():
    assert nomination_faults(Nominee(None, area=1), rules(), others={None}) == []


@pytest.mark.parametrize(("area", "expected"), [(1, []), (None, ["area"]), (9, ["area"])])
def test_the_area_must_be_one_of_the_election(area, expected):
    assert nomination_faults(Nominee(7, area=area), rules()) == expected


def day(number, hour=8):
    return datetime.datetime(2027, 6, number, hour, tzinfo=datetime.UTC)


CALENDAR = Calendar(day(1), day(5), day(7), day(10), day(11))


@pytest.mark.parametrize(
    ("moment", "phase"),
    [
        (day(1, 7), ElectionPhase.BEFORE),
        (day(1), ElectionPhase.NOMINATIONS),
        (day(5, 7), ElectionPhase.NOMINATIONS),
        (day(5), ElectionPhase.CHECKING),
        (day(7), ElectionPhase.LIST),
        (day(10), ElectionPhase.VOTING),
        (day(11, 7), ElectionPhase.VOTING),
        (day(11), ElectionPhase.COUNTING),
    ],
)
def test_a_phase_begins_at_its_moment(moment, phase):
    assert CALENDAR.phase(moment) == phase
    assert CALENDAR.phase(moment, is_validated=True) == ElectionPhase.VALIDATED


def test_an_election_without_dates_has_not_begun():
    assert Calendar().phase(day(1)) == ElectionPhase.BEFORE
    assert not Calendar().shows_candidates(day(1))


def test_dates_out_of_order_are_named():
    wrong = Calendar(day(5), day(1), day(7), day(6), day(11))

    assert wrong.disorder() == ["nominations_until", "voting_from"]
    assert CALENDAR.disorder() == []


@given(st.lists(st.text(max_size=20), unique=True, max_size=20), st.text(min_size=1), st.randoms())
def test_a_lot_depends_on_seed_and_names_only(labels, seed, random):
    shuffled = list(labels)
    random.shuffle(shuffled)

    first = [labels[index] for index in drawn_order(labels, seed=seed)]
    second = [shuffled[index] for index in drawn_order(shuffled, seed=seed)]

    assert first == second
    assert sorted(first) == sorted(labels)


def test_a_lot_can_be_repeated_by_anybody():
    """``printf 'abc\\nNowak Anna, Fundacja' | sha256sum``"""
    assert (
        lot("abc", "Nowak Anna, Fundacja")
        == "a27014dca8ad8f30f343e58cfee58738789bebe276f63ee23b273ccf81e1673d"
    )


def test_organizations_are_left_out_with_the_first_reason_that_holds():
    rows = [
        Facts(1, True, "active", "krs", frozenset({"krs 1"})),
        Facts(2, False, "active", "krs"),
        Facts(3, True, "suspended", "krs"),
        Facts(4, True, "active", "none"),
        Facts(5, True, "active", "krs", frozenset({"krs 1", "nip 2"})),
        Facts(6, False, "active", "krs", frozenset({"krs 6"})),
        Facts(7, True, "active", "krs", frozenset({"krs 6"})),
    ]

    assert judge(rows, needs_register=True) == {
        1: LeftOutReason.NONE,
        2: LeftOutReason.NOT_PUBLISHED,
        3: LeftOutReason.NOT_ACTIVE,
        4: LeftOutReason.NOT_REGISTERED,
        5: LeftOutReason.TWICE,
        6: LeftOutReason.NOT_PUBLISHED,
        7: LeftOutReason.NONE,
    }
    assert judge(rows, needs_register=False)[4] == LeftOutReason.NONE


def test_an_organization_without_a_number_is_known_by_its_name_in_the_whole_roll():
    rows = [
        Facts(1, True, "active", "none", name="klub zryw"),
        Facts(2, True, "active", "krs", frozenset({"krs 2"}), name="klub zryw"),
        Facts(3, True, "active", "krs", frozenset({"krs 3"}), name="klub zryw"),
        Facts(4, True, "active", "none", name="chor"),
        Facts(5, True, "active", "none", name="chor"),
        Facts(6, False, "active", "none", name="teatr"),
        Facts(7, True, "active", "none", name="teatr"),
        Facts(8, True, "active", "none"),
        Facts(9, True, "active", "none"),
    ]

    left_out = {key for key, reason in judge(rows, needs_register=False).items() if reason}

    assert left_out == {1, 5, 6}
    assert judge(rows, needs_register=False)[6] == LeftOutReason.NOT_PUBLISHED
