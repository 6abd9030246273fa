"""Writing back to whoever sent a change request: a reason, a question, thanks."""

from __future__ import annotations

import datetime

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from wagtail_ngo.enums import ChangeSource
from wagtail_ngo.models import ChangeRequest
from wagtail_ngo.services.directory.reviews import address_of
from wagtail_ngo.services.mail import kinds, outbox
from wagtail_ngo.services.mail.message import Parts

ANSWER = kinds.register(kinds.Kind("directory.answer", _("Answer to a change request")))
LONGEST = 2000


def recipient_of(request: ChangeRequest) -> str:
    """The address a visitor gave, or the organization's; "" where there is none."""
    if request.source == ChangeSource.VISITOR:
        return request.reply_to
    return request.reply_to or address_of(request.entry)


def send(request: ChangeRequest, text: str, *, is_question: bool, now: datetime.datetime) -> bool:
    """Queue a mail with the editor's words; False where there are none, or no address.

    Before the request is closed, which erases the address.
    """
    recipient, text = recipient_of(request), text.strip()[:LONGEST]
    if not recipient or not text:
        return False
    site = request.entry.get_site()
    context = {
        "entry": request.entry,
        "text": text,
        "is_question": is_question,
        "site_name": site.site_name or site.root_page.title,
    }
    with translation.override(request.entry.locale.language_code):
        subject = render_to_string("wagtail_ngo/email/answer_subject.txt", context)
        body = render_to_string("wagtail_ngo/email/answer.txt", context)
    outbox.queue(
        Parts(subject, body),
        kind=ANSWER.name,
        recipient=recipient,
        about=f"wagtail_ngo.changerequest:{request.pk}",
        now=now,
    )
    return True
