"""Alphabetical order of Polish names that is the same on every database.

Databases order by their own collation, often byte by byte, so that "Łąka" comes after "Zamek".
An entry therefore stores a key of plain lower-case letters and digits whose order, in any
collation, is the Polish alphabet.
"""

import re
import unicodedata

# Words that say what kind of organization it is, not which one.
KINDS = ("stowarzyszenie", "fundacja")
KEY_LENGTH = 400

_POLISH = dict(
    zip("ąćęłńóśźż", ("a1", "c1", "e1", "l1", "n1", "o1", "s1", "z1", "z2"), strict=True)
)
_KIND = re.compile(rf"^\W*(?:{'|'.join(KINDS)})\b[\W_]*(?=\w)", re.IGNORECASE)
_QUOTES = re.compile(r"^[\W_]+|[\W_]+$")


def sort_name(name: str) -> str:
    """The name under which an organization is filed: without its kind and without quotes."""
    return _QUOTES.sub("", _KIND.sub("", name.strip())) or name.strip()


def sort_key(name: str) -> str:
    """A key of ``[0-9a-z]`` that orders names as the Polish alphabet does.

    Two characters stand for each letter (ł is "l1", l is "l0"), a space sorts before everything.
    """
    return "".join(map(_letter_key, " ".join(re.findall(r"\w+", name.casefold()))))[:KEY_LENGTH]


def _letter_key(letter: str) -> str:
    if letter == " ":
        return "00"
    if letter in _POLISH:
        return _POLISH[letter]
    base = unicodedata.normalize("NFKD", letter)[0]
    if base.isdigit() and base.isascii():
        return f"1{base}"
    # Letters of other scripts come last, in their own order.
    return f"{base}0" if "a" <= base <= "z" else f"zz{ord(base):06x}"


_FILED_UNDER = {key: letter.upper() for letter, key in _POLISH.items()}


def filing_letter(key: str) -> str:
    """The capital under which a sort key is filed; "0–9" and "#" for all else."""
    first = key[:2]
    if first in _FILED_UNDER:
        return _FILED_UNDER[first]
    if first[1:] == "0" and first[0].isalpha():
        return first[0].upper()
    return "0–9" if first[:1] == "1" else "#"
