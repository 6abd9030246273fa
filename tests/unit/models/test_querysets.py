"""Each test makes a page that could leak."""

from datetime import timedelta

import pytest
import wagtail_factories
from django.contrib.auth.models import AnonymousUser, Group
from django.utils import timezone
from wagtail.models import PageViewRestriction, Site

from tests.factories.directory import NGODirectoryFactory, NGOFactory
from wagtail_ngo.models import NGOPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor(rf):
    request = rf.get("/")
    request.user = AnonymousUser()
    request.session = {}
    return request


def titles(request, **kwargs):
    return sorted(NGOPage.objects.visible_to(request, **kwargs).values_list("title", flat=True))


def test_visible_to_leaves_out_drafts(visitor):
    NGOFactory(title="Draft", live=False)
    NGOFactory(title="Live")

    assert titles(visitor) == ["Live"]


def test_visible_to_leaves_out_expired_pages_before_the_command_unpublishes_them(visitor):
    NGOFactory(title="Over", expire_at=timezone.now() - timedelta(seconds=1))
    NGOFactory(title="Later", expire_at=timezone.now() + timedelta(hours=1))

    assert titles(visitor) == ["Later"]


@pytest.mark.parametrize(
    "kind", [PageViewRestriction.LOGIN, PageViewRestriction.PASSWORD, PageViewRestriction.GROUPS]
)
def test_visible_to_leaves_out_restricted_pages_and_what_is_below(visitor, kind):
    hidden = NGODirectoryFactory(title="Hidden")
    NGOFactory(title="Below", parent=hidden)
    NGOFactory(title="Beside", parent=NGODirectoryFactory(title="Open"))
    PageViewRestriction.objects.create(page=hidden, restriction_type=kind, password="word")

    assert titles(visitor) == ["Beside"]
    assert titles(None) == ["Beside"]


def test_visible_to_keeps_a_page_whose_password_this_visitor_gave(visitor, rf):
    page = NGOFactory(title="Behind a password")
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password="word"
    )
    visitor.session = {restriction.passed_view_restrictions_session_key: [restriction.pk]}
    other = rf.get("/")
    other.user, other.session = AnonymousUser(), {}

    assert titles(visitor) == ["Behind a password"]
    assert titles(other) == []


def test_visible_to_keeps_a_page_for_members_of_its_group(visitor, django_user_model):
    page = NGOFactory(title="For the group")
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.GROUPS
    )
    group = Group.objects.create(name="NGO council")
    restriction.groups.add(group)
    member = django_user_model.objects.create_user("member")
    member.groups.add(group)
    outsider = django_user_model.objects.create_user("outsider")

    visitor.user = member
    assert titles(visitor) == ["For the group"]
    visitor.user = outsider
    assert titles(visitor) == []


def test_visible_to_needs_every_restriction_on_the_way_down(visitor, django_user_model):
    directory = NGODirectoryFactory()
    page = NGOFactory(title="Behind two", parent=directory)
    PageViewRestriction.objects.create(
        page=directory, restriction_type=PageViewRestriction.PASSWORD, password="word"
    )
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    visitor.user = django_user_model.objects.create_user("anybody")

    assert titles(visitor) == []


def test_visible_to_a_request_without_session_is_anonymous(rf):
    page = NGOFactory(title="Members")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    assert titles(rf.get("/")) == []


def test_visible_to_stays_within_the_site(visitor):
    NGOFactory(title="Here")
    root = wagtail_factories.PageFactory(parent=None)
    site = Site.objects.create(hostname="other.example", root_page=root)
    NGOFactory(title="There", parent=NGODirectoryFactory(parent=root))

    assert titles(visitor) == ["Here"]
    assert titles(None, site=site) == ["There"]


def test_visible_to_shows_nothing_where_no_site_answers(visitor):
    NGOFactory(title="Here")
    Site.objects.all().delete()

    assert titles(visitor) == []


def test_visible_to_costs_the_same_for_more_pages(visitor, django_assert_num_queries):
    PageViewRestriction.objects.create(
        page=NGOFactory(title="Hidden"), restriction_type=PageViewRestriction.LOGIN
    )
    NGOFactory()
    titles(visitor)
    with django_assert_num_queries(3):
        assert len(titles(visitor)) == 1
    NGOFactory.create_batch(3)
    with django_assert_num_queries(3):
        assert len(titles(visitor)) == 4
