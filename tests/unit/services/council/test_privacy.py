"""Whose data leave when, and what stays."""

import datetime

import pytest
from django.core import mail
from django.core.management import call_command

from tests.factories.council import (
    VOTING,
    CandidateFactory,
    CouncilFactory,
    frozen_election,
    issue,
    validated,
)
from tests.factories.directory import RepresentativeFactory
from wagtail_ngo.enums import CandidateState
from wagtail_ngo.models import CouncilTerm, RollEntry
from wagtail_ngo.services.council import privacy, reminders, results
from wagtail_ngo.services.council.composition import publish_composition
from wagtail_ngo.services.mail import outbox
from wagtail_ngo.services.people import erasure, export, register, retention

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
TODAY = datetime.date(2027, 6, 10)


@pytest.fixture
def held():
    election = frozen_election(3, seats=1)
    one = CandidateFactory(
        election=election, given_names="Anna", family_name="Zielona", email="a@example.org",
        phone="123", sex="w", statement="O mnie",
    )  # fmt: skip
    CandidateFactory(election=election, family_name="Odrzucona", state=CandidateState.REJECTED)
    issue(election, 3)
    validated(election, {one.pk: 3}, issued=3)
    publish_composition(election, starts_on=TODAY, ends_on=None, user=None)
    return election


def test_an_erased_representative_leaves_the_roll_and_the_turnout_stays(held):
    entry = held.roll.entries.first()
    person = RepresentativeFactory(organization=entry.organization, name="Jan Prezes")
    RollEntry.objects.filter(pk=entry.pk).update(representative=person, delegate="Jan Prezes")
    exported = export.export_person(person)

    erasure.erase_person(person, now=VOTING)

    assert exported["delegate_on_rolls"][0]["organization"] == entry.name
    entry.refresh_from_db()
    assert (entry.delegate, entry.representative, entry.has_voted) == ("", None, True)
    assert held.roll.entries.voted().count() == 3


@pytest.mark.parametrize(("days", "is_gone"), [(365, False), (366, True)])
def test_what_served_the_election_only_goes_after_a_time(held, days, is_gone):
    privacy.forget_contacts(now=VOTING + days * DAY + datetime.timedelta(seconds=1) - DAY)

    names = set(held.candidates.values_list("family_name", "email", "phone", "sex"))
    delegates = held.roll.entries.exclude(delegate="").count()
    if is_gone:
        assert (names, delegates) == ({("Zielona", "", "", "")}, 0)
    else:
        assert (len(names), delegates) == (2, 3)
    assert results.result_of(held.counts.get()).voters == 3


def test_a_candidate_is_erased_from_result_and_council_and_the_votes_stay(held):
    one = held.candidates.standing().get()

    privacy.erase_candidate(one, today=TODAY)

    row = results.result_of(held.counts.get()).sections[0].rows[0]
    assert (row.candidate.name, row.candidate.statement, row.votes) == ("name withheld", "", 3)
    seat = held.term.seats.get()
    assert (seat.given_names, seat.consented_on) == ("", None)
    one.refresh_from_db()
    assert "Zielona" not in str(vars(one).values())


def test_a_withdrawn_consent_hides_the_name_in_result_and_council(held):
    one = held.candidates.standing().get()

    privacy.withdraw_consent(one, now=VOTING)

    row = results.result_of(held.counts.get()).sections[0].rows[0]
    assert (row.candidate.name, row.votes) == ("name withheld", 3)
    assert held.term.seats.get().consented_on is None


@pytest.fixture
def term():
    council = CouncilFactory(title="Rada", office_email="biuro@example.org")
    return CouncilTerm.objects.create(
        council=council, starts_on=TODAY - 900 * DAY, ends_on=TODAY + 120 * DAY
    )


@pytest.mark.parametrize(("today", "is_told"), [(TODAY - DAY, False), (TODAY, True)])
def test_the_office_is_told_before_a_term_ends(term, today, is_told):
    assert list(reminders.ending_terms(today=today)) == ([term] if is_told else [])


def test_it_is_told_once_and_not_when_the_next_term_is_entered(term):
    assert reminders.remind(term, now=VOTING)
    assert not reminders.remind(term, now=VOTING)
    outbox.deliver(now=VOTING)

    assert [message.to for message in mail.outbox] == [["biuro@example.org"]]
    assert "Rada" in mail.outbox[0].body
    CouncilTerm.objects.create(council=term.council, starts_on=term.ends_on + DAY)
    assert list(reminders.ending_terms(today=TODAY)) == []


def test_the_command_says_what_it_would_do_and_does_it(term, capsys, time_machine):
    time_machine.move_to(VOTING)
    call_command("ngo_council", dry_run=True)
    assert term.reminded_at is None

    call_command("ngo_council")
    call_command("ngo_council")
    outbox.deliver(now=VOTING + DAY)

    assert len(mail.outbox) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines == ["Rada: 2027-10-08", "Told 1 offices.", "Told 0 offices."]


# The register of personal data


def test_nobody_is_forgotten_by_the_register():
    ours = ("Candidate", "Council", "Count", "Election", "Nomination", "Roll")
    open_fields = list(register.unregistered_fields("wagtail_ngo"))

    assert [one for one in open_fields if one.split(".")[1].startswith(ours)] == []


def test_the_retention_of_the_register_clears_past_elections(held):
    later = VOTING + 366 * DAY

    counted = retention.forget_all(now=later)

    assert counted["wagtail_ngo.Candidate"] == 4
    assert held.roll.entries.exclude(delegate="").count() == 0


def test_a_representative_is_erased_as_candidate_deputy_member_and_delegate(held):
    one = held.candidates.standing().get()
    one.deputy_given_names, one.deputy_family_name = "Jan", "Prezes"
    one.deputy_consented_at = VOTING
    one.save()
    publish_composition(held, starts_on=TODAY, ends_on=None, user=None)
    entry = held.roll.entries.first()
    RollEntry.objects.filter(pk=entry.pk).update(delegate="Jan Prezes")
    person = RepresentativeFactory(organization=one.organization, name="Jan Prezes")
    RollEntry.objects.filter(pk=entry.pk).update(organization=one.organization)

    left = erasure.erase_person(person, now=VOTING)

    assert [str(find.row) for find in left] == []
    one.refresh_from_db()
    assert (one.full_name, one.deputy_full_name) == ("Anna Zielona", "")
    seat = held.term.seats.get()
    assert (seat.full_name, seat.deputy_full_name) == ("Anna Zielona", "")
    entry.refresh_from_db()
    assert (entry.delegate, entry.has_voted) == ("", True)


def test_a_namesake_elsewhere_is_shown_and_not_erased(held):
    person = RepresentativeFactory(name="Anna Zielona")

    left = erasure.erase_person(person, now=VOTING)

    assert {type(find.row).__name__ for find in left} == {"Candidate", "CouncilSeat"}
    assert held.candidates.standing().get().full_name == "Anna Zielona"
