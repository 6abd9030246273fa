"""Links, consents, decisions, the lot."""

import datetime
import re

import pytest
from django.core import mail
from django.core.exceptions import ValidationError

from tests.factories.council import CandidateFactory, ElectionFactory, frozen_election
from tests.factories.directory import ContactChannelFactory, NGODirectoryFactory, NGOFactory
from wagtail_ngo.domain.council.draw import drawn_order
from wagtail_ngo.enums import CandidateState
from wagtail_ngo.models import Candidate, NominationInvitation
from wagtail_ngo.services.council import nominations, privacy
from wagtail_ngo.services.directory.reviews import LinkError
from wagtail_ngo.services.mail import outbox

pytestmark = pytest.mark.django_db
OPEN = datetime.datetime(2027, 4, 10, 12, tzinfo=datetime.UTC)
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def organization():
    entry = NGOFactory(parent=NGODirectoryFactory(), title="Fundacja Łąka")
    ContactChannelFactory(organization=entry, value="biuro@example.org", is_public=False)
    return entry


def token_of(invitation):
    return nominations.link_path(invitation).rstrip("/").rpartition("/")[2]


def candidate(**fields):
    return Candidate(**{"given_names": "Anna", "family_name": "Nowak", **fields})


def test_the_mail_goes_to_the_organization_and_its_link_opens(organization):
    election = ElectionFactory(title="Wybory do Rady")

    nominations.invite(election, organization, now=OPEN)
    outbox.deliver(now=OPEN)

    assert [message.to for message in mail.outbox] == [["biuro@example.org"]]
    body = mail.outbox[0].body
    assert "Fundacja Łąka" in body
    # Signed again, a link carries another second: the one that was sent is the one to try.
    [token] = re.findall(r"/nominate/([^/\s]+)/", body)
    opened = nominations.open_link(token, now=OPEN)
    assert (opened.election, opened.organization) == (election, organization)
    assert opened.used_at is None


@pytest.mark.parametrize(
    ("moment", "reason"),
    [
        (datetime.datetime(2027, 4, 1, 7, 59, tzinfo=datetime.UTC), "early"),
        (datetime.datetime(2027, 4, 1, 8, tzinfo=datetime.UTC), ""),
        (datetime.datetime(2027, 5, 1, 14, 59, tzinfo=datetime.UTC), ""),
        (datetime.datetime(2027, 5, 1, 15, tzinfo=datetime.UTC), "expired"),
    ],
)
def test_a_link_opens_while_nominations_are_taken(organization, moment, reason):
    invitation = nominations.new_invitation(ElectionFactory(), organization, now=OPEN)

    if reason:
        with pytest.raises(LinkError, match=reason):
            nominations.open_link(token_of(invitation), now=moment)
    else:
        assert nominations.open_link(token_of(invitation), now=moment) == invitation


def test_a_link_is_used_once_and_a_new_one_ends_the_old(organization):
    election = ElectionFactory(one_candidate_per_organization=False)
    old = nominations.new_invitation(election, organization, now=OPEN)
    old_token = token_of(old)
    new = nominations.new_invitation(election, organization, now=OPEN)

    with pytest.raises(LinkError, match="tampered"):
        nominations.open_link(old_token, now=OPEN)
    nominations.submit(new, candidate(), now=OPEN)
    with pytest.raises(LinkError, match="used"):
        nominations.open_link(token_of(new), now=OPEN)
    with pytest.raises(LinkError, match="used"):
        nominations.submit(new, candidate(family_name="Drugi"), now=OPEN)

    assert [one.family_name for one in election.candidates.all()] == ["Nowak"]


def test_a_changed_link_opens_nothing(organization):
    token = token_of(nominations.new_invitation(ElectionFactory(), organization, now=OPEN))

    with pytest.raises(LinkError, match="tampered"):
        nominations.open_link(token[:-2] + "zz", now=OPEN)


def test_what_is_sent_waits_with_the_words_agreed_to(organization):
    election = ElectionFactory(consent_text="Zgadzam się.", deputy="allowed")
    invitation = nominations.new_invitation(election, organization, now=OPEN)

    sent = nominations.submit(
        invitation, candidate(deputy_given_names="Jan", deputy_family_name="Kos"), now=OPEN
    )

    sent.refresh_from_db()
    assert (sent.state, sent.consent_source) == (CandidateState.WAITING, "web")
    assert (sent.consent_text, sent.consented_at, sent.deputy_consented_at) == (
        "Zgadzam się.",
        OPEN,
        OPEN,
    )
    assert sent.organization_name == "Fundacja Łąka"
    assert list(election.candidates.public()) == []


def test_a_nomination_against_the_rules_leaves_the_link_open(organization):
    election = ElectionFactory()
    CandidateFactory(election=election, organization=organization)
    invitation = nominations.new_invitation(election, organization, now=OPEN)

    with pytest.raises(ValidationError, match="has a candidate already"):
        nominations.submit(invitation, candidate(), now=OPEN)

    assert NominationInvitation.objects.get().used_at is None
    assert election.candidates.count() == 1


def test_a_rejected_candidate_takes_nobodys_place(organization):
    election = ElectionFactory()
    first = CandidateFactory(election=election, organization=organization)
    nominations.decide(first, CandidateState.REJECTED, note="late", user=None, now=OPEN)
    invitation = nominations.new_invitation(election, organization, now=OPEN)

    nominations.submit(invitation, candidate(), now=OPEN)

    assert election.candidates.count() == 2
    with pytest.raises(ValidationError, match="has a candidate already"):
        nominations.decide(first, CandidateState.ACCEPTED, user=None, now=OPEN)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"consented_at": None}, "without a consent"),
        ({"consent_withdrawn_at": OPEN}, "without a consent"),
        (
            {"deputy_given_names": "Jan", "deputy_family_name": "Kos"},
            "deputy's consent",
        ),
    ],
)
def test_nobody_is_accepted_without_a_consent(fields, words):
    election = ElectionFactory(deputy="allowed")
    waiting = CandidateFactory(election=election, state=CandidateState.WAITING, **fields)

    with pytest.raises(ValidationError, match=words):
        nominations.decide(waiting, CandidateState.ACCEPTED, user=None, now=OPEN)

    waiting.refresh_from_db()
    assert waiting.state == CandidateState.WAITING
    assert list(election.candidates.public()) == []


def test_a_withdrawn_consent_takes_a_candidate_off_the_public_list():
    election = ElectionFactory()
    one, other = CandidateFactory.create_batch(2, election=election)

    privacy.withdraw_consent(one, now=OPEN)

    assert list(election.candidates.public()) == [other]


def test_only_those_are_asked_who_may_nominate_and_were_not_asked(organization):
    NGOFactory(title="Bez adresu")
    suspended = NGOFactory(title="Zawieszona", status="suspended")
    ContactChannelFactory(organization=suspended)
    has_one, asked = NGOFactory(title="Ma kandydata"), NGOFactory(title="Zapytana")
    ContactChannelFactory(organization=has_one)
    ContactChannelFactory(organization=asked)
    election = ElectionFactory()
    CandidateFactory(election=election, organization=has_one)
    nominations.new_invitation(election, asked, now=OPEN)

    rows = nominations.askable_organizations(election, today=OPEN.date())

    assert rows == [organization]


def test_the_lot_is_kept_and_can_be_repeated(django_user_model):
    clerk = django_user_model.objects.create_user("clerk", "c@example.org", "x")
    election = ElectionFactory(candidate_order="drawn")
    CandidateFactory.create_batch(5, election=election)
    CandidateFactory(election=election, state=CandidateState.WAITING)

    drawn = nominations.draw(election, user=clerk, now=OPEN)
    again = nominations.draw(election, user=None, now=OPEN + MINUTE)

    assert again == drawn
    assert (drawn.drawn_by, drawn.drawn_at, len(drawn.seed)) == (clerk, OPEN, 32)
    standing = list(election.candidates.standing().order_by("sort_key"))
    labels = [one.label for one in standing]
    order = [labels[index] for index in drawn_order(labels, seed=drawn.seed)]
    by_number = election.candidates.standing().order_by("draw_number")
    assert [one.label for one in by_number] == order
    assert [one.draw_number for one in by_number] == [1, 2, 3, 4, 5]
    assert election.candidates.get(state=CandidateState.WAITING).draw_number is None


def test_it_is_drawn_again_only_with_a_reason_and_both_stay():
    election = ElectionFactory(candidate_order="drawn")
    CandidateFactory.create_batch(3, election=election)
    first = nominations.draw(election, user=None, now=OPEN)
    CandidateFactory(election=election)

    second = nominations.draw(election, user=None, now=OPEN + MINUTE, reason="one came later")

    assert second.seed != first.seed
    assert [one.reason for one in election.draws.all()] == ["one came later", ""]
    numbers = election.candidates.order_by("draw_number").values_list("draw_number", flat=True)
    assert list(numbers) == [1, 2, 3, 4]


def test_the_list_stays_once_ballots_are_counted():
    from tests.factories.council import issue, validated

    election = frozen_election(3)
    one = CandidateFactory(election=election)
    issue(election, 3)
    validated(election, {one.pk: 3}, issued=3)

    with pytest.raises(ValidationError, match="list stays as it is"):
        nominations.decide(one, CandidateState.WITHDRAWN, user=None, now=OPEN)
    with pytest.raises(ValidationError, match="list stays as it is"):
        nominations.draw(election, user=None, now=OPEN)
