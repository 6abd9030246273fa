"""Terms of councils that end soon: editors see them, the office gets one mail."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from wagtail_ngo import conf
from wagtail_ngo.models import CouncilTerm
from wagtail_ngo.services.mail import kinds, outbox
from wagtail_ngo.services.mail.message import Parts

REMINDER = kinds.register(kinds.Kind("council.term", _("Reminder of a term that ends")))


def ending_terms(*, today: datetime.date):
    """Running terms that end within TERM_REMINDER_DAYS, of live councils, with no term after.

    A council whose next term is entered already needs no reminder.
    """
    last = today + datetime.timedelta(days=conf.get("TERM_REMINDER_DAYS"))
    ending = CouncilTerm.objects.ending_by(last, today=today).filter(council__live=True)
    later = CouncilTerm.objects.filter(starts_on__gt=today).values("council")
    return ending.exclude(council__in=later).select_related("council").order_by("ends_on", "pk")


@transaction.atomic
def remind(term: CouncilTerm, *, now: datetime.datetime) -> bool:
    """Queue one mail to the office; False without an address or when it was told before."""
    council = term.council
    waiting = CouncilTerm.objects.filter(pk=term.pk, reminded_at=None)
    if not council.office_email or not waiting.update(reminded_at=now):
        return False
    site = council.get_site()
    name = (site.site_name or site.root_page.title) if site else council.title
    context = {"term": term, "council": council, "site_name": name, "url": council.full_url or ""}
    with translation.override(council.locale.language_code):
        parts = Parts(
            render_to_string("wagtail_ngo/email/term_subject.txt", context),
            render_to_string("wagtail_ngo/email/term.txt", context),
        )
    outbox.queue(parts, kind=REMINDER.name, recipient=council.office_email, now=now)
    return True
