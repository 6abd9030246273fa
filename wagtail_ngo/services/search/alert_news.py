"""What is new for a search by e-mail, and the letter that tells it, at most once a week."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from wagtail_ngo.enums import FacetKind
from wagtail_ngo.models import (
    EventPage,
    FundingCall,
    FundingCallIndexPage,
    NGOPage,
    SearchAlert,
)
from wagtail_ngo.services.mail import kinds, outbox
from wagtail_ngo.services.mail.message import Parts
from wagtail_ngo.services.outgoing import site_of
from wagtail_ngo.services.search import alerts
from wagtail_ngo.services.search.results import Selection, search

# More would not be read; the link at the end leads to the rest.
MOST_ITEMS = 20
_KEPT_KEY = "search.alert"


@dataclass(frozen=True)
class Item:
    title: str
    url: str


@dataclass(frozen=True)
class News:
    """What is new for one search: entries, calls for money and events, the newest first."""

    entries: list[Item]
    calls: list[Item]
    events: list[Item]

    def __bool__(self) -> bool:
        return bool(self.entries or self.calls or self.events)


def news(alert: SearchAlert, *, since: datetime.datetime, until: datetime.datetime) -> News:
    """What anybody may see and what was not there before ``since``."""
    site = site_of(alert.directory)
    selection = Selection(text=alert.words, chosen=alert.filters)
    matching = set(search(alert.directory, None, selection, now=until).without_parts().pks())
    fresh = NGOPage.objects.visible_to(None, site=site).filter(
        first_published_at__gt=since, first_published_at__lte=until
    )
    fresh = fresh.order_by("-first_published_at", "-pk")
    return News(
        entries=_items(page for page in fresh if page.pk in matching),
        calls=_calls(alert, site, since, until),
        events=_events(matching, site, since, until),
    )


def _items(pages: Iterable) -> list[Item]:
    return [Item(page.title, page.full_url) for page in pages][:MOST_ITEMS]


def _calls(
    alert: SearchAlert, site: Site, since: datetime.datetime, until: datetime.datetime
) -> list[Item]:
    """Calls of the chosen areas that were announced meanwhile; none without an area."""
    areas = alert.filters.get(FacetKind.AREA, [])
    index = FundingCallIndexPage.objects.visible_to(None, site=site).order_by("path").first()
    if not areas or index is None:
        return []
    first = timezone.localdate(since) + datetime.timedelta(days=1)
    calls = FundingCall.objects.visible_to(None).announced_in(first, timezone.localdate(until))
    calls = calls.filter(areas__slug__in=areas).distinct().order_by("-announced_on", "-pk")
    return [Item(call.title, f"{index.full_url}{call.pk}/") for call in calls[:MOST_ITEMS]]


def _events(
    matching: set[int], site: Site, since: datetime.datetime, until: datetime.datetime
) -> list[Item]:
    """Events of the entries found that were published meanwhile."""
    fresh = EventPage.objects.visible_to(None, site=site).filter(
        first_published_at__gt=since, first_published_at__lte=until
    )
    fresh = fresh.order_by("-first_published_at", "-pk").prefetch_related("organizations")
    return _items(
        page
        for page in fresh
        if any(host.organization_id in matching for host in page.organizations.all())
    )


# Sending


def queue_due(*, now: datetime.datetime) -> int:
    """Queue the news of all searches whose week is over; how many letters.

    A search without news is not written about; its week begins again. Two commands at once queue
    one letter: the moment is moved on by whoever finds it unchanged.
    """
    count = 0
    for alert in SearchAlert.objects.due(now).select_related("directory__locale").iterator():
        current = None
        if alert.directory.live and alert.told_until:
            current = news(alert, since=alert.told_until, until=now)
        with transaction.atomic():
            mine = SearchAlert.objects.filter(pk=alert.pk, told_until=alert.told_until)
            if mine.update(told_until=now) and current:
                outbox.queue(
                    letter(alert, current),
                    kind=LETTER.name,
                    recipient=alert.email,
                    now=now,
                    about=alerts.about(alert),
                    key=f"{_KEPT_KEY}:{alert.pk}:{now:%Y%m%d}",
                    expires_at=now + SearchAlert.EVERY,
                )
                count += 1
    return count


def letter(alert: SearchAlert, current: News) -> Parts:
    """The message, with a way out that takes one click (RFC 8058)."""
    unsubscribe_url = alerts.link("search_alert_end", alert)
    context = {
        "news": current,
        "search_url": f"{alert.directory.full_url}{search_query(alert)}",
        "unsubscribe_url": unsubscribe_url,
    }
    parts = alerts.compose(alert, "search_news", context)
    host = site_of(alert.directory).hostname
    headers = {
        "List-Unsubscribe": f"<{unsubscribe_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "List-Id": f"<search-{alert.directory_id}.{host}>",
        "Precedence": "bulk",
        "Auto-Submitted": "auto-generated",
    }
    return Parts(parts.subject, parts.text, headers=headers)


def search_query(alert: SearchAlert) -> str:
    """The address of the search below its directory, "?…"."""
    pairs = [("q", alert.words)] if alert.words else []
    pairs += [(name, value) for name, values in alert.filters.items() for value in values]
    return f"?{urlencode(pairs)}"


LETTER = kinds.register(
    kinds.Kind("search.news", _("Search by e-mail: news"), is_bulk=True, may_repeat=False)
)
