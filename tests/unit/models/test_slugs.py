"""Addresses made of titles."""

import pytest

from tests.factories.directory import NGODirectoryFactory
from tests.factories.events import EventIndexFactory
from wagtail_ngo.models import ActivityArea, EventPage, NGOPage
from wagtail_ngo.models.slugs import ascii_slug, slug_of

TITLE = "Koło Gospodyń „Żółta Łąka”"


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        (TITLE, "kolo-gospodyn-zolta-laka"),
        ("Zażółć gęślą jaźń", "zazolc-gesla-jazn"),
        ("Łódź", "lodz"),
        ("Straße, Đorđe, Ødegård", "strasse-dorde-odegard"),
        ("„–”", ""),
    ],
)
def test_no_letter_is_lost_on_the_way_to_plain_ones(text, slug):
    assert ascii_slug(text) == slug


def test_the_setting_of_the_host_decides(settings):
    settings.WAGTAIL_ALLOW_UNICODE_SLUGS = True
    assert slug_of(TITLE) == "koło-gospodyń-żółta-łąka"
    settings.WAGTAIL_ALLOW_UNICODE_SLUGS = False
    assert slug_of(TITLE) == "kolo-gospodyn-zolta-laka"


@pytest.mark.django_db
def test_pages_without_a_typed_address_and_terms_have_a_plain_one(settings):
    settings.WAGTAIL_ALLOW_UNICODE_SLUGS = False
    directory, calendar = NGODirectoryFactory(), EventIndexFactory()

    pages = [NGOPage(title=TITLE), NGOPage(title=TITLE), NGOPage(title=TITLE, slug="typed")]
    for page in pages:
        directory.add_child(instance=page)
    event = EventPage(title="Łódki", start_date="2027-01-01")
    calendar.add_child(instance=event)
    area = ActivityArea(name="Żłobki")
    area.save()

    assert [page.slug for page in pages] == [
        "kolo-gospodyn-zolta-laka", "kolo-gospodyn-zolta-laka-2", "typed",
    ]  # fmt: skip
    assert (event.slug, area.slug) == ("lodki", "zlobki")
