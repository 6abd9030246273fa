"""A directory of these entries, and a way to ask its index as a service does."""

from django.utils import timezone

from tests.factories.directory import NGODirectoryFactory, NGOFactory
from wagtail_ngo.domain.search import bits
from wagtail_ngo.services.search import state
from wagtail_ngo.services.search.catalogue import catalogue
from wagtail_ngo.services.search.matching import Matcher
from wagtail_ngo.services.search.synonyms import synonyms


def directory_of(*titles: str, **leads: str):
    """A directory with these entries; a word given by name is the title of one with that lead."""
    directory = NGODirectoryFactory(slug="spis")
    for title in titles:
        NGOFactory(parent=directory, title=title)
    for title, lead in leads.items():
        NGOFactory(parent=directory, title=title, lead=lead)
    return directory


def matcher_of(directory) -> Matcher:
    """Asks about all entries of the directory as they are now."""
    current = catalogue(directory, now=timezone.now())
    language = state.language()
    return Matcher(current, language, synonyms(current, language), current.everything)


def titles(matcher: Matcher, entries: int) -> list[str]:
    """Titles of a set of entries, in the order of the alphabet."""
    from wagtail_ngo.models import NGOPage

    pks = [matcher.catalogue.pks[place] for place in bits.positions(entries)]
    return [NGOPage.objects.get(pk=pk).title for pk in pks]
