"""Entries like one entry: by what they are about, never by where they are alone."""

import datetime

import pytest
from wagtail.models import PageViewRestriction

from tests.factories.directory import (
    ActivityAreaFactory,
    DistrictFactory,
    NGODirectoryFactory,
    NGOFactory,
    TargetGroupFactory,
)
from wagtail_ngo.services.search.similar import similar_entries

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2027, 3, 1, 12, tzinfo=datetime.UTC)


@pytest.fixture
def town(rf):
    """Makes entries by their title, and asks for those like one of them."""

    class Town:
        directory = NGODirectoryFactory(slug="spis")
        area, other_area = ActivityAreaFactory(), ActivityAreaFactory()
        group, district = TargetGroupFactory(), DistrictFactory()

        def add(self, title, **fields):
            return NGOFactory(parent=self.directory, title=title, **fields)

        def like(self, entry):
            request = rf.get("/", SERVER_NAME="localhost")
            request.user = None
            found = similar_entries(self.directory, entry, request, now=NOW)
            return [page.title for page in found]

    return Town()


def test_what_an_entry_is_about_counts_most_then_whom_it_is_for(town):
    area, group, district = [town.area], [town.group], [town.district]
    entry = town.add("Ours", areas=area, target_groups=group, districts=district)
    town.add("Whom", target_groups=group)
    town.add("About", areas=area)
    town.add("Both", areas=area, target_groups=group)
    town.add("Where", districts=district)
    for number in range(8):
        town.add(f"x{number}", areas=[town.other_area])

    assert town.like(entry) == ["Both", "About"]


def test_an_entry_that_is_in_the_same_district_alone_is_not_like_it(town):
    entry = town.add("Ours", districts=[town.district])
    town.add("Where", districts=[town.district])

    assert town.like(entry) == []


def test_a_rare_area_tells_more_than_a_common_one(town):
    rare = ActivityAreaFactory()
    entry = town.add("Ours", areas=[town.area, rare])
    town.add("Common", areas=[town.area])
    town.add("Rare", areas=[rare])
    for number in range(3):
        town.add(f"x{number}", areas=[town.area])

    assert town.like(entry)[0] == "Rare"


def test_at_most_four_of_equal_ones_by_name(town):
    entry = town.add("Ours", areas=[town.area])
    for title in "FEDCBA":
        town.add(title, areas=[town.area])

    assert town.like(entry) == ["A", "B", "C", "D"]


def test_what_is_closed_or_hidden_or_elsewhere_is_not_shown(town):
    entry = town.add("Ours", areas=[town.area])
    town.add("Suspended", areas=[town.area], status="suspended")
    town.add("Draft", areas=[town.area], live=False)
    hidden = town.add("Hidden", areas=[town.area])
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    NGOFactory(parent=NGODirectoryFactory(slug="b"), title="Elsewhere", areas=[town.area])
    town.add("Shown", areas=[town.area])

    assert town.like(entry) == ["Shown"]


def test_an_entry_that_is_filed_under_nothing_or_not_public_is_like_none(town):
    town.add("Shown", areas=[town.area])

    assert town.like(town.add("Plain")) == []
    assert town.like(town.add("Draft", areas=[town.area], live=False)) == []
