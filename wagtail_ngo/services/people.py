"""A person's data: all of it on request, none of it after erasure, the counts untouched."""

from __future__ import annotations

import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry

from wagtail_ngo import signals
from wagtail_ngo.models import Representative

EXPORTED_FIELDS = [
    "name",
    "role",
    "may_represent",
    "term_from",
    "term_until",
    "email",
    "phone",
    "is_public",
    "keep_until",
]
CONSENT_FIELDS = ["scope", "text_version", "given_on", "source", "withdrawn_on"]


def export_person(person: Representative) -> dict:
    """Everything stored about one person, as plain values (GDPR art. 15 and 20)."""
    exported = {name: getattr(person, name) for name in EXPORTED_FIELDS}
    exported["organization"] = person.organization.title
    exported["consents"] = list(person.consents.values(*CONSENT_FIELDS))
    exported["log"] = [
        {"action": entry.action, "timestamp": entry.timestamp, "label": entry.label}
        for entry in _log_entries(person)
    ]
    for _receiver, extra in signals.person_exported.send(Representative, person=person):
        exported.update(extra or {})
    return exported


@transaction.atomic
def erase_person(person: Representative, *, today: datetime.date) -> None:
    """Take the person's data out of the database for good (GDPR art. 17).

    The row stays, without a name, so that figures of past years keep their sums. The log of
    changes keeps what was done and when, but no longer to whom.
    """
    signals.person_erased.send(Representative, person=person)
    person.consents.all().delete()
    person.name = _("Erased person")
    person.role = person.email = person.phone = ""
    person.term_from = person.term_until = person.keep_until = None
    person.may_represent = person.is_public = False
    person.erased_on = today
    person.save()
    _log_entries(person).update(label=person.name, data={})


def erase_past_retention(*, today: datetime.date, dry_run: bool = False) -> int:
    """Erase everybody whose day has passed; how many they are."""
    people = list(Representative.objects.past_retention(today))
    if not dry_run:
        for person in people:
            erase_person(person, today=today)
    return len(people)


def _log_entries(person: Representative):
    return ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Representative), object_id=str(person.pk)
    )
