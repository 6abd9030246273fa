"""A query whose words no entry has, mended: errors corrected, words joined or split."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail_ngo.domain.search.terms import Query
from wagtail_ngo.services.search.words import vocabulary

if TYPE_CHECKING:
    from wagtail_ngo.services.search.matching import Matcher

_SHORTEST_PART = 3
_LONGEST_WHOLE = 11


def repaired(matcher: Matcher, query: Query) -> Query:
    """The query with each word that no entry has replaced by what was probably meant.

    Words that the language has stay as they are: nobody mistyped them.
    """
    if query.number:
        return query
    unknown = {word for word in query.words if not _is_known(matcher, word)}
    words = _join(matcher, list(query.words))
    mended: list[str] = []
    for word in words:
        mended += _mend(matcher, word) if word in unknown else [word]
    if mended == list(query.words):
        return query
    return query.of_words(mended, matcher.language)


def _is_known(matcher: Matcher, word: str) -> bool:
    key = matcher.language.key(word)
    if vocabulary(matcher.catalogue, matcher.language).knows(word):
        return True
    return bool(matcher.all_words([key]))


def _join(matcher: Matcher, words: list[str]) -> list[str]:
    """Neighbours written as one word where an entry has that: "jadło dzielnia", "mikro granty"."""
    joined: list[str] = []
    for word in words:
        if joined and _are_one(matcher, joined[-1], word):
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _are_one(matcher: Matcher, first: str, second: str) -> bool:
    """Whether an entry has the two as one word and none has both by themselves."""
    joined = first + second
    if len(joined) < 2 * _SHORTEST_PART or not matcher.knows([joined]):
        return False
    # The index cuts long words off: "stowarzyszenie" would be as good as any longer word.
    is_whole = len(matcher.language.key(joined)) <= _LONGEST_WHOLE
    if not is_whole and not vocabulary(matcher.catalogue, matcher.language).has(joined):
        return False
    return not matcher.knows([first, second])


def _mend(matcher: Matcher, word: str) -> list[str]:
    language = matcher.language
    parts = _split(matcher, word)
    if parts:
        return parts
    if language.has_word(word):
        return [word]
    return [vocabulary(matcher.catalogue, language).correction(word) or word]


def _split(matcher: Matcher, word: str) -> list[str]:
    """Two words of the directory written as one: "klubseniora"; [] where there are none.

    Both are words of one entry; of several ways the one with the longest shorter part.
    """
    words = vocabulary(matcher.catalogue, matcher.language)
    cuts = sorted(
        range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1),
        key=lambda cut: -min(cut, len(word) - cut),
    )
    for cut in cuts:
        first, last = word[:cut], word[cut:]
        if words.has(first) and words.has(last) and matcher.knows([first, last]):
            return [first, last]
    return []
