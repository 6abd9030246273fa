"""What networks, feed readers, crawlers, text browsers and spreadsheets make of our pages."""

import datetime
import html
import io
import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

import openpyxl
import pytest
import time_machine
from defusedxml import ElementTree
from django.core.files.base import ContentFile
from django.test import RequestFactory
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, PageViewRestriction, Site

from tests.factories.bulletin import (
    BulletinIndexFactory,
    BulletinIssueFactory,
    FundingCallFactory,
    FundingCallIndexFactory,
    block,
)
from tests.factories.bulletin import publish as issue
from tests.factories.directory import NGODirectoryFactory, NGOFactory
from tests.factories.events import EventFactory, EventIndexFactory, publish
from wagtail_ngo.models import EntryImage

pytestmark = [pytest.mark.django_db, pytest.mark.any_stack]
NOW = datetime.datetime(2027, 1, 4, 12, tzinfo=datetime.UTC)
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=True):
        yield


def names(client, address: str) -> list[str]:
    """Title without the site's name, heading, and name in Open Graph of an address."""
    text = client.get(address).content.decode()
    title = re.search(r"<title>(.*?)</title>", text, re.DOTALL)[1].rpartition(" – ")[0]
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", text, re.DOTALL)[1]
    shared = re.search(r'property="og:title" content="(.*?)"', text, re.DOTALL)[1]
    return [" ".join(html.unescape(one).split()) for one in (title, heading, shared)]


@pytest.fixture
def directory():
    directory = NGODirectoryFactory(title="Organizacje")
    for number in range(25):
        NGOFactory(parent=directory, title=f"Sport Klub {number:02}")
    return directory


@pytest.fixture
def calendar():
    calendar = EventIndexFactory(title="Wydarzenia")
    for day in (datetime.date(2026, 11, 3), datetime.date(2027, 3, 18)):
        publish(EventFactory(parent=calendar, start_date=day))
    return calendar


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("", "Organizacje"),
        ("?letter=S", "Organizacje under the letter S"),
        ("?page=2", "Organizacje, page 2"),
        ("?q=sport", "Organizacje: sport"),
        ("?q=sport&page=2", "Organizacje: sport, page 2"),
        ("map/", "Organizacje: map"),
    ],
)
def test_each_view_of_the_directory_has_a_name_of_its_own(client, directory, query, name):
    assert names(client, directory.url + query) == [name, name, name]


def test_the_form_for_a_missing_organization_is_shared_under_its_name(client, directory):
    _title, heading, shared = names(client, f"{directory.url}missing/")
    assert heading == shared == "Report a missing organization"


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("", "Wydarzenia"),
        ("archive/", "Past events 2026"),
        ("archive/2026/", "Past events 2026"),
        ("month/2027-03/", "Wydarzenia: March 2027"),
    ],
)
def test_each_view_of_a_calendar_has_a_name_of_its_own(client, calendar, path, name):
    assert names(client, calendar.url + path) == [name, name, name]


def test_a_search_of_the_bulletin_has_a_name_of_its_own(client):
    address = BulletinIndexFactory(title="Biuletyn").url
    assert names(client, f"{address}?q=konkurs") == ["Biuletyn: “konkurs”"] * 3
    assert names(client, address) == ["Biuletyn"] * 3


# ---- pictures and kinds -------------------------------------------------------------------------


def graph(client, address: str) -> dict[str, str]:
    text = client.get(address).content.decode()
    found = re.findall(r'<meta (?:property|name)="((?:og|twitter):[^"]*)" content="([^"]*)"', text)
    return {key: html.unescape(value) for key, value in found}


@pytest.fixture
def picture():
    file = get_test_image_file(size=(1600, 900))
    return get_image_model().objects.create(title="Chór na scenie", file=file)


def test_an_event_is_shared_with_its_picture(client, calendar, picture):
    page = publish(EventFactory(parent=calendar, title="Koncert", image=picture))
    found = graph(client, page.url)
    assert found["og:image"].startswith("http")
    assert (found["og:image:width"], found["og:image:height"]) == ("1200", "675")
    assert found["og:image:alt"] == "Chór na scenie"
    assert found["og:type"] == "article"
    assert found["og:locale"] == "en_GB"
    assert found["og:site_name"]
    assert found["twitter:card"] == "summary_large_image"


def test_an_entry_is_shared_with_its_logo_and_a_list_without_a_picture(client, directory, picture):
    entry = NGOFactory(parent=directory, logo=picture)
    assert graph(client, entry.url)["og:image"]
    found = graph(client, directory.url)
    assert "og:image" not in found
    assert (found["og:type"], found["twitter:card"]) == ("website", "summary")


def test_a_page_under_a_password_gives_no_picture_away(client, calendar, picture):
    page = publish(EventFactory(parent=calendar, image=picture))
    restriction = PageViewRestriction.objects.create(
        page=calendar, restriction_type=PageViewRestriction.PASSWORD, password="x"
    )
    session = client.session
    session["passed_page_view_restrictions"] = [restriction.pk]
    session.save()
    found = graph(client, page.url)
    assert found["og:title"] == page.title
    assert "og:image" not in found


# ---- feeds --------------------------------------------------------------------------------------

TEXT = "Wzór: a<b. Program <Start> rusza; zniżka &lt;5 %.\nDruga linia."


class _Reader(HTMLParser):
    """What a feed reader shows of a summary in HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list) -> None:
        if tag == "br":
            self.text += "\n"


def read_summary(client, address: str) -> str:
    summary = ElementTree.fromstring(client.get(address).content).find(f"{ATOM}entry/{ATOM}summary")
    assert summary.get("type") == "html"
    reader = _Reader()
    reader.feed(summary.text)
    return reader.text


def test_a_reader_of_the_calendars_feed_sees_the_text_as_it_was_written(client):
    calendar = EventIndexFactory()
    publish(EventFactory(parent=calendar, lead=TEXT))
    assert read_summary(client, f"{calendar.url}feed/") == TEXT


def test_a_reader_of_the_directorys_feeds_sees_the_text_as_it_was_written(client):
    directory = NGODirectoryFactory()
    NGOFactory(parent=directory, lead=TEXT)
    for path in ("feed/", "atom/"):
        assert read_summary(client, directory.url + path) == TEXT


def test_a_reader_of_the_bulletins_feed_sees_the_text_as_it_was_written(client):
    serial = BulletinIndexFactory()
    body = [block("text", title="", text="<p>Raz</p>")]
    issue(BulletinIssueFactory(parent=serial, summary=TEXT, body=body))
    assert read_summary(client, f"{serial.url}feed/") == TEXT


def test_a_reader_of_the_feed_of_calls_sees_the_text_as_it_was_written(client):
    page = FundingCallIndexFactory()
    FundingCallFactory(funder="A<b>c", deadline=NOW + datetime.timedelta(days=9))
    assert read_summary(client, f"{page.url}feed/").startswith("A<b>c")


# ---- months -------------------------------------------------------------------------------------


def test_a_crawler_of_months_comes_to_an_end(client, calendar):
    waiting, seen = [f"{calendar.url}month/2027-01/"], set()
    while waiting:
        address = waiting.pop()
        seen.add(address)
        text = client.get(address).content.decode()
        links = re.findall(r'href="([^"]*/month/\d{4}-\d\d/)', text)
        waiting += {urlsplit(one).path for one in links} - seen
        assert len(seen) < 50
    assert {one[-8:-1] for one in seen} == {
        "2026-11", "2026-12", "2027-01", "2027-02", "2027-03",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("month", "previous", "following"),
    [
        ("2026-11", None, (2026, 12)),
        ("2027-03", (2027, 2), None),
        ("2150-02", (2027, 3), None),
        ("1950-02", None, (2026, 11)),
    ],
)
def test_from_a_month_beyond_the_dates_one_turns_back_to_them(
    client, calendar, month, previous, following
):
    found = client.get(f"{calendar.url}month/{month}/").context_data
    shown = [day and (day.year, day.month) for day in (found["previous"], found["next"])]
    assert shown == [previous, following]


def test_a_month_without_dates_is_not_indexed(client, calendar):
    assert b"noindex" in client.get(f"{calendar.url}month/2027-02/").content
    assert b"noindex" not in client.get(f"{calendar.url}month/2027-03/").content


def test_a_calendar_without_dates_has_no_months_to_turn_to(client):
    calendar = EventIndexFactory()
    text = client.get(f"{calendar.url}month/2027-01/").content.decode()
    assert 'rel="prev"' not in text
    assert 'rel="next"' not in text


# ---- spreadsheets, sitemap, keyboard ------------------------------------------------------------


def test_visitors_get_numbers_with_their_zeros(client):
    directory = NGODirectoryFactory()
    NGOFactory(parent=directory, title="=SUM(A1)", krs="0000006000")
    response = client.get(f"{directory.url}xlsx/")
    assert response["X-Robots-Tag"] == "noindex"
    content = b"".join(response.streaming_content)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    header, row = sheet.iter_rows()
    krs = row[[cell.value for cell in header].index("KRS")]
    assert (krs.value, krs.data_type) == ("0000006000", "s")
    assert row[0].data_type != "f"
    assert sheet.max_row == 2


def locations(page) -> list[str]:
    request = RequestFactory().get("/sitemap.xml")
    return [row["location"] for row in page.get_sitemap_urls(request)]


def test_open_calls_stand_in_the_sitemap_and_ended_ones_leave():
    page = FundingCallIndexFactory()
    call = FundingCallFactory(deadline=NOW + datetime.timedelta(days=1))
    FundingCallFactory(deadline=NOW - datetime.timedelta(seconds=1))
    FundingCallFactory(deadline=NOW + datetime.timedelta(days=1), is_public=False)
    assert locations(page) == [page.full_url, f"{page.full_url}{call.pk}/"]
    assert page.get_sitemap_urls()[1]["lastmod"] == call.updated_at


def test_filters_are_passed_by_one_link(client, directory):
    text = client.get(directory.url).content.decode()
    link = text.index('href="#ngo-list"')
    assert "Go to the results (25)" in text
    assert link < text.index('class="ngo-facets"')
    assert 'id="ngo-found" tabindex="-1"' in text
    assert 'id="ngo-list" tabindex="-1"' in text


def test_the_calendars_dates_are_reached_by_one_link(client, calendar):
    text = client.get(calendar.url).content.decode()
    assert text.index('href="#ngo-dates"') < text.index("ngo-event-views")
    assert 'id="ngo-dates" tabindex="-1"' in text
    empty = client.get(f"{calendar.url}?start=2040-01-01").content.decode()
    assert 'id="ngo-dates" tabindex="-1"' in empty


# ---- translations -------------------------------------------------------------------------------


@pytest.fixture
def translated(settings, directory):
    """An entry in two languages, both below roots of the one site."""
    settings.WAGTAIL_I18N_ENABLED = True
    polish = Locale.objects.get_or_create(language_code="pl")[0]
    root = Site.objects.get(is_default_site=True).root_page
    root.copy_for_translation(polish).save_revision().publish()
    directory.copy_for_translation(polish).save_revision().publish()
    entry = NGOFactory(parent=directory, title="Choir")
    other = entry.copy_for_translation(polish)
    other.save_revision().publish()
    return entry, other


def test_both_translations_name_each_other(client, translated):
    entry, other = translated
    addresses = entry.translated_addresses(None)
    assert [code for code, _address in addresses] == ["en", "pl", "x-default"]
    assert addresses[0][1] == addresses[2][1] == entry.full_url
    assert addresses[1][1] == other.full_url
    assert other.translated_addresses(None) == addresses
    text = client.get(entry.url).content.decode()
    for code, address in addresses:
        assert f'<link rel="alternate" hreflang="{code}" href="{address}">' in text
    alternates = entry.get_sitemap_urls()[0]["alternates"]
    assert [(one["lang_code"], one["location"]) for one in alternates] == addresses


def test_a_view_below_a_page_and_a_page_in_one_language_name_no_translation(client, translated):
    entry, other = translated
    assert "hreflang" not in client.get(f"{entry.url}report/").content.decode()
    other.refresh_from_db()
    other.unpublish()
    assert "hreflang" not in client.get(entry.url).content.decode()
    assert "alternates" not in entry.get_sitemap_urls()[0]


def test_the_translations_of_a_whole_sitemap_cost_one_query(translated, django_assert_num_queries):
    request = RequestFactory().get("/sitemap.xml")
    for page in translated:
        page.get_sitemap_urls(request)
    with django_assert_num_queries(1):  # the view restrictions
        translated[0].get_sitemap_urls(request)


def _svg() -> ContentFile:
    return ContentFile(b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', "a.svg")


@pytest.mark.parametrize("kind", ["lost", "svg"])
def test_a_picture_that_cannot_be_shared_costs_no_page(client, calendar, settings, kind):
    settings.WAGTAILIMAGES_EXTENSIONS = ["png", "svg"]
    file = _svg() if kind == "svg" else get_test_image_file()
    image = get_image_model().objects.create(title="A", file=file)
    if kind == "lost":
        image.file.storage.delete(image.file.name)
    event = publish(EventFactory(parent=calendar, image=image))

    answer = client.get(event.url)

    assert answer.status_code == 200
    assert "og:image" not in answer.content.decode()


def test_a_gallery_may_hold_drawings(client, directory, settings):
    settings.WAGTAILIMAGES_EXTENSIONS = ["png", "svg"]
    entry = NGOFactory(parent=directory, title="Żagle")
    images = get_image_model().objects
    for number, file in enumerate([_svg(), get_test_image_file()]):
        image = images.create(title="A", file=file)
        entry.gallery.add(EntryImage(image=image, alt_text="A", sort_order=number))
    entry.save()

    text = client.get(entry.url).content.decode()

    pictures = re.findall(r'<li><figure><img[^>]*src="[^"]*\.(\w+)"', text)
    assert pictures == ["svg", "webp"]
