"""What visitors look for, counted by day, without anything about them."""

from __future__ import annotations

import datetime
from contextlib import AbstractContextManager, nullcontext
from urllib.parse import parse_qs, urlsplit

from django.core.cache import cache
from django.db import DatabaseError, router, transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from wagtail_ngo import conf
from wagtail_ngo.domain.search import Plain
from wagtail_ngo.domain.search.terms import Query, read_query
from wagtail_ngo.models import SearchedQuery
from wagtail_ngo.services import daily_counts
from wagtail_ngo.services.search import state
from wagtail_ngo.services.search.results import Results

_LONGEST = 80
# A year, a house number; more may be somebody's number.
_MOST_DIGITS = 4
# Words that may be a person's name are counted once so many visitors typed them within a day.
SEVERAL = 3
_DAY = 24 * 3600
_SHORTEST_NAME = 3
_WORDS = "q"


def loggable(query: Query) -> str:
    """The words to be counted; "" for what may name a person's number or address.

    Digits are counted over the whole query: a PESEL or a phone may be typed in groups.
    """
    words = " ".join(query.words)
    digits = sum(sign.isdigit() for sign in query.text)
    if query.number or digits > _MOST_DIGITS or "@" in query.text or len(words) > _LONGEST:
        return ""
    return words


def may_be_name(query: Query, language: Plain) -> bool:
    """Whether a word of the query may be somebody's name: the language does not have it."""
    return language.has_lexicon and any(
        len(word) >= _SHORTEST_NAME and word.isalpha() and not language.has_word(word)
        for word in query.words
    )


def count_search(hits: Results, *, today: datetime.date, visitor: str = "") -> None:
    """Add one to the words searched for on ``today``. Never in the way of an answer.

    ``visitor`` tells visitors apart; it is kept as a keyed hash, in the cache, for a day, and only
    for words that may be a name and that no entry has.
    """
    words = loggable(hits.query) if conf.get("SEARCH_LOG") else ""
    if not words:
        return
    match = hits.match
    is_answered = match is not None and bool(match.full) and not match.corrected
    is_name = not is_answered and may_be_name(hits.query, state.language())
    if is_name and not _is_typed_by_several(words, visitor):
        return
    outcome = {
        "corrected": int(bool(match and match.corrected)),
        "partial": int(bool(match and match.is_partial)),
    }
    try:
        with _savepoint():
            rows = SearchedQuery.objects.filter(day=today, words=words)
            adding = {name: F(name) + count for name, count in outcome.items() if count}
            if not rows.update(times=F("times") + 1, found=hits.count, **adding):
                SearchedQuery.objects.create(
                    day=today, words=words, times=1, found=hits.count, **outcome
                )
    except DatabaseError:  # a read-only replica, or two first searches at once
        return


def _savepoint() -> AbstractContextManager:
    """Lets a running transaction go on after an error; without one each statement is by itself."""
    connection = transaction.get_connection(router.db_for_write(SearchedQuery))
    return transaction.atomic(connection.alias) if connection.in_atomic_block else nullcontext()


def _is_typed_by_several(words: str, visitor: str) -> bool:
    key = f"wagtail_ngo.names.{_hash('wagtail_ngo.words', words)}"
    who = _hash("wagtail_ngo.visitor", visitor)[:16] if visitor else ""
    seen = cache.get(key, ())
    if who and who not in seen and len(seen) < SEVERAL:
        seen = (*seen, who)
        cache.set(key, seen, _DAY)
    return len(seen) >= SEVERAL


def _hash(salt: str, text: str) -> str:
    return salted_hmac(salt, text, algorithm="sha256").hexdigest()


def count_click(request: HttpRequest, path: str, *, today: datetime.date) -> None:
    """Add one to the words after which an entry was opened, as the browser says where from.

    Only an address of this site above ``path``, and only words that were searched for today: a
    forged header counts nothing new. Nobody is told apart.
    """
    came_from = urlsplit(request.headers.get("Referer", "")[:2000])
    typed = parse_qs(came_from.query).get(_WORDS, [""])[0]
    is_ours = came_from.netloc == request.get_host()
    if not typed or not is_ours or not path.startswith(came_from.path):
        return
    words = loggable(read_query(typed, state.language())) if conf.get("SEARCH_LOG") else ""
    if not words:
        return
    try:
        with transaction.atomic():
            SearchedQuery.objects.filter(day=today, words=words).update(clicks=F("clicks") + 1)
    except DatabaseError:  # a read-only replica
        return


def forget_old(today: datetime.date) -> int:
    """Drop old words, keep how many searches there were; how many rows went."""
    return daily_counts.fold_searches(SearchedQuery.objects.past_retention(today))
