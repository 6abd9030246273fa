"""Whether anything that search shows has changed since it was last worked out."""

from __future__ import annotations

import uuid

from django.db import transaction

from wagtail_ngo import conf
from wagtail_ngo.domain.search import Plain
from wagtail_ngo.models import SearchState

_ROW = 1


def language() -> Plain:
    """The search language of this site."""
    return conf.get_object("SEARCH_LANGUAGE")()


def token() -> str:
    """A string that differs after every change; "" before the first, when nothing may be kept."""
    row = SearchState.objects.filter(pk=_ROW).first()
    return row.token if row else ""


def changed() -> None:
    """Let everything be worked out anew, once the running transaction is done."""
    transaction.on_commit(_renew)


def _renew() -> None:
    SearchState.objects.update_or_create(pk=_ROW, defaults={"token": uuid.uuid4().hex})
