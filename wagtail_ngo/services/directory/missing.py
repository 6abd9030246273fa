"""Organizations that visitors miss in a directory: from the hint to a draft of an entry."""

from __future__ import annotations

import datetime

from django.db import transaction

from wagtail_ngo.models import MissingOrganization, NGODirectoryPage, NGOPage


def report(
    directory: NGODirectoryPage, *, name: str, contact: str, message: str, reply_to: str
) -> MissingOrganization:
    """A visitor's hint; it waits for an editor."""
    return MissingOrganization.objects.create(
        directory=directory, name=name, contact=contact, message=message, reply_to=reply_to
    )


@transaction.atomic
def make_entry(hint: MissingOrganization, *, user, now: datetime.datetime) -> NGOPage:
    """A draft with the name alone: what a visitor wrote is for the editor to check."""
    model = NGODirectoryPage.entry_model()
    entry = model(title=hint.name, live=False, has_unpublished_changes=True, owner=user)
    hint.directory.add_child(instance=entry)
    entry.save_revision(user=user, log_action=True)
    hint.entry_id = entry.pk
    close(hint, user=user, now=now)
    return entry


def close(hint: MissingOrganization, *, user, now: datetime.datetime) -> None:
    """Done with; the address for an answer goes."""
    hint.is_closed, hint.closed_at, hint.closed_by, hint.reply_to = True, now, user, ""
    hint.save()
