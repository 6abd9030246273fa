"""Comments, documentation and source strings are in plain English that a stranger reads once."""

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.any_stack

TOP = Path(__file__).parents[2]
FOLDERS = ("wagtail_ngo", "example_site", "tests", "docs", "findings", ".ci")
KINDS = {".py", ".md", ".html", ".txt", ".css", ".js", ".sh"}
#: Word or phrase that nobody says → what to write. Patterns, without regard to capitals.
WORDS = {
    r"anew": "again",
    r"stands?(?! (for|alone|side by side|again)\b|-alone|\()": "is, is shown, is written",
    r"(in|of|by|with|through) whatever": "in any, of any",
    r"be it": "whether it is",
    r"whence|thence|hither|thither": "from where, from there",
    r"(here|there|where)(by|of|in|to|upon|with|after)": "by this, of it, in which",
    r"henceforth|forthwith|nought|lest|whilst|amidst|betwixt": "from now on, at once, while",
    r"shall": "must, will",
    r"in order to": "to",
    r"utili[sz]es?": "use",
}
#: What the law and the licences call things, and idioms in which a word is right.
RIGHT = re.compile(
    r"as (it|they) stands?|(did|does|do) not stand|who stands|cannot stand for", re.I
)
#: Licences of others, and lists of words that people type.
NOT_OURS = ("/fonts/", "/data/")


def texts() -> list[Path]:
    paths = [path for folder in FOLDERS for path in sorted((TOP / folder).rglob("*"))]
    paths += sorted(TOP.glob("*.md"))
    ours = [path for path in paths if not any(part in str(path) for part in NOT_OURS)]
    return [path for path in ours if path.suffix in KINDS and path != Path(__file__)]


def odd_words(text: str) -> list[str]:
    """The odd words of a text, each with its line."""
    found = []
    for number, line in enumerate(RIGHT.sub("", text).split("\n"), 1):
        for word in WORDS:
            # An identifier such as ``stand_in`` or ``standings`` is no word of a sentence.
            found += [f"{number}: {m[0]}" for m in re.finditer(rf"\b({word})\b", line, re.I)]
    return found


def test_no_text_has_odd_words():
    found = {
        str(path.relative_to(TOP)): words
        for path in texts()
        if (words := odd_words(path.read_text(encoding="utf-8")))
    }

    assert found == {}
    assert len(texts()) > 1000


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Built anew each day.", ["1: anew"]),
        ("The name\nstands in the text.", ["2: stands"]),
        ("In whatever order", ["1: In whatever"]),
        ("Bit n stands for an entry, whatever changes.", []),
        ("Whoever stands for election; as it stands", []),
        ("thereby", ["1: thereby"]),
        ("standings, stand_in, stand-alone", []),
    ],
)
def test_odd_words_would_be_found(text, words):
    assert odd_words(text) == words
