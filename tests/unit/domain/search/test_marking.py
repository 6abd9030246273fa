"""The words of a text that made it match."""

from wagtail_ngo.domain.search import Plain, Polish
from wagtail_ngo.domain.search.marking import Piece, excerpt, marked

PL = Polish()


def test_marked_finds_inflected_words_and_keeps_the_text():
    pieces = marked(
        "Pomagamy psom, kotom i „Psiakom”.", keys={PL.key("psy")}, beginnings=["kot"], language=PL
    )
    assert pieces == [
        Piece("Pomagamy ", False), Piece("psom", True), Piece(", ", False), Piece("kotom", True),
        Piece(" i „Psiakom”.", False),
    ]  # fmt: skip


def cut(text: str, *keys: str) -> list[tuple[str, bool]]:
    return [
        tuple(piece)
        for piece in excerpt(text, lambda part: marked(part, keys=keys, language=WORDS))
    ]


WORDS = Plain()


def test_the_sentence_with_most_matches_is_taken_and_of_equal_ones_the_first():
    text = "Nic tu. Mamy psy. Mamy koty i psy! Znów koty, psy?"

    assert cut(text, "psy", "koty") == [
        ("Mamy ", False), ("koty", True), (" i ", False), ("psy", True), ("!", False),
    ]  # fmt: skip
    assert cut(text, "psy")[0] == ("Mamy ", False)
    assert cut("Psy\nkoty", "koty") == [("koty", True)]
    assert cut(text, "konie") == []


def test_a_sentence_of_two_hundred_signs_is_shown_whole_and_a_longer_one_is_cut():
    whole = "psy " + "a" * 196

    assert cut(whole, "psy") == [("psy", True), (whole[3:], False)]
    assert cut("psy " + "ab " * 66, "psy") == [
        ("psy", True),
        (" " + "ab " * 64 + "ab …", False),
    ]


def test_words_far_before_the_first_match_are_left_out():
    near, far = "ab " * 20, "ab " * 21

    assert cut(near + "psy " + "c" * 150, "psy")[0] == (near, False)
    assert cut(far + "psy " + "c" * 150, "psy")[0] == ("… " + "ab " * 19, False)
    assert cut(near + "psy " + "cd " * 80, "psy")[-1][0].endswith("cd …")
    shown = "".join(text for text, _is_match in cut(far + "psy " + "cd " * 80, "psy"))
    assert len(shown) <= 200 + len(" …")
