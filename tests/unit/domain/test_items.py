"""What lists say of one thing."""

import pytest

from wagtail_ngo.domain.items import plain_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a</p><p>b</p>", "a b"),
        (" a &amp; b ", "a & b"),
        ("a &lt; b", "a < b"),
        ("<br>", ""),
        ("", ""),
    ],
)
def test_tags_part_words_and_signs_are_as_they_are_read(html, text):
    assert plain_text(html) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Koło „<i>Kropka</i>”, tel. <b>5</b>9</p>", "Koło „Kropka”, tel. 59"),
        ("<p>jeden</p><p>dwa<br/>trzy</p><ul><li>cztery</li></ul>", "jeden dwa trzy cztery"),
        ('<a href="https://x.example/">H<sub>2</sub>O</a> &amp; inne', "H2O & inne"),
        ("a\n  b\u00a0zł", "a b\u00a0zł"),
        ("<p></p>", ""),
    ],
)
def test_words_without_markup_keep_together_what_a_line_holds_together(html, text):
    assert plain_text(html) == text
