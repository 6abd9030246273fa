"""Issuing: what a draft shows becomes an edition, which nothing changes afterwards."""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import replace
from urllib.parse import urlsplit

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, WorkflowState
from wagtail.search import index

from wagtail_ngo.domain.bulletin import content
from wagtail_ngo.domain.bulletin.addresses import with_root
from wagtail_ngo.models import BulletinEdition, BulletinIssuePage, BulletinRecord, BulletinSource
from wagtail_ngo.services.bulletin import search as bulletin_search
from wagtail_ngo.services.bulletin.issue import Composition, compose_with_sources
from wagtail_ngo.services.bulletin.preflight import preflight
from wagtail_ngo.services.outgoing import site_of
from wagtail_ngo.signals import bulletin_edition_frozen

PICTURE_FOLDER = "ngo_bulletins/pictures"


@transaction.atomic
def issue(page: BulletinIssuePage, *, now: datetime.datetime) -> BulletinEdition:
    """The edition that readers see of ``page``: the one place where something is issued.

    The first publication makes edition 1. Later ones change nothing that readers see, unless the
    page says in ``correction_note`` what it corrects and shows something else than before.
    """
    # One at a time: two presses of the button must not make two editions.
    Page.objects.select_for_update().filter(pk=page.pk).first()
    latest = page.latest_edition
    if latest is None:
        return _freeze(page, number=1, note="", now=now)
    if not has_new_note(page, latest):
        return latest
    composition = compose_with_sources(page, now=latest.issued_at)
    if _digest(composition) == latest.digest:
        return latest
    return _freeze(
        page,
        number=latest.number + 1,
        note=page.correction_note.strip(),
        now=now,
        composition=composition,
    )


def shown_content(page: BulletinIssuePage, edition: BulletinEdition) -> content.IssueContent:
    """What readers see of an edition: as it was issued, own links by the site's address of today.

    A town that changes its domain, or a demo its port, would otherwise send readers of every old
    issue to an address that is gone.
    """
    frozen = edition.get_content()
    parts = urlsplit(frozen.serial_url or frozen.url)
    old, new = f"{parts.scheme}://{parts.netloc}", site_of(page).root_url
    if not parts.netloc or old == new:
        return frozen
    return content.issue_from_data(with_root(edition.content, old, new))


def has_new_note(page: BulletinIssuePage, edition: BulletinEdition) -> bool:
    """Whether the page says of something else than ``edition`` what it corrects."""
    note = page.correction_note.strip()
    return bool(note) and note != edition.note


def needs_a_look(page: BulletinIssuePage, revision, *, now: datetime.datetime) -> bool:
    """Whether a first edition must wait: a workflow approved what the preflight objects to.

    Who approves sees no preflight. Whoever publishes in the editor does, and so does whoever sets a
    time; a script is asked nothing.
    """
    if page.latest_edition is not None or not was_approved(page, revision):
        return False
    return any(message.is_serious for message in preflight(page, now=now))


def was_approved(page: BulletinIssuePage, revision) -> bool:
    """Whether it was a workflow's approval that published this revision."""
    state = page.workflow_states.order_by("-created_at", "-pk").first()
    return (
        state is not None
        and revision is not None
        and state.status == WorkflowState.STATUS_APPROVED
        and state.task_states.filter(revision=revision).exists()
    )


def take_down(page: BulletinIssuePage) -> None:
    """Make a page that Wagtail made live a draft again: nobody issued it."""
    page.live, page.has_unpublished_changes = False, True
    Page.objects.filter(pk=page.pk).update(
        live=False,
        has_unpublished_changes=True,
        live_revision=None,
        first_published_at=None,
        last_published_at=None,
    )
    index.insert_or_update_object(page)


def differs_from_edition(issue: BulletinIssuePage, edition: BulletinEdition) -> bool:
    """Whether ``issue`` as it stands would show anything else than ``edition``."""
    return _digest(compose_with_sources(issue, now=edition.issued_at)) != edition.digest


def waits_for_a_note(page: BulletinIssuePage, edition: BulletinEdition) -> bool:
    """Whether something was published after ``edition`` that readers do not see."""
    is_newer = page.live and page.last_published_at and page.last_published_at > edition.issued_at
    return bool(is_newer) and differs_from_edition(page, edition)


def _digest(composition: Composition) -> str:
    """Digest of the words and pictures, wherever the pictures' files lie."""
    pictures = {picture.name: _frozen_name(picture.name) for picture in composition.pictures()}
    return content.digest(content.with_pictures(composition.content, pictures))


def _frozen_name(name: str) -> str:
    """Where the copy of a picture lies, named by its bytes; ``name`` itself if it is gone."""
    try:
        with default_storage.open(name) as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return name
    return f"{PICTURE_FOLDER}/{sha256}.jpg"


@transaction.atomic
def _freeze(
    issue: BulletinIssuePage,
    *,
    number: int,
    note: str,
    now: datetime.datetime,
    composition: Composition | None = None,
) -> BulletinEdition:
    composition = composition or compose_with_sources(issue, now=now)
    names = {picture.name: _keep_picture(picture.name) for picture in composition.pictures()}
    frozen = content.with_pictures(composition.content, names)
    corrections = [
        content.Correction(edition.number, timezone.localdate(edition.issued_at), edition.note)
        for edition in issue.editions.filter(number__gt=1).order_by("number")
    ]
    if number > 1:
        corrections.append(content.Correction(number, timezone.localdate(now), note))
    edition = BulletinEdition.objects.create(
        issue=issue,
        number=number,
        note=note,
        issued_at=now,
        digest=content.digest(frozen),
        terms=bulletin_search.terms(frozen),
        content=content.to_data(replace(frozen, edition=number, corrections=tuple(corrections))),
    )
    _keep_sources(edition, composition)
    BulletinRecord.objects.update_or_create(
        issue=issue,
        defaults={
            "serial_id": issue.get_parent().pk,
            "issue_key": issue.translation_key,
            "title": issue.title,
            "issue_date": issue.issue_date,
        },
    )
    index.insert_or_update_object(issue)
    bulletin_edition_frozen.send(sender=type(issue), edition=edition)
    return edition


def _keep_picture(name: str) -> str:
    """Copy a picture to where no change of the image library reaches it."""
    frozen = _frozen_name(name)
    if frozen != name and not default_storage.exists(frozen):
        with default_storage.open(name) as file:
            default_storage.save(frozen, ContentFile(file.read()))
    return frozen


def _keep_sources(edition: BulletinEdition, composition: Composition) -> None:
    BulletinSource.objects.bulk_create(
        BulletinSource(
            edition=edition, key=key, title=item.title[:255], digest=content.digest(item)
        )
        for key, item in composition.sources.items()
    )
