"""What Wagtail keeps beside new entries of an import: references, revisions, log, search index."""

from __future__ import annotations

import datetime
import logging

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Cast
from wagtail.log_actions import get_active_log_context, log, registry
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision
from wagtail.search.backends import get_search_backends

from wagtail_ngo.models import ImportJob, NGOPage
from wagtail_ngo.services.directory.insertion import insert

logger = logging.getLogger(__name__)


def insert_references(entries: list[NGOPage]) -> None:
    """What the entries refer to, as Wagtail's index of references keeps it."""
    kinds = [
        ContentType.objects.get_for_model(model, for_concrete_model=False)
        for model in (type(entries[0]), Page)
    ]
    references = (
        ReferenceIndex(
            content_type=kinds[0],
            base_content_type=kinds[1],
            object_id=entry.pk,
            to_content_type_id=to_type,
            to_object_id=to_pk,
            model_path=model_path,
            content_path=content_path,
            content_path_hash=ReferenceIndex._get_content_path_hash(content_path),
        )
        for entry in entries
        for to_type, to_pk, model_path, content_path in set(
            ReferenceIndex._extract_references_from_object(entry)
        )
    )
    insert(ReferenceIndex, references)


def insert_revisions(
    job: ImportJob, entries: list[NGOPage], now: datetime.datetime
) -> list[Revision]:
    """The first revision of each entry, noted at the entry as the latest and, if so, live one."""
    base = entries[0].get_base_content_type()
    revisions = [
        Revision(
            content_type=entry.get_content_type(),
            base_content_type=base,
            object_id=str(entry.pk),
            user=job.user,
            created_at=now,
            content=entry.serializable_data(),
            object_str=str(entry),
        )
        for entry in entries
    ]
    Revision.objects.bulk_create(revisions)
    newest = Revision.objects.filter(
        base_content_type=base, object_id=Cast(OuterRef("pk"), models.CharField(max_length=255))
    ).values("pk")[:1]
    pages = Page.objects.filter(pk__in=[entry.pk for entry in entries])
    pages.update(latest_revision=Subquery(newest))
    if job.publish:
        pages.update(live_revision=F("latest_revision"))
    for entry, revision in zip(entries, revisions, strict=True):
        entry.latest_revision = revision
        entry.live_revision = revision if job.publish else None
    return revisions


def insert_log(
    job: ImportJob, entries: list[NGOPage], revisions: list[Revision], now: datetime.datetime
) -> None:
    """Rows of the log: each entry was created and, if so, published."""
    model = registry.get_log_model_for_instance(entries[0])
    if model is not PageLogEntry:
        # A host's own log knows itself what belongs into a row.
        for entry, revision in zip(entries, revisions, strict=True):
            log(instance=entry, action="wagtail.create", user=entry.owner, content_changed=True)
            if job.publish:
                log(instance=entry, action="wagtail.publish", user=job.user, revision=revision)
        return
    context = get_active_log_context()
    what = [("wagtail.create", True)]
    if job.publish:
        what.append(("wagtail.publish", False))
    noted = (
        PageLogEntry(
            content_type=entry.content_type,
            label=entry.get_admin_display_title(),
            action=action,
            timestamp=now,
            data={},
            user=job.user or context.user,
            uuid=context.uuid,
            page=entry,
            revision=None if is_creation else revision,
            content_changed=is_creation,
        )
        for entry, revision in zip(entries, revisions, strict=True)
        for action, is_creation in what
    )
    insert(PageLogEntry, noted)


def index_entries(entries: list[NGOPage]) -> None:
    """One go at the search index, as ``index.insert_or_update_object`` does for one entry."""
    kind = type(entries[0])
    for backend in get_search_backends(with_auto_update=True):
        try:
            backend.add_bulk(kind, entries)
        except Exception:
            logger.exception("Entries could not be added to the search index")
            if not backend.catch_indexing_errors:
                raise
