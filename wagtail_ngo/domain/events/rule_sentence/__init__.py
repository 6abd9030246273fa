"""A repeat rule as a sentence. Grammar does not fit message catalogues, so it is code."""

from __future__ import annotations

import datetime

from wagtail_ngo.domain.events.recurrence import RecurrenceRule
from wagtail_ngo.domain.events.rule_sentence import english, polish

_LANGUAGES = {"en": english, "pl": polish}


def _words(language: str):
    return _LANGUAGES.get(language.partition("-")[0].lower(), english)


def brief(rule: RecurrenceRule, start: datetime.date, *, language: str) -> str:
    """How often, without the end, for lists."""
    return _words(language).brief(rule, start)


def sentence(
    rule: RecurrenceRule | None,
    start: datetime.date,
    *,
    language: str,
    holidays: bool = False,
    breaks: bool = False,
) -> str:
    """What the rule says for a series that begins on ``start``; English where a language lacks.

    Without a final full stop, with a small first letter, so that it can be used in a sentence.
    ``holidays`` and ``breaks`` say that the series leaves out public holidays, school breaks.
    """
    words = _words(language)
    parts = [words.sentence(rule, start)]
    if rule is not None and (holidays or breaks):
        parts.append(words.EXCEPT[holidays, breaks])
    return ", ".join(parts)
