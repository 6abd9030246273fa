"""From typed numbers to a result that only a second person makes, and only a reason changes."""

import datetime

import pytest

from tests.factories.council import (
    VOTING,
    CandidateFactory,
    frozen_election,
    issue,
    validated,
)
from wagtail_ngo.models import CouncilSeat, CouncilTerm, ElectionArea, ElectionCount
from wagtail_ngo.services.council import counts, figures, results
from wagtail_ngo.services.council.composition import publish_composition
from wagtail_ngo.services.council.counts import CountError, Numbers

pytestmark = pytest.mark.django_db
AFTER = VOTING + datetime.timedelta(hours=4)
TERM = {"starts_on": datetime.date(2027, 7, 1), "ends_on": datetime.date(2030, 6, 30)}


@pytest.fixture
def people(django_user_model):
    make = django_user_model.objects.create_user
    return [make(name, f"{name}@example.org", "x") for name in ("typist", "second", "third")]


@pytest.fixture
def election():
    election = frozen_election(5)
    for name in ("Alfa", "Beta", "Gamma"):
        CandidateFactory(election=election, family_name=name, given_names="Ewa")
    issue(election, 4)
    return election


def typed(election, votes, *, issued=4, valid=4, invalid=0, **more):
    keys = dict(zip("abc", election.candidates.order_by("family_name"), strict=True))
    chosen = frozenset(keys[name].pk for name in more.pop("chosen", ()))
    by_key = {keys[name].pk: count for name, count in votes.items()}
    return {None: Numbers(issued, valid, invalid, votes=by_key, chosen=chosen, **more)}


def save(election, numbers, user, *, note="", voters=4):
    return counts.save_count(election, numbers, voters=voters, note=note, user=user, now=AFTER)


def confirm(count, user, *, digest=None, now=AFTER):
    counts.validate(count, digest=digest or counts.digest_of(count), user=user, now=now)


def elected(count):
    return [
        row.candidate.name
        for section in results.result_of(count).sections
        for row in section.rows
        if row.is_elected
    ]


def test_a_second_person_makes_the_result(election, people):
    count = save(election, typed(election, {"a": 4, "b": 3, "c": 1}), people[0])
    assert counts.latest_validated(election) is None

    confirm(count, people[1])

    assert counts.latest_validated(election) == count
    assert (count.validated_by, count.validated_at, count.voters, count.entitled) == (
        people[1],
        AFTER,
        4,
        5,
    )
    assert elected(count) == ["Ewa Alfa", "Ewa Beta"]
    assert results.result_of(count).turnout == 80.0


def test_whoever_typed_a_number_of_it_does_not_confirm_it(election, people):
    save(election, typed(election, {"a": 4, "b": 3, "c": 0}), people[0])
    count = save(election, typed(election, {"a": 4, "b": 3, "c": 1}), people[1])

    for person in people[:2]:
        with pytest.raises(CountError, match="You typed this count yourself"):
            confirm(count, person)
    confirm(count, people[2])

    assert list(election.counts.values_list("number", "validated_by")) == [(1, people[2].pk)]


def test_numbers_that_changed_while_someone_looked_are_not_confirmed(election, people):
    count = save(election, typed(election, {"a": 4, "b": 3, "c": 0}), people[0])
    seen = counts.digest_of(count)
    save(election, typed(election, {"a": 4, "b": 3, "c": 1}), people[0])

    with pytest.raises(CountError, match="changed meanwhile"):
        confirm(count, people[1], digest=seen)

    assert not ElectionCount.objects.validated().exists()


def test_it_is_confirmed_once(election, people):
    count = save(election, typed(election, {"a": 4, "b": 3, "c": 1}), people[0])
    confirm(count, people[1])

    with pytest.raises(CountError, match="confirmed this count already"):
        confirm(count, people[2])

    count.refresh_from_db()
    assert count.validated_by == people[1]


def test_sums_that_cannot_be_are_refused_whatever_form_they_come_from(election, people):
    with pytest.raises(CountError, match="4 valid and 1 invalid make 5 ballots, not 4"):
        save(election, typed(election, {"a": 4, "b": 0, "c": 0}, invalid=1), people[0])

    assert not election.counts.exists()


def test_before_the_voting_nothing_is_confirmed(election, people):
    count = save(election, typed(election, {"a": 4, "b": 3, "c": 1}), people[0])

    with pytest.raises(CountError, match="voting has not begun"):
        confirm(count, people[1], now=VOTING - datetime.timedelta(seconds=1))


def test_a_difference_to_the_desk_needs_a_note(election, people):
    numbers = typed(election, {"a": 3, "b": 3, "c": 0}, issued=3, valid=3)
    count = save(election, numbers, people[0], voters=3)
    with pytest.raises(CountError, match="The desk ticked 4 organizations, the count says 3"):
        confirm(count, people[1])

    count = save(election, numbers, people[0], voters=3, note="One took the ballot home.")
    confirm(count, people[1])

    assert results.result_of(count).turnout == 60.0


def test_a_tie_at_the_last_seat_is_decided_by_people_with_a_note(election, people):
    votes = {"a": 4, "b": 2, "c": 2}
    count = save(election, typed(election, votes), people[0])
    assert elected(count) == ["Ewa Alfa"]
    with pytest.raises(CountError, match="equal votes at the last seat"):
        confirm(count, people[1])
    count = save(election, typed(election, votes, chosen="c"), people[0])
    with pytest.raises(CountError, match="equal votes at the last seat"):
        confirm(count, people[1])

    count = save(election, typed(election, votes, chosen="c", tie_note="By lot."), people[0])
    confirm(count, people[1])

    assert elected(count) == ["Ewa Alfa", "Ewa Gamma"]
    section = results.result_of(count).sections[0]
    assert (section.tie_note, [row.place for row in section.rows]) == ("By lot.", [1, 2, 2])


def test_a_decision_that_fits_no_tie_any_more_is_forgotten(election, people):
    tied = typed(election, {"a": 4, "b": 2, "c": 2}, chosen="c", tie_note="By lot.")
    save(election, tied, people[0])

    count = save(election, typed(election, {"a": 4, "b": 3, "c": 1}, chosen="c"), people[0])

    assert elected(count) == ["Ewa Alfa", "Ewa Beta"]


def test_a_correction_is_a_new_version_with_its_reason(election, people):
    first = save(election, typed(election, {"a": 4, "b": 3, "c": 1}), people[0])
    confirm(first, people[1])
    with pytest.raises(CountError, match="needs a reason"):
        save(election, typed(election, {"a": 4, "b": 1, "c": 3}), people[0])

    counts.start_correction(election, reason="Two piles were mixed up.", user=people[0], now=AFTER)
    again = counts.start_correction(election, reason="again", user=people[2], now=AFTER)
    assert counts.latest_validated(election) == first
    second = save(election, typed(election, {"a": 4, "b": 1, "c": 3}), people[0])
    confirm(second, people[1])

    assert again == second
    assert [(one.number, one.reason) for one in results.versions(election)] == [
        (2, "Two piles were mixed up."),
        (1, ""),
    ]
    assert elected(first) == ["Ewa Alfa", "Ewa Beta"]
    assert elected(second) == ["Ewa Alfa", "Ewa Gamma"]


def test_areas_are_counted_and_won_each_for_itself(people):
    election = frozen_election(4, areas=["Culture", "Sport"], form="own_area", max_names=1)
    culture, sport = ElectionArea.objects.order_by("sort_order")
    entries = list(election.roll.entries.entitled())
    for entry, area in zip(entries, [culture, culture, culture, sport], strict=True):
        entry.area = area
        entry.save()
    one, two = CandidateFactory.create_batch(2, election=election, area=culture)
    three = CandidateFactory(election=election, area=sport)
    issue(election, 4)
    numbers = {
        culture.pk: Numbers(3, 3, 0, votes={one.pk: 2, two.pk: 1}),
        sport.pk: Numbers(1, 1, 0, votes={three.pk: 1}),
    }

    wrong = {**numbers, sport.pk: Numbers(2, 2, 0, votes={three.pk: 2})}
    with pytest.raises(CountError, match="2 ballots cannot have been issued: the roll allows 1"):
        save(election, wrong, people[0], voters=5)
    count = save(election, {culture.pk: numbers[culture.pk]}, people[0], voters=3, note="x")
    with pytest.raises(CountError, match="not counted for: Sport"):
        confirm(count, people[1])
    count = save(election, numbers, people[0])
    confirm(count, people[1])

    winners = {
        section.area: [row.candidate.key for row in section.rows if row.is_elected]
        for section in results.result_of(count).sections
    }
    assert winners == {"Culture": [one.pk], "Sport": [three.pk]}


def test_the_composition_follows_the_result_and_its_correction(election, people):
    first = save(election, typed(election, {"a": 4, "b": 3, "c": 1}), people[0])
    with pytest.raises(CountError, match="not confirmed"):
        publish_composition(election, user=people[0], **TERM)
    confirm(first, people[1])

    publish_composition(election, user=people[0], **TERM)
    term = publish_composition(election, user=people[0], **TERM)
    CouncilSeat.objects.create(term=term, family_name="Mianowana")
    CouncilSeat.objects.filter(family_name="Alfa").update(role="chair")
    assert CouncilTerm.objects.count() == 1
    counts.start_correction(election, reason="Mixed up.", user=people[0], now=AFTER)
    second = save(election, typed(election, {"a": 4, "b": 1, "c": 3}), people[0])
    confirm(second, people[1])
    publish_composition(election, user=people[0], **TERM)

    seats = term.seats.order_by("sort_key")
    assert [(seat.family_name, seat.role) for seat in seats] == [
        ("Alfa", "chair"),
        ("Gamma", "member"),
        ("Mianowana", "member"),
    ]
    assert (term.starts_on, term.ends_on) == (TERM["starts_on"], TERM["ends_on"])


def test_what_an_editor_said_of_a_seat_stays_when_the_composition_is_written_again(
    election, people
):
    confirm(save(election, typed(election, {"a": 4, "b": 3, "c": 1}), people[0]), people[1])
    term = publish_composition(election, user=people[0], **TERM)
    left_on = datetime.date(2028, 1, 1)
    seat = term.seats.get(family_name="Alfa")
    term.seats.filter(pk=seat.pk).update(until_day=left_on, consented_on=None)

    publish_composition(election, user=people[0], **TERM)

    # The name of somebody who withdrew the consent for the seat does not come back.
    kept = term.seats.get(family_name="Alfa")
    assert (kept.pk, kept.until_day, kept.consented_on) == (seat.pk, left_on, None)
    assert term.seats.count() == 2


def test_votes_that_nobody_typed_are_no_zero(election, people):
    count = save(election, typed(election, {"a": 4, "b": 3}), people[0])

    with pytest.raises(CountError, match="not typed for: Ewa Gamma"):
        confirm(count, people[1])

    confirm(save(election, typed(election, {"a": 4, "b": 3, "c": 0}), people[0]), people[1])
    assert counts.latest_validated(election) == count


def test_figures_of_a_period_count_confirmed_elections_by_the_day_of_voting(election, people):
    frozen_election(0, voting_from=VOTING, voting_until=None)
    draft = frozen_election(0, voting_from=VOTING, voting_until=None, live=False)
    count = save(election, typed(election, {"a": 4, "b": 3, "c": 1}), people[0])
    confirm(count, people[1])
    day = VOTING.date()

    held = figures.elections_held(day, day)

    assert [(one.election, one.held_on, one.voters, one.entitled) for one in held] == [
        (election, day, 4, 5)
    ]
    assert held[0].turnout == 80.0
    before, after = day - datetime.timedelta(days=1), day + datetime.timedelta(days=1)
    assert figures.elections_held(before, before) == []
    assert figures.elections_held(after, after) == []
    assert draft.pk not in figures.held_between(day, day).values_list("election", flat=True)


def test_figures_take_the_latest_confirmed_version(election, people):
    confirm(save(election, typed(election, {"a": 4, "b": 3, "c": 1}), people[0]), people[1])
    counts.start_correction(election, reason="One ballot less.", user=people[0], now=AFTER)
    numbers = typed(election, {"a": 3, "b": 3, "c": 0}, issued=3, valid=3)
    second = save(election, numbers, people[0], voters=3, note="The desk ticked one too many.")
    day = VOTING.date()
    assert figures.elections_held(day, day)[0].voters == 4

    confirm(second, people[1])

    assert figures.elections_held(day, day)[0].voters == 3


@pytest.mark.parametrize("candidates", [1, 4])
def test_a_result_costs_the_same_for_one_and_for_many(candidates, django_assert_num_queries):
    election = frozen_election(3, seats=1)
    rows = CandidateFactory.create_batch(candidates, election=election)
    votes = {one.pk: 3 if one == rows[0] else 0 for one in rows}
    issue(election, 3)
    count = validated(election, votes, issued=3)

    with django_assert_num_queries(5):
        results.result_of(ElectionCount.objects.get(pk=count.pk))
