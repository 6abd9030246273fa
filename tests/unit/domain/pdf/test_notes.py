"""Notes about a file in the words of its editor, without codes and paths."""

import re
from pathlib import Path

import pytest
from django.utils import translation

import wagtail_ngo
from wagtail_ngo.domain.pdf.notes import SENTENCES, sentence

SOURCES = Path(wagtail_ngo.__file__).parent


@pytest.mark.parametrize(
    ("note", "text"),
    [
        (
            [
                "image-missing",
                "Failed to load image at 'ngo-media:a/b/0a1b.jpg': FileNotFoundError: "
                "[Errno 2] No such file or directory: '/srv/town/media/a/b/0a1b.jpg'",
            ],
            "A picture could not be read: the file is without it: 0a1b.jpg.",
        ),
        (
            ["address-refused", "https://inny.example/zdjecie.png: not allowed"],
            "An address that a file may not read from was left out: zdjecie.png.",
        ),
        (
            ["address-refused", "https://inny.example/: not allowed"],
            "An address that a file may not read from was left out.",
        ),
        (
            ["characters-removed", "\u2603 (U+2603)"],
            "Signs that the fonts do not have were left out: \u2603 (U+2603).",
        ),
        (["heading-empty", ""], "An empty heading was left out."),
        (["heading-empty"], "An empty heading was left out."),
        (["table-ragged", "Ala ma"], "A table had short rows: empty cells were put in: Ala ma."),
        (["something-old", "with words"], "something-old: with words"),
        (["state", ""], "state"),
    ],
)
def test_a_note_is_a_sentence_with_its_place(note, text):
    assert sentence(note) == text


def test_notes_are_polish_for_a_polish_editor():
    with translation.override("pl"):
        sentences = [sentence([code, ""]) for code in SENTENCES]

    assert not set(sentences) & {sentence([code, ""]) for code in SENTENCES}


def test_every_note_that_a_file_can_have_has_a_sentence():
    text = "".join(
        path.read_text(encoding="utf-8")
        for folder in ("domain/pdf", "services/pdf")
        for path in (SOURCES / folder).glob("*.py")
    )

    assert set(re.findall(r'\.note\(\s*"([a-z-]+)"', text)) == set(SENTENCES)
