"""Which of the matching entries comes first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from wagtail_ngo.domain.search.language import Plain
from wagtail_ngo.domain.search.terms import Query, is_acronym

# Each step outweighs all below it together.
_EXACT, _NAME_BEGINS, _NAME_WORDS, _SHORT_NAME, _CATEGORY, _LEAD = 64, 32, 16, 14, 6, 2
_INACTIVE, _OVERDUE = -200, -4


@dataclass(frozen=True)
class Candidate:
    """What ranking needs to know of a matching entry."""

    name: str
    sort_name: str
    other_names: Sequence[str] = ()
    category_keys: Collection[str] = ()
    lead: str = ""
    is_active: bool = True
    is_overdue: bool = False


def score(candidate: Candidate, query: Query, language: Plain) -> float:
    """How well the entry answers the query; higher is better.

    Exact name, beginning of the name, words of the name, short name, activity areas, lead; what
    is only in the description scores nothing.
    """
    asked = len(query.words) or 1
    total = 0.0
    phrase = query.phrase
    name_tokens = language.tokens(candidate.name)
    name = " ".join(name_tokens)
    others = [" ".join(language.tokens(other)) for other in candidate.other_names]
    if phrase and (phrase == name or phrase in others):
        total += _EXACT
    elif phrase and (
        name.startswith(phrase) or language.fold(candidate.sort_name).startswith(phrase)
    ):
        total += _NAME_BEGINS
    name_keys = [language.key(token) for token in name_tokens]
    total += _NAME_WORDS * _share(query.keys, name_keys)
    total += _name_details(query, name_tokens, name_keys)
    short = {key for other in others for key in map(language.key, other.split())}
    if _may_be_acronym(query, name_tokens) and is_acronym(query.words[0], candidate.name, language):
        short.add(query.words[0])
    total += (
        _SHORT_NAME
        * sum(
            key in short or word in short for key, word in zip(query.keys, query.words, strict=True)
        )
        / asked
    )
    total += _CATEGORY * _share(query.keys, candidate.category_keys)
    total += _LEAD * _share(query.keys, language.keys(candidate.lead))
    return total + (0 if candidate.is_active else _INACTIVE) + _OVERDUE * candidate.is_overdue


def _may_be_acronym(query: Query, name_tokens: Sequence[str]) -> bool:
    """An acronym has no more letters than the name has words."""
    return len(query.words) == 1 and len(query.words[0]) <= len(name_tokens)


def _name_details(query: Query, tokens: list[str], keys: list[str]) -> float:
    """Ties among names: the same form, a longer word, few other words besides."""
    asked = len(query.words) or 1
    same = sum(word in tokens for word in query.words) / asked
    begun = sum(any(token.startswith(word) for token in tokens) for word in query.words) / asked
    share = len(set(query.keys) & set(keys)) / max(len(keys), 1)
    return 1.5 * same + 4 * begun + share


def _share(asked: Sequence[str], have: Collection[str]) -> float:
    return sum(key in have for key in asked) / len(asked) if asked else 0.0
