"""Telephone numbers as people write them, as machines dial them, as readers read them."""

import re

#: Longer texts are no telephone number; they are refused before any pattern looks at them.
LONGEST = 100
_EXTENSION = re.compile(
    r"(?:wewn(?:ętrzny|\.)?|wew\.?|w\.|int\.?|ext[.=]?|x) ?(\d{1,6})$", re.IGNORECASE
)
_WRITTEN = re.compile(r"[+\d\s\-\u2010-\u2015\u2212./()]+")


def normalise_phone(text: str) -> str:
    """``+48598400000`` or, with an extension, ``+48598400000;ext=12`` (RFC 3966).

    Nine digits without a country are Polish. Short numbers (112, 800 lines) are kept as they are.
    Raises ValueError when the text is not a telephone number.
    """
    if len(text) > LONGEST:
        raise ValueError("not a telephone number")
    text = " ".join(text.split())
    extension = _EXTENSION.search(text)
    number = text[: extension.start()].rstrip(" ;") if extension else text
    if not _WRITTEN.fullmatch(number):
        raise ValueError("not a telephone number")
    international = number.startswith(("+", "00"))
    if international:
        # The trunk zero of a number at home: +48 (0) 59 …
        number = number.replace("(0)", "", 1)
    digits = re.sub(r"\D", "", number)
    digits = digits.removeprefix("00") if international else digits.removeprefix("0")
    if digits.startswith("0"):
        raise ValueError("no country and no Polish number begins with 0")
    if international:
        dialled = f"+{digits}"
    elif len(digits) == 9:
        dialled = f"+48{digits}"
    elif 3 <= len(digits) <= 6:
        dialled = digits
    elif len(digits) == 11 and digits.startswith("48"):
        dialled = f"+{digits}"
    else:
        raise ValueError("a Polish number has nine digits")
    if not 3 <= len(digits) <= 15 or (dialled.startswith("+48") and len(digits) not in (9, 11)):
        raise ValueError("a Polish number has nine digits")
    return f"{dialled};ext={extension[1]}" if extension else dialled


_PARTS = re.compile(r"[,;|\n]|\b(?:oraz|lub|albo|i|and|or)\b", re.IGNORECASE)
_LABELS = re.compile(
    r"\b(?:telefon\w*|phone|tel|faks|fax|kom|komórk\w+|mobile|mob|stacj|stacjonarny|sekretariat"
    r"|biuro|nr|dom|t|m|k)\b(?: ?[.:/]|(?<=[^\W\d_]{2})) *"
    r"|[\u2706\u260e\u260f\u2709\U0001f4de\U0001f4f1] *",
    re.IGNORECASE,
)
_REMARK = re.compile(r"\([^()]*[^\W\d_][^()]*\)")
_LOOSE_EXTENSION = re.compile(r"[,;] ?(?=(?:wew|w\.|ext))", re.IGNORECASE)
# Numbers with their country or of nine digits, between words or beside one another.
_INNER = re.compile(
    r"(?<![\d+.,/-])(?:(?:\+|00) ?48[ -]?(?:\(0\) ?)?|\(?0[ -]?)?"
    r"\(?\d(?:[ ()./\-\u2010-\u2015\u2212]{0,2}\d){8}(?![\d]|[.,]\d)"
    r"(?: ?(?:wewn\.?|wew\.?|w\.|int\.) ?\d{1,6})?",
    re.IGNORECASE,
)
_OTHER_NUMBER = re.compile(r"\b(?:NIP|REGON|KRS|PESEL|konto|rachunek)\b", re.IGNORECASE)
# Nine digits that a spreadsheet took for an amount.
_AS_FLOAT = re.compile(r"(\d{9})[.,]0{1,2}")


def read_phones(text: str) -> tuple[list[str], list[str]]:
    """The numbers of a cell in their dialled form, and the parts that are no number.

    Several are parted by commas, semicolons, slashes, words or blanks; labels and remarks in
    brackets, such as ``tel.`` and ``(Anna)``, are left out. A number among other words is found;
    the words are given back.
    """
    if len(text) > 10 * LONGEST:
        return [], [text[:LONGEST]]
    cleaned = _REMARK.sub("  ", _LABELS.sub(" ", _LOOSE_EXTENSION.sub(" ", text)))
    numbers: list[str] = []
    others: list[str] = []
    for part in (piece.strip(" .:/-–") for piece in _PARTS.split(cleaned)):
        if not part:
            continue
        if as_float := _AS_FLOAT.fullmatch(part):
            part = as_float[1]
        try:
            numbers.append(normalise_phone(part))
        except ValueError:
            inner, rest = _by_slash(part)
            if rest:
                inner, rest = _among_words(part)
            numbers += inner
            others += rest
    return list(dict.fromkeys(numbers)), others


def _among_words(part: str) -> tuple[list[str], list[str]]:
    """Whole numbers among words or beside one another, and the words."""
    if _OTHER_NUMBER.search(part):
        return [], [part]
    numbers = []
    for match in _INNER.finditer(part):
        try:
            numbers.append(normalise_phone(match[0].strip(" .-")))
        except ValueError:
            return [], [part]
    if not numbers:
        return [], [part]
    words = (piece.strip(" .:/,;-–()") for piece in _INNER.split(part))
    return numbers, [word for word in words if word]


def _by_slash(part: str) -> tuple[list[str], list[str]]:
    """Numbers parted by a slash; the whole part when one of them is no number."""
    try:
        return [normalise_phone(piece) for piece in part.split("/")], []
    except ValueError:
        return [], [part]


def format_phone(normalised: str) -> str:
    """``59 840 00 00`` for a Polish landline, ``600 000 000`` for a mobile, else unchanged."""
    number, _, extension = normalised.partition(";ext=")
    if re.fullmatch(r"\+48\d{9}", number):
        digits = number[3:]
        landline = int(digits[:2]) in _LANDLINE_AREAS
        sizes = (2, 3, 2, 2) if landline else (3, 3, 3)
        number = " ".join(_cut(digits, sizes))
    return f"{number} wew. {extension}" if extension else number


# Area codes of landlines; numbers that begin otherwise are mobiles.
_LANDLINE_AREAS = frozenset(
    (
        *range(12, 19), *range(22, 26), 29, *range(32, 35), *range(41, 45), 46, 48, 52, 54, 55, 56,
        58, 59, 61, 62, 63, 65, 67, 68, 71, *range(74, 78), *range(81, 88), 89, 91, 94, 95,
    )
)  # fmt: skip


def _cut(digits: str, sizes: tuple[int, ...]) -> list[str]:
    parts, start = [], 0
    for size in sizes:
        parts.append(digits[start : start + size])
        start += size
    return parts
