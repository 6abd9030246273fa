"""By what people are counted without being kept."""

from __future__ import annotations

import secrets

from django.utils.crypto import salted_hmac

from wagtail_ngo import conf
from wagtail_ngo.domain.registration.addresses import normalise

LENGTH = 64


def person_key(address: str) -> str:
    """The same for an address in any spelling; tells nothing without the site's secret.

    ``WAGTAIL_NGO["PERSON_SECRET"]`` keeps the keys of years comparable when SECRET_KEY changes.
    """
    secret = conf.get("PERSON_SECRET") or None
    salt = "wagtail_ngo.person"
    return salted_hmac(salt, normalise(address), secret=secret, algorithm="sha256").hexdigest()


def new_pseudonym() -> str:
    """For an erased person, or one without an address: a key that nothing leads to."""
    return secrets.token_hex(LENGTH // 2)
