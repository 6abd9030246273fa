"""Which entries have the words of a query: asked of Wagtail's index, answered in positions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from wagtail_ngo.domain.directory.sort_names import KINDS, sort_key, sort_name
from wagtail_ngo.domain.search import Plain, bits
from wagtail_ngo.domain.search.terms import ANY, NAME, PHONE, Query, all_of, begun, whole
from wagtail_ngo.services.search.catalogue import Catalogue
from wagtail_ngo.services.search.coverage import Sense, by_coverage, rarity
from wagtail_ngo.services.search.index_statements import Question, Way
from wagtail_ngo.services.search.repairs import repaired
from wagtail_ngo.services.search.synonyms import Keys, Synonyms

# With fewer full matches than this, entries with longer words or with part of the words are added.
_ENOUGH = 3
_SHORTEST_BEGINNING = 2
# A word tells something if at most this share of the entries, or so many, have it.
_TELLING_SHARE, _FEW = 0.2, 3
# How much what stands for a word counts beside the word itself.
_SYNONYM, _RELATIVE, _LONGER = 0.9, 0.7, 0.5
# An entry with part of the words is shown from this share of the best such entry on, and beside
# full matches from this share of all the words on.
_SHARE_OF_BEST, _SHARE_BESIDE = 0.3, 0.35


@dataclass
class Match:
    """Entries that answer a query."""

    # What was searched for in the end: the query, or the query with errors corrected.
    query: Query
    # Entries with all the words.
    full: int = 0
    # Of these, entries that only have longer words.
    completed: int = 0
    # Entries with part of the words, in sets from the most telling part down.
    parts: list[int] = field(default_factory=list)
    # The words searched for, where they are not those typed.
    corrected: str = ""
    # The words searched for, where those typed were of another language.
    translated: str = ""
    # A sentence for whoever is in the situation that was recognized.
    situation: str = ""
    # Words of the query that no entry has.
    missing: list[str] = field(default_factory=list)
    # Words people only ask with.
    left_out: list[str] = field(default_factory=list)

    # Keys of what was looked for where it is more than the words of the query.
    also_keys: frozenset[str] = frozenset()

    @property
    def marked_keys(self) -> frozenset[str]:
        """Keys of the words that made the entries match."""
        return self.also_keys | set(self.query.keys)

    @property
    def found(self) -> int:
        return self.full | bits.union(self.parts)

    @property
    def is_partial(self) -> bool:
        """Whether no entry has all the words."""
        return not self.full and bool(self.parts) and not self.situation


class Matcher:
    """Asks the index about the entries that one visitor may see."""

    def __init__(
        self, catalogue: Catalogue, language: Plain, synonyms: Synonyms, visible: int
    ) -> None:
        self.catalogue = catalogue
        self.visible = visible
        self.language = language
        self._synonyms = synonyms

    def having(self, *ways: str) -> int:
        """Entries that have all terms of any of the ``ways``."""
        return self.catalogue.answers.having(*ways) & self.visible if ways else 0

    def all_words(self, keys: Iterable[str], mark: str = ANY) -> int:
        """Entries with every key, or with what means the same or is derived from it."""
        return self._having_each(self.question(keys, mark))

    def in_names(self, keys: Sequence[str]) -> int:
        """Entries with every key in the name.

        Of a word that names begin with, such as "fundacja", those are asked for that have it
        elsewhere: they are few.
        """
        if not set(self.language.keys(" ".join(KINDS))).intersection(keys):
            return self.all_words(keys, NAME)
        elsewhere = self.catalogue.answers.having_each(
            self.question(keys), but=self.question(keys, NAME)
        )
        return self.all_words(keys) & ~elsewhere

    def question(self, keys: Iterable[str], mark: str = ANY) -> Question:
        """What is asked of the index for all_words(): the ways of each key."""
        keys = tuple(keys)
        alternatives = self.alternatives(keys)
        if not any(alternatives):
            return ((all_of(keys, mark),),)
        return tuple(
            (whole(key, mark), *(all_of(other, mark) for other in others))
            for key, others in zip(keys, alternatives, strict=True)
        )

    def _having_each(self, question: Question) -> int:
        return self.catalogue.answers.having_each(question) & self.visible

    def alternatives(self, keys: Keys) -> list[list[Keys]]:
        """For each key the phrases that mean the same, then the words derived from it."""
        same = self._synonyms.alternatives(keys)
        return [
            [*others, *((relative,) for relative in self.language.relatives(key))]
            for key, others in zip(keys, same, strict=True)
        ]

    def meanings(self, query: Query) -> list[list[tuple[float, Keys]]]:
        """For each word of a query its own key and what stands for it, with how much it counts."""
        same = self._synonyms.alternatives(query.keys)
        return [
            [
                (1.0, (key,)),
                *((_SYNONYM, other) for other in others),
                *((_RELATIVE, (relative,)) for relative in self.language.relatives(key)),
            ]
            for key, others in zip(query.keys, same, strict=True)
        ]

    def beginnings(self, query: Query) -> int:
        """Entries that have, for every word asked, a word that begins so."""
        if query.number:
            return self.having(begun(query.number, PHONE)) if query.is_open_number else 0
        return self._having_each(
            tuple(_beginnings(word, key) for word, key in zip(query.words, query.keys, strict=True))
        )

    def match(self, query: Query, asking: Iterable[str] = (), *, mend: bool = True) -> Match:
        """The entries with all words; else with the words that were meant; then with most."""
        match = self._full(query)
        if match.full or query.number:
            return match if match.full else replace(match, missing=list(query.words))
        core = query.without(frozenset(asking))
        left_out = [word for word in query.words if word not in core.words]
        if left_out:
            match = self._full(core)
        if not match.full and mend:
            match = self._repair(core)
        match.left_out = left_out
        return match

    def match_with_parts(
        self, query: Query, asking: Iterable[str] = (), *, mend: bool = True
    ) -> Match:
        """The same, and below few full matches the entries with part of the words."""
        match = self.match(query, asking, mend=mend)
        count = match.full.bit_count()
        is_short = count < _ENOUGH and len(match.query.words) > 1 and not query.number
        if is_short and not (count and self._is_name(query)):
            self._add_parts(match)
        return match

    def _is_name(self, query: Query) -> bool:
        """Whether a name begins so: whoever types one wants no other."""
        return bool(self.catalogue.filed_under(sort_key(sort_name(query.text)) or "~"))

    def _full(self, query: Query) -> Match:
        full = self.all_words(query.keys)
        completed = 0
        if full.bit_count() < _ENOUGH:
            completed = self.beginnings(query) & ~full
        return Match(query=query, full=full | completed, completed=completed)

    def _repair(self, query: Query) -> Match:
        """The match of the query with its errors mended, as far as they can be."""
        mended = repaired(self, query)
        match = self._full(mended)
        if mended.words != query.words:
            match.corrected = " ".join(mended.words)
        return match

    def _add_parts(self, match: Match) -> None:
        """Entries with part of the words; rare words weigh more, unknown ones nothing.

        A word that many entries have ("fundacja") makes no match alone.
        """
        senses = self.senses(match.query)
        match.missing = [sense.word for sense in senses if not sense.found]
        known_senses = [sense for sense in senses if sense.found]
        telling_count = max(_FEW, _TELLING_SHARE * self.catalogue.size)
        telling = bits.union(
            sense.found for sense in known_senses if sense.found.bit_count() <= telling_count
        )
        best_share = (_SHARE_BESIDE, "all") if match.full else (_SHARE_OF_BEST, "best")
        match.parts = by_coverage(known_senses, telling & ~match.full, share=best_share)

    def senses(self, query: Query) -> list[Sense]:
        """What each word of the query may stand for, with the entries that have it."""
        size = self.catalogue.size
        senses = []
        for word, key, ways in zip(query.words, query.keys, self.meanings(query), strict=True):
            levels = [
                (factor, self.having(*(all_of(way) for own, way in ways if own == factor)))
                for factor in (1.0, _SYNONYM, _RELATIVE)
            ]
            if not any(level for _, level in levels) and len(word) >= 4:
                levels.append((_LONGER, self.having(*_beginnings(word, key))))
            level = bits.union(level for _, level in levels)
            senses.append(Sense(word, rarity(level.bit_count(), size), levels))
        return senses

    def knows(self, words: Sequence[str]) -> bool:
        """Whether one entry has all of the ``words``."""
        return bool(self.having(all_of(self.language.key(word) for word in words)))


def _beginnings(word: str, key: str) -> tuple[Way, ...]:
    """Ways to have a word that begins so."""
    ways = [whole(key)]
    if len(word) >= _SHORTEST_BEGINNING:
        ways.append(begun(word))
        if len(key) >= 4 and key != word:
            ways.append(begun(key))
    return tuple(ways)
