"""What the demo need not hold and every screen needs: one of each, with the words of a day's work.

``make`` returns what it made, the newest first, so that a fixture can take it away again.
"""

from __future__ import annotations

import datetime

from django.db.models import Model
from django.utils import timezone

from wagtail_ngo import models
from wagtail_ngo.services.directory import change_requests

#: What an organization asks to change about its entry.
CHANGES = {
    "lead": "Rozdajemy żywność, która inaczej zmarnowałaby się, trzy razy w tygodniu.",
    "street": "ul. Banacha 1",
    "postal_code": "76-200",
}


def make() -> list[Model]:
    """A change request, a missing organization, an import, mail, searches and the like."""
    entry = models.NGOPage.objects.live().order_by("sort_key").first()
    directory = models.NGODirectoryPage.objects.live().first()
    serial = models.BulletinIndexPage.objects.live().first()
    today = timezone.localdate()
    request = change_requests.submit_changes(entry, CHANGES, message="Dzwonić po dziesiątej.")
    return [request, *_rows(directory, serial, today)]


def _rows(directory, serial, today: datetime.date) -> list[Model]:
    create = [
        models.MissingOrganization(
            directory=directory,
            name="Koło Gospodyń Wiejskich w Siemianicach",
            message="Spotykają się co środę w świetlicy i szukają nowych osób.",
        ),
        models.ImportJob(
            directory=directory, file_name="organizacje.csv", columns=["Nazwa", "Telefon"]
        ),
        models.OutgoingMail(
            kind="bulletin", recipient="biuro@example.org", subject="Biuletyn 12/2026"
        ),
        models.BulletinSubscriber(serial=serial, email="czytelniczka@example.org"),
        models.SearchAlert(directory=directory, email="a@example.org", label="hospicjum"),
        models.SearchAskingWord(words="gdzie, kiedy"),
        models.SearchedQuery(words="joga dla seniorów", day=today, times=4, found=0),
        models.BoardReply(side="offer", kind="room", text="Sala na 30 osób"),
        models.BouncedAddress(
            email="dawny@example.org", status_code="5.1.1", bounced_at=timezone.now()
        ),
    ]
    for row in create:
        row.save()
    return create
