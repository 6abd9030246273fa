"""Text as search sees it: lower-case Latin letters and digits without diacritics."""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii

# Letters that Unicode does not decompose into a base letter and a mark.
_LETTERS = str.maketrans({"ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
# The common case, without taking every letter apart; these replacements beat one translation.
_POLISH = {
    "ą": "a", "ć": "c", "ę": "e", "ł": "l", "ń": "n", "ó": "o", "ś": "s", "ź": "z", "ż": "z",
    "„": " ", "”": " ", "–": " ",
}  # fmt: skip
# Marks over letters, and signs that are not seen: soft hyphen, zero width space and joiners.
_UNSEEN = re.compile("[\u0300-\u036f\u00ad\u200b-\u200d\ufeff]+")
_SIGNS = re.compile(r"[^\w\x00-\x7f]+")
_WORD = re.compile(r"[a-z0-9]+")


def fold(text: str) -> str:
    """``text`` in lower case, every letter as ASCII, signs as ASCII signs or spaces.

    "Żółć", "ZOLC" and "żółc" written with combining marks give the same answer. Letters of other
    scripts are transliterated, so that "Україна" can be found by "ukraina".
    """
    text = text.casefold()
    if text.isascii():
        return text
    for letter, base in _POLISH.items():
        text = text.replace(letter, base)
    if text.isascii():
        return text
    # Signs such as № and ™ are capitals once they are taken apart.
    text = unicodedata.normalize("NFKD", text).casefold()
    text = _SIGNS.sub(" ", _UNSEEN.sub("", text).replace("ł", "l"))
    return anyascii(text.translate(_LETTERS)).casefold()


def tokens(text: str) -> list[str]:
    """Folded words of ``text``, in order; everything but letters and digits parts words."""
    return _WORD.findall(fold(text))
