"""Two people press the same button of an election at the same moment."""

import datetime

import pytest
from django.db import connection

from tests.factories.council import VOTING, CandidateFactory, frozen_election, issue
from tests.factories.directory import NGOFactory
from tests.integration.test_rebuild_races import at_once
from wagtail_ngo.models import (
    Candidate,
    CandidateDraw,
    CouncilElectionPage,
    CouncilTerm,
    ElectionCount,
    ElectionRoll,
    RollEntry,
)
from wagtail_ngo.services.council import counts, nominations, rolls
from wagtail_ngo.services.council.composition import publish_composition
from wagtail_ngo.services.council.counts import CountError, Numbers
from wagtail_ngo.services.council.rolls import DeskAnswer
from wagtail_ngo.services.directory.reviews import LinkError

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="threads share SQLite's memory"),
]
AFTER = VOTING + datetime.timedelta(hours=4)


def fresh(election) -> CouncilElectionPage:
    return CouncilElectionPage.objects.get(pk=election.pk)


def test_one_ballot_is_issued_when_two_clerks_press():
    election = frozen_election(1)
    key = election.roll.entries.get().pk

    def press(name):
        entry = RollEntry.objects.select_related("roll").get(pk=key)
        return rolls.issue_ballot(fresh(election), entry, delegate=name, user=None, now=VOTING)

    answers = at_once(*(lambda n=n: press(n) for n in ("Jan", "Ewa", "Ola", "Jan")))

    assert sorted(answers) == sorted([DeskAnswer.ISSUED, *[DeskAnswer.ALREADY] * 3])


def test_one_roll_is_frozen_and_one_lot_drawn():
    election = frozen_election(3)
    ElectionRoll.objects.all().delete()
    CandidateFactory.create_batch(3, election=election)

    def freeze():
        return rolls.freeze(fresh(election), user=None, now=VOTING).pk

    def draw():
        return nominations.draw(fresh(election), user=None, now=VOTING).pk

    done = at_once(freeze, freeze, freeze, draw, draw)

    assert len(set(done[:3])) == 1
    assert len(set(done[3:])) == 1
    # Three organizations, and those of the three candidates.
    assert (RollEntry.objects.count(), CandidateDraw.objects.count()) == (6, 1)


def test_one_link_brings_one_candidate():
    election = frozen_election(1)
    link = nominations.new_invitation(election, NGOFactory(title="Inna"), now=VOTING)

    def send(name):
        person = Candidate(given_names=name, family_name="Nowak")
        try:
            return bool(nominations.submit(link, person, now=VOTING))
        except LinkError:
            return False

    sent = at_once(*(lambda n=n: send(n) for n in ("Anna", "Ewa", "Ola")))

    assert sorted(sent) == [False, False, True]
    assert election.candidates.count() == 1


def test_one_of_two_confirms_and_one_term_is_published(django_user_model):
    election = frozen_election(3, seats=1)
    one = CandidateFactory(election=election)
    issue(election, 3)
    numbers = {None: Numbers(3, 3, 0, votes={one.pk: 3})}
    count = counts.save_count(election, numbers, voters=3, note="", user=None, now=AFTER)
    digest = counts.digest_of(count)
    people = [django_user_model.objects.create_user(name, f"{name}@x.pl") for name in "abc"]

    def confirm(user):
        try:
            row = ElectionCount.objects.get(pk=count.pk)
            counts.validate(row, digest=digest, user=user, now=AFTER)
        except CountError:
            return None
        return user.pk

    confirmed = at_once(*(lambda user=user: confirm(user) for user in people))
    day = AFTER.date()

    def publish():
        return publish_composition(fresh(election), starts_on=day, ends_on=None, user=None).pk

    terms = at_once(publish, publish, publish)

    winners = [key for key in confirmed if key is not None]
    count.refresh_from_db()
    assert winners == [count.validated_by_id]
    assert len(set(terms)) == 1
    assert CouncilTerm.objects.get().seats.count() == 1
