"""A question answered: as it was typed, by a situation of life, or out of another language."""

from __future__ import annotations

import re
from dataclasses import replace

from wagtail_ngo.domain.search import bits
from wagtail_ngo.domain.search.phrases import Situation, fitting
from wagtail_ngo.domain.search.terms import Query, read_query, whole
from wagtail_ngo.services.search.coverage import Sense, by_coverage, rarity
from wagtail_ngo.services.search.editors_words import asking_words, dictionary, situations
from wagtail_ngo.services.search.matching import Match, Matcher

# Letters of scripts other than Latin.
_OTHER_SCRIPT = re.compile(r"[Ͱ-῿]|[⺀-鿿]")


def answer(matcher: Matcher, query: Query, *, exactly: bool = False) -> Match:
    """The entries that answer ``query``; ``exactly`` takes the words as they were typed."""
    asking = asking_words(matcher.catalogue, matcher.language)
    if query.number or exactly:
        return matcher.match_with_parts(query, asking, mend=not exactly)
    situation = fitting(
        situations(matcher.catalogue, matcher.language), query.phrase, matcher.language
    )
    if situation is not None:
        return _in_situation(matcher, query, situation)
    if not _OTHER_SCRIPT.search(query.text):
        match = matcher.match_with_parts(query, asking)
        if match.full:
            return match
    translated = _translate(matcher, query)
    if translated is not None:
        other = matcher.match_with_parts(translated, asking)
        if other.found:
            return replace(other, translated=translated.text, corrected="", missing=[])
    return matcher.match_with_parts(query, asking)


def _in_situation(matcher: Matcher, query: Query, situation: Situation) -> Match:
    """Entries with the words of the question, then those the editors' words find."""
    size = matcher.catalogue.size
    direct = matcher.all_words(query.keys) if len(query.words) > 1 else 0
    senses = []
    for keys in situation.groups:
        entries = matcher.all_words(keys)
        senses.append(Sense(" ".join(keys), rarity(entries.bit_count(), size), [(1.0, entries)]))
    together = bits.union(sense.found for sense in senses) & ~direct
    parts = by_coverage(senses, together, share=(0.0, "best"))
    own = read_query(situation.words, matcher.language)
    return Match(
        query=query if direct else own,
        full=direct,
        parts=parts,
        situation=situation.sentence,
        also_keys=frozenset(key for keys in situation.groups for key in keys),
    )


def _translate(matcher: Matcher, query: Query) -> Query | None:
    """The query in the directory's own words; None where no other language is in it."""
    language = matcher.language
    tokens = language.tokens(query.text)
    is_foreign_script = _OTHER_SCRIPT.search(query.text) is not None
    words: list[str] = []
    is_translated = False
    spans = dictionary(matcher.catalogue, language).translate(
        tokens, is_other_script=is_foreign_script
    )
    for span, meaning in spans:
        if meaning and (is_foreign_script or not _are_known(matcher, span)):
            words.append(meaning)
            is_translated = True
        elif _are_known(matcher, span):
            words += span
    if not is_translated:
        return None
    return read_query(" ".join(words), language)


def _are_known(matcher: Matcher, span: list[str]) -> bool:
    """Whether entries have every word of the span."""
    return all(matcher.having(whole(matcher.language.key(word))) for word in span)
