"""Every letter about a registration. They are queued with the change that causes them.

The subject and the text of a kind are ``email/registration/<kind>_subject.txt`` and ``<kind>.txt``.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from wagtail_ngo import conf
from wagtail_ngo.domain.calendar_feeds import stable_uid
from wagtail_ngo.domain.events.date_changes import Change, DateChange
from wagtail_ngo.domain.registration.invitations import InvitedDate, invitation
from wagtail_ngo.enums import RegistrationStatus
from wagtail_ngo.models import Occurrence, Registration
from wagtail_ngo.services.events.snapshots import facts_of
from wagtail_ngo.services.mail import kinds, outbox
from wagtail_ngo.services.mail.message import Attachment, Parts
from wagtail_ngo.services.registration import codes, tokens
from wagtail_ngo.services.registration.rules import Target
from wagtail_ngo.services.registration.tokens import Purpose
from wagtail_ngo.services.registration.words import moment, when

KINDS = {
    "ask": _("registration: please confirm"),
    "known": _("registration: already registered"),
    "seat": _("registration: confirmed"),
    "line": _("registration: waiting list"),
    "offer": _("registration: seat offered"),
    "offer_expired": _("registration: offer expired"),
    "cancelled": _("registration: cancelled"),
    "reminder": _("registration: reminder"),
}
for _name, _label in KINDS.items():
    kinds.register(kinds.Kind(f"registration.{_name}", _label))
#: To many at once: sent by the command, after letters that somebody is waiting for.
kinds.register(kinds.Kind("registration.changed", _("registration: date changed"), is_bulk=True))
kinds.register(kinds.Kind("registration.letter", _("registration: letter"), is_bulk=True))


def ask_to_confirm(row: Registration, about: Target, *, now: datetime.datetime) -> None:
    hours = conf.get("REGISTRATION_CONFIRM_HOURS")
    until = row.created_at + datetime.timedelta(hours=hours)
    extra = {"url": link(row, about, Purpose.CONFIRM, until=until), "hours": hours}
    _queue("ask", row, about, now=now, expires_at=until, **extra)


def say_how_it_is(row: Registration, about: Target, *, now: datetime.datetime) -> None:
    _queue("known", row, about, now=now)


def confirm_seat(row: Registration, about: Target, *, now: datetime.datetime) -> None:
    _queue("seat", row, about, now=now, with_calendar=True, with_code=True)


def confirm_place_in_line(row: Registration, about: Target, *, now: datetime.datetime) -> None:
    _queue("line", row, about, now=now)


def offer_seat(row: Registration, about: Target, *, now: datetime.datetime) -> None:
    until = row.offered_until
    url = link(row, about, Purpose.OFFER, until=until)
    _queue("offer", row, about, now=now, expires_at=until, url=url, until=until)


def say_offer_expired(row: Registration, about: Target, *, now: datetime.datetime) -> None:
    _queue("offer_expired", row, about, now=now)


def say_cancelled(
    row: Registration, about: Target, *, now: datetime.datetime, by_organiser: bool
) -> None:
    had_seat = row.calendar_sequence > 0
    extra: dict[str, Any] = {"by_organiser": by_organiser}
    _queue("cancelled", row, about, now=now, with_calendar=had_seat, is_off=True, **extra)


def remind(row: Registration, about: Target, date: Occurrence, *, now: datetime.datetime) -> None:
    key = f"registration.reminder:{row.pk}:{date.pk}:{int(date.starts_at.timestamp())}"
    details: dict[str, Any] = {"key": key, "expires_at": date.starts_at}
    _queue("reminder", row, about, now=now, dates=[date], with_code=True, **details)


def say_changed(
    row: Registration, about: Target, date: Occurrence, change: DateChange, *, now
) -> None:
    """That a date moved, was called off or takes place after all; with old and new."""
    kind = change.kinds
    extra: dict[str, Any] = {
        "is_cancelled": Change.CANCELLED in kind or Change.WITHDRAWN in kind,
        "is_restored": Change.RESTORED in kind,
        "is_moved": Change.MOVED in kind,
        "is_relocated": Change.RELOCATED in kind,
        "before": change.before,
        "after": change.after,
        "note": change.after.note,
    }
    has_seat = row.status == RegistrationStatus.CONFIRMED
    _queue("changed", row, about, now=now, dates=[date], with_calendar=has_seat, **extra)


def write(row: Registration, about: Target, *, subject: str, text: str, now, key: str = "") -> None:
    """A letter of the organiser, in the organiser's words; with a ``key``, once."""
    with _language_of(row, about):
        context = _context(row, about, list(about.dates), {"letter": text})
        body = render_to_string("wagtail_ngo/email/registration/letter.txt", context)
    _store("letter", row, Parts(subject, body), now=now, key=key)


# How a letter is made


def _queue(
    name: str,
    row: Registration,
    about: Target,
    *,
    now: datetime.datetime,
    dates: Iterable[Occurrence] | None = None,
    with_calendar: bool = False,
    with_code: bool = False,
    is_off: bool = False,
    key: str = "",
    expires_at: datetime.datetime | None = None,
    **extra: Any,
) -> None:
    if not row.email:
        return
    dates = list(about.dates if dates is None else dates)
    attachments: tuple[Attachment, ...] = ()
    with_code = with_code and codes.has_entrance(about)
    with _language_of(row, about):
        context = {**_context(row, about, dates, extra), "with_code": with_code}
        folder = "wagtail_ngo/email/registration"
        subject = render_to_string(f"{folder}/{name}_subject.txt", context)
        text = render_to_string(f"{folder}/{name}.txt", context)
        if with_calendar:
            attachments = (_calendar(row, about, dates, context, now=now, is_off=is_off),)
        if with_code:
            attachments += (codes.attachment(row, about),)
    parts = Parts(subject, text, attachments=attachments)
    _store(name, row, parts, now=now, key=key, expires_at=expires_at)


def _store(name: str, row: Registration, parts: Parts, *, now, **details) -> None:
    if row.email:
        about = f"registration:{row.pk}"
        kind = f"registration.{name}"
        outbox.queue(parts, kind=kind, recipient=row.email, now=now, about=about, **details)


def _language_of(row: Registration, about: Target):
    page = about.page
    return translation.override(row.language or (page and page.locale.language_code))


def _context(row: Registration, about: Target, dates: list[Occurrence], extra: dict) -> dict:
    page, site = about.page, about.site
    zone = dates[0].time_zone if dates else settings.TIME_ZONE
    context = {
        "registration": row,
        "name": row.name,
        "title": about.title,
        "dates": [_date(date, page) for date in dates],
        "page": page,
        "manage_url": link(row, about, Purpose.MANAGE),
        "contact": _contact(page),
        "site_name": site.site_name or site.root_page.title,
    }
    if page is not None and page.live:
        context["page_url"] = page.get_full_url() or ""
    for name in ("before", "after"):
        if name in extra:
            facts = extra[name]
            context[f"{name}_when"], context[f"{name}_venue"] = when(facts), facts.venue
    if "until" in extra:
        extra = {**extra, "until": moment(extra["until"], zone)}
    return {**context, **extra}


def _date(date: Occurrence, page) -> dict[str, str]:
    venue = date.venue
    place = ", ".join(filter(None, [venue.name, venue.address])) if venue else date.venue_name
    return {
        "when": when(facts_of(date)),
        "place": place,
        "online": page.online_url if page else "",
        "note": date.note,
    }


def _contact(page) -> str:
    if page is None:
        return ""
    return ", ".join(filter(None, [page.contact_name, page.contact_phone, page.contact_email]))


def _calendar(
    row: Registration, about: Target, dates: list[Occurrence], context: dict, *, now, is_off: bool
) -> Attachment:
    """The person's own calendar file. The number of each is higher than that of the one before."""
    row.calendar_sequence += 1
    Registration.objects.filter(pk=row.pk).update(calendar_sequence=row.calendar_sequence)
    page = about.page
    made = row.created_at.astimezone(datetime.UTC).isoformat()
    organizer = (page and page.contact_email) or sender_address()
    invited = [
        InvitedDate(
            uid=stable_uid("registration", row.pk, made, date.pk),
            sequence=row.calendar_sequence,
            starts_at=date.starts_at,
            ends_at=date.ends_at if date.has_end else None,
            time_zone=date.time_zone,
            is_all_day=date.is_all_day,
            title=date.title,
            location=words["place"],
            description=context["manage_url"],
            url=context.get("page_url", ""),
            is_cancelled=is_off or facts_of(date).is_called_off,
        )
        for date, words in zip(dates, context["dates"], strict=True)
    ]
    content, method = invitation(
        invited,
        organizer=organizer,
        organizer_name=(page and page.organizer) or context["site_name"],
        attendee=row.email,
        sent_at=now,
    )
    return Attachment("invite.ics", content, f"text/calendar; method={method}")


def sender_address() -> str:
    """The address that mail comes from, without its name."""
    address = settings.DEFAULT_FROM_EMAIL
    return address.partition("<")[2].rstrip("> ") or address


def link(row: Registration, about: Target, purpose: Purpose, *, until=None) -> str:
    """An absolute address by the Site record: mail goes out without a request."""
    if until is None:
        until = (about.ends_at or row.created_at) + datetime.timedelta(days=1)
    token = tokens.make(row, purpose, until=until)
    return about.site.root_url + reverse(f"wagtail_ngo:registration_{purpose}", args=[token])
