"""Nominations by the rules of an election."""

import datetime

import pytest

from wagtail_ngo.domain.council.rules import Area, Nominee, Rules, nomination_faults
from wagtail_ngo.enums import DeputyRule, ElectionForm

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


def test_an_election_of_one_list_knows_no_areas():
    one_list = rules(form=ElectionForm.ONE_LIST, areas=(Area(None, "", 5),))

    assert nomination_faults(Nominee(7), one_list) == []
    assert (one_list.has_areas, rules().has_areas, one_list.seats) == (False, True, 5)


def test_every_fault_of_a_nomination_is_named():
    person = Nominee(7, area=9, has_deputy=True, sex="w", deputy_sex="w", is_same_person=True)

    assert nomination_faults(person, rules(deputy=DeputyRule.OTHER_SEX), others=[7]) == [
        "area",
        "second_candidate",
        "deputy_same_person",
        "deputy_same_sex",
    ]
    assert nomination_faults(
        Nominee(7, area=1, has_deputy=True, deputy_sex="m"), rules(deputy=DeputyRule.OTHER_SEX)
    ) == ["sex_missing"]


def test_without_other_words_a_nominee_has_no_deputy_and_rules_want_none():
    assert rules().deputy == DeputyRule.NONE
    assert nomination_faults(Nominee(7, area=1), rules(), others=[7]) == ["second_candidate"]
    assert rules().ballots_of(40) == 40
    assert rules(votes_per_organization=3).ballots_of(40) == 120
