"""A roll is frozen once; what happens at the desk happens once."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from tests.factories.council import VOTING, ElectionFactory, frozen_election, issue
from tests.factories.directory import (
    ActivityAreaFactory,
    NGODirectoryFactory,
    NGOFactory,
    RepresentativeFactory,
)
from wagtail_ngo.models import CouncilElectionPage, ElectionArea, NGOPage, RollEntry
from wagtail_ngo.services.council import rolls
from wagtail_ngo.services.council.rolls import DeskAnswer

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def directory():
    return NGODirectoryFactory()


@pytest.fixture
def clerk(django_user_model):
    return django_user_model.objects.create_superuser("clerk", "clerk@example.org", "x")


def names(entries):
    return [entry.name for entry in entries]


def test_the_roll_holds_who_may_vote_and_says_why_others_may_not(directory, clerk):
    NGOFactory(parent=directory, title="Fundacja Żagiel", krs="0000123456")
    NGOFactory(parent=directory, title="Stowarzyszenie Łąka")
    NGOFactory(parent=directory, title="Zawieszona", status="suspended")
    NGOFactory(parent=directory, title="Szkic", live=False)
    election = ElectionFactory()

    roll = rolls.freeze(election, user=clerk, now=VOTING - DAY)

    assert names(roll.entries.entitled()) == ["Stowarzyszenie Łąka", "Fundacja Żagiel"]
    assert roll.entries.get(name="Fundacja Żagiel").register_number == "KRS 0000123456"
    assert {(row.name, row.reason) for row in roll.entries.left_out()} == {
        ("Zawieszona", "not_active"),
        ("Szkic", "not_published"),
    }
    assert (roll.frozen_at, roll.frozen_by) == (VOTING - DAY, clerk)


def test_a_frozen_roll_never_changes_when_the_directory_does(directory):
    renamed = NGOFactory(parent=directory, title="Alfa")
    deleted = NGOFactory(parent=directory, title="Beta")
    NGOFactory(parent=directory, title="Gamma", status="suspended")
    election = ElectionFactory()
    roll = rolls.freeze(election, user=None, now=VOTING - DAY)
    before = list(roll.entries.values_list("name", "reason", "register_number", "delegate"))

    renamed.title, renamed.status = "Omega", "suspended"
    renamed.save_revision().publish()
    NGOPage.objects.get(pk=deleted.pk).delete()
    NGOPage.objects.filter(title="Gamma").update(status="active")
    NGOFactory(parent=directory, title="Delta")
    again = rolls.freeze(election, user=None, now=VOTING)

    assert again == roll
    after = list(roll.entries.values_list("name", "reason", "register_number", "delegate"))
    assert after == before
    assert [row[0] for row in after] == ["Alfa", "Beta", "Gamma"]


def test_it_is_written_again_only_with_a_reason_and_keeps_delegates(directory):
    entry = NGOFactory(parent=directory, title="Alfa")
    election = ElectionFactory()
    roll = rolls.freeze(election, user=None, now=VOTING - DAY)
    rolls.change_entry(roll.entries.get(), delegate="Jan Delegat", area=None)
    NGOFactory(parent=directory, title="Beta")

    again = rolls.freeze(election, user=None, now=VOTING, reason="Beta was forgotten")

    assert names(again.entries.entitled()) == ["Alfa", "Beta"]
    assert again.entries.get(organization=entry).delegate == "Jan Delegat"
    assert again.reason == "Beta was forgotten"


def test_it_is_not_written_again_once_a_ballot_was_issued():
    election = frozen_election(2)
    issue(election, 1)

    with pytest.raises(rolls.RollError, match="Ballots were issued"):
        rolls.freeze(election, user=None, now=VOTING, reason="another day")

    assert RollEntry.objects.voted().count() == 1


def test_a_delegate_is_filled_in_from_those_who_may_represent_today(directory):
    entry = NGOFactory(parent=directory, title="Alfa")
    RepresentativeFactory(organization=entry, name="Adam Bezprawa", may_represent=False)
    past = datetime.date(2027, 6, 8)
    RepresentativeFactory(organization=entry, name="Bea Dawna", may_represent=True, term_until=past)
    person = RepresentativeFactory(organization=entry, name="Cela Prezes", may_represent=True)
    election = ElectionFactory()

    roll = rolls.freeze(election, user=None, now=VOTING - DAY)

    row = roll.entries.get()
    assert (row.delegate, row.representative) == ("Cela Prezes", person)


def test_without_a_directory_it_says_what_to_do():
    election = ElectionFactory()

    with pytest.raises(rolls.RollError, match="Choose the directory"):
        rolls.freeze(election, user=None, now=VOTING)


def test_of_two_directories_the_chosen_one_votes(directory):
    other = NGODirectoryFactory(slug="other")
    NGOFactory(parent=directory, title="Alfa")
    NGOFactory(parent=other, title="Beta")
    election = ElectionFactory(directory=other)

    assert names(rolls.freeze(election, user=None, now=VOTING).entries.all()) == ["Beta"]


def test_organizations_go_to_the_area_of_their_activity(directory):
    culture = ActivityAreaFactory(name="Kultura")
    NGOFactory(parent=directory, title="Alfa", areas=[culture])
    NGOFactory(parent=directory, title="Beta")
    election = ElectionFactory(areas=["Culture", "Sport"], form="own_area")
    ElectionArea.objects.filter(name="Culture").update(activity_area=culture)
    election = CouncilElectionPage.objects.get(pk=election.pk)

    roll = rolls.freeze(election, user=None, now=VOTING - DAY)

    assert [(row.name, row.area and row.area.name) for row in roll.entries.all()] == [
        ("Alfa", "Culture"),
        ("Beta", None),
    ]
    counts = rolls.entitled_by_area(election, roll)
    assert sorted(counts.values()) == [0, 1]


def test_an_area_election_without_areas_is_not_frozen(directory):
    election = ElectionFactory(form="every_area")

    with pytest.raises(rolls.RollError, match="there is none"):
        rolls.freeze(election, user=None, now=VOTING)


def test_the_desk_ticks_once_and_tells_the_second(clerk):
    election = frozen_election(2)
    entry = election.roll.entries.first()

    first = rolls.issue_ballot(election, entry, delegate="Jan", user=clerk, now=VOTING)
    later = VOTING + datetime.timedelta(minutes=5)
    second = rolls.issue_ballot(election, entry, delegate="Ewa", user=None, now=later)

    entry.refresh_from_db()
    assert (first, second) == (DeskAnswer.ISSUED, DeskAnswer.ALREADY)
    assert (entry.delegate, entry.ballot_issued_at, entry.ballot_issued_by) == (
        "Jan",
        VOTING,
        clerk,
    )
    assert election.roll.entries.voted().count() == 1


@pytest.mark.parametrize(
    ("moment", "answer"),
    [
        (VOTING - DAY, DeskAnswer.CLOSED),
        (VOTING - datetime.timedelta(hours=15), DeskAnswer.ISSUED),
        (VOTING + datetime.timedelta(hours=7), DeskAnswer.ISSUED),
        (VOTING + datetime.timedelta(hours=9), DeskAnswer.CLOSED),
    ],
)
def test_the_desk_is_open_on_the_day_of_the_voting(moment, answer):
    election = frozen_election(1)
    entry = election.roll.entries.get()

    given = rolls.issue_ballot(election, entry, delegate="Jan", user=None, now=moment)

    assert given == answer


def test_the_desk_refuses_in_words():
    election = frozen_election(1, areas=["Culture"], form="own_area")
    entry = election.roll.entries.get()
    NGOFactory(title="Zawieszona", status="suspended")
    other = frozen_election(0)
    left_out = other.roll.entries.left_out().get()

    def answer(election, entry, delegate=""):
        return rolls.issue_ballot(election, entry, delegate=delegate, user=None, now=VOTING)

    assert answer(election, entry) == DeskAnswer.NO_DELEGATE
    assert answer(election, entry, "Jan") == DeskAnswer.NO_AREA
    assert answer(other, left_out, "Jan") == DeskAnswer.NOT_ENTITLED
    assert answer(other, entry, "Jan") == DeskAnswer.NOT_ENTITLED
    assert RollEntry.objects.voted().count() == 0


def test_a_tick_is_taken_back_and_logged(clerk):
    from wagtail.models import PageLogEntry

    election = frozen_election(2)
    issue(election, 2)
    entry = election.roll.entries.first()

    assert rolls.take_ballot_back(election, entry, user=clerk, now=VOTING)
    assert not rolls.take_ballot_back(election, entry, user=clerk, now=VOTING)

    assert election.roll.entries.voted().count() == 1
    logged = PageLogEntry.objects.filter(action="wagtail_ngo.ballot_taken_back")
    assert [(row.user, row.data) for row in logged] == [(clerk, {"organization": entry.name})]


def test_a_delegate_cannot_be_changed_after_the_ballot():
    election = frozen_election(1)
    issue(election, 1)
    entry = election.roll.entries.get()

    with pytest.raises(ValidationError, match="ballots are issued"):
        rolls.change_entry(entry, delegate="Ktoś Inny", area=None)

    entry.refresh_from_db()
    assert entry.delegate == f"Delegate of {entry.name}"


@pytest.mark.parametrize("organizations", [1, 6])
def test_freezing_costs_the_same_for_one_and_for_many(organizations, django_assert_num_queries):
    parent = NGODirectoryFactory()
    for _number in range(organizations):
        entry = NGOFactory(parent=parent)
        RepresentativeFactory(organization=entry, may_represent=True)
    election = ElectionFactory()

    with django_assert_num_queries(14, exact=False):
        rolls.judged(election, today=VOTING.date())


@pytest.mark.parametrize(
    ("fields", "delegate"),
    [
        ({"term_from": VOTING.date()}, "Jan"),
        ({"term_from": VOTING.date() + DAY}, ""),
        ({"term_until": VOTING.date()}, "Jan"),
        ({"term_until": VOTING.date() - DAY}, ""),
        ({"may_represent": False}, ""),
        ({"erased_on": VOTING.date()}, ""),
    ],
)
def test_a_delegate_represents_on_the_days_of_the_term(directory, fields, delegate):
    entry = NGOFactory(parent=directory)
    RepresentativeFactory(organization=entry, name="Jan", **{"may_represent": True, **fields})

    roll = rolls.freeze(ElectionFactory(), user=None, now=VOTING)

    assert roll.entries.get().delegate == delegate


def test_one_entry_of_the_roll_changes_and_the_others_stay(clerk):
    election = frozen_election(3)
    one, other, third = election.roll.entries.order_by("pk")
    rolls.issue_ballot(election, third, delegate="Ewa", user=clerk, now=VOTING)
    before = list(RollEntry.objects.exclude(pk=one.pk).order_by("pk").values())

    rolls.change_entry(one, delegate="Jan", area=None)
    assert rolls.issue_ballot(election, one, delegate=" Ola ", user=clerk, now=VOTING) == "issued"
    one.refresh_from_db()
    assert (one.delegate, one.ballot_issued_at, one.ballot_issued_by) == ("Ola", VOTING, clerk)
    assert rolls.take_ballot_back(election, one, user=clerk, now=VOTING)
    assert not rolls.take_ballot_back(election, other, user=clerk, now=VOTING)

    one.refresh_from_db()
    assert (one.delegate, one.ballot_issued_at, one.ballot_issued_by) == ("Ola", None, None)
    assert list(RollEntry.objects.exclude(pk=one.pk).order_by("pk").values()) == before


def test_a_ballot_is_issued_by_the_roll_of_its_own_election():
    election, other = frozen_election(1), ElectionFactory()
    entry = election.roll.entries.get()

    assert rolls.issue_ballot(other, entry, delegate="Jan", user=None, now=VOTING) == "not_entitled"
    entry.refresh_from_db()
    assert entry.ballot_issued_at is None


def test_of_two_directories_one_has_to_be_chosen(directory):
    NGODirectoryFactory(slug="other")
    NGOFactory(parent=directory, title="Alfa")

    with pytest.raises(rolls.RollError, match="Choose the directory"):
        rolls.freeze(ElectionFactory(), user=None, now=VOTING)
