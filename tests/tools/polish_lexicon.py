"""Make the Polish data of the search out of a spelling dictionary.

    npm pack dictionary-pl@2.0.0 && tar xzf dictionary-pl-2.0.0.tgz
    python -m tests.tools.polish_lexicon package/index.dic package/index.aff

Writes a Bloom filter of the words of the language and a table of words derived from one another.
What the dictionary is and why it may be used: docs/adr/0013-what-is-a-polish-word.md.
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
    erka erski erstwo log lożka logia logiczny ik
""".split()  # noqa: SIM905
ACTIONS = ["ać", "anie", "ować", "owanie", "owy"]
BASES = ["", "a", "o", "y", "e", "ia", "ka"]
# These makers are trusted also after three letters: malarz, malarstwo; rybak, rybactwo.
TRUSTED = ["arz", "arka", "arski", "arstwo", "arnia", "ak", "aczka", "acki", "actwo"]
SHORTEST_TRUSTED, SHORTEST_STEM = 3, 4
PREFIXES = ["mikro", "mini", "makro", "multi", "wspol", "eko"]
# Stems under which the dictionary joins what has nothing to do with one another.
APART_STEMS = """
    zawod miejsc zyc stan stol kart para part rada rad pan prac ran kon post most
    bank park koszt dom grup cel pol mar lat list star stron nowin koron kras cyg
    kaw bar pas kost cen
"""
MOST_IN_FAMILY = 12
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
    lines = set()
    for family in families(lemmas):
        keys = list(dict.fromkeys(language.key(fold(word)) for word in family))
        if 2 <= len(keys) <= MOST_IN_FAMILY:
            lines.add(" ".join(sorted(keys)))
    (DATA / "polish_families.txt").write_text("\n".join(sorted(lines)) + "\n", encoding="ascii")
    sys.stdout.write(f"{len(entries)} words, {len(lines)} families\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
