"""The code that a person shows at the entrance: an address that opens for the check-in alone."""

from __future__ import annotations

import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from wagtail_ngo.domain.registration.codes import picture
from wagtail_ngo.models import Registration
from wagtail_ngo.services.mail.message import Attachment
from wagtail_ngo.services.registration import tokens
from wagtail_ngo.services.registration.rules import Target
from wagtail_ngo.services.registration.tokens import Purpose

#: A date may be moved after the code was printed, and the check-in decides by itself who comes in.
OPENS_FOR = datetime.timedelta(days=365)


def has_entrance(about: Target) -> bool:
    """Whether anybody is at a door: not where all is online."""
    has_place = any(date.venue_id or date.venue_name for date in about.dates)
    return has_place or not (about.page and about.page.online_url)


def token_for(row: Registration, about: Target) -> str:
    until = (about.ends_at or row.created_at) + OPENS_FOR
    return tokens.make(row, Purpose.CHECK_IN, until=until)


def address(token: str, about: Target) -> str:
    """An absolute address by the Site record: mail goes out without a request."""
    path = reverse("wagtail_ngo:registration_check_in", args=[token])
    return about.site.root_url + path


def attachment(row: Registration, about: Target) -> Attachment:
    """The picture for a letter: attached, since not every program shows one within the text."""
    content = picture(address(token_for(row, about), about))
    return Attachment(_("entrance-code.png"), content, "image/png")
