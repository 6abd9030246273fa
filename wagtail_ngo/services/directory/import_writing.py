"""New entries of an import, written by sets: a batch costs as many statements as one entry did.

The rows in every table are those that ``create_one`` leaves; a test compares both ways. Django's
``pre_save`` and ``post_save`` are not sent, as with ``bulk_create``; Wagtail's ``page_published``
is, for every entry that goes live.
"""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connections, router
from django.db.models import F
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.log_actions import log
from wagtail.models import Page, ReferenceIndex, Revision
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail.signals import page_published

from wagtail_ngo.domain.characters import printable
from wagtail_ngo.models import ImportJob, NGODirectoryPage, NGOPage
from wagtail_ngo.models.slugs import slug_of
from wagtail_ngo.services.directory.import_histories import (
    index_entries,
    insert_log,
    insert_references,
    insert_revisions,
)
from wagtail_ngo.services.directory.insertion import SIZE, insert
from wagtail_ngo.services.search import state

#: Columns of the table of all pages, its key aside.
ROOT_FIELDS = [field for field in Page._meta.local_concrete_fields if not field.primary_key]


def create_entries(job: ImportJob, entries: list[NGOPage], *, now: datetime.datetime) -> None:
    """Add new entries of one kind, checked already, with their first revisions.

    Call it in a transaction that holds the directory's lock. Raises what the database raises;
    then nothing of the batch may be kept.
    """
    if not entries:
        return
    parent = NGODirectoryPage.objects.get(pk=job.directory.pk)
    for entry in entries:
        _prepare(job, entry, now)
    _place(parent, entries)
    _insert_pages(entries)
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(entries))
    job.directory.numchild = parent.numchild + len(entries)
    _insert_relations(entries)
    insert_references(entries)
    revisions = insert_revisions(job, entries, now)
    insert_log(job, entries, revisions, now)
    index_entries(entries)
    state.changed()
    if job.publish:
        for entry, revision in zip(entries, revisions, strict=True):
            # No issued bulletin can hold what did not exist.
            entry.ngo_is_new = True
            page_published.send(sender=type(entry), instance=entry, revision=revision)


def create_one(job: ImportJob, entry: NGOPage, *, now: datetime.datetime) -> NGOPage:
    """Add one new entry with its first revision by Wagtail's own save.

    ``save_revision().publish()`` would save and index it three times.
    """
    _prepare(job, entry, now)
    with disable_reference_index_auto_update():
        job.directory.add_child(instance=entry)
    ReferenceIndex.create_or_update_for_object(entry)
    revision = Revision.objects.create(
        content_object=entry,
        base_content_type=entry.get_base_content_type(),
        user=job.user,
        created_at=now,
        content=entry.serializable_data(),
        object_str=str(entry),
    )
    entry.latest_revision = revision
    entry.live_revision = revision if job.publish else None
    NGOPage.objects.filter(pk=entry.pk).update(
        latest_revision=revision, live_revision=entry.live_revision
    )
    if job.publish:
        # Wagtail's save has noted the creation.
        log(instance=entry, action="wagtail.publish", user=job.user, revision=revision)
        page_published.send(sender=type(entry), instance=entry, revision=revision)
    return entry


def _prepare(job: ImportJob, entry: NGOPage, now: datetime.datetime) -> None:
    entry.owner = job.user
    entry.live, entry.has_unpublished_changes = job.publish, not job.publish
    entry.latest_revision_created_at = now
    if job.publish:
        entry.first_published_at = entry.last_published_at = now


def _place(parent: NGODirectoryPage, entries: list[NGOPage]) -> None:
    """Paths in the tree, slugs and addresses, as treebeard and Wagtail give them."""
    children = Page.objects.child_of(parent)
    last = children.order_by("path").values_list("path", flat=True).last()
    step = NGOPage._str2int(last[-NGOPage.steplen :]) if last else 0
    slugs = _free_slugs(children, entries)
    kind = ContentType.objects.get_for_model(type(entries[0]), for_concrete_model=False)
    for number, (entry, slug) in enumerate(zip(entries, slugs, strict=True), start=step + 1):
        entry.path = NGOPage._get_path(parent.path, parent.depth + 1, number)
        entry.depth, entry.numchild = parent.depth + 1, 0
        entry._cached_parent_obj = parent
        entry.content_type = kind
        entry.slug, entry.locale_id = slug, parent.locale_id
        entry._set_core_field_defaults()
        entry.set_url_path(parent)
        entry.sort_key = entry.sort_key_now()


def _free_slugs(children, entries: list[NGOPage]) -> list[str]:
    """What ``Page._get_autogenerated_slug`` gives each, asked once for all."""
    bases = [slug_of(entry.title) for entry in entries]
    twice = {base for base in bases if bases.count(base) > 1}
    taken = set(children.filter(slug__in=set(bases)).values_list("slug", flat=True))
    for base in twice | taken:
        taken.update(children.filter(slug__startswith=f"{base}-").values_list("slug", flat=True))
    slugs = []
    for base in bases:
        slug, number = base, 1
        while slug in taken:
            number += 1
            slug = f"{base}-{number}"
        taken.add(slug)
        slugs.append(slug)
    return slugs


def _insert_pages(entries: list[NGOPage]) -> None:
    """One statement for each table from ``Page`` down to the kind of the entries."""
    kind = type(entries[0])
    for entry in entries:
        _drop_unprintable(entry)
    database = router.db_for_write(kind)
    for entry, pk in zip(entries, _insert_roots(entries, database), strict=True):
        entry.id = pk
        for link in filter(None, kind._meta.parents.values()):
            setattr(entry, link.attname, pk)
        entry._state.adding, entry._state.db = False, database
    chain = [kind, *kind._meta.get_parent_list()]
    for model in reversed(chain[: chain.index(Page)]):
        insert(model, entries, model._meta.local_concrete_fields)


def _insert_roots(entries: list[NGOPage], database: str) -> list[int]:
    """Write the rows of the table of all pages; their primary keys."""
    if not connections[database].features.can_return_rows_from_bulk_insert:
        rows = [
            Page(**{field.attname: getattr(entry, field.attname) for field in ROOT_FIELDS})
            for entry in entries
        ]
        return [row.pk for row in Page.objects.bulk_create(rows)]
    manager: Any = Page._base_manager
    pks: list[int] = []
    for start in range(0, len(entries), SIZE):
        some = entries[start : start + SIZE]
        returned = manager._insert(
            some, fields=ROOT_FIELDS, using=database, returning_fields=[Page._meta.pk]
        )
        pks += [row[0] for row in returned]
    return pks


def _drop_unprintable(entry: NGOPage) -> None:
    """As the receiver of ``pre_save`` does."""
    for field in entry._meta.concrete_fields:
        value = entry.__dict__.get(field.attname)
        if isinstance(value, str):
            setattr(entry, field.attname, printable(value))


def _insert_relations(entries: list[NGOPage]) -> None:
    kind = type(entries[0])
    for relation in get_all_child_relations(kind):
        rows = []
        for entry in entries:
            items = list(getattr(entry, relation.get_accessor_name()).all())
            for item in items:
                setattr(item, relation.field.name, entry)
            rows += items
        # Revisions hold the keys of the rows: they are asked for.
        relation.related_model._base_manager.bulk_create(rows)
    for field in get_all_child_m2m_relations(kind):
        _insert_terms(field, entries)


def _insert_terms(field: ParentalManyToManyField, entries: list[NGOPage]) -> None:
    through = field.remote_field.through
    source, target = field.m2m_field_name(), field.m2m_reverse_field_name()
    insert(
        through,
        (
            through(**{f"{source}_id": entry.pk, f"{target}_id": term.pk})
            for entry in entries
            for term in getattr(entry, field.name).all()
        ),
    )
