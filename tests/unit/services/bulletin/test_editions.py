"""What readers see of an edition after the town's address or the draft has changed."""

import datetime

import pytest
from wagtail.models import Site

from tests.factories.bulletin import BulletinIssueFactory, block, publish
from wagtail_ngo.models import BulletinIssuePage
from wagtail_ngo.services.bulletin import editions

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


def issued(text: str = "<p>Raz</p>") -> BulletinIssuePage:
    return publish(BulletinIssueFactory(body=[block("text", title="", text=text)]))


def move_site(host: str) -> None:
    Site.objects.update(hostname=host, port=443)
    Site.clear_site_root_paths_cache()


def test_own_links_of_an_old_issue_lead_to_the_site_of_today():
    root = Site.objects.get().root_url
    issue = issued(f'<p><a href="{root}/kontakt/">K</a> <a href="https://inny.example/">I</a></p>')
    before = editions.shown_content(issue, issue.latest_edition)

    move_site("nowe.example.org")
    issue = BulletinIssuePage.objects.get(pk=issue.pk)
    after = editions.shown_content(issue, issue.latest_edition)

    assert before == issue.latest_edition.get_content()
    [item] = after.all_items()
    assert 'href="https://nowe.example.org/kontakt/"' in item.html
    assert 'href="https://inny.example/"' in item.html
    assert after.serial_url.startswith("https://nowe.example.org/")
    assert issue.latest_edition.get_content() == before


def test_an_edition_without_an_address_is_shown_as_it_is():
    issue = issued()
    edition = issue.latest_edition
    edition.content = edition.content | {"serial_url": "", "url": ""}

    assert editions.shown_content(issue, edition) == edition.get_content()


def test_a_page_that_is_taken_down_is_a_draft_with_changes_as_if_never_published():
    issue = publish(BulletinIssueFactory())
    other = publish(BulletinIssueFactory())

    editions.take_down(issue)

    assert (issue.live, issue.has_unpublished_changes) == (False, True)
    stored = BulletinIssuePage.objects.get(pk=issue.pk)
    assert (
        stored.live,
        stored.has_unpublished_changes,
        stored.live_revision,
        stored.first_published_at,
        stored.last_published_at,
    ) == (False, True, None, None, None)
    assert BulletinIssuePage.objects.get(pk=other.pk).live


@pytest.mark.parametrize(
    ("live", "published", "text", "waits"),
    [
        (True, HOUR, "<p>Dwa</p>", True),
        (True, HOUR, "", False),
        (True, 0 * HOUR, "<p>Dwa</p>", False),
        (True, None, "<p>Dwa</p>", False),
        (False, HOUR, "<p>Dwa</p>", False),
    ],
)
def test_what_was_published_after_the_edition_and_differs_waits_for_a_note(
    live, published, text, waits
):
    issue = issued()
    edition = issue.latest_edition
    if text:
        issue.body = [block("text", title="", text=text)]
    issue.live = live
    issue.last_published_at = None if published is None else edition.issued_at + published

    assert editions.waits_for_a_note(issue, edition) is waits


@pytest.mark.parametrize(
    ("note", "is_new"), [("", False), ("  ", False), ("Stara", False), (" Nowa ", True)]
)
def test_a_note_is_new_when_it_says_something_else(note, is_new):
    issue = issued()
    edition = issue.latest_edition
    edition.note, issue.correction_note = "Stara", note

    assert editions.has_new_note(issue, edition) is is_new
