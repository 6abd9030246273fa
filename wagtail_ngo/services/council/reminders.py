"""Terms of councils that end soon: editors see them, the office gets one mail."""

from __future__ import annotations

import datetime
import logging
from smtplib import SMTPException

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation

from wagtail_ngo import conf
from wagtail_ngo.models import CouncilTerm

logger = logging.getLogger(__name__)


def ending_terms(*, today: datetime.date):
    """Running terms that end within TERM_REMINDER_DAYS, of live councils, with no term after.

    A council whose next term is entered already needs no reminder.
    """
    last = today + datetime.timedelta(days=conf.get("TERM_REMINDER_DAYS"))
    ending = CouncilTerm.objects.ending_by(last, today=today).filter(council__live=True)
    later = CouncilTerm.objects.filter(starts_on__gt=today).values("council")
    return ending.exclude(council__in=later).select_related("council").order_by("ends_on", "pk")


def remind(term: CouncilTerm, *, now: datetime.datetime) -> bool:
    """Mail the office once; False without an address, when it was told, or the mail is refused."""
    council = term.council
    waiting = CouncilTerm.objects.filter(pk=term.pk, reminded_at=None)
    if not council.office_email or not waiting.update(reminded_at=now):
        return False
    site = council.get_site()
    name = (site.site_name or site.root_page.title) if site else council.title
    context = {"term": term, "council": council, "site_name": name, "url": council.full_url or ""}
    with translation.override(council.locale.language_code):
        subject = render_to_string("wagtail_ngo/email/term_subject.txt", context)
        body = render_to_string("wagtail_ngo/email/term.txt", context)
    try:
        EmailMessage(" ".join(subject.split()), body, to=[council.office_email]).send()
    except (SMTPException, OSError) as error:
        logger.warning("No reminder for term %s: %s", term.pk, type(error).__name__)
        CouncilTerm.objects.filter(pk=term.pk).update(reminded_at=None)
        return False
    return True
