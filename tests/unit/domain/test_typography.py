import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_ngo.domain.typography import unbroken, unbroken_html


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Spotkanie w Słupsku", "Spotkanie w~Słupsku"),
        ("W sobotę i w niedzielę", "W~sobotę i~w~niedzielę"),
        ("(z dziećmi), „o kotach”", "(z~dziećmi), „o~kotach”"),
        ("i\n   o tym", "i~o~tym"),
        ("ul. Banacha 1 a 2", "ul. Banacha 1 a~2"),
        # Not a word of one letter: a part of another word, of an address, or another letter.
        ("Rondo Łódzkie oraz mama", "Rondo Łódzkie oraz mama"),
        ("a-b i@x.pl B i", "a-b i@x.pl B i"),
        ("§ 5 U.S. w", "§ 5 U.S. w"),
        ("12 500 zł, 1 250 000 zł", "12~500~zł, 1~250~000~zł"),
        ("Gmina 2 000 mieszkańców", "Gmina 2~000 mieszkańców"),
        ("od 15 do 18, 10 grudnia 2026", "od 15 do 18, 10 grudnia 2026"),
        ("59 8400 123", "59 8400~123"),
        ("340 kB, 5 km, 30 min, 5 minut", "340~kB, 5~km, 30~min, 5 minut"),
    ],
)
def test_words_that_stay_together(text, expected):
    assert unbroken(text).replace("\u00a0", "~") == expected


def test_only_the_text_of_html_changes():
    html = (
        '<p title="a w b">w <b>i o</b> tym</p><!-- z nim --><textarea>o nim\ni o niej</textarea>'
        '<pre>a  w b</pre><script>let a = "w b"</script><option value="w x">w x</option>'
    )

    assert unbroken_html(html).replace("\u00a0", "~") == (
        '<p title="a w b">w~<b>i~o</b> tym</p><!-- z nim --><textarea>o nim\ni o niej</textarea>'
        '<pre>a  w b</pre><script>let a = "w b"</script><option value="w x">w~x</option>'
    )


@given(st.text(alphabet="aiow zł.<>b/p\n1 0'\""))
def test_nothing_but_blanks_changes_and_a_second_time_nothing(html):
    once = unbroken_html(html)

    assert re.sub(r"\s+", " ", once) == re.sub(r"\s+", " ", html)
    assert unbroken_html(once) == once
