"""Organizations that visitors miss in a directory: from the hint to a draft of an entry."""

from __future__ import annotations

import datetime

from django.db import transaction

from wagtail_ngo.models import MissingOrganization, NGODirectoryPage, NGOPage
from wagtail_ngo.services.locks import AlreadyDecidedError


def report(
    directory: NGODirectoryPage, *, name: str, contact: str, message: str, reply_to: str
) -> MissingOrganization:
    """A visitor's hint; it waits for an editor."""
    return MissingOrganization.objects.create(
        directory=directory, name=name, contact=contact, message=message, reply_to=reply_to
    )


@transaction.atomic
def make_entry(hint: MissingOrganization, *, user, now: datetime.datetime) -> NGOPage:
    """A draft with the name alone: what a visitor wrote is for the editor to check.

    Raises AlreadyDecidedError when somebody was faster, and then nothing is made.
    """
    close(hint, user=user, now=now)
    model = NGODirectoryPage.entry_model()
    entry = model(title=hint.name, live=False, has_unpublished_changes=True, owner=user)
    hint.directory.add_child(instance=entry)
    entry.save_revision(user=user, log_action=True)
    hint.entry_id = entry.pk
    hint.save(update_fields=["entry"])
    return entry


def close(hint: MissingOrganization, *, user, now: datetime.datetime) -> None:
    """Done with, once; the address for an answer goes. Raises AlreadyDecidedError."""
    values = {"is_closed": True, "closed_at": now, "closed_by": user, "reply_to": ""}
    if not MissingOrganization.objects.filter(pk=hint.pk, is_closed=False).update(**values):
        raise AlreadyDecidedError
    for name, value in values.items():
        setattr(hint, name, value)
