"""Links in mails: signed, for one purpose, until a moment. Nothing about the person is in them."""

from __future__ import annotations

import datetime
from enum import StrEnum

from django.core import signing

from wagtail_ngo.models import Registration

SALT = "wagtail_ngo.registration"
#: Longer texts are no token of ours.
LONGEST = 500
#: Larger numbers are an error of the database.
LARGEST_KEY = 2**63


class Purpose(StrEnum):
    CONFIRM = "confirm"
    MANAGE = "manage"
    OFFER = "offer"
    #: The code on a confirmation, for the organiser's check-in alone.
    CHECK_IN = "check_in"


class LinkError(Exception):
    """A link that does not open: "tampered" or "expired"."""


def make(registration: Registration, purpose: Purpose, *, until: datetime.datetime) -> str:
    content = [registration.pk, registration.nonce[:8], int(until.timestamp())]
    return signing.dumps(content, salt=f"{SALT}.{purpose}")


def read(token: str, purpose: Purpose, *, now: datetime.datetime) -> Registration:
    """The registration behind a link. LinkError in every other case."""
    try:
        if len(token) > LONGEST:
            raise signing.BadSignature
        pk, nonce, until = signing.loads(token, salt=f"{SALT}.{purpose}")
        is_ours = all(type(number) is int for number in (pk, until)) and pk < LARGEST_KEY
    except (signing.BadSignature, ValueError, TypeError):
        raise LinkError("tampered") from None
    if not is_ours:
        raise LinkError("tampered")
    if now.timestamp() >= until:
        raise LinkError("expired")
    registration = Registration.objects.filter(pk=pk, erased_on=None).first()
    if registration is None or registration.nonce[:8] != nonce:
        raise LinkError("tampered")
    return registration
