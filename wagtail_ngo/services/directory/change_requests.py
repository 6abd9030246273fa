"""What organizations ask to change in their entries, and what editors make of it."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from wagtail_ngo.enums import ChangeSource, ChangeState, Confirmer
from wagtail_ngo.models import (
    ChangeRequest,
    ChangeRequestField,
    NGOPage,
)
from wagtail_ngo.services.directory.columns import COLUMNS_BY_KEY, cell_text
from wagtail_ngo.services.directory.facts import PUBLIC_KEYS
from wagtail_ngo.services.directory.reviews import confirm
from wagtail_ngo.services.directory.vocabularies import Vocabularies
from wagtail_ngo.services.locks import AlreadyDecidedError, lock_page
from wagtail_ngo.services.model_fields import field_of


@dataclass(frozen=True)
class Comparison:
    """A field of a request beside the entry as it is now."""

    field: ChangeRequestField
    label: str
    now: str

    @property
    def is_outdated(self) -> bool:
        """Whether the entry changed since the organization saw it."""
        return self.now != self.field.old


@transaction.atomic
def submit_changes(
    entry: NGOPage, cells: Mapping[str, str], *, message: str = ""
) -> ChangeRequest | None:
    """Store what differs from the entry; None when nothing does and there is no message."""
    differing = differences(entry, cells)
    if not differing and not message:
        return None
    request = ChangeRequest.objects.create(
        entry=entry, source=ChangeSource.ORGANIZATION, message=message
    )
    ChangeRequestField.objects.bulk_create(
        ChangeRequestField(request=request, key=key, old=old, new=new)
        for key, (old, new) in differing.items()
    )
    return request


def differences(entry: NGOPage, cells: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Column → what the entry says and what is proposed, of those that differ."""
    return {
        key: (cell_text(COLUMNS_BY_KEY[key], entry), text)
        for key, text in cells.items()
        if key in PUBLIC_KEYS and _differs(entry, key, text)
    }


def _differs(entry: NGOPage, key: str, text: str) -> bool:
    column = COLUMNS_BY_KEY[key]
    return column.parse(text, Vocabularies()) != column.current(entry)


def compare(request: ChangeRequest) -> list[Comparison]:
    columns = [(field, COLUMNS_BY_KEY[field.key]) for field in request.fields.all()]
    return [
        Comparison(one, str(column.label), cell_text(column, request.entry))
        for one, column in columns
    ]


@transaction.atomic
def close_request(
    request: ChangeRequest,
    *,
    accepted: Collection[str],
    publish: bool,
    user,
    now: datetime.datetime,
) -> None:
    """Bring the accepted fields into the entry and close the request.

    They join the latest draft; it is published only when the published page is the latest.
    Raises ValidationError when the entry would not be valid, AlreadyDecidedError when somebody
    was faster; then nothing changes.
    """
    # First in the transaction: of two decisions at once the second waits here and finds the first.
    taken = ChangeRequest.objects.filter(pk=request.pk, state=ChangeState.WAITING).update(
        closed_at=now, closed_by=user, reply_to="", state=ChangeState.REJECTED
    )
    if not taken:
        raise AlreadyDecidedError
    lock_page(request.entry)
    request.entry.refresh_from_db()
    fields = list(request.fields.all())
    chosen = [field for field in fields if field.key in accepted]
    for changed in fields:
        changed.is_accepted = changed in chosen
    ChangeRequestField.objects.bulk_update(fields, ["is_accepted"])
    request.state = _state(fields, chosen)
    request.closed_at, request.closed_by, request.reply_to = now, user, ""
    request.save()
    if chosen:
        _apply(request.entry, chosen, publish=publish, user=user)
    log(instance=request.entry, action="wagtail_ngo.change_request", user=user,
        data={"accepted": [field.key for field in chosen], "request": request.pk})  # fmt: skip
    if request.source == ChangeSource.ORGANIZATION:
        confirm(request.entry, by=Confirmer.ORGANIZATION, today=timezone.localdate(now), user=user)


def _state(fields: list, chosen: list) -> ChangeState:
    if not chosen and fields:
        return ChangeState.REJECTED
    return ChangeState.ACCEPTED if len(chosen) == len(fields) else ChangeState.PARTLY


def _apply(entry: NGOPage, chosen: list[ChangeRequestField], *, publish: bool, user) -> None:
    has_draft = entry.has_unpublished_changes
    # A host's own kind of entry can be revised as such only.
    draft = entry.get_latest_revision_as_object() if has_draft else entry.specific
    vocabularies = Vocabularies()
    for field in chosen:
        column = COLUMNS_BY_KEY[field.key]
        column.apply(draft, column.parse(field.new, vocabularies))
    draft.full_clean()
    revision = draft.save_revision(user=user, log_action=True)
    if publish and not has_draft:
        revision.publish(user=user)


def report_error(entry: NGOPage, *, message: str, reply_to: str) -> ChangeRequest:
    """A visitor's hint."""
    return ChangeRequest.objects.create(
        entry=entry, source=ChangeSource.VISITOR, message=message, reply_to=reply_to
    )


def field_errors(cells: Mapping[str, str]) -> dict[str, ValidationError]:
    """Key → what is wrong with the text of that field."""
    vocabularies, errors = Vocabularies(), {}
    for key, text in cells.items():
        column = COLUMNS_BY_KEY[key]
        try:
            value = column.parse(text, vocabularies)
            field = field_of(NGOPage, key) if hasattr(NGOPage, key) else None
            if field is not None and text and not field.is_relation:
                field.clean(value, None)
        except ValidationError as error:
            errors[key] = error
    return errors
