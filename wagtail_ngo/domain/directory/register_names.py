"""Names and addresses as public registers write them: in capitals, a street in three columns."""

from __future__ import annotations

import re

# Small inside a name, unless they begin it.
_SMALL = frozenset(
    {
        "a", "al", "bez", "dla", "do", "i", "im", "in", "na", "nad", "o", "od", "oraz", "os", "pl",
        "po", "pod", "przy", "przeciw", "rzecz", "s", "św", "ul", "u", "w", "we", "z", "za", "ze",
    }
)  # fmt: skip
# Written in capitals wherever they are.
_CAPITALS = frozenset(
    {
        "AA", "BCC", "GKS", "KGW", "KKS", "KS", "KSM", "LKS", "LOK", "LZS", "MKS", "MOPR", "MUKS",
        "OHP", "OPP", "OSP", "PCK", "PKPS", "PSONI", "PTTK", "PZERII", "PZD", "PZN", "PZW", "RP",
        "SKS", "SP", "TKKF", "TPD", "UKS", "UTW", "WOPR", "WOŚP", "ZHP", "ZHR", "ZNP", "ŻKS",
        "II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII",
    }
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_STREET_MARK = re.compile(r"^(?:ulica|ul)\b\.? ?", re.IGNORECASE)
#: Legal forms of natural persons: whoever has them is a person and no organization.
_PERSONS = re.compile(r"osob[ay] fizyczn|jednoosobow|indywidualn|spółk[ai] cywiln", re.IGNORECASE)


def readable(text: str) -> str:
    """The text with capitals as in Polish; one that is not all capitals stays as it is.

    Whoever takes it over still looks: names of brands inside it may be spelled otherwise.
    """
    if not text.isupper():
        return text
    return _WORD.sub(lambda match: _spelled(match, text), text)


def _spelled(match: re.Match, text: str) -> str:
    word, before = match[0], text[: match.start()].rstrip()
    begins = not before or before[-1] in '„”"«»–(:'
    if word in _CAPITALS:
        return word
    is_mark = text[match.end() :].startswith(".") and len(word) > 1
    if word.lower() in _SMALL and (is_mark or not begins):
        return word.lower()
    return word.capitalize()


def street_with_number(street: str, house: str, flat: str, *, town: str) -> str:
    """``ul. Długa 7/3``; where a village has no streets its name goes before the number."""
    house = f"{house}/{flat}" if house and flat else house or flat
    street = street.strip()
    if street and house and not re.search(rf"(?<!\w){re.escape(house)}$", street):
        return f"{street} {house}"
    return street or (f"{town} {house}".strip() if house else "")


def is_same_text(first: str, second: str) -> bool:
    """Whether both say the same: capitals, spaces, quotation marks and "ul." do not count."""
    return _bare(first) == _bare(second)


def _bare(text: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", _STREET_MARK.sub("", text.strip()).casefold()).split())


def is_persons_form(legal_form: str) -> bool:
    """Whether whoever has this legal form is a natural person, or several."""
    return _PERSONS.search(legal_form) is not None
