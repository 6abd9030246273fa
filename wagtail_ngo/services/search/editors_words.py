"""What editors add to the language, read once per catalogue: no reindexing needed."""

from __future__ import annotations

from wagtail_ngo.domain.search import Plain
from wagtail_ngo.domain.search.phrases import Dictionary, Situation, read_situation
from wagtail_ngo.models import SearchAskingWord, SearchSituation, SearchTranslation
from wagtail_ngo.models.search import listed
from wagtail_ngo.services.search.catalogue import Catalogue


def situations(catalogue: Catalogue, language: Plain) -> list[Situation]:
    derived = catalogue.derived.get("situations")
    if derived is None:
        derived = catalogue.derived["situations"] = [
            read_situation(listed(row.phrases), listed(row.words), row.sentence, language)
            for row in SearchSituation.objects.filter(is_active=True)
        ]
    return derived


def dictionary(catalogue: Catalogue, language: Plain) -> Dictionary:
    derived = catalogue.derived.get("dictionary")
    if derived is None:
        rows = SearchTranslation.objects.filter(is_active=True)
        pairs = ((row.meaning, row.phrases) for row in rows)
        derived = catalogue.derived["dictionary"] = Dictionary(pairs, language)
    return derived


def asking_words(catalogue: Catalogue, language: Plain) -> frozenset[str]:
    """Words people only ask with: those of the language and the editors' own."""
    derived = catalogue.derived.get("asking")
    if derived is None:
        own = {
            token for row in SearchAskingWord.objects.all() for token in language.tokens(row.words)
        }
        derived = catalogue.derived["asking"] = language.asking_words | own
    return derived
