"""Names of organizations as one key, however they are written in a list."""

from __future__ import annotations

import re
import unicodedata

_WORDS = {
    "stow": "stowarzyszenie",
    "fund": "fundacja",
    "tow": "towarzystwo",
    "zw": "związek",
    "oddz": "oddział",
    "uks": "uczniowski klub sportowy",
    "osp": "ochotnicza straż pożarna",
    "kgw": "koło gospodyń wiejskich",
    "im": "",
    "imienia": "",
    "św": "św",
    "świętego": "św",
    "świętej": "św",
    "świętych": "św",
}


def name_key(name: str) -> str:
    """The words of a name in small letters, without quotation marks, dots and dashes.

    Usual abbreviations are written out and "im." falls away, so that ``STOW. "SZANSA"`` and
    ``Stowarzyszenie „Szansa”`` have one key.
    """
    plain = unicodedata.normalize("NFKC", name).casefold().replace("&", " i ")
    words = re.findall(r"[^\W_]+", plain)
    return " ".join(filter(None, (_WORDS.get(word, word) for word in words)))
