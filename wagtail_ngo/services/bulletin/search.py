"""Search over issued bulletins: the same reading of words as in the directory, on any database.

Issues are few (twelve a year), so each keeps the keys of its words in one text column and a query
asks for all of its keys.
"""

from __future__ import annotations

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

from wagtail_ngo import conf
from wagtail_ngo.domain.bulletin.content import IssueContent
from wagtail_ngo.models import BulletinEdition

MOST_WORDS = 8


def terms(content: IssueContent) -> str:
    """Keys of every word of an issue, each once, enclosed by spaces."""
    language = conf.get_object("SEARCH_LANGUAGE")()
    keys = {key for text in content.texts() for key in language.keys(text)}
    return f" {' '.join(sorted(keys))} "


def search(issues, query: str):
    """Those ``issues`` (a queryset of pages) whose current edition has every word of ``query``."""
    language = conf.get_object("SEARCH_LANGUAGE")()
    keys = list(dict.fromkeys(language.keys(query)))[:MOST_WORDS]
    if not keys:
        return issues.none()
    # An alias shows the editions of the issue that it follows.
    issues = issues.annotate(issued_pk=Coalesce("alias_of", "pk"))
    newest = BulletinEdition.objects.filter(issue=OuterRef("issued_pk")).order_by("-number")
    issues = issues.annotate(issued_terms=Subquery(newest.values("terms")[:1]))
    for key in keys:
        issues = issues.filter(issued_terms__contains=f" {key} ")
    return issues
