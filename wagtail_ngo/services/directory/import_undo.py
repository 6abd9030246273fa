"""Taking an import back: new entries go, changed ones get their earlier version again.

What somebody edited since, or what other pages use by now, stays and is named in its row.
"""

from __future__ import annotations

import time

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import ReferenceIndex, Revision

from wagtail_ngo.enums import ImportAction, ImportStatus
from wagtail_ngo.models import ImportJob, ImportRow, NGOPage
from wagtail_ngo.services.locks import lock_page

BATCH = 20
WRITTEN = [ImportAction.NEW, ImportAction.CHANGED]


def begin_undoing(job: ImportJob) -> bool:
    """Let a finished import be undone; False when it is not, or no longer, a finished one."""
    done = ImportJob.objects.filter(pk=job.pk, status=ImportStatus.DONE)
    is_first = bool(done.update(status=ImportStatus.UNDOING))
    job.refresh_from_db(fields=["status"])
    return is_first


def undo_rows(job: ImportJob, *, user, seconds: float) -> bool:
    """Take rows back for about ``seconds``, the last first; whether all were looked at."""
    stop_at = time.monotonic() + seconds
    while _undo_batch(job, user):
        if time.monotonic() >= stop_at:
            return False
    ImportJob.objects.filter(pk=job.pk, status=ImportStatus.UNDOING).update(
        status=ImportStatus.UNDONE
    )
    job.refresh_from_db(fields=["status"])
    return True


def _undo_batch(job: ImportJob, user) -> bool:
    with transaction.atomic():
        # Whoever presses as well waits here and finds the rows done.
        lock_page(job.directory)
        rows = job.rows.filter(is_done=True, action__in=WRITTEN).order_by("-number")
        batch = list(rows.select_related("entry")[:BATCH])
        for row in batch:
            refusal = _undo_row(row, user)
            row.message = refusal or _("Taken back.")
            row.action = ImportAction.KEPT if refusal else ImportAction.UNDONE
        ImportRow.objects.bulk_update(batch, ["message", "action"])
    return bool(batch)


def _undo_row(row: ImportRow, user) -> str:
    """Take one row back; in words why not, else ""."""
    if row.entry is None:
        return _("The entry is gone already.")
    if row.revision_id is None or row.entry.latest_revision_id != row.revision_id:
        return _("Edited since the import: left as it is.")
    entry = row.entry.specific
    if user is not None and not _may_take_back(row, entry, user):
        return _("You may not change or delete what is published: left as it is.")
    if row.action == ImportAction.NEW:
        if _is_used(entry):
            return _("Used by another page or row since the import: left as it is.")
        row.entry = None
        # The key goes first: the rows of the batch are stored after the entry is gone.
        ImportRow.objects.filter(entry=entry).update(entry=None)
        entry.delete(user=user)
        return ""
    if row.earlier_revision is None:
        return _("No earlier version is kept: left as it is.")
    was_published = entry.live_revision_id == row.revision_id
    _restore(entry, row.earlier_revision, user, was_published=was_published)
    return ""


def _may_take_back(row: ImportRow, entry: NGOPage, user) -> bool:
    """As in the page editor: what is public goes or changes by the hand of those who publish."""
    permissions = entry.permissions_for_user(user)
    if row.action == ImportAction.NEW:
        return permissions.can_delete()
    is_public = entry.live_revision_id == row.revision_id
    return permissions.can_edit() and (not is_public or permissions.can_publish())


def _is_used(entry: NGOPage) -> bool:
    return ReferenceIndex.get_references_to(entry).exists()


def _restore(entry: NGOPage, earlier: Revision, user, *, was_published: bool) -> None:
    """The earlier version as the latest one, and live again where the import published."""
    revision = earlier.as_object().save_revision(
        user=user, log_action="wagtail.revert", previous_revision=earlier, clean=False
    )
    if was_published:
        revision.publish(user=user)
    elif entry.live_revision_id == earlier.pk:
        # A draft of the import was all that differed from what is live.
        NGOPage.objects.filter(pk=entry.pk).update(has_unpublished_changes=False)
