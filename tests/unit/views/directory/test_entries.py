"""An entry in public: page, vCard, feed; each with something private that could leak."""

import json
import re
from datetime import date

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from tests.factories.cooperation import CooperationFactory
from tests.factories.directory import (
    ContactChannelFactory,
    NGODirectoryFactory,
    NGOFactory,
    RepresentativeFactory,
)
from wagtail_ngo.models import ActivityArea, Consent, Offer

pytestmark = pytest.mark.django_db


@pytest.fixture
def directory():
    return NGODirectoryFactory(title="Spis", slug="spis")


@pytest.fixture
def entry(directory):
    page = NGOFactory(
        title="Stowarzyszenie </script> & Łąka",
        slug="laka",
        parent=directory,
        lead="Pomagamy.",
        nip="1234563218",
        seat_street="Tajna 1",
        seat_postcode="76-200",
        seat_city="Słupsk",
        hide_street=True,
        latitude="54.464100",
        longitude="17.028700",
        internal_note="SECRET-NOTE",
        areas=[ActivityArea.objects.get(code="16")],
        last_published_at=timezone.now(),
        first_published_at=timezone.now(),
    )
    ContactChannelFactory(organization=page, kind="phone", value="+48598400000")
    ContactChannelFactory(organization=page, value="secret@example.org", is_public=False)
    RepresentativeFactory(organization=page, name="SECRET PERSON", phone="+48600100200")
    return page


SECRETS = ("SECRET", "secret@example.org", "600100200", "Tajna", "54.464", "17.028")


def assert_no_secret(text):
    assert [secret for secret in SECRETS if secret in text] == []


def test_entry_page_shows_public_data_only(client, entry):
    html = client.get("/spis/laka/").content.decode()

    assert_no_secret(html)
    assert 'href="tel:+48598400000">59 840 00 00</a>' in html
    assert "76-200 Słupsk" in html


def test_entry_page_shows_a_person_only_with_a_standing_consent(client, entry):
    shown = RepresentativeFactory(organization=entry, name="Jawna Osoba", is_public=True)
    Consent.objects.create(
        person=shown, scope="publication", given_on=date(2024, 1, 1), source="paper"
    )
    gone = RepresentativeFactory(organization=entry, name="SECRET withdrawn", is_public=True)
    Consent.objects.create(
        person=gone,
        scope="publication",
        given_on=date(2024, 1, 1),
        withdrawn_on=date(2024, 2, 1),
        source="paper",
    )
    RepresentativeFactory(organization=entry, name="SECRET no consent", is_public=True)

    html = client.get("/spis/laka/").content.decode()

    assert_no_secret(html)
    assert "Jawna Osoba" in html


def test_json_ld_stays_inside_its_script(client, entry):
    html = client.get("/spis/laka/").content.decode()

    [script] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    data = json.loads(script)
    assert data["name"] == "Stowarzyszenie </script> & Łąka"
    assert data["@type"] == "NGO"
    assert data["address"] == {
        "@type": "PostalAddress",
        "postalCode": "76-200",
        "addressLocality": "Słupsk",
        "addressCountry": "PL",
    }


def test_vcard(client, entry):
    response = client.get("/spis/laka/vcard/")
    text = response.content.decode()

    assert_no_secret(text)
    lines = text.replace("\r\n ", "").split("\r\n")
    assert "FN:Stowarzyszenie </script> & Łąka" in lines
    assert "TEL;TYPE=WORK,VOICE:+48598400000" in lines
    assert "ADR;TYPE=WORK:;;;Słupsk;;76-200;Polska" in lines
    assert response["Content-Type"] == "text/vcard; charset=utf-8"
    again = client.get("/spis/laka/vcard/", headers={"if-none-match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_feed_lists_what_the_visitor_may_see(client, entry, directory):
    hidden = NGOFactory(title="SECRET entry", parent=directory)
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    NGOFactory(title="SECRET draft", parent=directory, live=False)

    response = client.get("/spis/feed/")
    text = response.content.decode()

    assert_no_secret(text)
    assert text.count("<entry>") == 1
    assert f"urn:uuid:{entry.uuid}" in text
    assert response["Last-Modified"]


def test_feed_and_list_cost_the_same_for_more_entries(
    client, entry, directory, django_assert_max_num_queries
):
    for path in ("/spis/feed/", "/spis/"):
        client.get(path)
        with django_assert_max_num_queries(60) as one:
            client.get(path)
        cost = len(one)
        NGOFactory.create_batch(3, parent=directory)
        client.get(path)  # as before the first count: what search remembers is read again
        with django_assert_max_num_queries(cost):
            client.get(path)


def test_cooperation_with_a_hidden_entry_is_not_named(client, entry, directory):
    partner = NGOFactory(title="SECRET partner", parent=directory, live=False)
    open_partner = NGOFactory(title="Jawny partner", parent=directory)
    CooperationFactory(title="SECRET work", partners=[entry, partner])
    CooperationFactory(title="Ogród", partners=[open_partner, entry, partner])

    html = client.get("/spis/laka/").content.decode()

    assert_no_secret(html)
    assert "Jawny partner" in html


def test_editor_preview_renders_a_draft(entry, rf):
    Offer.objects.create(organization=entry, kind="rooms", text="Sala na 40 osób")
    draft = entry.get_latest_revision_as_object()
    draft.title = "Szkic"

    html = draft.make_preview_request().rendered_content

    assert "Sala na 40 osób" in html
    assert "Szkic" in html
