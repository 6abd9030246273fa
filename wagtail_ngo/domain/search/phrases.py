"""Phrases of a list found in a question: situations of life, words of other languages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wagtail_ngo.domain.search.language import Plain

# Endings of another language are not known: words are alike with so many letters in common.
_SHORTEST_ALIKE, _LONGEST_ENDING = 4, 3


@dataclass(frozen=True)
class Situation:
    # For each word of a phrase the keys that may be in its place.
    phrases: Sequence[Sequence[frozenset[str]]]
    # What to look for: keys of each group of words.
    groups: Sequence[tuple[str, ...]]
    words: str
    sentence: str


def read_situation(
    phrases: Iterable[str], words: Iterable[str], sentence: str, language: Plain
) -> Situation:
    words = list(words)
    return Situation(
        phrases=[_slots(phrase, language) for phrase in phrases],
        groups=[keys for text in words if (keys := tuple(language.keys(text)))],
        words=", ".join(words),
        sentence=sentence,
    )


def _slots(phrase: str, language: Plain) -> list[frozenset[str]]:
    """ "husband/father drinks" as the keys that may be in either place."""
    return [
        frozenset(language.key(token) for token in language.tokens(word))
        for word in phrase.split()
        if language.tokens(word)
    ]


def fitting(situations: Iterable[Situation], asked: str, language: Plain) -> Situation | None:
    """The situation with the longest phrase all of whose words are in the question."""
    keys = {language.key(token) for token in language.tokens(asked)}
    best, longest = None, 0
    for situation in situations:
        for slots in situation.phrases:
            if len(slots) > longest and all(slot & keys for slot in slots):
                best, longest = situation, len(slots)
    return best


class Dictionary:
    """Phrases of other languages with their meaning in the language of the directory."""

    def __init__(self, rows: Iterable[tuple[str, Iterable[str]]], language: Plain) -> None:
        self._language = language
        self._by_beginning: dict[str, list[tuple[list[str], str]]] = {}
        for meaning, phrases in rows:
            for phrase in phrases:
                tokens = language.tokens(phrase)
                if tokens:
                    entry = (tokens, meaning)
                    self._by_beginning.setdefault(tokens[0][:2], []).append(entry)

    def translate(
        self, tokens: Sequence[str], *, is_other_script: bool = False
    ) -> list[tuple[list[str], str]]:
        """``tokens`` in spans, each with its meaning, "" for one that has none; longest first.

        In letters of the directory's own language a word of that language is not taken for a form
        of a foreign one.
        """
        spans: list[tuple[list[str], str]] = []
        place = 0
        while place < len(tokens):
            length, meaning = self._longest(tokens[place:], is_other_script)
            spans.append((list(tokens[place : place + max(length, 1)]), meaning))
            place += max(length, 1)
        return spans

    def _longest(self, tokens: Sequence[str], is_other_script: bool) -> tuple[int, str]:
        best, length, sameness = "", 0, -1
        for phrase, meaning in self._by_beginning.get(tokens[0][:2], ()):
            if len(phrase) > len(tokens) or len(phrase) < length:
                continue
            pairs = list(zip(phrase, tokens, strict=False))
            if not all(self._fit(*pair, is_other_script) for pair in pairs):
                continue
            same = sum(one == other for one, other in pairs)
            if (len(phrase), same) > (length, sameness):
                best, length, sameness = meaning, len(phrase), same
        return length, best

    def _fit(self, known: str, typed: str, is_other_script: bool) -> bool:
        """Whether ``typed`` may be a form of a word of the list."""
        if known == typed:
            return True
        return alike(known, typed) and (is_other_script or not self._language.has_word(typed))


def alike(one: str, other: str) -> bool:
    """Whether two words of an inflected language are probably forms of one."""
    if one == other:
        return True
    shorter = min(len(one), len(other))
    if shorter < _SHORTEST_ALIKE or abs(len(one) - len(other)) > _LONGEST_ENDING + 1:
        return False
    needed = max(_SHORTEST_ALIKE, shorter - _LONGEST_ENDING + (shorter < 7))
    return one[:needed] == other[:needed]
