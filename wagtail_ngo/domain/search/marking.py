"""The words of a text that made it match."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from functools import lru_cache
from typing import NamedTuple

from wagtail_ngo.domain.search.language import Plain

_WORDS = re.compile(r"[^\W_]+")


class Piece(NamedTuple):
    text: str
    is_match: bool


def marked(
    text: str, *, keys: Collection[str], beginnings: Collection[str] = (), language: Plain
) -> list[Piece]:
    """``text`` in pieces; joined they are the text again.

    A word is a match if it has one of the keys or begins like one of ``beginnings``.
    """
    pieces: list[Piece] = []
    end = 0
    for word in _WORDS.finditer(text):
        if _is_match(word[0], keys, beginnings, language):
            if end < word.start():
                pieces.append(Piece(text[end : word.start()], is_match=False))
            pieces.append(Piece(word[0], is_match=True))
            end = word.end()
    if end < len(text):
        pieces.append(Piece(text[end:], is_match=False))
    return pieces


# Blanks are looked at from the first of them alone: a run of them would be read from each.
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|(?<!\s)\s*\n\s*")
_LONGEST, _BEFORE = 200, 60


def excerpt(text: str, mark: Callable[[str], list[Piece]]) -> list[Piece]:
    """The sentence of ``text`` with most matches, marked and at most 200 signs long; or nothing."""
    best: list[Piece] = []
    most = 0
    for sentence in _SENTENCE.split(text):
        pieces = mark(sentence)
        count = sum(piece.is_match for piece in pieces)
        if count > most:
            best, most = pieces, count
    return _cut(best) if sum(len(piece.text) for piece in best) > _LONGEST else best


def _cut(pieces: list[Piece]) -> list[Piece]:
    """The part of a long sentence around its first match, with dots where words are left out."""
    first = next(place for place, piece in enumerate(pieces) if piece.is_match)
    before = "".join(piece.text for piece in pieces[:first])
    if len(before) > _BEFORE:
        before = "… " + before[-_BEFORE:].partition(" ")[2]
    shown = [Piece(before, is_match=False)] if before else []
    room = _LONGEST - len(before)
    for piece in pieces[first:]:
        if len(piece.text) > room:
            shown.append(Piece(piece.text[:room].rpartition(" ")[0] + " …", piece.is_match))
            break
        shown.append(piece)
        room -= len(piece.text)
    return shown


def _is_match(
    word: str, keys: Collection[str], beginnings: Collection[str], language: Plain
) -> bool:
    for token, key in _read(word, language):
        if key in keys or (beginnings and token.startswith(tuple(beginnings))):
            return True
    return False


@lru_cache(maxsize=8192)
def _read(word: str, language: Plain) -> tuple[tuple[str, str], ...]:
    """Token and key of each telling part of one word; names and leads repeat their words."""
    return tuple(
        (token, language.key(token))
        for token in language.tokens(word)
        if token not in language.stop_words
    )
