"""The same change to many entries: each by its own revision, one that fails holds up no other."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction

from wagtail_ngo.enums import Confirmer
from wagtail_ngo.models import ActivityArea, NGOPage
from wagtail_ngo.services.directory import reviews

#: Mails one request may send without keeping an editor waiting too long.
MOST_MAILS = 100
Errors = list[tuple[NGOPage, ValidationError]]


def set_areas(
    entries: Iterable[NGOPage],
    areas: Iterable[ActivityArea],
    *,
    replace: bool,
    publish: bool,
    user,
) -> tuple[int, Errors]:
    """File entries under areas; how many changed or were right already, and those that failed.

    A waiting draft takes the change and is not published; without ``publish``, or where the user
    may not publish, the change waits as a draft.
    """
    wanted, done, errors = list(areas), 0, []
    for entry in entries:
        try:
            with transaction.atomic():
                _file_under(entry, wanted, replace=replace, publish=publish, user=user)
        except ValidationError as error:
            errors.append((entry, error))
        else:
            done += 1
    return done, errors


def _file_under(entry, wanted: list, *, replace: bool, publish: bool, user) -> None:
    has_draft = entry.has_unpublished_changes
    draft = entry.get_latest_revision_as_object() if has_draft else entry
    before = list(draft.areas.all())
    others = [] if replace else [area for area in before if area not in wanted]
    if {area.pk for area in before} == {area.pk for area in (*others, *wanted)}:
        return
    draft.areas = [*others, *wanted]
    draft.full_clean()
    revision = draft.save_revision(user=user, log_action=True)
    may_publish = entry.permissions_for_user(user).can_publish()
    if publish and entry.live and not has_draft and may_publish:
        revision.publish(user=user)


def publish_many(entries: Iterable[NGOPage], *, user) -> tuple[int, Errors]:
    """Publish the latest version of each that is complete; the others come back with errors."""
    done, errors = 0, []
    for entry in entries:
        try:
            with transaction.atomic():
                latest = entry.get_latest_revision_as_object()
                latest.full_clean()
                revision = entry.get_latest_revision() or entry.save_revision(user=user)
                revision.publish(user=user)
        except ValidationError as error:
            errors.append((entry, error))
        else:
            done += 1
    return done, errors


def ask_many(entries: Iterable[NGOPage], *, now: datetime.datetime) -> tuple[int, int]:
    """Ask those that may be asked now; how many, and how many were left out.

    At most MOST_MAILS at once: who was asked is left out next time, so that asking again goes on.
    Mails go out when the transaction has succeeded: a rolled back request asks nobody.
    """
    chosen = list(entries)
    may_be_asked = reviews.askable_entries(now=now).filter(pk__in=[entry.pk for entry in chosen])
    asked = list(may_be_asked.prefetch_related("contact_channels")[:MOST_MAILS])
    for entry in asked:
        reviews.ask(entry, now=now)
    return len(asked), len(chosen) - len(asked)


@transaction.atomic
def confirm_many(entries: Iterable[NGOPage], *, today: datetime.date, user) -> int:
    """Note for each that the office says it is right; how many."""
    chosen = list(entries)
    for entry in chosen:
        reviews.confirm(entry, by=Confirmer.OFFICE, today=today, user=user)
    return len(chosen)
