"""Which of the matching entries comes first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from wagtail_ngo.domain.search.language import Plain
from wagtail_ngo.domain.search.terms import Query, is_acronym

# The highest first. What stands for a word (a synonym, a relative) counts as the word in all steps
# but the last three.
STEPS = (
    "is active",
    "exact name",
    "name begins so",
    "words of the name",
    "short name",
    "activity areas",
    "target groups and other terms",
    "lead",
    "same form anywhere",
    "same form in the name",
    "longer words in the name",
    "few other words in the name",
    "is not overdue",
)
# Each step, reached wholly, outweighs all below it together.
WEIGHTS = {step: 2.0 ** (len(STEPS) - 1 - place) for place, step in enumerate(STEPS)}

# For each word of a query the phrases, as keys, that stand for it, and how much each counts.
Meanings = Sequence[Sequence[tuple[float, tuple[str, ...]]]]


@dataclass(frozen=True)
class Candidate:
    """What ranking needs to know of a matching entry."""

    name: str
    sort_name: str
    other_names: Sequence[str] = ()
    area_keys: Collection[str] = ()
    # Keys of groups, districts, languages and the legal form.
    term_keys: Collection[str] = ()
    lead: str = ""
    # Words of the query that are in the entry as they were typed.
    same_forms: Collection[str] = ()
    is_active: bool = True
    is_overdue: bool = False


def score(
    candidate: Candidate, query: Query, language: Plain, meanings: Meanings | None = None
) -> float:
    """How well the entry answers the query; higher is better.

    What is only in the description scores nothing.
    """
    meanings = meanings or [((1.0, (key,)),) for key in query.keys]
    tokens = language.tokens(candidate.name)
    keys = [language.key(token) for token in tokens]
    reached = {
        "is active": float(candidate.is_active),
        "words of the name": _share(meanings, keys),
        "short name": _short_name(candidate, query, language, tokens, meanings),
        "activity areas": _share(meanings, candidate.area_keys),
        "target groups and other terms": _share(meanings, candidate.term_keys),
        "lead": _share(meanings, language.keys(candidate.lead)),
        "same form anywhere": _of_words(query, lambda word: word in candidate.same_forms),
        "same form in the name": _of_words(query, lambda word: word in tokens),
        "longer words in the name": _of_words(
            query, lambda word: any(token.startswith(word) for token in tokens)
        ),
        "few other words in the name": len(set(query.keys) & set(keys)) / max(len(set(keys)), 1),
        "is not overdue": float(not candidate.is_overdue),
        **_whole_name(candidate, query, language, tokens),
    }
    return sum(WEIGHTS[step] * share for step, share in reached.items())


def _whole_name(
    candidate: Candidate, query: Query, language: Plain, tokens: Sequence[str]
) -> dict[str, float]:
    phrase, name = query.phrase, " ".join(tokens)
    if not phrase:
        return {}
    if phrase == name or phrase in (
        " ".join(language.tokens(other)) for other in candidate.other_names
    ):
        return {"exact name": 1.0}
    begins = name.startswith(phrase) or language.fold(candidate.sort_name).startswith(phrase)
    return {"name begins so": float(begins)}


def _short_name(
    candidate: Candidate,
    query: Query,
    language: Plain,
    tokens: Sequence[str],
    meanings: Meanings,
) -> float:
    short = {
        key
        for other in candidate.other_names
        for token in language.tokens(other)
        for key in (token, language.key(token))
    }
    if _may_be_acronym(query, tokens) and is_acronym(query.words[0], candidate.name, language):
        return 1.0
    return _share(meanings, short)


def _may_be_acronym(query: Query, name_tokens: Sequence[str]) -> bool:
    """An acronym has no more letters than the name has words."""
    return len(query.words) == 1 and len(query.words[0]) <= len(name_tokens)


def _of_words(query: Query, holds) -> float:
    return sum(map(holds, query.words)) / (len(query.words) or 1)


def _share(meanings: Meanings, keys: Collection[str]) -> float:
    """The share of the words that are there, themselves or by what stands for them."""
    if not meanings or not keys:
        return 0.0
    present = set(keys)
    best = (
        max((factor for factor, way in ways if present.issuperset(way)), default=0.0)
        for ways in meanings
    )
    return sum(best) / len(meanings)
