"""What the templates of events ask for."""

import datetime
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from wagtail_ngo.domain.events.availability import Seats, availability

#: What another web site has, we do not know.
UNKNOWN_SEATS = Seats(capacity=None, taken=0, waiting=0, waiting_limit=0)
#: Further away people count in months, and the date itself says more.
MOST_DAYS_AWAY = 31
register = template.Library()


@register.filter
def webcal(url: str) -> str:
    """The address under which calendar programs subscribe instead of downloading once."""
    return f"webcal://{url.partition('://')[2]}" if "://" in url else url


@register.filter
def google_calendar(url: str) -> str:
    """The address at which Google Calendar asks whether to subscribe to the calendar ``url``."""
    return f"https://calendar.google.com/calendar/render?{urlencode({'cid': webcal(url)})}"


@register.filter
def outlook_calendar(url: str, name: str = "") -> str:
    """The same of Outlook on the web."""
    query = urlencode({"url": url, "name": name})
    return f"https://outlook.live.com/calendar/0/addfromweb?{query}"


@register.filter
def days_away(day: datetime.date) -> str:
    """ "tomorrow", "in 11 days"; empty for today, the past, and what is over a month away."""
    days = (day - timezone.localdate()).days
    if days == 1:
        return gettext("tomorrow")
    if not 1 < days <= MOST_DAYS_AWAY:
        return ""
    return ngettext("in %(count)d day", "in %(count)d days", days) % {"count": days}


@register.simple_tag
def ngo_availability(occurrence: Any) -> dict | None:
    """What is to be said about registering for a date here, or None."""
    state = occurrence.availability(now=timezone.now())
    if state is None:
        return None
    seats, page = occurrence.registration_seats, occurrence.page
    return {
        "state": str(state),
        "takes_people": state in ("open", "waiting_list"),
        "seats": seats.seat_values(page.waiting_limit),
        "times": page.registration_times(seats.starts_at),
    }


@register.simple_tag
def ngo_availability_elsewhere(occurrence: Any) -> dict:
    """The same where people register on another web site: only whether it is time."""
    times = occurrence.page.registration_times(occurrence.starts_at)
    is_off = occurrence.is_called_off
    state = availability(times, UNKNOWN_SEATS, is_called_off=is_off, now=timezone.now())
    return {"state": str(state), "seats": UNKNOWN_SEATS, "times": times}


@register.inclusion_tag("wagtail_ngo/includes/seats.html")
def ngo_seats(occurrence: Any) -> dict:
    """How many seats are left, as a line of a list."""
    return ngo_availability(occurrence) or {"state": ""}


@register.simple_tag
def ngo_days(first: datetime.date, last: datetime.date) -> str:
    """Days as people write them: „9–10 stycznia 2027”, „30 stycznia – 2 lutego 2027”."""
    end = date_format(last, "j E Y")
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    return f"{date_format(first, 'j E' if first.year == last.year else 'j E Y')} – {end}"


@register.filter
def own_path(url: str) -> str:
    """An address of this site without scheme and host: a link works wherever the site is reached.

    Calendar programs and feed readers are given the whole address.
    """
    return urlunsplit(("", "", *urlsplit(url)[2:]))
