"""The words of a text that made it match."""

from wagtail_ngo.domain.search import Polish
from wagtail_ngo.domain.search.marking import Piece, marked

PL = Polish()


def test_marked_finds_inflected_words_and_keeps_the_text():
    pieces = marked(
        "Pomagamy psom, kotom i „Psiakom”.", keys={PL.key("psy")}, beginnings=["kot"], language=PL
    )
    assert pieces == [
        Piece("Pomagamy ", False), Piece("psom", True), Piece(", ", False), Piece("kotom", True),
        Piece(" i „Psiakom”.", False),
    ]  # fmt: skip
