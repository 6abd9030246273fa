"""Funding calls as iCalendar, Atom and schema.org data."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from wagtail_ngo.domain.calendar_feeds import add_feed_properties, stable_uid
from wagtail_ngo.domain.funding import CallItem
from wagtail_ngo.domain.items import plain_text
from wagtail_ngo.domain.web_addresses import ascii_url, clean_url
from wagtail_ngo.exports.feeds import AtomFeed
from wagtail_ngo.models import FundingCall, FundingCallIndexPage

REMINDER = datetime.timedelta(days=7)


def deadlines_ics(
    calls: Iterable[tuple[FundingCall, CallItem]], *, name: str, url: str = ""
) -> bytes:
    """One event a deadline, without length, none for a call without one (RFC 5545, RFC 7986).

    UIDs stay with their call.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//wagtail-ngo//funding calls//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    add_feed_properties(calendar, name=name, url=url)
    for call, item in calls:
        for suffix, note, moment in _moments(call):
            event = Event()
            made = call.created_at.astimezone(datetime.UTC).isoformat()
            event.add("uid", stable_uid("funding-call", call.pk, made, suffix))
            event.add("dtstamp", call.updated_at.astimezone(datetime.UTC))
            event.add("last-modified", call.updated_at.astimezone(datetime.UTC))
            event.add("dtstart", moment.astimezone(datetime.UTC))
            event.add("summary", _line(call.title + note))
            event.add("description", _line(" – ".join(filter(None, [item.funder, item.amount]))))
            event.add("transp", "TRANSPARENT")
            if item.url:
                event.add("url", clean_url(ascii_url(item.url) or item.url))
            event.add_component(_reminder(call))
            calendar.add_component(event)
    return calendar.to_ical()


def _moments(call: FundingCall) -> list[tuple[str, str, datetime.datetime]]:
    """Part of the UID, what to add to the title, and the moment of each deadline of a call."""
    paper = f" ({_('on paper')})"
    moments = [("", "", call.deadline), ("-paper", paper, call.paper_deadline)]
    return [(suffix, note, moment) for suffix, note, moment in moments if moment is not None]


def _reminder(call: FundingCall) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", -REMINDER)
    alarm.add("description", _line(call.title))
    return alarm


def _line(text: str) -> str:
    """One line without control characters, which icalendar would pass on."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def call_feed(
    page: FundingCallIndexPage, calls: Iterable[tuple[FundingCall, CallItem]], *, feed_url: str
) -> str:
    """Atom of calls, newest first."""
    feed = AtomFeed(
        title=page.title,
        link=page.get_full_url(),
        description=page.search_description,
        language=page.locale.language_code,
        feed_url=feed_url,
        author_name=page.title,
    )
    for call, item in calls:
        feed.add_item(
            title=_line(call.title),
            link=item.url,
            description=_line(
                " – ".join(filter(None, [item.funder, item.amount, plain_text(item.html)]))
            ),
            unique_id=f"{page.get_full_url()}{call.pk}/",
            pubdate=call.created_at,
            updateddate=call.updated_at,
            categories=item.areas,
        )
    return feed.writeString("utf-8")


def call_json_ld(call: FundingCall, item: CallItem) -> dict[str, Any]:
    """schema.org/MonetaryGrant."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "MonetaryGrant",
        "name": call.title,
        "url": item.url,
        "funder": {"@type": "Organization", "name": call.funder},
    }
    if call.amount_max is not None:
        data["amount"] = {
            "@type": "MonetaryAmount",
            "currency": call.currency,
            "maxValue": float(call.amount_max),
        }
        if call.amount_min is not None:
            data["amount"]["minValue"] = float(call.amount_min)
    return data
