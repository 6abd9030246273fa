"""The main job, once, as a newcomer does it: directory, event series, bulletin, its PDF."""

import io
import re
import unicodedata

import page as page_validation
import pikepdf
import pypdfium2
import pytest

from wagtail_ngo.models import BulletinIssuePage, CouncilElectionPage, EventPage, NGOPage

pytestmark = [pytest.mark.django_db, pytest.mark.town]

#: Text extraction writes a soft hyphen in one of these ways.
SOFT_HYPHENS = dict.fromkeys(map(ord, "\ufffe\u0002\u00ad"))


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.fixture
def bulletin_pdf(client) -> bytes:
    issue = BulletinIssuePage.objects.get(year=2017, number=1)
    response = client.get(f"{issue.url}pdf/web/")
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    return body(response)


def test_from_the_directory_to_an_entry_and_its_meeting(client):
    found = client.get("/organizacje/?q=niewidomi").text
    entry = NGOPage.objects.get(slug="polski-zwiazek-niewidomych")
    assert f'/organizacje/{entry.slug}/"' in found

    series = EventPage.objects.get(slug="spotkania-integracyjne")
    hosted = series.occurrences.get(organization_links__organization=entry)
    date_page = client.get(f"{series.url}{hosted.recurrence_id:%Y-%m-%d}/").text
    assert entry.title in date_page

    calendar = body(client.get(f"{series.url}ics/")).decode()
    assert calendar.startswith("BEGIN:VCALENDAR")
    assert "RRULE:" in calendar


def test_the_bulletin_links_its_pdf(client):
    issue = BulletinIssuePage.objects.get(year=2017, number=1)

    assert "/biuletyn/1-2017/" in client.get("/biuletyn/").text
    assert "pdf/web/" in client.get(issue.url).text


def test_the_first_bulletin_is_a_tagged_pdf_with_its_polish_text(bulletin_pdf):
    document = pikepdf.open(io.BytesIO(bulletin_pdf))
    assert document.Root.MarkInfo.Marked
    assert document.Root.Lang == "pl"
    assert document.open_metadata()["pdfuaid:part"] == "1"

    pages = pypdfium2.PdfDocument(bulletin_pdf)
    text = " ".join(page.get_textpage().get_text_bounded() for page in pages)
    text = unicodedata.normalize("NFC", re.sub(r"\s+", " ", text.translate(SOFT_HYPHENS)))
    assert "Biuletyn Informacyjny" in text
    assert set("ąćęłńóśźż") <= set(text)


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_the_first_bulletin_conforms(bulletin_pdf, profile):
    report = page_validation.validate_pdf_bytes(bulletin_pdf, profile=profile)

    assert [(one.rule_id, one.message) for one in report.failures] == []


def test_the_thirty_voters_of_2017_are_counted_and_not_typed(client):
    """Change one record: the number on the page changes, and no other."""
    election = CouncilElectionPage.objects.get(slug="wybory-2017")
    html = client.get(election.url).text
    figures = re.findall(r'ngo-turnout__figure">([^<]+)<', html)
    assert figures == ["30", "40", "75,0\u00a0%"]
    assert "</strong> przedstawicieli" in html

    election.counts.update(voters=24)

    html = client.get(election.url).text
    assert re.findall(r'ngo-turnout__figure">([^<]+)<', html) == ["24", "40", "60,0\u00a0%"]
