"""What is derived for one visitor is never shown to another."""

import pytest
from django.utils import timezone

from tests.factories.directory import NGODirectoryFactory, NGOFactory
from wagtail_ngo.services.search import catalogue, facets, state, synonyms
from wagtail_ngo.services.search.matching import Matcher

pytestmark = pytest.mark.django_db


def test_visitors_whose_sets_share_a_hash_have_their_own_counts():
    directory = NGODirectoryFactory()
    for number in range(62):
        NGOFactory(parent=directory, title=f"Koło {number:02}", lead="szachy" if number else "")
    found = catalogue.catalogue(directory, now=timezone.now())
    language = state.language()
    first, last = 1, 1 << 61
    assert hash(first) == hash(last)

    counts = [
        facets._saved_searches(
            Matcher(found, language, synonyms.synonyms(found, language), visible),
            [("Szachy", "szachy")],
        )[0]["1"].bit_count()
        for visible in (first, last)
    ]

    assert counts == [0, 1]
