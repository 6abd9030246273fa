"""Elections in figures: by the day of the voting, with or without their page."""

import datetime

import pytest
from django.utils import timezone
from wagtail.models import Page, Site

from tests.factories.council import VOTING, CouncilFactory, ElectionFactory
from wagtail_ngo.models import ElectionRecord
from wagtail_ngo.services.council import figures

pytestmark = pytest.mark.django_db
DAY = VOTING.date()
MIDNIGHT = VOTING.replace(hour=0)


def record(title="A", *, voting_from=VOTING, **fields) -> ElectionRecord:
    values = {"held_on": DAY, "voters": 3, "entitled": 9, "title": title}
    if "election" not in fields:
        fields["election"] = ElectionFactory(
            title=title, voting_from=voting_from, voting_until=None, list_published_at=None
        )
    return ElectionRecord.objects.create(**values | fields)


def titles(start=DAY, end=DAY, **site):
    return [held.title for held in figures.elections_held(start, end, **site)]


def test_a_day_begins_and_ends_at_midnight():
    second = datetime.timedelta(seconds=1)
    record("first", voting_from=MIDNIGHT)
    record("last", voting_from=MIDNIGHT + datetime.timedelta(days=1) - second)
    record("before", voting_from=MIDNIGHT - second)
    record("after", voting_from=MIDNIGHT + datetime.timedelta(days=1))

    assert titles() == ["first", "last"]


def test_a_deleted_election_counts_by_the_day_that_was_written_down():
    day = datetime.timedelta(days=1)
    for number in range(-1, 3):
        record(f"{number}", held_on=DAY + number * day, election=None)

    assert titles(DAY, DAY + day) == ["0", "1"]
    [held, _other] = figures.elections_held(DAY, DAY + day)
    assert (held.election, held.held_on, held.voters, held.entitled) == (None, DAY, 3, 9)
    assert held.turnout == 33.3


def test_a_page_that_moved_to_another_day_counts_on_that_day():
    later = VOTING + datetime.timedelta(days=9)
    record("A", voting_from=later, held_on=DAY)

    assert titles() == []
    [held] = figures.elections_held(later.date(), later.date())
    assert held.held_on == timezone.localdate(later)


def test_a_site_counts_its_own_elections_also_deleted_ones():
    home = Site.objects.get(is_default_site=True).root_page
    other_root = home.get_parent().add_child(instance=Page(title="Other", slug="other-root"))
    other = Site.objects.create(hostname="other.example", root_page=other_root)
    council, elsewhere = CouncilFactory(), CouncilFactory(parent=other_root)
    record("here", election=ElectionFactory(title="here", parent=council))
    record("there", election=ElectionFactory(title="there", parent=elsewhere))
    record("here, deleted", election=None, council=council)
    record("there, deleted", election=None, council=elsewhere)

    assert sorted(titles(site=other)) == ["there", "there, deleted"]
    assert sorted(titles(site=home.get_site())) == ["here", "here, deleted"]
    assert len(titles()) == 4
