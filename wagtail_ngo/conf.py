"""The one reader of ``settings.WAGTAIL_NGO``.

Values are read lazily, at each access, so that tests may override them and a host's settings
file may be finished after this module is imported. Every key is documented in
``docs/reference/settings.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

SETTINGS_NAME = "WAGTAIL_NGO"

DEFAULTS: dict[str, Any] = {
    # Months into the future for which the dates of a repeating event are stored.
    "OCCURRENCE_MONTHS_AHEAD": 24,
    # Most dates one event page may have.
    "OCCURRENCE_LIMIT": 1000,
    # Months after which an entry is to be confirmed again.
    "REVIEW_MONTHS": 12,
    # An organization is asked so many days before its entry is due, and again after so many.
    "REVIEW_ASK_DAYS_BEFORE": 14,
    "REVIEW_ASK_AGAIN_DAYS": 21,
    # Days for which a confirmation link opens.
    "CONFIRMATION_LINK_DAYS": 30,
    # Error reports that one address may send in an hour.
    "REPORTS_PER_HOUR": 5,
    # Days for which a new offer or need is shown, and how many before its last day the
    # organization is asked whether it still holds.
    "EXCHANGE_DAYS": 180,
    "EXCHANGE_ASK_DAYS_BEFORE": 7,
    # Answers to offers and needs that one address may send in an hour.
    "REPLIES_PER_HOUR": 5,
    # Addresses or networks of the proxies in front of the site, whose X-Forwarded-For is believed;
    # "unix" for a server that is reached by a socket.
    "TRUSTED_PROXIES": (),
    # Address of the OpenAPI description that the read API names.
    "HSDS_OPENAPI": "https://raw.githubusercontent.com/openreferral/specification/3.0/schema/openapi.json",
    # Largest file and most rows of one import.
    "IMPORT_MAX_BYTES": 20_000_000,
    "IMPORT_MAX_ROWS": 50_000,
    # Days for which the cells of an import, and what visitors wrote once it is dealt with, stay.
    "IMPORT_KEEP_DAYS": 90,
    "REQUEST_KEEP_DAYS": 365,
    # Largest calendar file, most events in one and most files that one import of events may have.
    "EVENT_IMPORT_LIMITS": {"bytes": 5_000_000, "events": 2000, "files": 200},
    # Hosts from which calendars that are kept in step may be fetched; none: nothing is fetched.
    "EVENT_SOURCE_HOSTS": (),
    # Seconds that fetching one calendar may take, and redirects that are followed. Its size and
    # events are limited by EVENT_IMPORT_LIMITS.
    "EVENT_SOURCE_LIMITS": {"seconds": 60, "redirects": 3},
    # Secret of the keys that people are counted by; "" is the project's SECRET_KEY.
    "PERSON_SECRET": "",
    # Hours for which the link that confirms a registration opens, and minutes for which the seat
    # is kept meanwhile.
    "REGISTRATION_CONFIRM_HOURS": 48,
    "REGISTRATION_HOLD_MINUTES": 120,
    # Registrations that one address of the network may send in an hour.
    "REGISTRATIONS_PER_HOUR": 20,
    # Entries in a feed.
    "FEED_SIZE": 50,
    # Dotted path of a function: a date → the name of the public holiday on it, or None.
    "HOLIDAYS": "wagtail_ngo.domain.events.holidays.poland",
    # Entries on one page of a public list.
    "PAGE_SIZE": 20,
    # Dotted path of the search language, see wagtail_ngo.domain.search.
    "SEARCH_LANGUAGE": "wagtail_ngo.domain.search.Polish",
    # Named places a visitor may sort by distance from: name → (latitude, longitude).
    "SEARCH_PLACES": {},
    # Whether words searched for are counted, without anything about who searched.
    "SEARCH_LOG": True,
    # Address template of map tiles, "" for the outline of districts instead of a map.
    "MAP_TILE_URL": "",
    # What the owner of the tiles wants to be said, as plain text.
    "MAP_ATTRIBUTION": "",
    # Days for which it is kept to whom a message was sent; what it said goes as soon as it is sent.
    "MAIL_KEEP_DAYS": 30,
    # Variants of a bulletin's PDF made when an edition is issued; the others on demand.
    "PDF_VARIANTS": ("web", "print"),
    # Folders of the default file storage whose pictures a bulletin may show.
    "PDF_MEDIA_FOLDERS": ("images/", "original_images/", "ngo_bulletins/"),
    # A council's office is told so many days before a term ends.
    "TERM_REMINDER_DAYS": 120,
    # Days after an election for which delegates' names and candidates' addresses are kept.
    "ELECTION_KEEP_DAYS": 365,
    # Views of a host's own by name, such as {"events.calendars.event": "town.views.calendar"}.
    "VIEWS": {},
    # What one PDF may cost: processor and wall-clock seconds, bytes of address space.
    "PDF_LIMITS": {"cpu": 120, "wall": 240, "memory": 2 << 30},
}


def host_values() -> Mapping[str, Any]:
    """What the host's settings file says. None, or nothing, is an empty dict.

    Anything else that is no dict counts as empty too; a system check names it.
    """
    values = getattr(settings, SETTINGS_NAME, None)
    return values if isinstance(values, Mapping) else {}


def unknown_keys() -> list[str]:
    """Keys of the host's dict that no code reads, sorted."""
    return sorted(map(str, set(host_values()) - set(DEFAULTS)))


def get(key: str) -> Any:
    """Value of one setting: the host's, or else the default.

    Raises ImproperlyConfigured for a key that does not exist.
    """
    if key not in DEFAULTS:
        raise ImproperlyConfigured(
            f"{SETTINGS_NAME}[{key!r}] is not a setting of wagtail-ngo. "
            f"Known: {', '.join(sorted(DEFAULTS))}."
        )
    return host_values().get(key, DEFAULTS[key])


def get_object(key: str) -> Any:
    """The object whose dotted path is the value of a setting."""
    return import_string(get(key))
