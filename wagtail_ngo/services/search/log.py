"""What visitors look for, counted by day, without anything about them."""

from __future__ import annotations

import datetime

from django.db import DatabaseError, transaction
from django.db.models import F

from wagtail_ngo import conf
from wagtail_ngo.domain.search.terms import Query
from wagtail_ngo.models import SearchedQuery
from wagtail_ngo.services import daily_counts

_LONGEST = 80
# A year, a house number; more may be somebody's number.
_MOST_DIGITS = 4


def loggable(query: Query) -> str:
    """The words to be counted; "" for what may name a person's number or address.

    Digits are counted over the whole query: a PESEL or a phone may be typed in groups.
    """
    words = " ".join(query.words)
    digits = sum(sign.isdigit() for sign in query.text)
    if query.number or digits > _MOST_DIGITS or "@" in query.text or len(words) > _LONGEST:
        return ""
    return words


def count_search(query: Query, count: int, *, today: datetime.date) -> None:
    """Add one to the words of ``query`` for ``today``. Never in the way of an answer."""
    words = loggable(query) if conf.get("SEARCH_LOG") else ""
    if not words:
        return
    try:
        with transaction.atomic():
            updated = SearchedQuery.objects.filter(day=today, words=words).update(
                times=F("times") + 1, found=count
            )
            if not updated:
                SearchedQuery.objects.create(day=today, words=words, times=1, found=count)
    except DatabaseError:  # a read-only replica, or two first searches at once
        return


def forget_old(today: datetime.date) -> int:
    """Drop old words, keep how many searches there were; how many rows went."""
    return daily_counts.fold_searches(SearchedQuery.objects.past_retention(today))
