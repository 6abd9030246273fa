"""What to offer while a visitor is typing: categories to browse, names, searches."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_ngo.domain.search import bits
from wagtail_ngo.domain.search.terms import Query, begun, read_query
from wagtail_ngo.enums import FacetKind
from wagtail_ngo.models import NGODirectoryPage, NGOPage
from wagtail_ngo.models.querysets import refused_paths
from wagtail_ngo.services.search import state
from wagtail_ngo.services.search.catalogue import catalogue
from wagtail_ngo.services.search.matching import Match, Matcher
from wagtail_ngo.services.search.ordering import by_relevance
from wagtail_ngo.services.search.results import visible_entries
from wagtail_ngo.services.search.synonyms import synonyms

_MOST_NAMES, _MOST_CATEGORIES, _MOST_QUERIES = 6, 3, 2
_SHORTEST = 2
# So many entries are read for the words that complete a search.
_MOST_READ = 20
_WORD = re.compile(r"[^\W_]+")
_KINDS = (FacetKind.AREA, FacetKind.GROUP, FacetKind.DISTRICT)


@dataclass(frozen=True)
class Suggestion:
    label: str
    hint: str
    url: str


def suggest(
    directory: NGODirectoryPage, request: HttpRequest, text: str, *, now: datetime.datetime
) -> list[Suggestion]:
    """At most eleven suggestions for what was typed so far."""
    language = state.language()
    query = read_query(text, language)
    if not query or len(query.phrase) < _SHORTEST:
        return []
    current = catalogue(directory, now=now)
    visible = visible_entries(current, directory, refused_paths(request))
    matcher = Matcher(current, language, synonyms(current, language), visible)
    url = directory.get_url(request)
    return [
        *_categories(matcher, query, url),
        *_names(matcher, query, request, today=timezone.localdate(now)),
        *_complete_queries(matcher, query, request, url),
    ]


def _categories(matcher: Matcher, query: Query, url: str) -> list[Suggestion]:
    """Areas, groups and districts with a word that begins so, and their entries.

    Where no name begins so, the words with their errors mended are tried.
    """
    suggestions = _find_named(matcher, query, url)
    if not suggestions and not matcher.beginnings(query):
        mended = matcher.match(query).query
        if mended.words != query.words:
            suggestions = _find_named(matcher, mended, url)
    return suggestions


def _find_named(matcher: Matcher, query: Query, url: str) -> list[Suggestion]:
    suggestions = []
    for kind in _KINDS:
        for value, name in matcher.catalogue.names.get(kind, {}).items():
            words = matcher.language.tokens(name)
            if not all(any(word.startswith(typed) for word in words) for typed in query.words):
                continue
            entries = matcher.catalogue.values.get(kind, {}).get(value, 0)
            count = (entries & matcher.visible).bit_count()
            if count:
                link = f"{url}?{urlencode({str(kind): value})}"
                suggestions.append((-count, name, Suggestion(name, _hint(kind, count), link)))
    ordered = sorted(suggestions, key=lambda row: row[:2])
    return [suggestion for _count, _name, suggestion in ordered][:_MOST_CATEGORIES]


def _hint(kind: FacetKind, count: int) -> str:
    """What a category is, and how much it holds: an area and a group may have one name."""
    entries = ngettext("%(count)d entry", "%(count)d entries", count) % {"count": count}
    return f"{kind.label}, {entries}"


def _complete_queries(
    matcher: Matcher, query: Query, request: HttpRequest, url: str
) -> list[Suggestion]:
    """Searches that begin with what was typed: the last word completed as entries spell it."""
    *earlier, last = query.words
    if not earlier or query.number:
        return []
    entries = matcher.having(begun(last))
    for word in earlier:
        entries &= matcher.all_words([matcher.language.key(word)])
    typed = query.text[: query.text.rfind(query.text.split()[-1])]
    labels = [f"{typed}{word}" for word in _complete_word(matcher, query, entries, request)]
    return [
        Suggestion(label, _("Search"), f"{url}?{urlencode({'q': label})}")
        for label in labels
        if label.casefold() != query.text.casefold()
    ]


def _complete_word(matcher: Matcher, query: Query, entries: int, request: HttpRequest) -> list[str]:
    """Words of the first of these entries that begin like the last one typed, the usual first."""
    language = matcher.language
    pks = [matcher.catalogue.pks[place] for place in islice(bits.positions(entries), _MOST_READ)]
    rows = NGOPage.objects.visible_to(request).filter(pk__in=pks).order_by()
    spelt: dict[str, Counter[str]] = {}
    for title, lead, text in rows.values_list("title", "lead", "description"):
        texts = [title, lead, *text.stream_block.get_searchable_content(text)]
        for word in {match.lower() for match in _WORD.findall(" ".join(texts))}:
            folded = language.fold(word)
            if folded.startswith(query.words[-1]) and folded not in language.stop_words:
                spelt.setdefault(language.key(folded), Counter())[word] += 1
    words = [
        (-counts.total(), min(counts, key=lambda word: (-counts[word], word)))
        for key, counts in spelt.items()
        if key not in query.keys[:-1]
    ]
    return [word for _count, word in sorted(words)[:_MOST_QUERIES]]


def _begun(matcher: Matcher, query: Query) -> int:
    """Entries with words that begin so; a last word of one letter needs nothing more."""
    *words, last = query.words
    if words and len(last) == 1:
        earlier = query.without({last})
        return matcher.beginnings(earlier) & matcher.having(begun(last))
    return matcher.beginnings(query)


def _names(
    matcher: Matcher, query: Query, request: HttpRequest, *, today: datetime.date
) -> list[Suggestion]:
    match = Match(query=query, full=_begun(matcher, query) | matcher.all_words(query.keys))
    if not match.full:
        match = matcher.match(query)
    order = by_relevance(matcher, match, today)[:_MOST_NAMES]
    pks = [matcher.catalogue.pks[position] for position in order]
    entries = NGOPage.objects.visible_to(request).in_bulk(pks)
    return [
        Suggestion(entries[pk].title, entries[pk].short_name, entries[pk].get_url(request))
        for pk in pks
        if pk in entries
    ]
