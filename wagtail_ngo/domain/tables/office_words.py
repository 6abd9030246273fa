"""Words of Polish offices for what the product's lists call otherwise.

Legal forms and states are found by these words after the names of the lists themselves; a form
that a town took off its list is not found.
"""

from __future__ import annotations

import re

#: Usual words → name of a legal form as the package fills the list.
LEGAL_FORMS = {
    "stow": "Stowarzyszenie",
    "stowarzyszenie rejestrowe": "Stowarzyszenie",
    "stow zwykłe": "Stowarzyszenie zwykłe",
    "stow zwykle": "Stowarzyszenie zwykłe",
    "fund": "Fundacja",
    "uks": "Uczniowski klub sportowy",
    "muks": "Uczniowski klub sportowy",
    "ks": "Klub sportowy",
    "lks": "Klub sportowy",
    "mks": "Klub sportowy",
    "gks": "Klub sportowy",
    "lzs": "Klub sportowy",
    "skf": "Klub sportowy",
    "stowarzyszenie kultury fizycznej": "Klub sportowy",
    "osp": "Ochotnicza straż pożarna",
    "kgw": "Koło gospodyń wiejskich",
    "sp socjalna": "Spółdzielnia socjalna",
    "spółdz socjalna": "Spółdzielnia socjalna",
    "sp z o o non profit": "Spółka non profit",
    "spółka z o o non profit": "Spółka non profit",
    "sp z o o": "Spółka non profit",
    "oddział": "Oddział organizacji ogólnopolskiej",
    "oddział terenowy": "Oddział organizacji ogólnopolskiej",
    "jednostka terenowa": "Oddział organizacji ogólnopolskiej",
    "terenowa jednostka organizacyjna": "Oddział organizacji ogólnopolskiej",
    "koło terenowe": "Oddział organizacji ogólnopolskiej",
    "parafia": "Organizacja kościelna",
    "kościelna osoba prawna": "Organizacja kościelna",
    "zw stowarzyszeń": "Związek stowarzyszeń",
}
#: Usual words → value of OrganizationStatus.
STATES = {
    **dict.fromkeys(("działa", "działająca", "działające", "czynna", "czynne", "czynny"), "active"),
    **dict.fromkeys(("aktywna", "aktywne", "aktywny", "prowadzi działalność"), "active"),
    **dict.fromkeys(("zawieszona", "zawieszone", "zawieszony", "zawieszenie"), "suspended"),
    **dict.fromkeys(("w likwidacji", "likwidacja", "w trakcie likwidacji"), "in_liquidation"),
    **dict.fromkeys(("wykreślona", "wykreślone", "wykreślony", "wykreślona z krs"), "struck_off"),
}
#: Usual words → value of Register.
REGISTERS = {
    **dict.fromkeys(("krajowy rejestr sądowy", "krs", "rejestr stowarzyszeń", "sąd"), "krs"),
    **dict.fromkeys(("ewidencja", "starosta", "ewidencja starosty", "prezydent miasta"), "starost"),
    **dict.fromkeys(("ewidencja prezydenta", "ewidencja prezydenta miasta", "eks"), "starost"),
    **dict.fromkeys(("ewidencja stowarzyszeń zwykłych", "ewidencja uks"), "starost"),
    **dict.fromkeys(("kościelna", "kościelny", "kuria"), "church"),
    **dict.fromkeys(("krkgw", "arimr", "rejestr kgw"), "krkgw"),
    **dict.fromkeys(("niezarejestrowana", "bez rejestracji", "nie podlega"), "none"),
}
#: Usual words → value of AreaOfOperation.
REACH = {
    **dict.fromkeys(("miasto", "lokalny", "gmina", "miasto słupsk"), "city"),
    **dict.fromkeys(("powiat",), "county"),
    **dict.fromkeys(("województwo", "regionalny", "region", "wojewódzki"), "region"),
    **dict.fromkeys(
        ("kraj", "cała polska", "ogólnopolski", "polska", "rp", "terytorium rp"), "national"
    ),
    **dict.fromkeys(("zagranica", "międzynarodowy", "świat"), "international"),
}
_YES = re.compile(r"(?:tak|yes|posiada|ma)\b.*|opp|[✓✔☑v]|status opp|od \d{4}.*", re.DOTALL)
_NO = re.compile(r"(?:nie|no|brak)\b.*|[✗✘☐]", re.DOTALL)
_BULLET = re.compile(r"^(?:[-–—•*·]+\s*|\d{1,2}\)\s*|pkt\.?\s*(?=\d))")
# Blanks are looked at from the first of them alone: a run of them would be read from each.
_BRACKETS = re.compile(r"(?:(?<!\s)\s+)?\([^()]{0,200}\)")


def fold_words(text: str) -> str:
    """The words in small letters with single blanks, without marks."""
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def read_answer(text: str) -> bool | None:
    """Yes or no at the beginning of a longer answer; None when there is neither."""
    words = " ".join(text.casefold().split())
    if _NO.fullmatch(words):
        return False
    return True if _YES.fullmatch(words) else None


def without_bullet(text: str) -> str:
    return _BULLET.sub("", text.strip())


def without_brackets(text: str) -> str:
    return _BRACKETS.sub("", text).strip()


def names_with_words(text: str, names: list[str]) -> list[str]:
    """Those names that hold every word of ``text``; those that begin with it come alone."""
    words = [word for word in fold_words(text).split() if word not in {"i", "oraz", "w", "na"}]
    if not words or max(map(len, words)) < 4:
        return []
    holding = [name for name in names if set(words) <= set(fold_words(name).split())]
    beginning = [name for name in holding if fold_words(name).startswith(words[0])]
    return beginning or holding
