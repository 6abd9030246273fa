"""Which words that found nothing an editor has taken up: in a synonym, a situation and the like."""

from __future__ import annotations

from collections.abc import Iterable

from wagtail_ngo.domain.search import Plain
from wagtail_ngo.models import (
    SearchAskingWord,
    SearchSituation,
    SearchSynonym,
    SearchTranslation,
)
from wagtail_ngo.models.search import listed
from wagtail_ngo.services.search import state


def not_taken_up(asked: Iterable[str]) -> list[str]:
    """Those of the words that are no phrase of the editors' lists.

    In any form and order, as a situation understands them, and nothing more: a word that is in
    the lists helps no question that has others beside it. Asks for the lists in one query, where
    there are words.
    """
    words = list(asked)
    if not words:
        return []
    language = state.language()
    taken_up = {keys for text in _texts() for keys in _phrases(text, language) if keys}
    return [one for one in words if _keys(one, language) not in taken_up]


def _texts() -> Iterable[str]:
    others = [
        SearchSituation.objects.filter(is_active=True).values_list("phrases"),
        SearchTranslation.objects.filter(is_active=True).values_list("words"),
        SearchAskingWord.objects.values_list("words"),
    ]
    # Their usual order has no place in the parts of a union.
    rows = SearchSynonym.objects.order_by().values_list("words")
    return (text for (text,) in rows.union(*(other.order_by() for other in others), all=True))


def _phrases(text: str, language: Plain) -> Iterable[frozenset[str]]:
    """The keys of each phrase; of "husband/father drinks" only what is not parted by a "/"."""
    return (_keys(phrase, language) for phrase in listed(text) if "/" not in phrase)


def _keys(text: str, language: Plain) -> frozenset[str]:
    return frozenset(language.keys(text))
