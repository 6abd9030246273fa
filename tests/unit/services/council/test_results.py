"""What of an election is shown: lists before it, the result after."""

import datetime

import pytest

from tests.factories.council import (
    VOTING,
    CandidateFactory,
    ElectionFactory,
    frozen_election,
    issue,
    validated,
)
from tests.factories.directory import NGOFactory
from wagtail_ngo.enums import CandidateState
from wagtail_ngo.services.council import results

pytestmark = pytest.mark.django_db


def names(election):
    return [
        [(row.name, row.number) for row in one.candidates]
        for one in results.candidate_lists(election, None)
    ]


def test_only_who_stands_agreed_and_was_not_erased_is_on_the_list():
    election = ElectionFactory()
    CandidateFactory(election=election, given_names="Ewa", family_name="Beta")
    CandidateFactory(election=election, given_names="Ada", family_name="Alfa")
    CandidateFactory(election=election, family_name="SECRET 1", erased_on=datetime.date(2027, 6, 1))
    CandidateFactory(election=election, family_name="SECRET 2", state=CandidateState.REJECTED)
    CandidateFactory(election=election, family_name="SECRET 3", consent_withdrawn_at=VOTING)
    CandidateFactory(election=ElectionFactory(), family_name="SECRET 4")

    assert names(election) == [[("Ada Alfa", None), ("Ewa Beta", None)]]


def test_each_area_has_its_own_list_with_its_seats():
    election = ElectionFactory(form="own_area", areas=["Culture", "Sport"])
    culture, sport = election.areas.order_by("sort_order")
    for area, name in ((sport, "Beta"), (culture, "Alfa"), (sport, "Alef")):
        CandidateFactory(election=election, area=area, given_names="Ewa", family_name=name)

    assert [(one.area, one.seats) for one in results.candidate_lists(election, None)] == [
        ("Culture", 1),
        ("Sport", 1),
    ]
    assert names(election) == [[("Ewa Alfa", None)], [("Ewa Alef", None), ("Ewa Beta", None)]]


def test_a_drawn_list_has_the_drawn_order_and_its_numbers():
    election = ElectionFactory(candidate_order="drawn")
    for number, name in ((2, "Alfa"), (1, "Beta")):
        CandidateFactory(election=election, given_names="Ewa", family_name=name, draw_number=number)

    assert names(election) == [[("Ewa Beta", 1), ("Ewa Alfa", 2)]]


def test_a_bar_is_as_long_as_its_part_of_the_most_votes():
    election = frozen_election(4)
    one, two, three = (CandidateFactory(election=election) for _number in range(3))
    issue(election, 4)
    count = validated(election, {one.pk: 4, two.pk: 1, three.pk: 0}, issued=4)

    result = results.result_of(count)

    assert [(row.votes, row.length, row.place) for row in result.sections[0].rows] == [
        (4, 100.0, 1),
        (1, 25.0, 2),
        (0, 0.0, 3),
    ]
    assert (result.voters, result.entitled, result.turnout) == (4, 4, 100.0)
    assert result.sections[0].tie_note == ""


def test_an_organization_is_linked_where_the_visitor_may_open_it():
    election = ElectionFactory()
    entry, hidden = NGOFactory(title="Jawna"), NGOFactory(title="Ukryta", live=False)
    for number, organization in enumerate((entry, hidden, None)):
        CandidateFactory(election=election, organization=organization, family_name=f"Nowak{number}")

    [rows] = [one.candidates for one in results.candidate_lists(election, None)]

    assert [row.organization_url for row in rows] == [entry.get_url(), "", ""]
