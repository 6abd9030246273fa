"""The composition of a council is about its own term."""

import datetime

import pytest
from wagtail.models import PageLogEntry

from tests.factories.council import CandidateFactory, frozen_election, issue, validated
from wagtail_ngo.models import CouncilSeat
from wagtail_ngo.services.council.composition import publish_composition

pytestmark = pytest.mark.django_db
STARTS = datetime.date(2027, 7, 1)


def elect(organizations=3, **fields):
    election = frozen_election(organizations, seats=1)
    candidate = CandidateFactory(election=election, **fields)
    issue(election, 3)
    count = validated(election, {candidate.pk: 3}, issued=3)
    return election, candidate, count


def test_seats_of_another_term_stay_when_this_one_is_written(admin_user):
    before, _candidate, _count = elect(family_name="Dawna")
    first = publish_composition(before, starts_on=STARTS, ends_on=None, user=admin_user)
    election, candidate, count = elect(organizations=0, family_name="Nowa")

    term = publish_composition(election, starts_on=STARTS, ends_on=None, user=admin_user)

    assert [(seat.term, seat.family_name) for seat in CouncilSeat.objects.order_by("pk")] == [
        (first, "Dawna"),
        (term, "Nowa"),
    ]
    seat = term.seats.get()
    assert (seat.candidate, seat.organization) == (candidate, candidate.organization)
    entry = PageLogEntry.objects.get(page=election.pk, action="wagtail_ngo.publish_composition")
    assert (entry.data, entry.user) == ({"version": count.number, "seats": 1}, admin_user)


def test_a_seat_keeps_the_day_of_each_consent_and_none_where_there_is_none():
    moment = datetime.datetime(2027, 4, 3, 12, tzinfo=datetime.UTC)
    deputy = {"deputy_given_names": "Jan", "deputy_family_name": "Drugi"}
    election, candidate, _count = elect(consented_at=moment, deputy_consented_at=moment, **deputy)
    seat = publish_composition(election, starts_on=STARTS, ends_on=None, user=None).seats.get()
    day = datetime.date(2027, 4, 3)
    assert (seat.consented_on, seat.deputy_consented_on) == (day, day)

    seat.delete()
    type(candidate).objects.update(consent_withdrawn_at=moment, deputy_consented_at=None)
    seat = publish_composition(election, starts_on=STARTS, ends_on=None, user=None).seats.get()
    assert (seat.consented_on, seat.deputy_consented_on) == (None, None)
    assert (seat.deputy_given_names, seat.deputy_family_name) == ("Jan", "Drugi")
