"""Files of a report for its editors: the newest draft, from the menu of the page."""

import io

import docx
import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.urls import reverse

from tests.factories.reports import ActivityReportFactory
from wagtail_ngo.exports.reports import office
from wagtail_ngo.models import StoredDocument

pytestmark = pytest.mark.django_db


def address(page, name: str) -> str:
    return reverse("wagtail_ngo_report_file", args=[page.pk, name])


def offered(client, page) -> list[str]:
    answer = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    links = BeautifulSoup(answer.content, "html.parser").select("a[href]")
    addresses = {address(page, name): name for name in ("pdf", "poster", "docx", "odt")}
    found = [addresses[link["href"]] for link in links if link["href"] in addresses]
    return list(dict.fromkeys(found))


def test_the_menu_offers_what_the_report_has(admin_client):
    value = {"heading": "", "figures": ["meetings"], "months": True, "hosts": True}
    plain = ActivityReportFactory(slug="plain")
    rich = ActivityReportFactory(slug="rich", body=[{"type": "poster", "value": value}])

    assert offered(admin_client, plain) == ["pdf", "docx", "odt"]
    assert offered(admin_client, rich) == ["pdf", "poster", "docx", "odt"]


def test_a_draft_is_written_and_kept_nowhere(admin_client):
    page = ActivityReportFactory(title="Stary tytuł")
    page.title = "Nowy tytuł"
    page.save_revision()

    answer = admin_client.get(address(page, "docx"))

    assert answer["Content-Type"] == office.CONTENT_TYPES["docx"]
    assert "no-store" in answer["Cache-Control"]
    assert docx.Document(io.BytesIO(answer.content)).paragraphs[0].text == "Nowy tytuł"
    assert StoredDocument.objects.count() == 0


def test_what_the_report_does_not_have_is_not_there(admin_client):
    page = ActivityReportFactory()

    assert admin_client.get(address(page, "poster")).status_code == 404
    assert admin_client.get(address(page, "nothing")).status_code == 404


def test_whoever_may_not_edit_gets_no_draft(client):
    page = ActivityReportFactory()
    user = get_user_model().objects.create_user("reader", "r@example.org", "secret")
    client.force_login(user)

    assert client.get(address(page, "docx")).status_code == 302
