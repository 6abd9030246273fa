"""A search by e-mail: asked for, confirmed, ended.

Double opt-in like the bulletin's: an address gets one question, nothing else, until it confirms.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import re

from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from wagtail_ngo.enums import MailStatus
from wagtail_ngo.models import (
    NGODirectoryPage,
    OutgoingMail,
    SearchAlert,
)
from wagtail_ngo.models.mail import address_hash
from wagtail_ngo.services.locks import lock_page
from wagtail_ngo.services.mail import kinds, outbox
from wagtail_ngo.services.mail.message import Parts
from wagtail_ngo.services.outgoing import site_of
from wagtail_ngo.services.search.results import Selection

ASK_AGAIN_AFTER = datetime.timedelta(hours=1)
#: What somebody could be led to: an address, a mailbox, a telephone.
_LEADS_AWAY = re.compile(r"[/\\@]|\w\.\w|(?:\d[\s-]?){6}")
_LONGEST_QUOTED = 80


@transaction.atomic
def subscribe(
    directory: NGODirectoryPage,
    email: str,
    selection: Selection,
    *,
    label: str,
    now: datetime.datetime,
) -> None:
    """Ask the address to confirm. Says nothing to the caller about who gets what already."""
    # Two at once would both read and then write: SQLite refuses the second of them.
    lock_page(directory)
    filters = {name: sorted(values) for name, values in selection.chosen.items() if values}
    alert, _made = SearchAlert.objects.get_or_create(
        directory=directory,
        address_hash=address_hash(email),
        search_digest=_digest(selection.text, filters),
        defaults={
            "email": email.strip(),
            "words": selection.text,
            "filters": filters,
            "label": label[:255],
            "created_at": now,
        },
    )
    # Two presses at once ask once: only one of them finds the address not asked lately.
    may_be_asked = SearchAlert.objects.filter(
        Q(asked_at__isnull=True) | Q(asked_at__lte=now - ASK_AGAIN_AFTER),
        pk=alert.pk,
        confirmed_at__isnull=True,
    )
    if may_be_asked.update(asked_at=now):
        outbox.queue(
            _question(alert),
            kind=QUESTION.name,
            recipient=alert.email,
            now=now,
            about=about(alert),
            expires_at=now + SearchAlert.KEPT_UNCONFIRMED,
        )


def _digest(words: str, filters: dict[str, list[str]]) -> str:
    text = json.dumps([words.casefold(), filters], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def confirm(alert: SearchAlert, *, now: datetime.datetime) -> None:
    """From now on news are sent; a second press changes nothing."""
    SearchAlert.objects.filter(pk=alert.pk, confirmed_at__isnull=True).update(
        confirmed_at=now, told_until=now
    )


@transaction.atomic
def unsubscribe(alert: SearchAlert) -> None:
    """The address is forgotten, in the outbox too.

    The search first: a letter about it that is being queued is waited for and withdrawn as well.
    """
    lock_page(alert.directory)
    mail = about(alert)
    SearchAlert.objects.filter(pk=alert.pk).delete()
    outbox.withdraw(mail)


def about(alert: SearchAlert) -> str:
    """What the outbox calls the mail of one alert."""
    return f"wagtail_ngo.searchalert:{alert.pk}"


def link(name: str, alert: SearchAlert) -> str:
    """An absolute address by the Site record: mail goes out without a request."""
    path = reverse(f"wagtail_ngo:{name}", args=[alert.token])
    return site_of(alert.directory).root_url + path


def _question(alert: SearchAlert) -> Parts:
    context = {"url": link("search_alert", alert), "label": quotable(alert.label)}
    return compose(alert, "search_question", context)


def quotable(label: str) -> str:
    """The search as the question may name it: anybody may have typed it, for anybody's address.

    "" for what could lead the reader somewhere, or is no search but a message.
    """
    return "" if len(label) > _LONGEST_QUOTED or _LEADS_AWAY.search(label) else label


def compose(alert: SearchAlert, name: str, context: dict) -> Parts:
    """A letter of the templates ``name``, in the language of its directory."""
    context = {"alert": alert, "directory": alert.directory, **context}
    with translation.override(alert.directory.locale.language_code):
        subject = render_to_string(f"wagtail_ngo/email/{name}_subject.txt", context)
        return Parts(subject, render_to_string(f"wagtail_ngo/email/{name}.txt", context))


def _after_question(mail: OutgoingMail) -> None:
    """An address that could not be asked may be entered again at once."""
    if mail.status == MailStatus.FAILED:
        pk = mail.about.rpartition(":")[2]
        SearchAlert.objects.filter(pk=pk).update(asked_at=None)


QUESTION = kinds.register(
    kinds.Kind("search.question", _("Search by e-mail: question"), settled=_after_question)
)
