"""English: plural, possessive and the commonest verb endings, on folded words."""

from __future__ import annotations

import re
from functools import lru_cache

from wagtail_ngo.domain.search.language import Plain

_STOP_WORDS = (
    "a an and are as at be by for from has have in is it its of on or our that the their this to "
    "was were will with you your"
)
_ASKING_WORDS = (
    "anybody anyone can could do does find get give go good hello help hey hi how i id im know "
    "like list looking me my near nearby need needs please search show some somebody someone "
    "something tell there they want wants what when where which who whom why would"
)
_IRREGULAR = {
    form: lemma
    for lemma, forms in {
        "child": "children",
        "man": "men",
        "woman": "women",
        "person": "people persons",
        "foot": "feet",
        "tooth": "teeth",
        "life": "lives",
        "wife": "wives",
        "news": "news",
        "elder": "elderly elders",
        "blind": "blindness",
        "deaf": "deafness",
    }.items()
    for form in [lemma, *forms.split()]
}
_VOWEL = re.compile(r"[aeiouy]")
# (ending, what it becomes, least letters before it), first match wins. The e of "boxes" and
# "classes" falls later, as that of "house" does.
_PLURALS = [
    ("ies", "y", 2),
    ("ss", "ss", 1),
    ("us", "us", 1),
    ("is", "is", 1),
    ("s", "", 3),
]


class English(Plain):
    code = "en"
    stop_words = frozenset(_STOP_WORDS.split())
    asking_words = frozenset(_ASKING_WORDS.split())

    def key(self, token: str) -> str:
        return _key(token)

    def forms(self) -> dict[str, str]:
        return dict(_IRREGULAR)


@lru_cache(maxsize=20_000)
def _key(token: str) -> str:
    if token in _IRREGULAR:
        return _IRREGULAR[token]
    if len(token) < 4 or not token.isalpha():
        return token
    for ending, becomes, least in _PLURALS:
        if token.endswith(ending) and len(token) - len(ending) >= least:
            token = token[: -len(ending)] + becomes
            break
    token = _IRREGULAR.get(token, token)
    for ending in ("ing", "ed"):
        stem = token[: -len(ending)]
        if token.endswith(ending) and len(stem) >= 3 and _VOWEL.search(stem):
            token = stem[:-1] if stem[-1] == stem[-2] and stem[-1] not in "lsz" else stem
            break
    if token.endswith("y") and len(token) > 3 and token[-2] not in "aeiou":
        return token[:-1] + "i"
    return token[:-1] if token.endswith("e") and len(token) > 3 else token
