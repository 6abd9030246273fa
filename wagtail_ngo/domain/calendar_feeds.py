"""What our iCalendar files have in common: clean texts, UIDs, properties of a subscription."""

from __future__ import annotations

import datetime
import re
import uuid

import icalendar

from wagtail_ngo.domain.characters import printable
from wagtail_ngo.domain.web_addresses import clean_url

_UIDS = uuid.UUID("0c0be5f2-6f0f-5f0b-8f5b-7f3a6d2a9c11")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")


def clean(text: str) -> str:
    """Text without control characters; line breaks stay, icalendar escapes them."""
    return printable(_CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))).strip()


def clean_line(text: str) -> str:
    """The same on one line."""
    return " ".join(clean(text).split())


def stable_uid(*parts: object) -> str:
    """A UID that says nothing and stays the same for the same parts (RFC 7986 §5.3).

    It holds no host name: that of a site may change, and a subscriber would see everything twice.
    Parts must tell installations apart, as a moment of creation does.
    """
    return str(uuid.uuid5(_UIDS, " ".join(map(str, parts))))


def add_feed_properties(
    component: icalendar.Calendar, *, name: str, url: str = "", refresh_hours: int = 6
) -> None:
    """What programs show of a calendar that people subscribe to, and how often they ask again."""
    component.add("x-wr-calname", clean_line(name))
    component.add("name", clean_line(name))
    if url:
        component.add("url", clean_url(url))
    component.add("refresh-interval", datetime.timedelta(hours=refresh_hours))
    component["refresh-interval"].params["VALUE"] = "DURATION"
    component.add("x-published-ttl", f"PT{refresh_hours}H")
