"""Councils, elections and their records."""

import datetime

import factory
from django.utils import timezone
from wagtail.models import Site

from tests.factories.directory import NGODirectoryFactory, NGOFactory
from tests.factories.pages import PageFactory
from wagtail_ngo import models
from wagtail_ngo.enums import CandidateState
from wagtail_ngo.services.council import counts, rolls
from wagtail_ngo.services.council.counts import Numbers

#: The day of voting of every election here, 16:00 to 19:00 UTC.
VOTING = datetime.datetime(2027, 6, 10, 16, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)


class CouncilFactory(PageFactory):
    class Meta:
        model = models.CouncilPage

    title = "Council of NGOs"
    parent = None

    @classmethod
    def _create_instance(cls, model_class, parent, kwargs):
        root = Site.objects.get(is_default_site=True).root_page
        return super()._create_instance(model_class, parent or root, kwargs)


class ElectionFactory(PageFactory):
    """A live election; nominations in April, the list on 1 June, voting on 10 June 2027.

    ``areas=["Culture", "Sport"]`` makes areas of one seat each.
    """

    class Meta:
        model = models.CouncilElectionPage

    title = "Election 2027"
    slug = factory.Sequence(lambda n: f"election-{n}")
    parent = None
    nominations_from = datetime.datetime(2027, 4, 1, 8, tzinfo=datetime.UTC)
    nominations_until = datetime.datetime(2027, 5, 1, 15, tzinfo=datetime.UTC)
    list_published_at = datetime.datetime(2027, 6, 1, 8, tzinfo=datetime.UTC)
    voting_from = VOTING
    voting_until = VOTING + 3 * HOUR
    seats = 2
    max_names = 2

    @classmethod
    def _create_instance(cls, model_class, parent, kwargs):
        names = kwargs.pop("areas", ())
        council = parent or models.CouncilPage.objects.first() or CouncilFactory()
        page = super()._create_instance(model_class, council, kwargs)
        for order, name in enumerate(names):
            models.ElectionArea.objects.create(page=page, name=name, sort_order=order)
        if names:
            page = model_class.objects.get(pk=page.pk)
            page.save_revision()
        return page


class CandidateFactory(factory.django.DjangoModelFactory):
    """An accepted candidate who agreed to publication."""

    class Meta:
        model = models.Candidate

    given_names = factory.Sequence(lambda n: f"Anna{n}")
    family_name = factory.Sequence(lambda n: f"Nowak{n}")
    organization = factory.SubFactory(NGOFactory)
    state = CandidateState.ACCEPTED
    consent_text = "I agree."
    consented_at = factory.LazyFunction(timezone.now)
    nominated_at = factory.LazyFunction(timezone.now)


def frozen_election(organizations: int = 5, **fields) -> models.CouncilElectionPage:
    """An election whose roll holds so many new organizations of one directory."""
    directory = models.NGODirectoryPage.objects.first() or NGODirectoryFactory()
    for number in range(organizations):
        NGOFactory(parent=directory, title=f"Organization {number:03}")
    election = ElectionFactory(**fields)
    rolls.freeze(election, user=None, now=VOTING - 24 * HOUR)
    return models.CouncilElectionPage.objects.get(pk=election.pk)


def issue(election, number: int, *, user=None) -> None:
    """Tick the first organizations of the roll, each with a delegate."""
    for entry in election.roll.entries.entitled()[:number]:
        name = f"Delegate of {entry.name}"
        rolls.issue_ballot(election, entry, delegate=name, user=user, now=VOTING)


def validated(election, votes: dict, *, issued: int, note: str = "", typist=None, validator=None):
    """A confirmed count of one list: all ballots issued are valid."""
    numbers = {None: Numbers(issued=issued, valid=issued, invalid=0, votes=votes)}
    count = counts.save_count(
        election, numbers, voters=issued, note=note, user=typist, now=VOTING + 4 * HOUR
    )
    digest = counts.digest_of(count)
    counts.validate(count, digest=digest, user=validator, now=VOTING + 5 * HOUR)
    return count
