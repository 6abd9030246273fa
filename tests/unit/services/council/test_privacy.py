"""Whose data leave when, and what stays."""

import datetime
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from django.core import mail
from django.core.files.base import ContentFile
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
from wagtail_ngo import signals
from wagtail_ngo.domain.people.traces import Traces
from wagtail_ngo.enums import CandidateState
from wagtail_ngo.models import Candidate, CouncilSeat, CouncilTerm, RollEntry
from wagtail_ngo.services.council import privacy, reminders, results
from wagtail_ngo.services.council.composition import publish_composition
from wagtail_ngo.services.mail import outbox
from wagtail_ngo.services.people import erasure, export, register, retention

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
TODAY = datetime.date(2027, 6, 10)
NOW = datetime.datetime(2027, 6, 10, 12, tzinfo=datetime.UTC)


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


@pytest.fixture
def two_held():
    """Two people elected, each with a deputy, and a stored result."""
    election = frozen_election(3, seats=2)
    names = {
        "deputy_given_names": "Ewa", "deputy_family_name": "Druga",
        "deputy_consented_at": VOTING, "email": "a@example.org",
    }  # fmt: skip
    people = [
        CandidateFactory(election=election, family_name=name, **names) for name in ("Alfa", "Beta")
    ]
    issue(election, 3)
    validated(election, {people[0].pk: 3, people[1].pk: 2}, issued=3)
    publish_composition(election, starts_on=TODAY, ends_on=None, user=None)
    return election, *people


def seats_of(candidate):
    return list(
        CouncilSeat.objects.filter(candidate=candidate).values(
            "given_names", "family_name", "consented_on", "deputy_family_name",
            "deputy_consented_on",
        )
    )  # fmt: skip


def fields_of(candidate):
    return Candidate.objects.filter(pk=candidate.pk).values().get()


def test_one_withdrawn_consent_leaves_the_other_seat_and_candidate_as_they_are(two_held):
    _election, one, other = two_held
    before = seats_of(other), fields_of(other)

    privacy.withdraw_consent(one, now=VOTING)

    [seat] = seats_of(one)
    assert (seat["consented_on"], seat["deputy_consented_on"]) == (None, None)
    one.refresh_from_db()
    assert (one.consent_withdrawn_at, one.deputy_consent_withdrawn_at) == (VOTING, VOTING)
    assert (seats_of(other), fields_of(other)) == before


def test_a_consent_is_withdrawn_at_its_first_moment(two_held):
    _election, one, _other = two_held
    Candidate.objects.filter(pk=one.pk).update(deputy_family_name="", deputy_given_names="")
    one.refresh_from_db()

    privacy.withdraw_consent(one, now=VOTING)
    privacy.withdraw_consent(one, now=VOTING + DAY)

    one.refresh_from_db()
    assert (one.consent_withdrawn_at, one.deputy_consent_withdrawn_at) == (VOTING, None)


def test_one_erased_candidate_leaves_the_other_as_it_is(two_held):
    _election, one, other = two_held
    before = seats_of(other), fields_of(other)

    privacy.erase_candidate(one, today=TODAY)

    assert [
        (seat["family_name"], seat["deputy_family_name"], seat["deputy_consented_on"])
        for seat in seats_of(one)
    ] == [("Erased person", "", None)]
    one.refresh_from_db()
    assert (one.erased_on, one.email, one.deputy_full_name.strip()) == (TODAY, "", "")
    assert (seats_of(other), fields_of(other)) == before


@pytest.mark.parametrize("name", ["withdraw_consent", "erase_candidate", "eraser"])
def test_a_name_that_goes_takes_the_stored_protocols_with_it(two_held, name):
    election, one, _other = two_held
    count = election.counts.get()
    count.protocol.save("p.pdf", ContentFile(b"%PDF Alfa"))
    stored, storage = count.protocol.name, count.protocol.storage

    with signal_of_validation() as told:
        if name == "withdraw_consent":
            privacy.withdraw_consent(one, now=VOTING)
        elif name == "erase_candidate":
            privacy.erase_candidate(one, today=TODAY)
        else:
            privacy.erase_from_candidate(one, subject(names=[one.full_name]), now=NOW)

    assert not storage.exists(stored)
    assert told == [count]


@contextmanager
def signal_of_validation():
    told = []

    def hear(count, **kwargs):
        told.append(count)

    signals.election_validated.connect(hear)
    try:
        yield told
    finally:
        signals.election_validated.disconnect(hear)


def subject(**traces):
    return SimpleNamespace(traces=Traces.of(**traces))


def test_the_deputy_is_erased_and_the_candidate_stays(two_held):
    _election, one, _other = two_held
    before = fields_of(one)

    privacy.erase_from_candidate(one, subject(names=["Ewa Druga"]), now=NOW)
    for seat in CouncilSeat.objects.filter(candidate=one):
        privacy.erase_from_seat(seat, subject(names=["Ewa Druga"]), now=NOW)

    gone = {
        "deputy_given_names": "", "deputy_family_name": "", "deputy_sex": "",
        "deputy_consented_at": None, "deputy_full_name": "",
    }  # fmt: skip
    assert fields_of(one) == before | gone
    [seat] = seats_of(one)
    assert (seat["family_name"], seat["deputy_family_name"]) == ("Alfa", "")


def test_the_member_is_erased_and_the_deputy_stays(two_held):
    _election, one, _other = two_held
    meant = subject(names=[one.full_name])

    privacy.erase_from_candidate(one, meant, now=NOW)
    for seat in CouncilSeat.objects.filter(candidate=one):
        privacy.erase_from_seat(seat, meant, now=NOW)

    one.refresh_from_db()
    [seat] = seats_of(one)
    assert (one.family_name, one.deputy_family_name, one.erased_on) == (
        "Erased person", "Druga", TODAY,
    )  # fmt: skip
    assert (seat["family_name"], seat["deputy_family_name"]) == ("Erased person", "Druga")


def test_somebody_who_is_only_mentioned_is_taken_out_of_the_words(two_held):
    _election, one, _other = two_held
    Candidate.objects.filter(pk=one.pk).update(statement="Popiera mnie Jan Nowak z Ustki.")
    one.refresh_from_db()
    before = fields_of(one)

    privacy.erase_from_candidate(one, subject(names=["Jan Nowak"]), now=NOW)

    after = fields_of(one)
    assert "Nowak" not in after["statement"]
    assert after["statement"].startswith("Popiera mnie ")
    assert after | {"statement": ""} == before | {"statement": ""}


def test_a_delegate_leaves_one_row_of_the_roll_and_the_others_stay(two_held):
    election, *_candidates = two_held
    one, other = election.roll.entries.order_by("pk")[:2]

    privacy.erase_from_roll(one, subject(names=["x"]), now=NOW)

    one.refresh_from_db()
    assert (one.delegate, one.representative, one.has_voted) == ("", None, True)
    assert RollEntry.objects.get(pk=other.pk).delegate == other.delegate != ""


def test_a_dry_run_counts_and_changes_nothing(held):
    later = VOTING + 366 * DAY
    before = list(held.candidates.values()), list(held.roll.entries.values())

    rows = privacy.forget_contacts(now=later, dry_run=True)

    assert rows == 1 + 3
    assert (list(held.candidates.values()), list(held.roll.entries.values())) == before
    assert privacy.forget_contacts(now=later) == 4
    assert privacy.forget_contacts(now=later) == 0


def test_an_election_that_was_held_later_keeps_what_it_has(held):
    other = frozen_election(0, voting_from=VOTING + 10 * DAY, voting_until=VOTING + 11 * DAY)
    late = CandidateFactory(election=other, email="b@example.org", state=CandidateState.REJECTED)
    other.roll.entries.update(delegate="Jan Późny")

    privacy.forget_contacts(now=VOTING + 366 * DAY)

    late.refresh_from_db()
    assert late.email == "b@example.org"
    assert set(other.roll.entries.values_list("delegate", flat=True)) == {"Jan Późny"}
