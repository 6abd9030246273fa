"""Which of the matching entries comes first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from operator import itemgetter

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
    return Ranking(query, language, meanings).score(candidate)


class Ranking:
    """One query, ready to be compared with many entries."""

    def __init__(self, query: Query, language: Plain, meanings: Meanings | None = None) -> None:
        self._query = query
        self._language = language
        self._meanings = [
            # The best way first: the first one that is there tells how much a word counts.
            sorted(ways, key=itemgetter(0), reverse=True)
            for ways in meanings or [((1.0, (key,)),) for key in query.keys]
        ]
        # No other key of an entry makes a difference.
        self._telling = frozenset(key for ways in self._meanings for _, way in ways for key in way)

    def score(self, candidate: Candidate) -> float:
        """How well the entry answers the query; higher is better."""
        query, language = self._query, self._language
        tokens = language.tokens(candidate.name)
        keys = {language.key(token) for token in tokens}
        forms, words, count = candidate.same_forms, query.words, len(query.words) or 1
        longer = [word for word in words if any(token.startswith(word) for token in tokens)]
        reached = {
            "is active": float(candidate.is_active),
            "words of the name": self._share(keys),
            "short name": self._short_name(candidate, tokens),
            "activity areas": self._share(candidate.area_keys),
            "target groups and other terms": self._share(candidate.term_keys),
            "lead": self._share(language.keys(candidate.lead)),
            "same form anywhere": sum(word in forms for word in words) / count,
            "same form in the name": sum(word in tokens for word in words) / count,
            "longer words in the name": len(longer) / count,
            "few other words in the name": len(keys.intersection(query.keys)) / max(len(keys), 1),
            "is not overdue": float(not candidate.is_overdue),
            **self._whole_name(candidate, tokens),
        }
        return sum(WEIGHTS[step] * share for step, share in reached.items())

    def _whole_name(self, candidate: Candidate, tokens: Sequence[str]) -> dict[str, float]:
        phrase, name, language = self._query.phrase, " ".join(tokens), self._language
        if not phrase:
            return {}
        if phrase == name or phrase in (
            " ".join(language.tokens(other)) for other in candidate.other_names
        ):
            return {"exact name": 1.0}
        begins = name.startswith(phrase) or language.fold(candidate.sort_name).startswith(phrase)
        return {"name begins so": float(begins)}

    def _short_name(self, candidate: Candidate, tokens: Sequence[str]) -> float:
        language, words = self._language, self._query.words
        short = {
            key
            for other in candidate.other_names
            for token in language.tokens(other)
            for key in (token, language.key(token))
        }
        # An acronym has no more letters than the name has words, each the first of one of them.
        may_be_acronym = (
            len(words) == 1
            and len(words[0]) <= len(tokens)
            and {token[0] for token in tokens}.issuperset(words[0])
        )
        if may_be_acronym and is_acronym(words[0], candidate.name, language):
            return 1.0
        return self._share(short) if short else 0.0

    def _share(self, keys: Collection[str]) -> float:
        """The share of the words that are there, themselves or by what stands for them."""
        present = self._telling.intersection(keys)
        if not present:
            return 0.0
        best = (
            next((factor for factor, way in ways if present.issuperset(way)), 0.0)
            for ways in self._meanings
        )
        return sum(best) / len(self._meanings)
