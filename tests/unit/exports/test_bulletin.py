"""Issues as Atom and as schema.org data."""

import datetime
from xml.etree import ElementTree

import pytest

from tests.factories.bulletin import BulletinIndexFactory, BulletinIssueFactory, publish
from tests.unit.domain.bulletin.test_content import make_issue
from wagtail_ngo.exports.bulletin import issue_feed, issue_json_ld

ATOM = "{http://www.w3.org/2005/Atom}"


def test_an_issue_says_what_serial_it_is_of():
    issue = make_issue(
        url="https://a.example/7/",
        serial_url="https://a.example/",
        issn="1234-5678",
        publisher="Urząd",
        summary="O czym",
        issue_date=datetime.date(2017, 7, 1),
    )

    assert issue_json_ld(issue) == {
        "@context": "https://schema.org",
        "@type": "PublicationIssue",
        "name": "Biuletyn 7–8/2017",
        "issueNumber": "7–8/2017",
        "inLanguage": "pl",
        "url": "https://a.example/7/",
        "isPartOf": {
            "@type": "Periodical",
            "name": "Biuletyn",
            "url": "https://a.example/",
            "issn": "1234-5678",
        },
        "datePublished": "2017-07-01",
        "publisher": {"@type": "Organization", "name": "Urząd"},
        "description": "O czym",
    }
    bare = issue_json_ld(make_issue())
    assert not {"datePublished", "publisher", "description"} & set(bare)
    assert "issn" not in bare["isPartOf"]


@pytest.mark.django_db
def test_a_feed_dates_an_issue_by_its_first_edition_and_updates_it_by_its_last():
    index = BulletinIndexFactory()
    issue = publish(BulletinIssueFactory(parent=index, summary="O czym"))
    first = issue.shown_editions[-1].issued_at
    draft = BulletinIssueFactory(parent=index, first_published_at=None)

    text = issue_feed(index, [issue, draft], feed_url="https://a.example/f/")

    root = ElementTree.fromstring(text)  # noqa: S314 -- our own text
    one, other = root.iter(f"{ATOM}entry")
    assert root.find(f"{ATOM}author/{ATOM}name").text == index.publisher
    assert one.find(f"{ATOM}title").text == issue.title
    assert one.find(f"{ATOM}id").text == issue.get_full_url()
    assert one.find(f"{ATOM}summary").text == "O czym"
    published, updated = (
        datetime.datetime.fromisoformat(one.find(f"{ATOM}{name}").text)
        for name in ("published", "updated")
    )
    assert published == first
    assert updated == issue.shown_editions[0].issued_at
    noon = other.find(f"{ATOM}published").text
    assert noon.startswith(f"{draft.issue_date.isoformat()}T12:00:00")
