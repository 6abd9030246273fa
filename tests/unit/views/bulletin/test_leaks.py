"""A draft, unpublished or restricted issue shows nowhere (Done when 6)."""

from urllib.parse import quote, urlsplit

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.core.files.base import ContentFile
from django.test import RequestFactory
from django.utils import timezone
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import PageViewRestriction

from tests.factories.bulletin import (
    BulletinIndexFactory,
    BulletinIssueFactory,
    block,
    publish,
    section,
)
from wagtail_ngo.blocks import BulletinArchiveBlock, LatestBulletinBlock
from wagtail_ngo.enums import FileStatus, PDFVariant, SubscriberStatus
from wagtail_ngo.models import BulletinFile, BulletinIssuePage, BulletinSubscriber
from wagtail_ngo.services.bulletin import mail as bulletin_mail

pytestmark = pytest.mark.django_db
SECRET = "Tajemnica"
OWN_PATHS = [
    "",
    "edition-1/",
    "edition-2/",
    "pdf/web/",
    "edition-1/pdf/web/",
    "pdf/print/",
    "cover/",
    "1/",
]
LIST_PATHS = ["", f"?q={SECRET}", "?q=wspólne", "feed/"]


def with_files(issue):
    """The issue with ready files, as if they had been made."""
    for edition in issue.editions.all():
        for variant in (PDFVariant.WEB, PDFVariant.PRINT):
            row, _made = BulletinFile.objects.get_or_create(edition=edition, variant=variant)
            row.file.save("a.pdf", ContentFile(f"%PDF {SECRET}".encode()), save=False)
            row.thumbnail.save("a.png", ContentFile(SECRET.encode()), save=False)
            row.status, row.sha256 = FileStatus.READY, "0" * 64
            row.finished_at = timezone.now()
            row.save()
    return issue


def make(serial, slug):
    body = [
        section(SECRET),
        block("text", title="", text='<p>wspólne <a href="https://example.org/">więcej</a></p>'),
    ]
    return BulletinIssueFactory(
        parent=serial, title=SECRET, slug=slug, summary=SECRET, body=body, live=False
    )


def hide(kind, serial):
    if kind == "draft":
        return make(serial, kind)
    issue = with_files(publish(make(serial, kind)))
    if kind == "unpublished":
        issue.unpublish()
    elif kind == "expired":
        issue.expire_at = timezone.now() - timezone.timedelta(hours=1)
        issue.save()
    elif kind in ("login", "password"):
        PageViewRestriction.objects.create(page=issue, restriction_type=kind, password="x")
    return issue


def path_of(page) -> str:
    """Its address on its own site: ``url`` is absolute as soon as there are two sites."""
    return urlsplit(page.url).path


@pytest.fixture(params=["draft", "unpublished", "expired", "login", "password"])
def hidden(request):
    return hide(request.param, BulletinIndexFactory())


@pytest.fixture
def shown(hidden):
    body = [block("text", title="", text="<p>wspólne</p>")]
    return publish(
        BulletinIssueFactory(parent=hidden.get_parent(), title="Jawny", slug="jawny", body=body)
    )


def body_of(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.mark.parametrize("path", OWN_PATHS)
def test_its_own_addresses_tell_nothing(client, hidden, path):
    response = client.get(f"{hidden.url}{path}")

    assert SECRET.encode() not in body_of(response)


@pytest.mark.parametrize("path", LIST_PATHS)
def test_the_lists_of_the_serial_do_not_name_it(client, hidden, shown, path):
    response = client.get(f"{shown.get_parent().url}{path}")
    text = response.content.decode()

    # The visitor's own query is repeated to them.
    for own in (f'value="{SECRET}"', f"“{SECRET}”", quote(f"“{SECRET}”")):
        text = text.replace(own, "")
    assert response.status_code == 200
    assert SECRET not in text


@pytest.mark.parametrize("path", ["", "latest/", "feed/", "?q=wspólne", "subscribe/"])
def test_a_restriction_of_the_serial_closes_its_lists_too(client, path):
    issue = with_files(publish(make(BulletinIndexFactory(title=SECRET), "jawny")))
    serial = issue.get_parent()
    PageViewRestriction.objects.create(page=serial, restriction_type="login")

    response = client.get(f"{serial.url}{path}")

    assert (response.status_code, SECRET in body_of(response).decode()) == (302, False)
    assert path_of(issue) not in response.url
    assert SECRET not in body_of(client.get(f"{issue.url}pdf/web/")).decode()
    assert LatestBulletinBlock().render(
        LatestBulletinBlock().to_python({"heading": "", "bulletin": None}),
        {"request": RequestFactory().get("/")},
    ).strip() in ("", "\n")


def test_public_pages_name_no_stored_file_of_an_issue(client, shown):
    """A file's own address would stay open after the issue is closed."""
    with_files(shown)
    web = BulletinFile.objects.get(edition__issue=shown, variant=PDFVariant.WEB)

    pages = [client.get(url).content.decode() for url in (shown.url, shown.get_parent().url)]

    assert [web.file.url in html or web.thumbnail.url in html for html in pages] == [False, False]
    assert f'src="{path_of(shown)}cover/"' in pages[1]


def test_a_draft_of_an_issued_bulletin_shows_nowhere(client):
    issue = with_files(publish(make(BulletinIndexFactory(), "jawny")))
    issue.title = issue.summary = "Nowy szkic"
    issue.body = [block("text", title="", text="<p>Nowy szkic</p>")]
    issue.save_revision()

    urls = [issue.url, issue.get_parent().url, f"{issue.get_parent().url}feed/"]
    assert ["Nowy szkic" in client.get(url).content.decode() for url in urls] == [False] * 3
    assert client.get(f"{issue.get_parent().url}?q=szkic").context["page_obj"].paginator.count == 0


def test_its_neighbour_and_the_newest_address_do_not_lead_to_it(client, hidden, shown):
    assert SECRET not in client.get(shown.url).content.decode()
    assert client.get(f"{shown.get_parent().url}latest/").url == path_of(shown)
    assert client.get(f"{shown.get_parent().url}latest/pdf/").status_code == 404
    with_files(shown)
    newest = client.get(f"{shown.get_parent().url}latest/pdf/").url
    assert newest == f"{path_of(shown)}pdf/web/"


def test_blocks_of_the_host_do_not_show_it(hidden, shown):
    request = RequestFactory().get("/")
    serial = shown.get_parent()
    latest = LatestBulletinBlock()
    archive = BulletinArchiveBlock()
    for block_, value in [
        (latest, {"heading": "", "bulletin": serial.pk}),
        (archive, {"heading": "", "bulletin": serial.pk, "most": 9}),
    ]:
        html = block_.render(block_.to_python(value), {"request": request})
        assert shown.title in html
        assert SECRET not in html


def test_the_sitemap_does_not_name_it(hidden, shown):
    request = RequestFactory().get("/", headers={"host": "localhost"})
    request.user = AnonymousUser()

    listed = [
        entry["location"]
        for page in Sitemap(request).items()
        for entry in page.get_sitemap_urls(request)
    ]
    assert shown.full_url in listed
    assert hidden.full_url not in listed


def test_it_is_not_mailed(hidden):
    serial = hidden.get_parent().specific
    BulletinSubscriber.objects.create(
        serial=serial, email="a@example.org", status=SubscriberStatus.ACTIVE
    )

    with pytest.raises(ValueError, match="everyone may read"):
        bulletin_mail.open_mailing(hidden, now=timezone.now())
    assert mail.outbox == []


def test_the_search_of_the_site_knows_the_issued_text_and_not_the_draft():
    issue = publish(BulletinIssueFactory(body=[block("text", title="", text="<p>Wydane</p>")]))
    issue.body = [block("text", title="", text=f"<p>{SECRET}</p>")]
    publish(issue)

    assert list(BulletinIssuePage.objects.search("Wydane")) == [issue]
    assert list(BulletinIssuePage.objects.search(SECRET)) == []
