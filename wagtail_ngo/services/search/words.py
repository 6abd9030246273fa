"""The vocabulary of a directory, read when a query needs it and kept with the catalogue."""

from __future__ import annotations

from collections.abc import Iterator

from wagtail_ngo.domain.search import Plain
from wagtail_ngo.domain.search.vocabulary import Vocabulary
from wagtail_ngo.models import Need, NGOPage, Offer, SearchSynonym
from wagtail_ngo.models.directory.search import street_name
from wagtail_ngo.services.search.catalogue import Catalogue

# Above so many entries descriptions are not read, above the other number only names: longer
# texts add few words and much time.
_WITH_TEXTS, _WITH_LEADS = 5_000, 20_000
_PLAIN = 4


def vocabulary(catalogue: Catalogue, language: Plain) -> Vocabulary:
    derived = catalogue.derived.get("vocabulary")
    if derived is None:
        derived = catalogue.derived["vocabulary"] = Vocabulary(_texts(catalogue), language)
    return derived


def _texts(catalogue: Catalogue) -> Iterator[str]:
    columns = ["title", "short_name", "other_names"]
    if catalogue.size <= _WITH_LEADS:
        columns.append("lead")
    if catalogue.size <= _WITH_TEXTS:
        columns += ["seat_street", "hide_street", "description"]
    rows = NGOPage.objects.live().values_list("pk", *columns).iterator(chunk_size=5000)
    for pk, *texts in rows:
        if pk in catalogue.position:
            yield " ".join(_words_of(texts))
    if catalogue.size <= _WITH_TEXTS:
        yield from _exchange(catalogue)
    for kind, names in catalogue.names.items():
        used = catalogue.values.get(kind, {})
        yield from (name for value, name in names.items() if value in used)
    for synonym in SearchSynonym.objects.all():
        yield from synonym.phrases


def _words_of(texts: list) -> Iterator[str]:
    """Plain texts of one row; a hidden street and the marks of a description are left out."""
    if len(texts) > _PLAIN:
        *texts, street, is_hidden, description = texts
        yield "" if is_hidden else street_name(street)
        yield from description.stream_block.get_searchable_content(description)
    yield from texts


def _exchange(catalogue: Catalogue) -> Iterator[str]:
    for model in (Offer, Need):
        rows = model.objects.order_by().values_list("organization_id", "text")
        yield from (text for pk, text in rows.iterator() if pk in catalogue.position)
