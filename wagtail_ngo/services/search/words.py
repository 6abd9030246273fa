"""The vocabulary of a directory, read when a query needs it and kept with the catalogue."""

from __future__ import annotations

from collections.abc import Iterator

from wagtail_ngo.domain.search import Plain
from wagtail_ngo.domain.search.vocabulary import Vocabulary
from wagtail_ngo.models import NGOPage, SearchSynonym
from wagtail_ngo.services.search.catalogue import Catalogue

# Above this many entries only names are read: a lead adds few words and much time.
_WITH_LEADS = 20_000


def vocabulary(catalogue: Catalogue, language: Plain) -> Vocabulary:
    kept = catalogue.derived.get("vocabulary")
    if kept is None:
        kept = catalogue.derived["vocabulary"] = Vocabulary(_texts(catalogue), language)
    return kept


def _texts(catalogue: Catalogue) -> Iterator[str]:
    columns = ["title", "short_name", "other_names"]
    if catalogue.size <= _WITH_LEADS:
        columns.append("lead")
    rows = NGOPage.objects.live().values_list("pk", *columns).iterator(chunk_size=5000)
    for pk, *texts in rows:
        if pk in catalogue.position:
            yield " ".join(texts)
    for kind, names in catalogue.names.items():
        used = catalogue.values.get(kind, {})
        yield from (name for value, name in names.items() if value in used)
    for synonym in SearchSynonym.objects.all():
        yield from synonym.phrases
