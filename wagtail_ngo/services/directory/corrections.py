"""Correcting an entry fact by fact, from the links in the letter that asks for its confirmation."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from wagtail_ngo.enums import ChangeSource, ChangeState, Confirmer
from wagtail_ngo.models import ChangeRequest, ChangeRequestField, ConfirmationRequest
from wagtail_ngo.services.directory import change_requests, reviews


def waiting(question: ConfirmationRequest) -> ChangeRequest | None:
    """What the organization proposed since it was asked, while nobody has decided."""
    requests = ChangeRequest.objects.filter(
        entry=question.entry,
        source=ChangeSource.ORGANIZATION,
        state=ChangeState.WAITING,
        created_at__gte=question.created_at,
    )
    return requests.order_by("-pk").first()


def proposals(question: ConfirmationRequest) -> dict[str, str]:
    """Column → proposed text."""
    request = waiting(question)
    return {field.key: field.new for field in request.fields.all()} if request else {}


@transaction.atomic
def correct(question: ConfirmationRequest, cells: Mapping[str, str]) -> bool:
    """Keep what differs from the entry for an editor; whether anything waits for her now.

    The link goes on opening, for the other facts. What is changed back is taken back. Raises
    LinkError when the link was used meanwhile.
    """
    # The lock of everything that is sent through one link.
    unused = ConfirmationRequest.objects.filter(pk=question.pk, used_at=None)
    if not unused.update(nonce=F("nonce")):
        raise reviews.LinkError("used")
    request = waiting(question)
    if request is not None:
        # An editor who decides at this moment is waited for; then a new request begins.
        undecided = ChangeRequest.objects.filter(pk=request.pk, state=ChangeState.WAITING)
        request = request if undecided.update(state=ChangeState.WAITING) else None
    differing = change_requests.differences(question.entry, cells)
    if request is None:
        if not differing:
            return False
        request = ChangeRequest.objects.create(
            entry=question.entry, source=ChangeSource.ORGANIZATION
        )
    request.fields.filter(key__in=set(cells) - set(differing)).delete()
    for key, (old, new) in differing.items():
        ChangeRequestField.objects.update_or_create(
            request=request, key=key, defaults={"old": old, "new": new}
        )
    if request.message or request.fields.exists():
        return True
    request.delete()
    return False


def finish(question: ConfirmationRequest, *, now: datetime.datetime) -> ChangeRequest | None:
    """Use the link up: all else is right. The request that an editor decides, or None.

    Without a correction the entry is confirmed; with one, when the editor has decided.
    """
    with transaction.atomic():
        reviews.use_link(question, now=now)
        request = waiting(question)
        if request is None:
            today = timezone.localdate(now)
            reviews.confirm(question.entry, by=Confirmer.ORGANIZATION, today=today)
    return request
