"""A person's data out of the database for good (GDPR art. 17), the counts untouched."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable

from django.db import connections, router, transaction
from django.db.models import Model
from modelcluster.fields import ParentalKey
from wagtail.models import Page
from wagtail.search import index
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from wagtail_ngo import signals
from wagtail_ngo.models import Occurrence, Representative
from wagtail_ngo.services.people.erasers import empty_representative
from wagtail_ngo.services.people.finding import Find, find, subject_of
from wagtail_ngo.services.people.register import Erasure, Subject
from wagtail_ngo.services.people.rows import redacted, write


def erase_person(
    person: Representative, *, now: datetime.datetime, also: Collection[str] = ()
) -> list[Find]:
    """Erase a representative everywhere; what is left for an editor to look at.

    ``also`` are keys of finds that may be a namesake's, which an editor says are hers.
    """
    return erase(subject_of(person), now=now, also=also)


@transaction.atomic
def erase(subject: Subject, *, now: datetime.datetime, also: Collection[str] = ()) -> list[Find]:
    """Erase what is certainly hers and what ``also`` names; the finds that stay."""
    finds = find(subject)
    if subject.person is not None:
        signals.person_erased.send(Representative, person=subject.person)
        if not any(hit.row == subject.person for hit in finds):  # a name too short to be a trace
            empty_representative(subject.person, subject, now=now)
    erased = [hit for hit in finds if hit.is_erasable and (hit.is_certain or hit.key in also)]
    for erased_person in erased:
        _erase_row(erased_person, subject, now=now)
    _renew_what_is_derived(erased, now=now)
    gone = set(map(id, erased))
    return [hit for hit in finds if id(hit) not in gone]


def _erase_row(hit: Find, subject: Subject, *, now: datetime.datetime) -> None:
    # Erasing another row may have changed this one, or taken it along.
    row = type(hit.row)._base_manager.filter(pk=hit.row.pk).first()
    if row is None:
        return
    erase = hit.data.erase
    if not isinstance(erase, Erasure):
        erase(row, subject, now=now)
    elif erase == Erasure.DELETE:
        row.delete()
    elif erase == Erasure.REDACT:
        write(row, redacted(row, hit.data.fields, subject.traces))
    else:
        raise ValueError(f"An editor decides about {hit.data.model}.")


def _renew_what_is_derived(erased: Iterable[Find], *, now: datetime.datetime) -> None:
    """The search index; subjects make again what they made from what has changed."""
    keys = {key for hit in erased for key in _pages_of(hit.row)}
    pages = list(Page.objects.filter(pk__in=keys).specific())
    for page in pages:
        index.insert_or_update_object(page)
    signals.personal_data_erased.send(None, pages=pages, now=now)
    _drop_old_words()


def _pages_of(row: Model) -> Iterable[int | None]:
    if isinstance(row, Page):
        yield row.pk
    elif isinstance(row, Occurrence):
        yield row.page_id
    elif isinstance(row, Representative):
        yield row.organization_id
    for field in row._meta.concrete_fields:
        if isinstance(field, ParentalKey) and issubclass(field.related_model, Page):
            yield getattr(row, field.attname)


def _drop_old_words() -> None:
    """SQLite's full-text index keeps deleted words until it is merged."""
    connection = connections[router.db_for_write(IndexEntry)]
    table = f"{IndexEntry._meta.db_table}_fts"
    uses_it = "SQLite" in type(get_search_backend()).__name__
    if connection.vendor == "sqlite" and uses_it:
        with connection.cursor() as cursor:
            name = connection.ops.quote_name(table)
            cursor.execute(f"INSERT INTO {name}({name}) VALUES ('optimize')")  # noqa: S608 -- a table's name
