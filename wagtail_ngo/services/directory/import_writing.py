"""New entries of an import, written by sets: a batch costs as many statements as one entry did.

The rows in every table are those that ``create_one`` leaves; a test compares both ways. Django's
``pre_save`` and ``post_save`` are not sent, as with ``bulk_create``; Wagtail's ``page_published``
is, for every entry that goes live.
"""

from __future__ import annotations

import datetime

from wagtail.log_actions import log
from wagtail.models import ReferenceIndex, Revision
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail.signals import page_published

from wagtail_ngo.models import ImportJob, NGODirectoryPage, NGOPage
from wagtail_ngo.services.new_pages import histories
from wagtail_ngo.services.new_pages.histories import CREATED, PUBLISHED
from wagtail_ngo.services.new_pages.writing import add_pages
from wagtail_ngo.services.search import state


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
        # What the entry's own save() does beside Wagtail's.
        entry.sort_key = entry.sort_key_now()
    add_pages(parent, entries)
    job.directory.numchild = parent.numchild + len(entries)
    histories.insert_references(entries)
    revisions = histories.insert_revisions(entries, user=job.user, now=now, is_live=job.publish)
    notes = [CREATED, PUBLISHED] if job.publish else [CREATED]
    histories.insert_log(entries, revisions, notes, user=job.user, now=now)
    histories.index_pages(entries)
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
