"""Make the Polish data of the search out of a spelling dictionary.

    npm pack dictionary-pl@2.0.0 && tar xzf dictionary-pl-2.0.0.tgz
    pip install morfeusz2 wordfreq
    python -m tests.tools.polish_lexicon package/index.dic package/index.aff

Writes a Bloom filter of the words of the language and a table of words derived from one another.
What the dictionaries are and why they may be used: docs/adr/0013-what-is-a-polish-word.md.
Two packages that nothing else needs give the forms of verbs and tell the usual verbs from the rest.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from wagtail_ngo.domain.folding import fold
from wagtail_ngo.domain.search.lexicon import FALSE_POSITIVES, Lexicon
from wagtail_ngo.domain.search.polish import Polish

DATA = Path(__file__).parents[2] / "wagtail_ngo" / "domain" / "search" / "data"
# Endings of one word family, put after a common stem. A family needs one of the first. Words are
# compared with their diacritics: folded, chór and chory would have one stem.
MAKERS = """
    arz arka arski arstwo arnia iarz iarka iarstwo iarski ista istka istyczny izm ysta ystka
    ystyczny yzm zysta zystka nik nica nictwo niczy niczka acz aczka acki actwo alnia ak owiec
    iciel icielka icielski ca czyni stwo ctwo ecki ectwo iec ator atorka acja acyjny ant antka
    erka erski erstwo log lożka logia logiczny ik iat iusz iuszka yczny yka iczny ika yk yczka
    ita etyczny
""".split()  # noqa: SIM905
ACTIONS = ["ać", "anie", "ować", "owanie", "owy"]
BASES = ["", "a", "o", "y", "e", "ia", "ka"]
# These makers are trusted also after three letters: malarz, malarstwo; rybak, rybactwo.
TRUSTED = [
    *["arz", "arka", "arski", "arstwo", "arnia", "ak", "aczka", "acki", "actwo"],
    *["yzm", "yczny", "styczny", "istyczny", "ystyczny", "ysta", "ystka"],
]
SHORTEST_TRUSTED, SHORTEST_STEM = 3, 4
PREFIXES = ["mikro", "mini", "makro", "multi", "wspol", "eko"]
# Stems under which the dictionary joins what has nothing to do with one another.
APART_STEMS = """
    zawod miejsc zyc stan stol kart para part rada rad pan prac ran kon post most
    bank park koszt dom grup cel pol mar lat list star stron nowin koron kras cyg
    kaw bar pas kost cen
"""
MOST_IN_FAMILY = 12
# Words that are younger than the dictionary.
YOUNG = ["grant mikrogrant minigrant regranting", "wolontariat ewolontariat"]
# An adjective of a noun, with the consonant before "ny" as it changes: dług, dłużny, dłużnik.
BEFORE_NY = {"g": "ż", "k": "cz", "ch": "sz", "c": "cz", "dz": "ż"}
# Which verbs: the infinitive and one of the forms are at least so usual (decades per 10⁹ words).
USUAL_INFINITIVE, USUAL_FORM = 1.0, 2.7
# Prefixes that only say that something is done to its end: uczyć, nauczyć.
TO_THE_END = ["na", "po", "z", "s", "ze", "u", "o", "za", "wy", "prze"]
# Endings of the infinitive of what is done once and of what is done again and again.
AGAIN = [
    ("ić", "iać"),
    ("yć", "ać"),
    ("ać", "ywać"),
    ("ać", "awać"),
    ("ić", "ować"),
    ("yć", "ować"),
]
# A key that is also that of a noun is the verb's own where the noun is rare; the longer the rarer
# it is that they meet by chance.
RARE_NOUN = {4: 2.5, 5: 3.5, 6: 4.0}
# Short keys of verbs that people look for all the same.
APART_VERBS = ["święcić", "poświęcić", "zwierzać", "zwierzyć", "prać", "stanąć", "radzić"]
TRUSTED_KEYS = ["gra", "gram", "spiew", "taniec", "szyj", "lecz", "ucz", "pij", "pisz", "biegam"]
# Forms of verbs nobody asks a directory with: "zrobiłybyście".
NEVER_ASKED = re.compile("(by|bym|byś|byśmy|byście|[iy]śmy|[iy]ście|łam|łaś|łem|łeś|szy)$")


def rules(aff: Path) -> dict[str, list[tuple[re.Pattern | None, list[tuple[str, str]]]]]:
    """Flag → conditions, each with the endings to take off and to put on."""
    found: dict = defaultdict(lambda: defaultdict(list))
    for line in aff.read_text(encoding="utf-8").splitlines():
        parts = line.split()
        if len(parts) >= 5 and parts[0] == "SFX":
            _, flag, strip, add, condition = parts[:5]
            ending = "" if add == "0" else add.partition("/")[0]
            found[flag][condition].append(("" if strip == "0" else strip, ending))
    return {
        flag: [
            (None if condition == "." else re.compile(f"{condition}$"), endings)
            for condition, endings in conditions.items()
        ]
        for flag, conditions in found.items()
    }


def words(dic: Path, aff: Path) -> Iterator[tuple[str, set[str]]]:
    """Each word of the dictionary with all its forms, as written."""
    by_flag = rules(aff)
    for line in dic.read_text(encoding="utf-8").splitlines()[1:]:
        word, _, flags = line.strip().partition("/")
        forms = {word}
        for flag in flags:
            for condition, endings in by_flag.get(flag, ()):
                if condition is None or condition.search(word):
                    forms |= {
                        word[: len(word) - len(strip)] + add
                        for strip, add in endings
                        if word.endswith(strip)
                    }
        yield word, forms


def families(lemmas: set[str]) -> list[list[str]]:
    """Lists of lemmas that are made of one another."""
    by_stem: dict[str, set[str]] = defaultdict(set)
    for lemma in lemmas:
        for ending in MAKERS:
            stem = lemma[: len(lemma) - len(ending)]
            least = SHORTEST_TRUSTED if ending in TRUSTED else SHORTEST_STEM
            if lemma.endswith(ending) and len(stem) >= least:
                by_stem[stem].add(lemma)
    found = []
    apart = set(APART_STEMS.split())
    for stem, made in sorted(by_stem.items()):
        if stem in apart:
            continue
        family = set(made)
        if len(stem) >= SHORTEST_STEM:
            near = [stem, *_alternations(stem)]
            family |= {
                word
                for one in near
                for word in (one + ending for ending in [*ACTIONS, *BASES])
                if word in lemmas
            }
        found.append(sorted(family))
    for lemma in sorted(lemmas):
        for prefix in PREFIXES:
            rest = lemma.removeprefix(prefix)
            if rest != lemma and len(rest) >= 5 and rest in lemmas:
                found.append([rest, lemma])
    return found


def adjectives(lemmas: set[str]) -> Iterator[list[str]]:
    """Nouns with the adjective and the person made of them: żałoba, żałobny; dług, dłużnik."""
    for lemma in sorted(lemmas):
        if not lemma.endswith("ny") or len(lemma) < 5:
            continue
        stem = lemma[:-2]
        stems = [stem, *_alternations(stem)]
        for plain, changed in BEFORE_NY.items():
            if stem.endswith(changed):
                stems.append(stem[: len(stem) - len(changed)] + plain)
        nouns = [
            one + ending for one in stems for ending in ("", "a", "o") if one + ending in lemmas
        ]
        if nouns and stem not in APART_STEMS.split() and len(stem) >= SHORTEST_STEM:
            made = [
                lemma[:-1] + ending for ending in ("ik", "ica") if lemma[:-1] + ending in lemmas
            ]
            yield [*nouns, lemma, *made]


class Verbs:
    """The usual verbs with the keys of their forms."""

    def __init__(self, lemmas: set[str], language: Polish) -> None:
        from morfeusz2 import Morfeusz  # optional dependency
        from wordfreq import zipf_frequency  # optional dependency

        self._usual = zipf_frequency
        self._language = language
        self._known = {}
        asked = language.stop_words | language.asking_words
        analyser = Morfeusz()
        for lemma in sorted(lemmas):
            if lemma.endswith("ć") and fold(lemma) not in asked and lemma not in APART_VERBS:
                forms, tags = _forms(analyser, lemma)
                if forms and self._is_usual(lemma, forms):
                    self._known[lemma] = (forms, tags)
        self._nouns: dict[str, float] = {}
        for lemma in lemmas:
            if not lemma.endswith(("ć", "nie", "cie")):
                key = language.key(fold(lemma))
                self._nouns[key] = max(self._nouns.get(key, 0), self._usual(lemma, "pl"))

    def _is_usual(self, lemma: str, forms: list[str]) -> bool:
        return self._usual(lemma, "pl") >= USUAL_INFINITIVE and any(
            self._usual(form, "pl") >= USUAL_FORM for form in forms
        )

    def names(self) -> set[str]:
        """What is done as a noun: "śpiewanie"."""
        return {forms[-1] for forms, _ in self._known.values() if forms[-1].endswith("ie")}

    def families(self) -> Iterator[list[str]]:
        """Keys of the forms of each verb, and of verbs that name the same."""
        for lemma, (forms, tags) in self._known.items():
            yield self._keys(forms)
            if "perf" in tags:
                for prefix in TO_THE_END:
                    rest = lemma.removeprefix(prefix)
                    if rest != lemma and "imperf" in self._known.get(rest, ((), ()))[1]:
                        yield self._keys([*self._known[rest][0], *forms])
            for once, again in AGAIN:
                other = lemma.removesuffix(once) + again
                if lemma.endswith(once) and other in self._known:
                    yield self._keys([*forms, *self._known[other][0]])

    def _keys(self, forms: list[str]) -> list[str]:
        keys = dict.fromkeys(self._language.key(fold(form)) for form in forms)
        return [key for key in keys if self._is_own(key)]

    def _is_own(self, key: str) -> bool:
        if key in TRUSTED_KEYS or key not in self._nouns:
            return True
        return self._nouns[key] < RARE_NOUN.get(min(len(key), 6), 0)


def _forms(analyser, lemma: str) -> tuple[list[str], set[str]]:
    """Forms people write of a verb: to do, I do, it does, we do, they do, doing."""
    found: dict[str, str] = {}
    aspects: set[str] = set()
    for form, name, tag, *_ in analyser.generate(lemma):
        parts = tag.split(":")
        if name.partition(":")[0] != lemma or "neg" in parts:
            continue
        if parts[0] == "inf":
            found["to do"] = form
            aspects.update(parts[1].split("."))
        elif parts[0] == "fin" and parts[2] != "sec":
            found.setdefault(" ".join(parts[1:3]), form)
        elif parts[0] == "ger" and parts[1] == "sg" and "nom" in parts[2]:
            found["~ doing"] = form
    return [form for _, form in sorted(found.items())], aspects


def _alternations(stem: str) -> Iterator[str]:
    """Stems with the vowel or the consonant that other words of the family have there."""
    if stem[-2:-1] == "e":
        yield stem[:-2] + "o" + stem[-1].replace("l", "ł")  # pszczelarz, pszczoła
    if stem[-2:-1] == "o":
        yield stem[:-2] + "ó" + stem[-1]  # ogrodnik, ogród
    if stem.endswith("l"):
        yield stem[:-1] + "ł"  # szkolny, szkoła
    if stem.endswith("c"):
        yield stem[:-1] + "k"  # rzemieślnictwo: a hard consonant
    if stem.endswith("z") and not stem.endswith(("rz", "sz", "cz")):
        yield stem[:-1]  # rowerzysta: rower


def main(dic: Path, aff: Path) -> None:
    language = Polish()
    entries: set[str] = set()
    lemmas: set[str] = set()
    for lemma, forms in words(dic, aff):
        if lemma.islower() and lemma.isalpha():
            lemmas.add(lemma)
        # Names of people and places may be mistyped like any other word of the directory.
        if lemma[:1].isupper():
            continue
        entries |= {
            Lexicon.entry(fold(form), language.key)
            for form in forms
            if form.isalpha() and not NEVER_ASKED.search(form)
        }
    lexicon = Lexicon.of(entries, FALSE_POSITIVES)
    DATA.mkdir(exist_ok=True)
    (DATA / "polish_words.bloom").write_bytes(lexicon.to_bytes())
    verbs = Verbs(lemmas, language)
    lemmas |= verbs.names()
    found = [
        list(dict.fromkeys(language.key(fold(word)) for word in family))
        for family in [*families(lemmas), *adjectives(lemmas), *map(str.split, YOUNG)]
    ]
    lines = {
        " ".join(sorted(keys))
        for keys in [*found, *verbs.families()]
        if 2 <= len(keys) <= MOST_IN_FAMILY
    }
    (DATA / "polish_families.txt").write_text("\n".join(sorted(lines)) + "\n", encoding="ascii")
    sys.stdout.write(f"{len(entries)} words, {len(lines)} families\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
