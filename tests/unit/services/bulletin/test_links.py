"""Links of an issue that lead nowhere within the town's own site."""

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.models import PageViewRestriction, Site

from tests.factories.bulletin import BulletinIssueFactory, block, publish, section
from tests.factories.directory import NGOFactory
from wagtail_ngo.services.bulletin.issue import compose
from wagtail_ngo.services.bulletin.links import DeadLinks

pytestmark = pytest.mark.django_db


@pytest.fixture
def links() -> DeadLinks:
    return DeadLinks(Site.objects.get())


def test_addresses_of_pages_are_dead_when_the_public_gets_no_page(links):
    entry, draft, closed = (NGOFactory(title=title) for title in ("Łąka", "Szkic", "Tajne"))
    draft.unpublish()
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    root = links.site.root_url

    dead = {
        url: links.is_dead(url)
        for url in (
            "",
            root,
            f"{root}/",
            entry.full_url,
            f"{entry.full_url}?a=1#b",
            f"{entry.full_url}nic/",
            draft.full_url or f"{root}/szkic/",
            closed.full_url,
            f"{root}.evil.example/nic/",
            "https://inny.example/nic/",
        )
    }

    assert [url for url, is_dead in dead.items() if is_dead] == [
        f"{entry.full_url}nic/",
        draft.full_url or f"{root}/szkic/",
        closed.full_url,
    ]


def test_a_document_is_dead_when_that_very_document_is_gone(links):
    gone, kept = (
        get_document_model().objects.create(title=name, file=ContentFile(b"x", name=f"{name}.txt"))
        for name in ("gone", "kept")
    )
    addresses = [f"{links.site.root_url}{document.url}" for document in (gone, kept)]
    gone.delete()

    assert [links.is_dead(url) for url in addresses] == [True, False]


def test_files_of_media_and_static_are_left_alone(links, settings):
    for folder in (settings.MEDIA_URL, settings.STATIC_URL):
        assert not links.is_dead(f"{links.site.root_url}{folder}none.png")


def test_dead_links_are_told_by_their_words_and_their_block(links):
    address = f"{links.site.root_url}/nie-ma/"
    html = (
        f'<p><a href="{address}">tu <b>kliknij</b></a> <a href="https://inny.example/">tam</a></p>'
    )
    issue = publish(
        BulletinIssueFactory(
            editorial=html, body=[section("Wieści"), block("text", title="", text=html)]
        )
    )
    content = compose(issue, now=issue.last_published_at)
    [item] = content.all_items()

    assert [(one.code, one.detail, one.block_id, one.field) for one in links.findings(content)] == [
        ("dead_link", "tu kliknij", "", "editorial"),
        ("dead_link", "tu kliknij", item.block_id, ""),
    ]
