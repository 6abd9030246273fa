"""Polish: one key for all forms of a word, by rules over folded text.

Folding comes first, on both sides, so a visitor who types no diacritics meets the same rules as
the entry that has them. The rules take an inflectional ending off and undo the alternations of
the consonant before it. What matters is that every form of a word comes to the same key; the key
itself need not be a word. How well they do is measured in tests/unit/domain/search and compared
with other stemmers in docs/adr/0009-polish-normaliser.md.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

from wagtail_ngo.domain.search import polish_words
from wagtail_ngo.domain.search.language import Plain
from wagtail_ngo.domain.search.lexicon import Lexicon

# Endings that start with "i" soften the consonant before them: the alternations differ.
_ENDING_LIST = """
    iowie iami iach iego iemu iowi owie ami ach owi iem iom iow ego emu ymi imi iej ych ich om ow
    em ie ia io iu ii ej ym im um ium a e i o u y
"""
_ENDINGS = sorted(_ENDING_LIST.split(), key=len, reverse=True)
# A word may end like an ending ("zamach", "system", "dyplom"): its bare form loses that, so its
# other forms must lose it too, once their own ending is off.
_LOOK_ALIKES = ("iem", "iom", "iow", "iej", "ach", "ych", "ich", "om", "ow", "em", "ej", "ym", "im")
# Letters that are one sound, or the sound of others: "rz" as the folded "ż", "ch" as "h".
_SOUNDS = [
    *[("szcz", "Q"), ("sz", "S"), ("cz", "C"), ("rz", "z"), ("dz", "D"), ("ch", "h")],
    *[("om", "a"), ("on", "a"), ("em", "e"), ("en", "e"), ("u", "o"), ("ks", "x"), ("w", "v")],
]
_DATA = Path(__file__).parent / "data"
_VOWEL = re.compile(r"[aeiouy]")
_CONSONANT = "[^aeiouy]"
_SOFT_BARE = re.compile(r"(jec|uc|yc|sc|bc|rc|iedz)$")
_EJ_NOUN = re.compile(r"(^(kolej|olej|klej|turniej|przywilej)|dziej)$")
_FLEETING_E = [
    re.compile(rf"(?<={_CONSONANT})e(?=[klrw]$)"),  # lalek, lalka
    re.compile(r"(?<=[kg])ie(?=[klrwnt]$)"),  # cukier, cukru
    re.compile(r"ie(?=n$)"),  # stopień, stopnia
    re.compile(r"(?<=[jskgmnwtdbpr])e(?=n$)"),  # wojen, wojna; not szkoleń, szkolny
]
_SOFT_A = re.compile(r"(?<=[ij])a(?=[tdrz]$|st$|zd$)")  # świat, świecie
_SOFT_O = re.compile(r"(?<=i)o(?=l$)")  # kościół, kościele


class Polish(Plain):
    code = "pl"
    has_lexicon = True
    stop_words = frozenset(polish_words.STOP_WORDS.split())
    asking_words = frozenset(polish_words.ASKING_WORDS.split())

    def key(self, token: str) -> str:
        return _key(token)

    def relatives(self, key: str) -> tuple[str, ...]:
        return _families().get(key, ())

    def has_word(self, token: str) -> bool:
        return Lexicon.entry(token, self.key) in _lexicon()

    def sounds(self, token: str) -> str:
        for letters, sound in _SOUNDS:
            token = token.replace(letters, sound)
        return token

    def forms(self) -> dict[str, str]:
        return dict(_IRREGULAR)


@cache
def _lexicon() -> Lexicon:
    return Lexicon.from_bytes((_DATA / "polish_words.bloom").read_bytes())


@cache
def _families() -> dict[str, tuple[str, ...]]:
    """Key → keys of the words of its families."""
    relatives: dict[str, dict[str, None]] = {}
    for line in (_DATA / "polish_families.txt").read_text(encoding="ascii").splitlines():
        family = line.split()
        for key in family:
            relatives.setdefault(key, {}).update(dict.fromkeys(family))
    return {
        key: tuple(other for other in family if other != key) for key, family in relatives.items()
    }


def _strip(word: str, endings: tuple[str, ...] | list[str]) -> tuple[str, str]:
    """``word`` without the longest ending that leaves a stem with a vowel; the ending."""
    for ending in endings:
        if word.endswith(ending):
            stem = word[: -len(ending)]
            if len(stem) >= (4 if ending == "um" else 3) and _VOWEL.search(stem):
                return stem, ending
    return word, ""


def _without_ending(word: str) -> tuple[str, str]:
    """Stem and ending; an ending that begins with "i" says that the stem is soft."""
    if word in _SOFT_WORDS:
        return word, "i"
    if len(word) >= 6 and word.endswith("mi") and word[-3] not in "aeiouy":  # gośćmi, końmi
        return word[:-2], "i"
    stem, ending = ("", "") if _EJ_NOUN.search(word) else _strip(word, _ENDINGS)
    stem = stem or word
    if stem.endswith("i") and len(stem) > 3:
        stem = stem[:-1]
    elif ending and stem[-1] in "aeouy":  # nadziei, idea: a "j" that is not written
        return stem + "j", ending
    if not _EJ_NOUN.search(stem):
        stem = _strip(stem, _LOOK_ALIKES)[0]
    return stem, ending


def _harden(stem: str, ending: str) -> str:
    """``stem`` with the consonant used there before a hard ending."""
    soft = ending.startswith("i") or (not ending and _SOFT_BARE.search(stem) is not None)
    if stem.endswith("dz"):
        return stem[:-2] + ("d" if soft else "g")
    if stem.endswith("rz") and len(stem) > 3:
        return stem[:-1]
    if not ending and not soft and stem.endswith(("iec", "rzec")):  # mieszkaniec, dworzec
        return stem[: stem.rindex("e") - 1] + "k"
    if stem.endswith("c"):
        return stem[:-1] + ("t" if soft else "k")
    if stem.endswith("sz") and len(stem) > 3 and stem[-3] not in "aeiouy":  # starszy, starsi
        return stem[:-1]
    return stem


def _level(stem: str) -> str:
    """``stem`` with one vowel, or none, where forms differ: matek/matka, świat/świecie."""
    if stem.endswith("on") and len(stem) >= 6:  # uzależniony, uzależnieni
        stem = stem[:-2] + "en"
    for fleeting in _FLEETING_E:
        shorter = fleeting.sub("", stem)
        if shorter != stem and len(shorter) >= 3 and _VOWEL.search(shorter):
            return shorter
    return _SOFT_O.sub("e", _SOFT_A.sub("e", stem))


def _family(stem: str) -> str:
    """``stem`` of the word it is derived from, where the derivation is regular."""
    if stem.endswith("anin") and len(stem) >= 6:  # chrześcijanin, chrześcijanie
        return stem[:-2]
    if stem.endswith("rstw") and len(stem) >= 7:  # harcerstwo, harcerz
        return stem[:-3]
    if stem.endswith("rsk") and len(stem) >= 6:  # żeglarski, żeglarz
        return stem[:-2]
    if stem.endswith("ost") and len(stem) >= 8:  # bezdomność, bezdomny
        return stem[:-3]
    return stem


def _by_rule(word: str) -> str:
    if len(word) < 3 or not word.isalpha():
        return word
    stem, ending = _without_ending(word)
    return _level(_family(_harden(stem, ending)))


def _table(text: str) -> list[tuple[str, list[str]]]:
    rows = (line.partition(":") for line in text.strip().splitlines())
    return [(head.strip(), tail.split()) for head, _, tail in rows]


_SOFT_WORDS = frozenset(polish_words.SOFT_WORDS.split())
_STEMS = {stem: lemma for stem, (lemma,) in _table(polish_words.STEMS)}


def _paradigms() -> dict[str, str]:
    keys: dict[str, str] = {}
    for head, forms in _table(polish_words.PARADIGMS):
        lemma, _, own_key = head.partition("=")
        key = own_key or _STEMS.get(_by_rule(lemma), _by_rule(lemma))
        keys.update(dict.fromkeys([lemma, *forms], key))
    return keys


_IRREGULAR = _paradigms()


@lru_cache(maxsize=50_000)
def _key(token: str) -> str:
    key = _IRREGULAR.get(token)
    if key is not None:
        return key
    stem = _by_rule(token)
    return _STEMS.get(stem, stem)
