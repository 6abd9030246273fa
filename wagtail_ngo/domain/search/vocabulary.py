"""The words a directory itself uses: for "did you mean" and for suggestions while typing."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from wagtail_ngo.domain.search.distance import edits, edits_to_beginning
from wagtail_ngo.domain.search.language import Plain

# Candidates that are compared letter by letter.
_CANDIDATES = 300
# An inflected form may be this much longer than the word that was typed with an error.
_LONGEST_ENDING = 3
_SHORT_STEM = 4
# Shorter words sound like too many others.
_HEARD_FROM = 6
_LETTERS = "abcdefghijklmnoprstuwyz"
# The first letter is seldom wrong: in a shorter word another one makes another word.
_FIRST_LETTER_FORGIVEN = 6


def allowed_edits(length: int) -> int:
    """Errors forgiven in a word of so many letters."""
    return 0 if length < 4 else 1 if length <= 7 else 2


def _pairs(word: str) -> set[str]:
    word = "^" + word
    return {word[i : i + 2] for i in range(len(word) - 1)}


class Vocabulary:
    """Folded words with the number of entries that have them."""

    def __init__(self, texts: Iterable[str], language: Plain) -> None:
        self._language = language
        counts: Counter[str] = Counter()
        for text in texts:
            counts.update(set(language.words(text)))
        self.counts = counts
        self.key_counts: Counter[str] = Counter()
        for word, count in counts.items():
            self.key_counts[language.key(word)] += count
        known_forms = (
            form
            for form, key in language.forms().items()
            if key in self.key_counts and form not in counts
        )
        self._words = [
            word
            for word in [*counts, *known_forms]
            if len(word) >= 4 and not any(sign.isdigit() for sign in word)
        ]
        self._sorted_keys = sorted(self.key_counts)
        self._sorted_words = sorted(counts)
        self._by_pair: dict[str, list[int]] = defaultdict(list)
        for index, word in enumerate(self._words):
            for pair in _pairs(word):
                self._by_pair[pair].append(index)

    def knows(self, word: str) -> bool:
        """Whether an entry has this word, a form of it, or (from four letters) a longer one."""
        key = self._language.key(word)
        if key in self.key_counts or word in self.counts:
            return True
        if len(word) < 4:
            return False
        return _begins(self._sorted_keys, key) or _begins(self._sorted_words, word)

    def has(self, word: str) -> bool:
        """Whether an entry has this word or a form of it."""
        return word in self.counts or self._language.key(word) in self.key_counts

    def completions(self, beginning: str, *, limit: int) -> list[str]:
        """Words that begin so, the most used first."""
        start = bisect_left(self._sorted_words, beginning)
        completions = []
        for word in self._sorted_words[start:]:
            if not word.startswith(beginning):
                break
            completions.append(word)
        return sorted(completions, key=lambda word: (-self.counts[word], word))[:limit]

    def correction(self, word: str) -> str | None:
        """The word of the directory that was most likely meant, or None.

        Endings are ignored on the side of the directory: a wrong word may meet an inflected form.
        """
        limit = allowed_edits(len(word))
        if not limit or not word.isalpha():
            return None
        best: tuple[tuple[int, bool, bool, int, int, str], str] | None = None
        for candidate in self._near(word, limit):
            if candidate[0] != word[0] and len(word) < _FIRST_LETTER_FORGIVEN:
                continue
            distance, by_stem = self._distance(word, candidate, limit)
            if distance > limit:
                continue
            rank = (
                distance,
                by_stem,
                candidate[0] != word[0],
                abs(len(candidate) - len(word)),
                -self.key_counts[self._language.key(candidate)],
                candidate,
            )
            if best is None or rank < best[0]:
                best = (rank, candidate)
        return best[1] if best else self._formed(word)

    def _formed(self, word: str) -> str | None:
        """A word here that has a form one error away: "diabetyk" for "diabetycuy".

        The form itself may be none: the language knows what the forms share, not each of them.
        """
        if len(word) < _HEARD_FROM:
            return None
        keys = {
            key
            for form in dict.fromkeys(_one_error_away(word))
            if (key := self._language.key(form)) in self.key_counts
            and self._language.has_word(form)
        }
        most_used = max(keys, key=lambda key: (self.key_counts[key], key), default=None)
        if most_used is None:
            return None
        own = [form for form in self.counts if self._language.key(form) == most_used]
        return min(own, key=lambda form: (edits(word, form, limit=len(word)), form))

    def _near(self, word: str, limit: int) -> list[str]:
        pairs = _pairs(word)
        hits: Counter[int] = Counter()
        for pair in pairs:
            hits.update(self._by_pair.get(pair, ()))
        needed = max(1, len(pairs) - 2 * limit - 1)
        near = (
            (-shared, abs(len(self._words[index]) - len(word)), index)
            for index, shared in hits.items()
            if shared >= needed
            and -limit <= len(self._words[index]) - len(word) <= _LONGEST_ENDING + limit
        )
        return [self._words[index] for _, _, index in sorted(near)[:_CANDIDATES]]

    def _distance(self, word: str, candidate: str, limit: int) -> tuple[int, bool]:
        """Errors between two words, and whether endings had to be left out of account."""
        whole = edits(word, candidate, limit=limit)
        if whole <= 1:
            return whole, False
        distances = [whole]
        if len(word) >= _HEARD_FROM:
            distances.append(_bound(self._heard(word, candidate) + 1, 2))
        if len(candidate) - len(word) <= _LONGEST_ENDING and len(word) >= 5:
            distances.append(_bound(edits_to_beginning(word, candidate, limit=1), 1))
        key, other = self._language.key(word), self._language.key(candidate)
        if len(key) > _SHORT_STEM or (
            # A short stem has lost what told it from others: another letter makes another word.
            len(key) == _SHORT_STEM and (len(other) != len(key) or sorted(other) == sorted(key))
        ):
            forgiven = 2 if len(key) >= 8 else 1
            distances.append(_bound(edits(key, other, limit=forgiven), forgiven))
        distance = min(distances)
        if distance >= 2 and candidate[0] != word[0]:
            return limit + 1, True
        return distance, distance < whole

    def _heard(self, word: str, candidate: str) -> int:
        """Sounds that part two words, or what all their forms share; at most two are told."""
        language = self._language
        pairs = [(word, candidate), (language.key(word), language.key(candidate))]
        return min(edits(*map(language.sounds, pair), limit=1) for pair in pairs)


def _one_error_away(word: str) -> Iterator[str]:
    """Words with one letter dropped, swapped with the next, replaced or added; not the first."""
    for place in range(1, len(word) + 1):
        before, after = word[:place], word[place:]
        if after:
            yield before + after[1:]
            if len(after) > 1:
                yield before + after[1] + after[0] + after[2:]
        for letter in _LETTERS:
            yield before + letter + after
            if after:
                yield before + letter + after[1:]


def _bound(distance: int, limit: int) -> int:
    """``distance``, or more than any word may have when it is above ``limit``."""
    return distance if distance <= limit else 99


def _begins(ordered: list[str], beginning: str) -> bool:
    index = bisect_left(ordered, beginning)
    return index < len(ordered) and ordered[index].startswith(beginning)
