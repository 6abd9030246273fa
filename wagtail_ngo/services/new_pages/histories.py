"""What Wagtail keeps beside new pages: references, revisions, log, search index."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Cast
from wagtail.log_actions import get_active_log_context, log, registry
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision
from wagtail.search.backends import get_search_backends

from wagtail_ngo.services.new_pages.insertion import insert

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Note:
    """A line that the log of a new page gets."""

    action: str
    names_revision: bool = True
    content_changed: bool = False


CREATED = Note("wagtail.create", names_revision=False, content_changed=True)
EDITED = Note("wagtail.edit", content_changed=True)
PUBLISHED = Note("wagtail.publish")


def insert_references(pages: Sequence[Any]) -> None:
    """What the pages refer to, as Wagtail's index of references keeps it."""
    kinds = [
        ContentType.objects.get_for_model(model, for_concrete_model=False)
        for model in (type(pages[0]), Page)
    ]
    references = (
        ReferenceIndex(
            content_type=kinds[0],
            base_content_type=kinds[1],
            object_id=page.pk,
            to_content_type_id=to_type,
            to_object_id=to_pk,
            model_path=model_path,
            content_path=content_path,
            content_path_hash=ReferenceIndex._get_content_path_hash(content_path),
        )
        for page in pages
        for to_type, to_pk, model_path, content_path in set(
            ReferenceIndex._extract_references_from_object(page)
        )
    )
    insert(ReferenceIndex, references)


def insert_revisions(
    pages: Sequence[Any], *, user: Any, now: datetime.datetime, is_live: bool = False
) -> list[Revision]:
    """The first revision of each page, noted at the page as the latest and, if so, live one."""
    base = pages[0].get_base_content_type()
    revisions = [
        Revision(
            content_type=page.get_content_type(),
            base_content_type=base,
            object_id=str(page.pk),
            user=user,
            created_at=now,
            content=page.serializable_data(),
            object_str=str(page),
        )
        for page in pages
    ]
    Revision.objects.bulk_create(revisions)
    newest = Revision.objects.filter(
        base_content_type=base, object_id=Cast(OuterRef("pk"), models.CharField(max_length=255))
    ).values("pk")[:1]
    rows = Page.objects.filter(pk__in=[page.pk for page in pages])
    rows.update(latest_revision=Subquery(newest))
    if is_live:
        rows.update(live_revision=F("latest_revision"))
    for page, revision in zip(pages, revisions, strict=True):
        page.latest_revision = revision
        page.live_revision = revision if is_live else None
    return revisions


def insert_log(
    pages: Sequence[Any],
    revisions: list[Revision],
    notes: Sequence[Note],
    *,
    user: Any,
    now: datetime.datetime,
) -> None:
    """Rows of the log, for each page those of ``notes``."""
    pairs = [
        (page, revision, note)
        for page, revision in zip(pages, revisions, strict=True)
        for note in notes
    ]
    model = registry.get_log_model_for_instance(pages[0])
    if model is not PageLogEntry:
        # A host's own log knows itself what belongs into a row.
        for page, revision, note in pairs:
            more = {"revision": revision} if note.names_revision else {}
            log(
                instance=page,
                action=note.action,
                user=user,
                content_changed=note.content_changed,
                **more,
            )
        return
    context = get_active_log_context()
    rows = (
        PageLogEntry(
            content_type=page.content_type,
            label=page.get_admin_display_title(),
            action=note.action,
            timestamp=now,
            data={},
            user=user or context.user,
            uuid=context.uuid,
            page=page,
            revision=revision if note.names_revision else None,
            content_changed=note.content_changed,
        )
        for page, revision, note in pairs
    )
    insert(PageLogEntry, rows)


def index_pages(pages: Sequence[Any]) -> None:
    """One go at the search index, as ``index.insert_or_update_object`` does for one page."""
    kind = type(pages[0])
    for backend in get_search_backends(with_auto_update=True):
        try:
            backend.add_bulk(kind, pages)
        except Exception:
            logger.exception("Pages could not be added to the search index")
            if not backend.catch_indexing_errors:
                raise
