"""What other programs read in the head of a page."""

import re

import pytest
from wagtail.models import Site

from tests.factories.bulletin import BulletinIndexFactory
from tests.factories.directory import NGODirectoryFactory, NGOFactory

pytestmark = pytest.mark.django_db
DESCRIPTION = re.compile(r'<meta (?:name="|property="og:)description" content="([^"]*)">')


def descriptions(client, page) -> list[str]:
    return DESCRIPTION.findall(client.get(page.url).content.decode())


def test_description_is_the_lead_of_an_entry_and_what_is_written_for_search_engines_first(client):
    entry = NGOFactory(title="Latarnia", lead='Pomagamy „sąsiadom" & psom.')
    assert descriptions(client, entry) == ["Pomagamy „sąsiadom&quot; &amp; psom."] * 2

    entry.search_description = "Dla wyszukiwarek."
    entry.save()

    assert descriptions(client, entry) == ["Dla wyszukiwarek."] * 2


def test_description_of_a_list_is_the_text_of_its_introduction(client):
    serial = BulletinIndexFactory(
        introduction="<p>Piszemy o <b>Słupsku</b>.</p><ul><li>Co miesiąc &amp; za darmo</li></ul>"
    )

    assert descriptions(client, serial) == ["Piszemy o Słupsku. Co miesiąc &amp; za darmo"] * 2


def test_a_page_without_words_is_described_by_its_title_and_its_site(client, site_name):
    directory = NGODirectoryFactory(title="Katalog", introduction="<p> </p>")

    assert descriptions(client, directory) == ["Katalog – Miasto"] * 2


@pytest.fixture
def site_name():
    Site.objects.update(site_name="Miasto")
