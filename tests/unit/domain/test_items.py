"""What lists say of one thing."""

import pytest

from wagtail_ngo.domain.items import plain_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a</p><p>b</p>", "a  b"),
        (" a &amp; b ", "a & b"),
        ("a &lt; b", "a < b"),
        ("<br>", ""),
        ("", ""),
    ],
)
def test_tags_part_words_and_signs_are_as_they_are_read(html, text):
    assert plain_text(html) == text
