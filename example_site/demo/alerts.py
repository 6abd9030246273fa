"""Searches by e-mail: two confirmed, one of them told its news, one that waits to be confirmed."""

from __future__ import annotations

import contextlib
import datetime
import io

from django.utils import timezone

from example_site.demo.context import Demo
from wagtail_ngo.models import OutgoingMail, SearchAlert
from wagtail_ngo.services.mail import outbox
from wagtail_ngo.services.search import alert_news, alerts
from wagtail_ngo.services.search.results import Selection

TOLD, SEARCHES, WAITING = "senior@poczta.example", "opiekunka@poczta.example", "nowa@poczta.example"
_LATELY = datetime.timedelta(days=2)


def load(demo: Demo) -> None:
    if SearchAlert.objects.filter(directory=demo.directory).exists():
        return
    now = timezone.now()
    week_ago = now - SearchAlert.EVERY
    # The demo prints its mail; here only the list of outgoing mail shows it.
    with contextlib.redirect_stdout(io.StringIO()):
        _follow(demo, TOLD, "seniorzy", confirmed_at=week_ago)
        _follow(demo, SEARCHES, "pomoc dla niewidomych", confirmed_at=now - _LATELY)
        _follow(demo, WAITING, "zwierzęta", asked_at=now - _LATELY)
        count = alert_news.queue_due(now=now)
        outbox.deliver(now=now, mails=OutgoingMail.objects.filter(kind=alert_news.LETTER.name))
    # Nobody waits for an answer to the question of an invented address.
    OutgoingMail.objects.filter(kind=alerts.QUESTION.name).delete()
    demo.say(f"3 searches by e-mail, {count} letter sent")


def _follow(
    demo: Demo,
    address: str,
    words: str,
    *,
    confirmed_at: datetime.datetime | None = None,
    asked_at: datetime.datetime | None = None,
) -> None:
    asked = confirmed_at or asked_at
    alerts.subscribe(demo.directory, address, Selection(text=words), label=words, now=asked)
    if confirmed_at:
        alert = SearchAlert.objects.get(directory=demo.directory, email=address)
        alerts.confirm(alert, now=confirmed_at)
