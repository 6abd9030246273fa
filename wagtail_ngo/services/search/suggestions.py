"""What to offer while a visitor is typing: names first, then categories to browse."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import ngettext

from wagtail_ngo.domain.search.terms import Query, begun, read_query
from wagtail_ngo.enums import FacetKind
from wagtail_ngo.models import NGODirectoryPage, NGOPage
from wagtail_ngo.services.search import state
from wagtail_ngo.services.search.catalogue import catalogue
from wagtail_ngo.services.search.matching import Match, Matcher
from wagtail_ngo.services.search.ordering import by_relevance
from wagtail_ngo.services.search.results import visible_entries
from wagtail_ngo.services.search.synonyms import synonyms

_MOST_NAMES, _MOST_CATEGORIES = 6, 3
_SHORTEST = 2


@dataclass(frozen=True)
class Suggestion:
    label: str
    hint: str
    url: str


def suggest(
    directory: NGODirectoryPage, request: HttpRequest, text: str, *, now: datetime.datetime
) -> list[Suggestion]:
    """At most nine suggestions for what was typed so far."""
    language = state.language()
    query = read_query(text, language)
    if not query or len(query.phrase) < _SHORTEST:
        return []
    current = catalogue(directory, now=now)
    visible = visible_entries(current, directory, request)
    matcher = Matcher(current, language, synonyms(current, language), visible)
    return [
        *_categories(matcher, query, directory.get_url(request)),
        *_names(matcher, query, request, today=timezone.localdate(now)),
    ]


def _categories(matcher: Matcher, query: Query, url: str) -> list[Suggestion]:
    """Areas, groups and districts with a word that begins so, and their entries."""
    suggestions = []
    for kind in (FacetKind.AREA, FacetKind.GROUP, FacetKind.DISTRICT):
        for value, name in matcher.catalogue.names.get(kind, {}).items():
            words = matcher.language.tokens(name)
            if not all(any(word.startswith(typed) for word in words) for typed in query.words):
                continue
            entries = matcher.catalogue.values.get(kind, {}).get(value, 0)
            count = (entries & matcher.visible).bit_count()
            if count:
                hint = ngettext("%(count)d entry", "%(count)d entries", count) % {"count": count}
                suggestions.append(
                    (-count, name, Suggestion(name, hint, f"{url}?{urlencode({str(kind): value})}"))
                )
    return [
        suggestion for _count, _name, suggestion in sorted(suggestions, key=lambda row: row[:2])
    ][:_MOST_CATEGORIES]


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
