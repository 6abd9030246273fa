from urllib.parse import quote, urlsplit

import pytest
from django.urls import reverse
from wagtail.models import PageViewRestriction, Site

from tests.factories.bulletin import (
    BulletinIndexFactory,
    BulletinIssueFactory,
    block,
    publish,
    section,
)
from wagtail_ngo.services.bulletin import editions

pytestmark = pytest.mark.django_db
SECRET = "TAJNE"


def text(words):
    return block("text", title="", text=f"<p>{words}</p>")


def titles(response) -> list[str]:
    return [issue.title for issue in response.context["issues"]]


def test_the_page_of_an_issue_shows_its_sections(client):
    issue = publish(BulletinIssueFactory(body=[section("Wieści"), text("Nowina")]))

    response = client.get(issue.url)

    assert response.status_code == 200
    assert [one.heading for one in response.context["issue"].sections] == ["Wieści"]
    assert "<p>Nowina</p>" in response.content.decode()


def test_an_issue_that_nobody_issued_is_not_there_though_it_is_live(client):
    publish(BulletinIssueFactory(body=[text("Wydany")], title="WYDANY", slug="wydany"))
    issue = BulletinIssueFactory(body=[text("Bez wydania")], title="NIEWYDANY")
    serial = issue.get_parent()

    assert issue.live is True
    for path in ("", "pdf/web/", "cover/", "edition-1/", "1/"):
        assert client.get(issue.url + path).status_code == 404
    for path in ("", "feed/"):
        text_of_list = client.get(serial.url + path).content.decode()
        assert "WYDANY" in text_of_list.replace("NIEWYDANY", "")
        assert "NIEWYDANY" not in text_of_list
    assert client.get(serial.url + "latest/").url == "/biuletyn-informacyjny/wydany/"
    assert issue.get_sitemap_urls() == []


def test_the_earlier_edition_stays_and_points_to_the_corrected_one(client, settings):
    issue = publish(BulletinIssueFactory(body=[text("Raz")]))
    issue.body = [text("Dwa")]
    issue.correction_note = "Zła data"
    editions.issue(issue, now=issue.latest_edition.issued_at)

    first = client.get(f"{issue.url}edition-1/")
    current = client.get(issue.url)

    assert "<p>Raz</p>" in first.content.decode()
    assert first.context["is_old_edition"] is True
    assert '<meta name="robots" content="noindex">' in first.content.decode()
    assert "<p>Dwa</p>" in current.content.decode()
    assert "Zła data" in current.content.decode()
    assert client.get(f"{issue.url}edition-3/").status_code == 404


def test_the_archive_lists_issues_newest_first(client):
    index = BulletinIndexFactory()
    for number, year in [(11, 2016), (1, 2017), (2, 2017)]:
        publish(BulletinIssueFactory(parent=index, number=number, year=year))

    assert titles(client.get(index.url)) == [
        "Biuletyn 2/2017",
        "Biuletyn 1/2017",
        "Biuletyn 11/2016",
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_the_archive_asks_the_database_equally_often(client, count, django_assert_max_num_queries):
    index = BulletinIndexFactory()
    for number in range(1, count + 1):
        publish(BulletinIssueFactory(parent=index, number=number, year=2017))
    client.get(index.url)

    with django_assert_max_num_queries(22):
        client.get(index.url)


@pytest.mark.parametrize(
    ("query", "found"),
    [("schronisko", 1), ("schroniska", 1), ("SCHRONISK psy", 1), ("teatr", 0), ('"', 0), ("–", 0)],
)
def test_search_finds_issues_by_inflected_words(client, query, found):
    index = BulletinIndexFactory()
    issue = BulletinIssueFactory(parent=index, body=[text("W schronisku czekają psy")])
    publish(issue)
    publish(BulletinIssueFactory(parent=index, body=[text("Coś innego")]))

    assert len(titles(client.get(index.url, {"q": query}))) == found


def test_latest_leads_to_the_newest_issue(client):
    index = BulletinIndexFactory()
    assert client.get(f"{index.url}latest/").status_code == 404
    publish(BulletinIssueFactory(parent=index, number=3, year=2017))
    newest = publish(BulletinIssueFactory(parent=index, number=4, year=2017))

    assert client.get(f"{index.url}latest/").url == urlsplit(newest.url).path


def hidden_issues(index):
    """A draft, an unpublished and a restricted issue, all with the same word."""
    draft = BulletinIssueFactory(
        parent=index, live=False, title=SECRET, slug="a", body=[text(SECRET)]
    )
    unpublished = publish(
        BulletinIssueFactory(parent=index, title=SECRET, slug="b", body=[text(SECRET)])
    )
    unpublished.unpublish()
    restricted = publish(
        BulletinIssueFactory(parent=index, title=SECRET, slug="c", body=[text(SECRET)])
    )
    PageViewRestriction.objects.create(
        page=restricted, restriction_type="password", password="haslo"
    )
    return [draft, unpublished, restricted]


@pytest.mark.parametrize("path", ["", f"?q={SECRET}", "feed/"])
def test_hidden_issues_are_in_no_list(client, path):
    index = BulletinIndexFactory()
    hidden_issues(index)
    publish(BulletinIssueFactory(parent=index, title="Jawny", body=[text("Jawne")]))

    page = client.get(f"{index.url}{path}").content.decode()

    # The visitor's own query is repeated to them.
    for own in (f'value="{SECRET}"', f"“{SECRET}”", quote(f"“{SECRET}”")):
        page = page.replace(own, "")
    assert page.count(SECRET) == 0


def test_hidden_issues_are_not_the_latest_nor_neighbours_nor_readable(client):
    index = BulletinIndexFactory()
    shown = publish(BulletinIssueFactory(parent=index, number=1, year=2000, title="Jawny"))
    hidden = hidden_issues(index)

    assert client.get(f"{index.url}latest/").url == urlsplit(shown.url).path
    assert SECRET not in client.get(shown.url).content.decode()
    for issue in hidden:
        for path in ("", "edition-1/"):
            assert SECRET not in client.get(f"{issue.url}{path}").content.decode()


def test_the_feed_counts_a_correction_as_an_update(client):
    index = BulletinIndexFactory()
    issue = publish(BulletinIssueFactory(parent=index, body=[text("Raz")], summary="O czym"))

    feed = client.get(f"{index.url}feed/")

    assert feed["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert f"<id>{issue.full_url}</id>" in feed.content.decode()
    assert "O czym" in feed.content.decode()


def test_every_block_has_a_preview(admin_client):
    blocks = BulletinIssueFactory().body.stream_block.child_blocks

    for block_ in blocks.values():
        url = reverse("wagtailadmin_block_preview")
        response = admin_client.get(url, {"id": block_.definition_prefix})
        assert (block_.name, response.status_code) == (block_.name, 200)
        assert response.context["items"] == block_.sample_items()


def test_own_links_of_an_old_issue_follow_the_address_of_the_site(client):
    words = '<p>Słowa o http://localhost/dawno <a href="/konkurs/">tu</a></p>'
    issue = publish(BulletinIssueFactory(body=[block("text", title="", text=words)]))
    assert 'href="http://localhost/konkurs/"' in client.get(issue.url).content.decode()

    site = Site.objects.get()
    site.hostname, site.port = "miasto.example.org", 8080
    site.save()

    html = client.get(issue.url, headers={"host": "miasto.example.org:8080"}).content.decode()
    assert 'href="http://miasto.example.org:8080/konkurs/"' in html
    assert "Słowa o http://localhost/dawno" in html
    assert 'href="http://localhost' not in html
