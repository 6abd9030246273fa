"""Addresses below a page outlive its renaming and moving."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.test import TestCase
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page, Site

from tests.factories.bulletin import (
    BulletinIndexFactory,
    BulletinIssueFactory,
    FundingCallFactory,
    FundingCallIndexFactory,
    block,
    publish,
    root_page,
)
from tests.factories.council import CouncilFactory, ElectionFactory
from tests.factories.directory import NGODirectoryFactory, NGOFactory
from tests.factories.events import EventIndexFactory, OccurrenceFactory, PublishedEventFactory
from tests.factories.reports import ActivityReportFactory
from wagtail_ngo.models import ElectionCount, Need, Offer, PartnerBoardPage, PublicBenefitPage
from wagtail_ngo.services.redirects import LARGEST_BATCH

pytestmark = [pytest.mark.django_db, pytest.mark.any_version]
NEWS = block("news", title="Wieść", lead="", text="<p>Treść</p>", link="https://example.org/wiesc")
cleared: list[str] = []


class CacheInFront:
    """A cache in front of the site that notes what it is told to forget."""

    def __init__(self, params) -> None:
        self.hostnames = None

    def purge_batch(self, urls) -> None:
        cleared.extend(urls)

    def invalidates_hostname(self, hostname) -> bool:
        return True


def directory():
    return NGODirectoryFactory(slug="organizacje")


def entry():
    return NGOFactory(parent=directory(), slug="proba")


def calendar():
    page = EventIndexFactory(slug="wydarzenia")
    PublishedEventFactory(parent=page)
    return page


def event():
    page = PublishedEventFactory(parent=EventIndexFactory(), slug="spotkanie")
    OccurrenceFactory(page=page, starts_at=datetime.datetime(2021, 1, 2, 16, tzinfo=datetime.UTC))
    return page


def bulletin():
    page = BulletinIndexFactory(slug="biuletyn")
    publish(BulletinIssueFactory(parent=page))
    return page


def issue():
    return publish(BulletinIssueFactory(slug="numer", body=[NEWS]))


def calls():
    FundingCallFactory(deadline=datetime.datetime(2031, 1, 2, 16, tzinfo=datetime.UTC))
    return FundingCallIndexFactory(slug="konkursy")


def public_benefit():
    NGOFactory(is_public_benefit=True, krs="0000123456")
    return root_page().add_child(instance=PublicBenefitPage(title="1,5%", slug="podatek"))


def board():
    partner = NGOFactory()
    Offer.objects.create(organization=partner, kind="rooms", text="Sala")
    Need.objects.create(organization=partner, kind="transport", text="Bus")
    return root_page().add_child(instance=PartnerBoardPage(title="Giełda", slug="gielda"))


def election():
    page = ElectionFactory(slug="wybory")
    moment = datetime.datetime(2027, 6, 11, 8, tzinfo=datetime.UTC)
    ElectionCount.objects.create(election=page, number=1, typed_at=moment, validated_at=moment)
    return page


def council():
    return CouncilFactory(slug="rada")


def report():
    return ActivityReportFactory(slug="sprawozdanie")


MAKERS = {
    "ActivityReportPage": report,
    "CouncilElectionPage": election,
    "CouncilPage": council,
    "PartnerBoardPage": board,
    "PublicBenefitPage": public_benefit,
    "NGODirectoryPage": directory,
    "NGOPage": entry,
    "EventIndexPage": calendar,
    "EventPage": event,
    "BulletinIndexPage": bulletin,
    "BulletinIssuePage": issue,
    "FundingCallIndexPage": calls,
}


def routed_page_types() -> set[str]:
    models = apps.get_app_config("wagtail_ngo").get_models()
    return {model.__name__ for model in models if issubclass(model, RoutablePageMixin)}


def test_every_page_type_with_routes_is_walked_here():
    assert routed_page_types() == set(MAKERS)


@pytest.mark.parametrize("page_type", sorted(MAKERS))
def test_every_route_of_a_page_has_an_address(page_type):
    page = MAKERS[page_type]()

    named = {page.resolve_subpage(path).url_name for path in page.get_route_paths()}

    # Pages without an address of their own for "" keep the one of Wagtail.
    assert named | {"index_route"} == {route.name for route in page.get_subpage_urls()}
    assert page.get_cached_paths() == page.get_route_paths()


def answers(client, page) -> dict[str, int]:
    return {path: client.get(page.url.rstrip("/") + path).status_code for path in paths_of(page)}


def paths_of(page) -> list[str]:
    return [path for path in page.get_route_paths() if path != "/"]


def rename(page) -> None:
    page.slug = "nowa-nazwa"
    with TestCase.captureOnCommitCallbacks(execute=True):
        page.save_revision().publish()


def move(page) -> None:
    shelf = Page(title="Półka", slug="polka")
    root_page().add_child(instance=shelf)
    page.move(Page.objects.get(pk=shelf.pk), pos="last-child")


@pytest.mark.parametrize("change", [rename, move], ids=["renamed", "moved"])
@pytest.mark.parametrize("page_type", sorted(MAKERS))
def test_every_address_below_a_page_leads_to_its_new_one(client, page_type, change):
    page = MAKERS[page_type]()
    old_url, before = page.url, answers(client, page)

    change(page)

    page = type(page).objects.get(pk=page.pk)
    assert page.url != old_url
    for path, status in before.items():
        response = client.get(old_url.rstrip("/") + path)
        assert (path, response.status_code) == (path, 301)
        assert response.headers["Location"] == page.url.rstrip("/") + path
        assert client.get(response.headers["Location"]).status_code == status
    assert client.get(f"{old_url}nie-ma/").status_code == 404


def test_addresses_below_a_page_follow_when_its_parent_is_renamed(client):
    page = event()
    old_url, calendar_page = page.url, page.get_parent().specific

    rename(calendar_page)

    page = type(page).objects.get(pk=page.pk)
    response = client.get(f"{old_url}2021-01-02/ics/")
    assert response.status_code == 301
    assert response.headers["Location"] == f"{page.url}2021-01-02/ics/"


@pytest.mark.parametrize("dates", [2 * LARGEST_BATCH, 600])
def test_a_page_with_many_addresses_is_renamed_and_other_redirects_stay(client, dates):
    """Not all in one statement, and none that finds every redirect when a batch is just full."""
    other = NGOFactory(slug="inna")
    rename(other)
    kept = set(Redirect.objects.values_list("pk", flat=True))
    page = PublishedEventFactory(parent=EventIndexFactory(), slug="codziennie")
    first = datetime.datetime(2011, 1, 1, 16, tzinfo=datetime.UTC)
    for number in range(dates // 2):
        OccurrenceFactory(page=page, starts_at=first + datetime.timedelta(days=number))
    old_url, paths = page.url, page.get_route_paths()

    rename(page)

    assert kept <= set(Redirect.objects.values_list("pk", flat=True))
    assert Redirect.objects.count() == len(kept) + len(paths)
    assert client.get(old_url.rstrip("/") + paths[-1]).status_code == 301


def test_a_full_last_batch_deletes_no_redirect_of_other_pages():
    from wagtail.contrib.redirects import signal_handlers

    rename(NGOFactory(slug="inna"))
    kept = Redirect.objects.count()
    batch = signal_handlers.BatchRedirectCreator(max_size=2000)

    batch.process()

    assert Redirect.objects.count() == kept > 0


def test_a_cache_in_front_forgets_all_old_and_new_addresses(settings):
    settings.WAGTAILFRONTENDCACHE = {"varnish": {"BACKEND": f"{__name__}.CacheInFront"}}
    page = entry()
    old_url = page.full_url
    cleared.clear()

    rename(page)

    page = type(page).objects.get(pk=page.pk)
    wanted = {
        f"{url.rstrip('/')}{path}" for url in (old_url, page.full_url) for path in paths_of(page)
    }
    assert wanted | {old_url} <= set(cleared)


# What is read elsewhere (feed readers, networks, search engines, an address to copy) is whole.
WHOLE = {"canonical", "alternate"}


def own_absolute_links(html: str, host: str) -> list[str]:
    """Links, pictures and forms of a page that lead to its own site by its whole address."""
    soup = BeautifulSoup(html, "html.parser")
    for part in soup.select(".ngo-share, script"):
        part.decompose()
    marked = [
        (tag, tag.get(name))
        for name in ("href", "src", "action")
        for tag in soup.select(f"[{name}]")
    ]
    return [
        address
        for tag, address in marked
        if address.startswith(f"http://{host}") and not WHOLE & set(tag.get("rel", []))
    ]


@pytest.fixture
def second_site():
    """Another site of the same installation, as soon as there is one ``Page.url`` is absolute."""
    home = Page(title="Drugie miasto", slug="drugie")
    Page.get_first_root_node().add_child(instance=home)
    return Site.objects.create(hostname="drugie.example.org", root_page=home)


@pytest.mark.parametrize("page_type", sorted(MAKERS))
def test_pages_link_to_their_own_site_by_path_also_beside_a_second_site(
    client, second_site, page_type
):
    page = MAKERS[page_type]()
    for term in {"sport", "kultura"} if page_type == "NGODirectoryPage" else ():
        NGOFactory(parent=page, title=term)
    host = page.get_site().hostname

    pages = {
        path: client.get(
            page.get_url().removeprefix(f"http://{host}").rstrip("/") + path, headers={"host": host}
        )
        for path in page.get_route_paths()
    }
    html = {
        path: response.content.decode()
        for path, response in pages.items()
        if response.headers["Content-Type"].startswith("text/html") and response.status_code == 200
    }

    assert html
    absolute = {path: own_absolute_links(text, host) for path, text in html.items()}
    assert {path for path, links in absolute.items() if links} == set()
    redirects = [one.headers["Location"] for one in pages.values() if one.status_code in (301, 302)]
    assert [one for one in redirects if one.startswith(f"http://{host}")] == []
