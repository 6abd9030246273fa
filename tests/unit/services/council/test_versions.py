"""What a correction begins with and who may confirm it, and whom lists and rolls name."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import PageLogEntry

from tests.factories.council import (
    HOUR,
    VOTING,
    CandidateFactory,
    ElectionFactory,
    frozen_election,
    issue,
    validated,
)
from tests.factories.directory import ContactChannelFactory, NGOFactory, RepresentativeFactory
from wagtail_ngo.enums import CandidateState
from wagtail_ngo.models import ElectionCount, RollEntry
from wagtail_ngo.services.council import counts, nominations, privacy, results, rolls
from wagtail_ngo.services.council.composition import publish_composition
from wagtail_ngo.services.council.counts import CountError, Numbers
from wagtail_ngo.services.directory.reviews import LinkError

pytestmark = pytest.mark.django_db
SECOND = datetime.timedelta(seconds=1)
AFTER = VOTING + 6 * HOUR


@pytest.fixture
def people(django_user_model):
    make = django_user_model.objects.create_user
    return [make(name, f"{name}@example.org", "x") for name in ("typist", "second")]


@pytest.fixture
def election():
    """Two candidates, three ballots, one seat."""
    election = frozen_election(4, seats=1)
    for name in ("Alfa", "Beta"):
        CandidateFactory(election=election, family_name=name, given_names="Ewa")
    issue(election, 3)
    return election


def first_count(election, people, **options) -> ElectionCount:
    one, two = election.candidates.standing().order_by("family_name")
    return validated(
        election, {one.pk: 2, two.pk: 1}, issued=3, typist=people[0], validator=people[1], **options
    )


def test_a_correction_begins_with_the_confirmed_numbers_and_another_confirms_it(election, people):
    with pytest.raises(CountError, match="no confirmed count"):
        counts.start_correction(election, reason="x", user=people[0], now=AFTER)
    result = first_count(election, people, note="Protokół w sejfie")

    begun = counts.start_correction(election, reason="Pomyłka", user=people[0], now=AFTER)

    assert (begun.number, begun.reason, begun.note) == (2, "Pomyłka", "Protokół w sejfie")
    assert (begun.voters, begun.entitled, begun.typed_at) == (3, 4, AFTER)
    assert counts.numbers_of(begun) == counts.numbers_of(result) != {}
    assert [one in begun.typists.all() for one in people] == [True, False]
    assert counts.open_count(election) == begun
    assert counts.latest_validated(election) == result
    entry = PageLogEntry.objects.get(action="wagtail_ngo.correct_count")
    assert (entry.user, entry.data) == (people[0], {"version": 2, "reason": "Pomyłka"})
    with pytest.raises(CountError, match="You typed this count yourself"):
        counts.validate(begun, digest=counts.digest_of(begun), user=people[0], now=AFTER)
    counts.validate(begun, digest=counts.digest_of(begun), user=people[1], now=AFTER)

    assert counts.latest_validated(election) == begun
    assert counts.start_correction(election, reason="x", user=people[1], now=AFTER).number == 3


def test_a_count_is_confirmed_from_the_begin_of_the_voting(election):
    one, two = election.candidates.standing().order_by("family_name")
    numbers = {None: Numbers(3, 3, 0, votes={one.pk: 2, two.pk: 1})}
    count = counts.save_count(election, numbers, voters=3, note="", user=None, now=AFTER)

    def told(now) -> list[str]:
        return counts.obstacles(count, user=None, now=now)

    assert (told(VOTING - SECOND), told(VOTING)) == (["The voting has not begun."], [])
    election.voting_from = None
    count.election = election
    assert told(VOTING) == ["The voting has not begun."]
    assert counts.save_count(election, numbers, voters=3, note="N", user=None, now=AFTER) == count
    assert ElectionCount.objects.get().note == "N"
    # The digest names each number and word.
    digests = {counts.digest_of(ElectionCount.objects.get())}
    for change in ({"note": "x"}, {"voters": 2}, {"reason": "y"}, {"entitled": 9}):
        ElectionCount.objects.update(**change)
        digests.add(counts.digest_of(ElectionCount.objects.get()))
    assert len(digests) == 5


def test_a_list_of_the_alphabet_stays_so_after_a_lot():
    election = ElectionFactory()
    for number, name in ((2, "Alfa"), (1, "Beta")):
        CandidateFactory(election=election, given_names="Ewa", family_name=name, draw_number=number)

    [one] = results.candidate_lists(election, None)
    assert [(row.name, row.number) for row in one.candidates] == [
        ("Ewa Alfa", None),
        ("Ewa Beta", None),
    ]


def test_an_organization_of_the_roll_that_is_gone_nominates_nobody(election):
    today = VOTING.date()
    gone = election.roll.entries.first()
    RollEntry.objects.filter(pk=gone.pk).update(organization=None)
    left_out = election.roll.entries.last()
    RollEntry.objects.filter(pk=left_out.pk).update(reason="status")

    entitled = nominations.eligible_organizations(election, today=today)

    names = list(election.roll.entries.values_list("name", flat=True))
    assert [entry.title for entry in entitled] == names[1:-1]
    assert nominations.askable_organizations(election, today=today) == []
    for entry in entitled:
        ContactChannelFactory(organization=entry, kind="email", value=f"{entry.pk}@example.org")
    ContactChannelFactory(organization=entitled[0], kind="email", value="b@example.org")
    assert nominations.askable_organizations(election, today=today) == entitled


def test_a_delegate_is_told_of_the_rolls_that_name_this_very_person(election):
    entry, other = election.roll.entries.all()[:2]
    person = RepresentativeFactory(organization=entry.organization, name="Jan Prezes")
    RollEntry.objects.filter(pk=entry.pk).update(representative=person, delegate="Jan Prezes")
    RollEntry.objects.filter(pk=other.pk).update(delegate="Ktoś Inny")

    [told] = privacy.export_representative(person)["delegate_on_rolls"]
    assert (told["election"], told["organization"]) == (election.title, entry.name)

    privacy.forget_representative(person)
    assert set(election.roll.entries.exclude(delegate="").values_list("name", flat=True)) == {
        row.name for row in election.roll.entries.all()[1:3]
    }


def test_a_composition_names_who_is_elected_and_the_log_says_of_which_version(election, people):
    with pytest.raises(CountError, match="not confirmed yet"):
        publish_composition(election, starts_on=VOTING.date(), ends_on=None, user=people[0])
    first_count(election, people)

    term = publish_composition(election, starts_on=VOTING.date(), ends_on=None, user=people[0])

    assert [seat.candidate.family_name for seat in term.seats.all()] == ["Alfa"]
    entry = PageLogEntry.objects.get(action="wagtail_ngo.publish_composition")
    assert (entry.page_id, entry.user, entry.data) == (
        election.pk,
        people[0],
        {"version": 1, "seats": 1},
    )


def test_a_decision_is_noted_and_refused_while_ballots_are_counted(election, people):
    candidate = CandidateFactory(election=election, state=CandidateState.WAITING)
    nominations.decide(candidate, CandidateState.REJECTED, note="Powód", user=people[0], now=VOTING)
    candidate.refresh_from_db()
    assert (candidate.state, candidate.state_note) == (CandidateState.REJECTED, "Powód")
    entry = PageLogEntry.objects.get(action="wagtail_ngo.decide_candidate")
    assert entry.data == {"candidate": candidate.pk, "state": "rejected"}
    first_count(election, people)

    for state in (CandidateState.ACCEPTED, CandidateState.REJECTED):
        with pytest.raises(ValidationError, match="being counted"):
            nominations.decide(candidate, state, user=people[0], now=VOTING)


def test_the_desk_is_open_on_each_day_of_the_voting_and_closed_by_a_result(election, people):
    noon = datetime.datetime(2027, 6, 10, 12, tzinfo=datetime.UTC)
    day = datetime.timedelta(days=1)

    def is_open(**fields) -> list[bool]:
        for name, value in fields.items():
            setattr(election, name, value)
        return [rolls.desk_is_open(election, now=noon + n * day) for n in (-1, 0, 1, 2)]

    assert is_open() == [False, True, False, False]
    assert is_open(voting_until=VOTING + day) == [False, True, True, False]
    assert is_open(voting_until=None) == [False, True, False, False]
    assert is_open(voting_from=None) == [False] * 4
    election.refresh_from_db()
    first_count(election, people)
    assert is_open() == [False] * 4


def test_of_one_site_with_two_directories_none_is_meant(election):
    assert rolls.directory_of(election) is not None
    other = NGOFactory().get_parent().copy(update_attrs={"slug": "inny"})
    assert rolls.directory_of(election) is None
    other.unpublish()
    assert rolls.directory_of(election) is not None


@pytest.mark.parametrize("hidden", ["election", "organization"])
def test_a_link_opens_only_while_election_and_organization_are_public(election, hidden):
    organization = election.roll.entries.first().organization
    invitation = nominations.new_invitation(election, organization, now=VOTING)
    token = nominations.link_path(invitation).rstrip("/").rpartition("/")[2]
    then = election.nominations_from
    assert nominations.open_link(token, now=then) == invitation

    {"election": election, "organization": organization}[hidden].unpublish()

    with pytest.raises(LinkError, match="tampered"):
        nominations.open_link(token, now=then)
