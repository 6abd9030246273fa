"""The start of the editors' own lists: situations of life, words of other languages."""

from __future__ import annotations

from pathlib import Path

_DATA = Path(__file__).parent / "data"


def foreign_words() -> list[tuple[str, list[str]]]:
    """Polish words to search for, and the phrases of other languages that mean them."""
    rows = []
    for line in _lines("foreign_words.txt"):
        meaning, _, words = line.partition(":")
        phrases = (phrase.strip() for phrase in words.replace("|", ",").split(","))
        rows.append((meaning.strip(), list(dict.fromkeys(filter(None, phrases)))))
    return rows


def polish_situations() -> list[tuple[str, str, str]]:
    """What people write, the words to search for, the sentence above the results."""
    rows = ([part.strip() for part in line.split("|")] for line in _lines("polish_situations.txt"))
    return [(phrases, words, sentence) for phrases, words, sentence in rows]


def _lines(name: str) -> list[str]:
    text = (_DATA / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
