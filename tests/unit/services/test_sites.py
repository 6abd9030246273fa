"""Which pages belong to a site."""

import pytest
from wagtail.models import Locale, Page, Site

from tests.factories.directory import NGODirectoryFactory
from wagtail_ngo.models import NGOSettings
from wagtail_ngo.services import sites

pytestmark = pytest.mark.django_db


def test_a_site_has_its_root_and_its_translations_but_no_other_site():
    site = Site.objects.get()
    root = site.root_page
    locale, other_locale = (
        Locale.objects.get_or_create(language_code=code)[0] for code in ("pl", "uk")
    )
    parent = root.get_parent()
    translations = []
    for code in (locale, other_locale):
        page = Page(title=f"Home {code}", slug=f"home-{code.language_code}", locale=code)
        page.translation_key = root.translation_key
        parent.add_child(instance=page)
        translations.append(page)

    assert [page.pk for page in sites.root_pages(site)] == [
        root.pk,
        *(page.pk for page in translations),
    ]
    other = Site.objects.create(hostname="uk.example", root_page=translations[1])
    assert [page.pk for page in sites.root_pages(site)] == [root.pk, translations[0].pk]
    # The root of the first site belongs to that.
    assert [page.pk for page in sites.root_pages(other)] == [page.pk for page in translations]


def test_below_is_the_page_itself_and_what_is_under_it():
    root = Site.objects.get().root_page
    directory = NGODirectoryFactory()
    inner = NGODirectoryFactory(parent=directory, slug="inner")
    outer = NGODirectoryFactory(slug="outer")

    def pages(roots):
        return set(Page.objects.filter(sites.below("path", roots)).values_list("pk", flat=True))

    assert pages([directory]) == {directory.pk, inner.pk}
    assert pages([inner, outer]) == {inner.pk, outer.pk}
    assert pages([root]) == {root.pk, directory.pk, inner.pk, outer.pk}
    assert pages([]) == set()


def test_sites_without_a_privacy_notice_are_named():
    site = Site.objects.get()
    second = Site.objects.create(hostname="b.example", root_page=site.root_page)
    assert set(sites.without_privacy_notice("default")) == {str(site), str(second)}

    NGOSettings.objects.create(site=site, privacy_page=site.root_page)

    assert sites.without_privacy_notice("default") == [str(second)]
