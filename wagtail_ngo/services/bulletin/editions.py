"""Issuing: what a draft shows becomes an edition, which nothing changes afterwards."""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import replace

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from wagtail.search import index

from wagtail_ngo.domain.bulletin import content
from wagtail_ngo.models import BulletinEdition, BulletinIssuePage, BulletinSource
from wagtail_ngo.services.bulletin import search as bulletin_search
from wagtail_ngo.services.bulletin.issue import Composition, compose_with_sources
from wagtail_ngo.signals import bulletin_edition_frozen

PICTURE_FOLDER = "ngo_bulletins/pictures"


def issue_first_edition(issue: BulletinIssuePage, *, now: datetime.datetime) -> BulletinEdition:
    """The first edition, made now unless it exists."""
    edition = issue.editions.filter(number=1).first()
    return edition or _freeze(issue, number=1, note="", now=now)


def issue_correction(
    issue: BulletinIssuePage, *, note: str, now: datetime.datetime
) -> BulletinEdition:
    """A new visible edition that says what it corrects; the latest one if nothing differs."""
    latest = issue.latest_edition
    if latest is None:
        return issue_first_edition(issue, now=now)
    composition = compose_with_sources(issue, now=latest.issued_at)
    if _digest(composition) == latest.digest:
        return latest
    return _freeze(issue, number=latest.number + 1, note=note, now=now, composition=composition)


def differs_from_edition(issue: BulletinIssuePage, edition: BulletinEdition) -> bool:
    """Whether ``issue`` as it stands would show anything else than ``edition``."""
    return _digest(compose_with_sources(issue, now=edition.issued_at)) != edition.digest


def content_of(issue: BulletinIssuePage, *, now: datetime.datetime) -> content.IssueContent:
    """What readers see: the latest edition.

    A page that was made live by a script, without being published, has none: it shows its draft.
    """
    edition = issue.latest_edition
    return edition.get_content() if edition else compose_with_sources(issue, now=now).content


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
        content.Correction(edition.number, edition.issued_at.date(), edition.note)
        for edition in issue.editions.filter(number__gt=1).order_by("number")
    ]
    if number > 1:
        corrections.append(content.Correction(number, now.date(), note))
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
