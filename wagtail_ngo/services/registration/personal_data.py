"""Registrations in the register of personal data."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext_lazy as _

from wagtail_ngo.models import Attendance, Registration
from wagtail_ngo.services.people.reasons import CONSENT, NAMED, PUBLIC_TASK, WITH_PARENT
from wagtail_ngo.services.people.register import PersonalData, holds_no_person, register
from wagtail_ngo.services.registration import privacy

PARTICIPANTS = _("people who register for events or come to them")
HOLDING = _("holding the event and telling participants about it")
RETENTION = _("so many days after the date as the event says, 30 by default")
STAYS = _("the row stays without name and addresses, so that figures keep their sums")


def declare() -> None:
    """Add the entries; called once, when the app is ready."""
    register(
        PersonalData(
            "wagtail_ngo.Registration",
            ["name", "email", "phone", "role", "answers", "needs", "note"],
            PARTICIPANTS, HOLDING, PUBLIC_TASK, RETENTION,
            erase=erase_registration, erased=STAYS, organization="organization",
            is_person=True, forget=privacy.forget_past,
        )
    )  # fmt: skip
    register(
        PersonalData(
            "wagtail_ngo.Attendance", ["name"],
            PARTICIPANTS, HOLDING, PUBLIC_TASK, RETENTION,
            erase=erase_attendance, erased=STAYS, organization="organization", is_person=True,
        )
    )  # fmt: skip
    register(
        PersonalData(
            "wagtail_ngo.OccurrenceClosing", ["summary"],
            NAMED, _("recording what took place"), PUBLIC_TASK, WITH_PARENT,
        )
    )  # fmt: skip
    register(
        PersonalData(
            "wagtail_ngo.ClosingPhoto", ["caption"],
            NAMED, _("recording what took place"), CONSENT, WITH_PARENT,
        )
    )  # fmt: skip
    words = {
        "Registration": "organization_name organization_key language person_key seat_key"
        " submission nonce",
        "RegistrationConsent": "text text_version",
        "RegistrationQuestion": "label choices help_text",
        "RegistrationConsentText": "text",
        "Attendance": "organization_name organization_key person_key",
        "Course": "title",
        "Occurrence": "event_title kind_name venue_name session",
        "OccurrenceOrganization": "name key",
        "OccurrenceClosing": "status_before",
        "EventPage": "registration_url",
        "BulletinDistribution": "issue_label",
        "StoredDocument": "owner_id title file sha256 generator notes error",
    }
    for model, fields in words.items():
        holds_no_person(f"wagtail_ngo.{model}", *fields.split())


def erase_registration(row: Registration, subject, *, now: datetime.datetime) -> None:
    """Everything of the person behind the row; see ``privacy.erase_person``."""
    current = Registration.objects.filter(pk=row.pk).first()
    if current is not None and current.erased_on is None:
        privacy.erase_person(current, now=now)


def erase_attendance(row: Attendance, subject, *, now: datetime.datetime) -> None:
    """Somebody who came without a registration."""
    privacy.erase_key(row.person_key, now=now)
