"""Each test makes a page that could leak."""

from datetime import timedelta

import pytest
import time_machine
import wagtail_factories
from django.contrib.auth.models import AnonymousUser, Group
from django.utils import timezone
from wagtail.models import PageViewRestriction, Site

from tests.factories.bulletin import BulletinIssueFactory, publish
from tests.factories.directory import NGODirectoryFactory, NGOFactory
from wagtail_ngo.models import BulletinIssuePage, NGODirectoryPage, NGOPage
from wagtail_ngo.models.querysets import refused_paths

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


def test_a_page_is_seen_until_the_moment_of_its_expiry(visitor):
    now = timezone.now().replace(microsecond=0)
    NGOFactory(title="Ends now", expire_at=now)
    NGOFactory(title="Ends later", expire_at=now + timedelta(microseconds=1))
    NGOFactory(title="Never ends", expire_at=None)

    with time_machine.travel(now, tick=False):
        assert titles(visitor) == ["Ends later", "Never ends"]


def test_the_root_of_a_site_is_among_its_pages(visitor):
    directory = NGODirectoryFactory(title="Root")
    Site.objects.update(root_page=directory)

    for request in (visitor, None):
        pages = NGODirectoryPage.objects.visible_to(request, site=Site.objects.get())
        assert [page.title for page in pages] == ["Root"]


def test_without_request_and_site_pages_of_all_sites_are_meant():
    NGOFactory(title="Here")
    root = wagtail_factories.PageFactory(parent=None)
    Site.objects.create(hostname="other.example", root_page=root)
    NGOFactory(title="There", parent=NGODirectoryFactory(parent=root))

    assert titles(None) == ["Here", "There"]


def test_a_request_with_a_user_and_no_session_is_anonymous(rf, django_user_model):
    page = NGOFactory(title="Members")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    NGOFactory(title="Open")
    request = rf.get("/")
    request.user = django_user_model.objects.create_user("anybody")

    assert titles(request) == ["Open"]
    request.session = {}
    assert titles(request) == ["Members", "Open"]


def test_a_restriction_hides_nothing_beside_it(visitor):
    first = NGODirectoryFactory(title="A", slug="a")
    NGOFactory(title="Below", parent=first)
    NGOFactory(title="Beside", parent=NGODirectoryFactory(title="AB", slug="ab"))
    for slug in ("b", "c"):
        hidden = NGOFactory(title=f"SECRET {slug}", parent=first)
        PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)

    assert titles(visitor) == ["Below", "Beside"]
    assert len(refused_paths(visitor)) == len(refused_paths(None)) == 2


def test_an_issue_is_seen_with_an_edition_and_its_alias_with_it(visitor):
    issued, never = publish(BulletinIssueFactory()), BulletinIssueFactory()
    alias = issued.create_alias(update_slug="alias")
    of_never = never.create_alias(update_slug="alias-2")
    hidden = publish(BulletinIssueFactory())
    BulletinIssuePage.objects.filter(pk=hidden.pk).update(live=False)

    shown = BulletinIssuePage.objects.visible_to(visitor).values_list("pk", flat=True)
    assert set(shown) == {issued.pk, alias.pk}
    every = set(BulletinIssuePage.objects.issued().values_list("pk", flat=True))
    assert every == {issued.pk, alias.pk, hidden.pk}
    assert of_never.pk not in every
