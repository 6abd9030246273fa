"""What each setting of ``WAGTAIL_NGO`` may hold, in one table.

A rule takes the host's value and returns what is wrong with it, "" for a right one. A setting
without a row is held to the type of its default.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.module_loading import import_string

from wagtail_ngo.conf import DEFAULTS
from wagtail_ngo.enums import PDFVariant

Rule = Callable[[Any], str]


def whole_number(least: int, most: int) -> Rule:
    def rule(value: Any) -> str:
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return ""
        return f"a whole number from {least} to {most}"

    return rule


def of_type(kind: type, words: str) -> Rule:
    return lambda value: "" if isinstance(value, kind) else words


text = of_type(str, "a text")
switch = of_type(bool, "True or False")


def numbers_by_name(default: Mapping[str, int], *, complete: bool) -> Rule:
    """A dict of positive whole numbers with the keys of the default."""

    def rule(value: Any) -> str:
        words = f"a dict of positive whole numbers with the keys {', '.join(default)}"
        if not isinstance(value, Mapping) or set(value) - set(default):
            return words
        if complete and set(value) != set(default):
            return words
        wrong = [number for number in value.values() if whole_number(1, 1 << 62)(number)]
        return words if wrong else ""

    return rule


def texts(value: Any) -> str:
    is_list = isinstance(value, Sequence) and not isinstance(value, str)
    return "" if is_list and all(isinstance(item, str) for item in value) else "a list of texts"


def host_names(value: Any) -> str:
    """Names alone: an address, a port or a pattern would never match."""
    words = 'a list of host names: ["kultura.example.org"]'
    if texts(value):
        return words
    return words if any(set(name) & set("/:*@ ") or "." not in name for name in value) else ""


def pdf_variants(value: Any) -> str:
    if not texts(value) and not set(value) - set(PDFVariant.values):
        return ""
    return f"a list of {', '.join(PDFVariant.values)}"


def places(value: Any) -> str:
    words = 'a dict of names and coordinates: {"Town hall": (54.464, 17.028)}'
    if not isinstance(value, Mapping):
        return words
    return "" if all(map(_is_place, value.items())) else words


def _is_place(item: tuple[Any, Any]) -> bool:
    name, place = item
    if not isinstance(name, str) or not isinstance(place, Sequence) or len(place) != 2:
        return False
    bounds = zip(place, (90, 180), strict=True)
    return all(isinstance(each, int | float) and abs(each) <= most for each, most in bounds)


def importable(value: Any) -> str:
    """A dotted path that leads to something to call."""
    words = "the dotted path of something that can be imported and called"
    if not isinstance(value, str):
        return words
    try:
        target = import_string(value)
    except Exception as error:
        return f"{words} ({type(error).__name__}: {error})"
    return "" if callable(target) else words


def search_language(value: Any) -> str:
    problem = importable(value)
    if problem:
        return problem
    try:
        language = import_string(value)()
    except Exception as error:
        return f"a search language ({type(error).__name__}: {error})"
    needed = ("code", "fold", "tokens", "words", "key", "keys", "forms")
    missing = [name for name in needed if not hasattr(language, name)]
    return f"a search language; it lacks {', '.join(missing)}" if missing else ""


def views(value: Any) -> str:
    if not isinstance(value, Mapping):
        return "a dict of names and dotted paths of views"
    wrong = [f"{name}: {problem}" for name, path in value.items() if (problem := importable(path))]
    return "; ".join(wrong)


def tile_address(value: Any) -> str:
    words = "an address with {z}, {x} and {y}, or an empty text"
    if not isinstance(value, str):
        return words
    return "" if not value or all(mark in value for mark in ("{z}", "{x}", "{y}")) else words


RULES: dict[str, Rule] = {
    "OCCURRENCE_MONTHS_AHEAD": whole_number(1, 240),
    "OCCURRENCE_LIMIT": whole_number(1, 100_000),
    "REVIEW_MONTHS": whole_number(1, 600),
    "REVIEW_ASK_DAYS_BEFORE": whole_number(0, 3650),
    "REVIEW_ASK_AGAIN_DAYS": whole_number(0, 3650),
    "CONFIRMATION_LINK_DAYS": whole_number(1, 3650),
    "REPORTS_PER_HOUR": whole_number(0, 1_000_000),
    "IMPORT_MAX_BYTES": whole_number(1, 1 << 40),
    "IMPORT_MAX_ROWS": whole_number(1, 10_000_000),
    "EVENT_IMPORT_LIMITS": numbers_by_name(DEFAULTS["EVENT_IMPORT_LIMITS"], complete=False),
    "EVENT_SOURCE_HOSTS": host_names,
    "EVENT_SOURCE_LIMITS": numbers_by_name(DEFAULTS["EVENT_SOURCE_LIMITS"], complete=False),
    "FEED_SIZE": whole_number(1, 10_000),
    "HOLIDAYS": importable,
    "PAGE_SIZE": whole_number(1, 1000),
    "SEARCH_LANGUAGE": search_language,
    "SEARCH_PLACES": places,
    "MAP_TILE_URL": tile_address,
    "PDF_VARIANTS": pdf_variants,
    "PDF_MEDIA_FOLDERS": texts,
    "VIEWS": views,
    "PDF_LIMITS": numbers_by_name(DEFAULTS["PDF_LIMITS"], complete=True),
}
BY_TYPE: dict[type, Rule] = {
    bool: switch,
    int: whole_number(0, 1 << 62),
    str: text,
    tuple: texts,
    list: texts,
    dict: of_type(Mapping, "a dict"),
}


def rule_for(key: str) -> Rule:
    return RULES.get(key) or BY_TYPE.get(type(DEFAULTS[key]), lambda value: "")


def wrong_values(host_values: Mapping[str, Any]) -> dict[str, str]:
    """Key → what its value should be, for each wrong one among ``host_values``."""
    problems = {key: rule_for(key)(value) for key, value in host_values.items() if key in DEFAULTS}
    return {key: problem for key, problem in problems.items() if problem}
