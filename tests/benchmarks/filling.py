"""Pages of any number, written past the page tree, the models and the index's own slow way."""

from __future__ import annotations

import datetime
import random
import uuid

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from wagtail.models import Page
from wagtail.search.models import IndexEntry

from tests.factories.directory import NGODirectoryFactory
from tests.search_sets import rows
from wagtail_ngo.domain.directory.sort_names import sort_key, sort_name
from wagtail_ngo.domain.search import Polish
from wagtail_ngo.domain.search.terms import EntryText, index_terms
from wagtail_ngo.models import (
    ActivityArea,
    District,
    LegalForm,
    NGOPage,
    Offer,
    OpeningHours,
    TargetGroup,
)

_BATCH = 500


def fill(size: int, parent=None):
    """A directory of ``size`` entries with terms, offers, hours and an index."""
    chance = random.Random(size)
    directory = NGODirectoryFactory(title=f"Katalog {size}", slug=f"katalog-{size}", parent=parent)
    texts = list(_texts(size, chance))
    pks = write_pages(directory, NGOPage, [name for name, _lead in texts])
    chosen = {
        name: [chance.choice(terms) for _pk in pks] for name, terms in _vocabularies().items()
    }
    entries = _entries(pks, texts, chance)
    for name, terms in chosen.items():
        _write_terms(name, pks, terms)
    some = [pk for pk in pks if chance.random() < 0.2]
    Offer.objects.bulk_create(
        [Offer(organization_id=pk, kind="rooms", text="Sala") for pk in some], batch_size=_BATCH
    )
    hours = {"weekday": 0, "opens": datetime.time(8), "closes": datetime.time(16)}
    OpeningHours.objects.bulk_create(
        [OpeningHours(organization_id=pk, **hours) for pk in some], batch_size=_BATCH
    )
    _index(entries, texts, chosen)
    return directory


def write_pages(parent: Page, model: type[Page], titles: list[str]) -> list[int]:
    """Rows of the page tree below ``parent``; their keys in order. ``write_own`` adds the rest."""
    place = {
        "depth": parent.depth + 1,
        "numchild": 0,
        "content_type": ContentType.objects.get_for_model(model),
        "locale": parent.locale,
        "live": True,
    }
    Page.objects.bulk_create(
        [
            Page(
                title=title,
                draft_title=title,
                slug=f"e{number}",
                path=f"{parent.path}{Page._int2str(number + 1).rjust(4, '0')}",
                url_path=f"{parent.url_path}e{number}/",
                **place,
            )
            for number, title in enumerate(titles)
        ],
        batch_size=_BATCH,
    )
    Page.objects.filter(pk=parent.pk).update(numchild=len(titles))
    return list(Page.objects.child_of(parent).order_by("path").values_list("pk", flat=True))


def write_own(model: type[Page], pages: list[Page], *, batch: int) -> None:
    """The rows of the page type itself. SQLite takes a limited number of values at once."""
    fields = model._meta.local_concrete_fields
    for start in range(0, len(pages), batch):
        model._base_manager._insert(
            pages[start : start + batch], fields=fields, using=connection.alias
        )


def _entries(pks: list[int], texts: list[tuple[str, str]], chance: random.Random) -> list[NGOPage]:
    forms = list(LegalForm.objects.all())
    entries = [
        NGOPage(
            page_ptr_id=pk,
            lead=lead,
            uuid=uuid.UUID(int=pk),
            legal_form=chance.choice(forms),
            sort_key=sort_key(sort_name(name)),
            is_public_benefit=chance.random() < 0.1,
            step_free="yes" if chance.random() < 0.4 else "",
        )
        for pk, (name, lead) in zip(pks, texts, strict=True)
    ]
    write_own(NGOPage, entries, batch=25)
    return entries


def _write_terms(name: str, pks: list[int], terms: list) -> None:
    """One term of a vocabulary for each entry."""
    through = getattr(NGOPage, name).through
    target = next(
        one.attname
        for one in through._meta.fields
        if one.is_relation and one.related_model is type(terms[0])
    )
    through.objects.bulk_create(
        [through(ngopage_id=pk, **{target: term.pk}) for pk, term in zip(pks, terms, strict=True)],
        batch_size=_BATCH,
    )


def _vocabularies() -> dict[str, list]:
    if District.objects.count() < 20:
        for number in range(20):
            District.objects.create(name=f"Dzielnica {number}")
    if not LegalForm.objects.exists():
        LegalForm.objects.create(name="Fundacja")
    return {
        "areas": list(ActivityArea.objects.all()),
        "target_groups": list(TargetGroup.objects.all()),
        "districts": list(District.objects.all()),
    }


def _texts(size: int, chance: random.Random):
    samples = rows("search_entries.txt")
    words = sorted({word for row in samples for word in f"{row[0]} {row[5]}".split()})
    for number in range(size):
        name = f"{chance.choice(samples)[0]} {' '.join(chance.sample(words, 2))} {number}"
        yield name, " ".join(chance.sample(words, 12))


def _index(entries, texts, chosen) -> None:
    kind, language = ContentType.objects.get_for_model(NGOPage), Polish()
    found = []
    for number, (entry, (name, lead)) in enumerate(zip(entries, texts, strict=True)):
        categories = [terms[number].name for terms in chosen.values()]
        words = EntryText(names=[name], categories=categories, lead=lead)
        row = (kind.pk, str(entry.page_ptr_id), name, index_terms(words, language), lead)
        found.append(row)
        if len(found) == _BATCH:
            _write(found)
            found = []
    _write(found)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE")
            for (name,) in _gin_indexes(cursor):
                cursor.execute("SELECT gin_clean_pending_list(%s::regclass)", [name])


def _gin_indexes(cursor) -> list[tuple[str]]:
    cursor.execute(
        "SELECT indexname FROM pg_indexes WHERE tablename = %s AND indexdef LIKE '%%USING gin%%'",
        [IndexEntry._meta.db_table],
    )
    return cursor.fetchall()


def _write(found: list[tuple]) -> None:
    if not found:
        return
    if connection.vendor != "postgresql":
        IndexEntry.objects.bulk_create(
            IndexEntry(
                content_type_id=kind, object_id=pk, title=title, autocomplete=terms, body=body
            )
            for kind, pk, title, terms, body in found
        )
        return
    row = "(%s, %s, to_tsvector(%s), to_tsvector('simple', %s), to_tsvector(%s), 1.0, %s, %s)"
    values = [
        value
        for kind, pk, title, terms, body in found
        for value in (kind, pk, title, terms, body, title, body)
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {IndexEntry._meta.db_table} (content_type_id, object_id, title,"  # noqa: S608
            " autocomplete, body, title_norm, title_text, body_text) VALUES "
            + ", ".join([row] * len(found)),
            values,
        )
