"""What is printed of a text, with the fonts that are bundled."""

import pytest

from wagtail_ngo.domain.pdf import characters
from wagtail_ngo.services.pdf.assets import faces

FACES = faces()
COVERED, DRAWN = characters.coverage(FACES), characters.families(FACES)


@pytest.mark.parametrize(
    ("text", "wanted", "lost"),
    [
        ("Zażółć gęślą jaźń", "Zażółć gęślą jaźń", ""),
        ("z\u0307o\u0301łw", "żółw", ""),
        ("ﬃx №5", "ffix №5", ""),
        ("😀 ok", " ok", "😀"),
        ("李明 i דוד", " i דוד", "李明"),
        ("\u202eodwrót\u202c \u200drazem\ufeff \u0007", "odwrót razem ", ""),
        ("1\u202f000\u2007zł\u2028nowa", "1\u00a0000\u00a0zł nowa", ""),
        ("a\u2011b", "a-b", ""),
        ("mięk\u00adki, zero\u200bwy", "mięk\u00adki, zero\u200bwy", ""),
    ],
)
def test_text_in_characters_that_fonts_draw(text, wanted, lost):
    found, gone = characters.printable(text, COVERED, DRAWN)

    assert (found, gone) == (wanted, set(lost))


def test_mark_stays_only_where_one_family_has_letter_and_mark():
    found, gone = characters.printable("א\u0301", COVERED, DRAWN)

    assert (found, gone) == ("א", {"\u0301"})


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Idę z psem i w deszczu", "Idę z\u00a0psem i\u00a0w\u00a0deszczu"),
        ("12 maja o 17", "12\u00a0maja o\u00a017"),
        ("do 10 000 zł", "do 10\u00a0000\u00a0zł"),
        ("ul. Długa", "ul.\u00a0Długa"),
        ("tak – nie", "tak\u00a0– nie"),
        ("kot a pies", "kot a\u00a0pies"),
    ],
)
def test_short_words_do_not_end_a_line(text, wanted):
    assert characters.bind(text) == wanted
