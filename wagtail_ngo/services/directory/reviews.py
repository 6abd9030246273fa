"""Keeping entries true: asking, confirming, and bringing accepted changes into an entry."""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.search import index

from wagtail_ngo import conf
from wagtail_ngo.enums import ChangeSource, ChangeState, Confirmer, ContactKind, MailStatus
from wagtail_ngo.models import (
    ChangeRequest,
    ChangeRequestField,
    ConfirmationRequest,
    NGOPage,
    OutgoingMail,
)
from wagtail_ngo.services.directory.column_types import Vocabularies
from wagtail_ngo.services.directory.columns import COLUMNS_BY_KEY, cell_text
from wagtail_ngo.services.directory.facts import PUBLIC_KEYS, facts_of
from wagtail_ngo.services.locks import AlreadyDecidedError, lock_page
from wagtail_ngo.services.mail import kinds, outbox
from wagtail_ngo.services.mail.message import Parts
from wagtail_ngo.services.search import state

SALT = "wagtail_ngo.confirmation"
#: Minutes within which a second question to the same organization is the same press of a button.
ONE_PRESS = 5


class LinkError(Exception):
    """A link that does not open: "tampered", "expired" or "used"."""


def first_review_on(today: datetime.date) -> datetime.date:
    """The day on which an entry confirmed (or made) today is due."""
    return today + relativedelta(months=conf.get("REVIEW_MONTHS"))


def confirm(entry: NGOPage, *, by: Confirmer, today: datetime.date, user=None) -> None:
    """Note that the entry is right. Needs no revision: see models.directory.EntryReview."""
    values = {"verified_on": today, "verified_by": by, "next_review_on": first_review_on(today)}
    NGOPage.objects.filter(pk=entry.pk).update(**values)
    for name, value in values.items():
        setattr(entry, name, value)
    index.insert_or_update_object(entry)
    state.changed()
    log(instance=entry, action="wagtail_ngo.confirm", user=user, data={"by": str(by)})


# Asking


def askable_entries(*, now: datetime.datetime):
    """Live entries with an address that were not asked a short time ago."""
    recently = now - datetime.timedelta(days=conf.get("REVIEW_ASK_AGAIN_DAYS"))
    asked = ConfirmationRequest.objects.filter(created_at__gt=recently)
    return (
        NGOPage.objects.live()
        .filter(contact_channels__kind=ContactKind.EMAIL)
        .exclude(pk__in=asked.values("entry"))
        .distinct()
        .order_by("next_review_on", "pk")
    )


def due_entries(*, today: datetime.date, now: datetime.datetime):
    """Entries to be asked now: due soon or never confirmed."""
    soon = today + datetime.timedelta(days=conf.get("REVIEW_ASK_DAYS_BEFORE"))
    due = Q(next_review_on__lte=soon) | Q(next_review_on__isnull=True)
    return askable_entries(now=now).filter(due)


def address_of(entry: NGOPage) -> str:
    """The organization's e-mail: one for the office only comes before a public one."""
    channels = [one for one in entry.contact_channels.all() if one.kind == ContactKind.EMAIL]
    return min(channels, key=lambda one: one.is_public).value if channels else ""


@transaction.atomic
def ask(entry: NGOPage, *, now: datetime.datetime) -> OutgoingMail | None:
    """Queue one mail with a new link; None without an address, or when one was queued just now.


    A mail that the server refuses for good leaves no question, so that a later run asks again.
    """
    address = address_of(entry)
    if not address:
        return None
    request = _new_question(entry, now=now)
    if request is None:
        return None
    site = entry.get_site()
    days = conf.get("CONFIRMATION_LINK_DAYS")
    token = link_token(request)
    facts = [
        (fact, f"{site.root_url}{reverse('wagtail_ngo:confirm_fact', args=[token, fact.name])}")
        for fact in facts_of(entry)
        if fact.text
    ]
    context = {
        "entry": entry,
        "url": f"{site.root_url}{reverse('wagtail_ngo:confirm', args=[token])}",
        "facts": facts,
        "days": days,
        "site_name": site.site_name or site.root_page.title,
    }
    subject = render_to_string("wagtail_ngo/email/confirmation_subject.txt", context)
    body = render_to_string("wagtail_ngo/email/confirmation.txt", context)
    return outbox.queue(
        Parts(subject, body),
        kind=QUESTION.name,
        recipient=address,
        now=now,
        about=f"wagtail_ngo.ngopage:{entry.pk}",
        context={"request": request.pk},
        expires_at=now + datetime.timedelta(days=days),
    )


def _after_question(mail: OutgoingMail) -> None:
    request = ConfirmationRequest.objects.filter(pk=mail.context["request"])
    if mail.status == MailStatus.SENT:
        request.update(sent_at=mail.settled_at)
    else:
        request.delete()


QUESTION = kinds.register(
    kinds.Kind(
        "directory.question",
        _("Directory: question to an organization"),
        settled=_after_question,
    )
)


@transaction.atomic
def _new_question(entry: NGOPage, *, now: datetime.datetime) -> ConfirmationRequest | None:
    """A question to send, or None when one was made a moment ago: two presses are one mail."""
    lock_page(entry)
    lately = now - datetime.timedelta(minutes=ONE_PRESS)
    if ConfirmationRequest.objects.filter(entry=entry, created_at__gt=lately).exists():
        return None
    return ConfirmationRequest.objects.create(entry=entry, nonce=secrets.token_urlsafe(32))


# The link


def link_token(request: ConfirmationRequest) -> str:
    return signing.dumps({"id": request.pk, "nonce": request.nonce}, salt=SALT)


def open_link(token: str) -> ConfirmationRequest:
    """The question behind a link. Raises LinkError in every other case."""
    max_age = datetime.timedelta(days=conf.get("CONFIRMATION_LINK_DAYS"))
    try:
        content = signing.loads(token, salt=SALT, max_age=max_age)
    except signing.SignatureExpired:
        raise LinkError("expired") from None
    except signing.BadSignature:
        raise LinkError("tampered") from None
    if not isinstance(content, dict) or {"id", "nonce"} - set(content):
        raise LinkError("tampered")
    request = (
        ConfirmationRequest.objects.select_related("entry")
        .filter(pk=content["id"], nonce=content["nonce"], entry__live=True)
        .first()
    )
    if request is None:
        raise LinkError("tampered")
    if request.used_at:
        raise LinkError("used")
    return request


def use_link(request: ConfirmationRequest, *, now: datetime.datetime) -> None:
    """Use the link up. Raises LinkError when another browser was faster."""
    unused = ConfirmationRequest.objects.filter(pk=request.pk, used_at=None)
    if not unused.update(used_at=now):
        raise LinkError("used")


# Changes


@dataclass(frozen=True)
class Comparison:
    """A field of a request beside the entry as it is now."""

    field: ChangeRequestField
    label: str
    now: str

    @property
    def is_outdated(self) -> bool:
        """Whether the entry changed since the organization saw it."""
        return self.now != self.field.old


@transaction.atomic
def submit_changes(
    entry: NGOPage, cells: Mapping[str, str], *, message: str = ""
) -> ChangeRequest | None:
    """Store what differs from the entry; None when nothing does and there is no message."""
    differing = differences(entry, cells)
    if not differing and not message:
        return None
    request = ChangeRequest.objects.create(
        entry=entry, source=ChangeSource.ORGANIZATION, message=message
    )
    ChangeRequestField.objects.bulk_create(
        ChangeRequestField(request=request, key=key, old=old, new=new)
        for key, (old, new) in differing.items()
    )
    return request


def differences(entry: NGOPage, cells: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Column → what the entry says and what is proposed, of those that differ."""
    return {
        key: (cell_text(COLUMNS_BY_KEY[key], entry), text)
        for key, text in cells.items()
        if key in PUBLIC_KEYS and _differs(entry, key, text)
    }


def _differs(entry: NGOPage, key: str, text: str) -> bool:
    column = COLUMNS_BY_KEY[key]
    return column.parse(text, Vocabularies()) != column.current(entry)


def compare(request: ChangeRequest) -> list[Comparison]:
    columns = [(one, COLUMNS_BY_KEY[one.key]) for one in request.fields.all()]
    return [
        Comparison(one, str(column.label), cell_text(column, request.entry))
        for one, column in columns
    ]


@transaction.atomic
def close_request(
    request: ChangeRequest,
    *,
    accepted: Collection[str],
    publish: bool,
    user,
    now: datetime.datetime,
) -> None:
    """Bring the accepted fields into the entry and close the request.

    They join the latest draft; it is published only when the published page is the latest.
    Raises ValidationError when the entry would not be valid, AlreadyDecidedError when somebody
    was faster; then nothing changes.
    """
    # First in the transaction: of two decisions at once the second waits here and finds the first.
    taken = ChangeRequest.objects.filter(pk=request.pk, state=ChangeState.WAITING).update(
        closed_at=now, closed_by=user, reply_to="", state=ChangeState.REJECTED
    )
    if not taken:
        raise AlreadyDecidedError
    lock_page(request.entry)
    request.entry.refresh_from_db()
    fields = list(request.fields.all())
    chosen = [one for one in fields if one.key in accepted]
    for one in fields:
        one.is_accepted = one in chosen
    ChangeRequestField.objects.bulk_update(fields, ["is_accepted"])
    request.state = _state(fields, chosen)
    request.closed_at, request.closed_by, request.reply_to = now, user, ""
    request.save()
    if chosen:
        _apply(request.entry, chosen, publish=publish, user=user)
    log(instance=request.entry, action="wagtail_ngo.change_request", user=user,
        data={"accepted": [one.key for one in chosen], "request": request.pk})  # fmt: skip
    if request.source == ChangeSource.ORGANIZATION:
        confirm(request.entry, by=Confirmer.ORGANIZATION, today=now.date(), user=user)


def _state(fields: list, chosen: list) -> ChangeState:
    if not chosen and fields:
        return ChangeState.REJECTED
    return ChangeState.ACCEPTED if len(chosen) == len(fields) else ChangeState.PARTLY


def _apply(entry: NGOPage, chosen: list[ChangeRequestField], *, publish: bool, user) -> None:
    has_draft = entry.has_unpublished_changes
    # A host's own kind of entry can be revised as such only.
    draft = entry.get_latest_revision_as_object() if has_draft else entry.specific
    vocabularies = Vocabularies()
    for one in chosen:
        column = COLUMNS_BY_KEY[one.key]
        column.apply(draft, column.parse(one.new, vocabularies))
    draft.full_clean()
    revision = draft.save_revision(user=user, log_action=True)
    if publish and not has_draft:
        revision.publish(user=user)


def report_error(entry: NGOPage, *, message: str, reply_to: str) -> ChangeRequest:
    """A visitor's hint."""
    return ChangeRequest.objects.create(
        entry=entry, source=ChangeSource.VISITOR, message=message, reply_to=reply_to
    )


def field_errors(cells: Mapping[str, str]) -> dict[str, ValidationError]:
    """Key → what is wrong with the text of that field."""
    vocabularies, errors = Vocabularies(), {}
    for key, text in cells.items():
        column = COLUMNS_BY_KEY[key]
        try:
            value = column.parse(text, vocabularies)
            field = NGOPage._meta.get_field(key) if hasattr(NGOPage, key) else None
            if field is not None and text and not field.is_relation:
                field.clean(value, None)
        except ValidationError as error:
            errors[key] = error
    return errors
