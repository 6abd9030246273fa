"""Text as search sees it: lower-case Latin letters and digits without diacritics."""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii

# Letters that Unicode does not decompose into a base letter and a mark.
_LETTERS = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "\u00ad": None,  # soft hyphen
        "\u200b": None,  # zero width space
        "\u200d": None,
        "\ufeff": None,
    }
)
_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """``text`` in lower case, every letter as ASCII; other signs stay.

    "Żółć", "ZOLC" and "żółc" written with combining marks give the same answer. Letters of other
    scripts are transliterated, so that "Україна" can be found by "ukraina".
    """
    text = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    text = "".join(sign for sign in text if not unicodedata.combining(sign)).translate(_LETTERS)
    return text if text.isascii() else anyascii(text).casefold()


def tokens(text: str) -> list[str]:
    """Folded words of ``text``, in order; everything but letters and digits parts words."""
    words = _WORD.findall(unicodedata.normalize("NFKC", text))
    return [part for word in words for part in _WORD.findall(fold(word))]
