"""What visitors are told beside forms, where an entry says little, and of accessibility."""

import datetime
import re

import pytest
from django.utils import timezone
from wagtail.models import Site

from tests.factories.bulletin import BulletinIndexFactory, BulletinIssueFactory, block, publish
from tests.factories.directory import ContactChannelFactory, NGODirectoryFactory, NGOFactory
from tests.factories.events import EventFactory
from tests.factories.events import publish as event
from wagtail_ngo import checks
from wagtail_ngo.blocks import AccessibilityStatementBlock
from wagtail_ngo.models import NGOSettings
from wagtail_ngo.services.sites import without_privacy_notice

pytestmark = pytest.mark.django_db
NOTICE = "https://bip.example.org/rodo"


@pytest.fixture
def settings_of_site():
    return NGOSettings.for_site(Site.objects.get(is_default_site=True))


def text_of(client, address: str) -> str:
    return client.get(address).content.decode()


@pytest.fixture
def forms():
    """Addresses of forms that everybody may fill in."""
    directory = NGODirectoryFactory()
    entry = NGOFactory(parent=directory)
    calendar = EventFactory(
        start_date=timezone.localdate() + datetime.timedelta(days=9),
        registration_mode="here",
    )
    event(calendar)
    return [
        f"{directory.url}missing/",
        f"{entry.url}report/",
        f"{BulletinIndexFactory().url}subscribe/",
        calendar.occurrences.get().get_url() + "register/",
    ]


def test_every_form_says_what_for_and_links_the_notice(client, forms, settings_of_site):
    settings_of_site.privacy_url = NOTICE
    settings_of_site.save()
    for address in forms:
        text = text_of(client, address)
        assert f'<a href="{NOTICE}">Privacy notice</a>' in text, address
        assert "Purpose: " in text, address
        assert "GDPR art. 6(1)" in text, address
        assert not re.search(r"[A-Z]{3,}_[A-Z]+", re.sub(r"<[^>]*>", "", text)), address


def test_a_form_without_a_notice_says_what_for_all_the_same(client, forms):
    text = text_of(client, forms[0])
    assert "Purpose: " in text
    assert "Privacy notice" not in text


def test_a_notice_may_be_a_page_and_counts_only_while_it_is_live(settings_of_site):
    page = NGODirectoryFactory(title="RODO")
    settings_of_site.privacy_page = page
    settings_of_site.save()
    assert NGOSettings.of(settings_of_site.site).privacy_address == page.full_url
    assert without_privacy_notice("default") == []
    page.unpublish()
    assert NGOSettings.of(settings_of_site.site).privacy_address == ""
    assert len(without_privacy_notice("default")) == 1


def test_the_check_names_a_site_without_a_notice_and_only_where_there_is_a_database(
    settings_of_site,
):
    [warning] = checks.check_privacy_notice(databases=["default"])
    assert warning.id == "wagtail_ngo.W165"
    assert checks.check_privacy_notice(databases=None) == []
    settings_of_site.privacy_url = NOTICE
    settings_of_site.save()
    assert checks.check_privacy_notice(databases=["default"]) == []


def test_reading_the_settings_of_a_site_writes_no_row():
    site = Site.objects.get(is_default_site=True)
    assert NGOSettings.of(site).privacy_address == ""
    assert not NGOSettings.objects.exists()


# ---- an entry -----------------------------------------------------------------------------------


def test_the_office_stands_where_an_entry_has_no_contact(client, settings_of_site):
    settings_of_site.office_name, settings_of_site.office_phone = "Centrum", "+48598414605"
    settings_of_site.save()
    silent, reachable = NGOFactory(), NGOFactory()
    ContactChannelFactory(organization=reachable, kind="email", value="a@example.org")
    text = text_of(client, silent.url)
    assert "Centrum can tell you how to reach the organization" in text
    assert 'href="tel:+48598414605"' in text
    assert "Centrum" not in text_of(client, reachable.url)


def test_an_office_without_phone_and_mail_is_no_contact(client, settings_of_site):
    settings_of_site.office_name = "Centrum"
    settings_of_site.save()
    assert "Centrum" not in text_of(client, NGOFactory().url)


def test_the_way_to_report_a_missing_organization_is_everywhere(client):
    directory = NGODirectoryFactory()
    entry = NGOFactory(parent=directory)
    for address in (directory.url, f"{directory.url}map/", entry.url):
        assert f'href="{directory.url}missing/' in text_of(client, address)


def test_an_entry_names_the_issues_that_tell_of_it(client):
    entry, other = NGOFactory(), NGOFactory()
    body = [block("organization", organization=entry.pk, title="", text="")]
    serial = BulletinIndexFactory()
    told = publish(BulletinIssueFactory(parent=serial, title="Numer o nich", body=body))
    BulletinIssueFactory(parent=serial, title="Szkic o nich", body=body)
    text = text_of(client, entry.url)
    assert told.url in text
    assert "Szkic o nich" not in text
    assert "In the bulletin" not in text_of(client, other.url)


def test_easy_words_stand_before_the_ordinary_text(client):
    entry = NGOFactory(easy_text="<p>Pomagamy ludziom.</p>")
    page = event(EventFactory(easy_text="<p>To jest koncert.</p>"))
    for address, words in ((entry.url, "Pomagamy ludziom."), (page.url, "To jest koncert.")):
        text = text_of(client, address)
        assert text.index("Easy to read") < text.index(words)
    assert "Easy to read" not in text_of(client, NGOFactory().url)


# ---- the statement ------------------------------------------------------------------------------

#: Of the technical conditions for accessibility statements; the last two where they apply.
REQUIRED = [
    "a11y-wstep", "a11y-podmiot", "a11y-url", "a11y-data-publikacja", "a11y-data-aktualizacja",
    "a11y-status", "a11y-data-sporzadzenie", "a11y-kontakt", "a11y-osoba", "a11y-email",
    "a11y-telefon", "a11y-procedura", "a11y-architektura",
]  # fmt: skip
OPTIONAL = ["a11y-ocena", "a11y-audytor", "a11y-data-przeglad", "a11y-aplikacje"]


def statement(**values) -> str:
    statement = AccessibilityStatementBlock()
    return statement.render(
        statement.to_python({**statement.meta.preview_value, **values}), context={}
    )


def test_a_statement_has_each_part_of_the_model_once():
    html = statement()
    for one in REQUIRED:
        assert html.count(f'id="{one}"') == 1, one
    for one in OPTIONAL:
        assert f'id="{one}"' not in html
    full = statement(
        burden_url="https://example.org/a", auditor="Audytor", reviewed_on="2026-11-04",
        apps="<p>Brak.</p>",
    )  # fmt: skip
    for one in OPTIONAL:
        assert full.count(f'id="{one}"') == 1, one
    assert '<time id="a11y-data-publikacja" datetime="2026-01-02">' in html


@pytest.mark.parametrize(
    ("conformance", "words"),
    [("full", "conforms with"), ("partial", "conforms in part"), ("none", "does not conform")],
)
def test_a_statement_says_how_far_the_site_conforms(conformance, words):
    assert words in statement(conformance=conformance)


def test_names_in_a_statement_are_escaped():
    assert "<b>" not in statement(body="<b>Urząd", contact="<b>", faults="")
