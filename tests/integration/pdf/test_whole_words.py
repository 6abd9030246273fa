"""A reader who searches the web file finds every word; paper may part them."""

from __future__ import annotations

import pypdfium2
import pytest

from tests.factories.issue_content import paragraphs, sample_issue


def text_of(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return "\n".join(pages)


@pytest.fixture
def issue():
    return sample_issue(sections=(), editorial=paragraphs(3, 30, 30, 30))


def parted(data: bytes) -> int:
    """Words that a line end parts, as pdfium tells them: with its mark for a line's hyphen."""
    text = text_of(data)
    return text.count("\ufffe") + text.count("\xad") + text.count("\u2010")


def test_no_word_of_the_web_file_is_parted(make, issue):
    made, _html = make(issue, "web")
    assert parted(made.data) == 0


def test_the_file_for_the_printer_parts_words(make, issue):
    made, _html = make(issue, "print")
    assert parted(made.data) > 0
