"""Finding entries as an editor does: by a piece of the name, or by a register number."""

from __future__ import annotations

import re

from django.db.models import Q, QuerySet

from wagtail_ngo import conf
from wagtail_ngo.domain.directory.sort_names import sort_key, sort_name
from wagtail_ngo.domain.search.terms import all_of, read_query
from wagtail_ngo.domain.tables.cells import without_control
from wagtail_ngo.models.directory.numbers import NUMBER_FIELDS
from wagtail_ngo.services.search.index_rows import matching_entries

LONGEST = 200
_NUMBER = re.compile(r"(?:(?:krs|nip|regon|pl)[\s:]*)?([\d\s-]{3,})", re.IGNORECASE)


def find_entries(entries: QuerySet, text: str) -> QuerySet:
    """Those of ``entries`` that ``text`` may mean, drafts too; all of them for an empty text.

    Words are found in any of their Polish forms, as visitors find them; pieces of a name and
    beginnings of a KRS, NIP or REGON number are found as well.
    """
    text = without_control(text).strip()[:LONGEST]
    if not text:
        return entries
    names = ("title", "draft_title", "short_name", "other_names")
    meant = Q()
    for name in names:
        meant |= Q(**{f"{name}__icontains": text})
    if number := _NUMBER.fullmatch(text):
        digits = re.sub(r"\D", "", number[1])
        for name in NUMBER_FIELDS:
            meant |= Q(**{f"{name}__startswith": digits})
        # People leave out the zeros with which every KRS number begins.
        meant |= Q(krs=digits.zfill(10)) if len(digits) <= 10 else Q()
    if query := read_query(text, conf.get_object("SEARCH_LANGUAGE")()):
        meant |= Q(pk__in=matching_entries([all_of(query.keys)]))
    return entries.filter(meant)


def entry_named(entries: QuerySet, name: str):
    """The entry whose title is ``name`` in any case and spacing; None where there is none.

    Found by the sort key too: not every database knows that "ł" is "Ł" in another case.
    """
    spelled = " ".join(name.split()).casefold()
    if not spelled:
        return None
    same = Q(sort_key=sort_key(sort_name(name))) | Q(title__iexact=name.strip())
    rows = entries.filter(same).order_by("pk")
    return next((row for row in rows if " ".join(row.title.split()).casefold() == spelled), None)
