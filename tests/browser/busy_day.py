"""One of each thing that may wait for an editor, in a town that has nothing else."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.utils import timezone

from tests.browser.conftest import EDITING, EDITORS
from tests.factories.bulletin import BulletinIndexFactory, BulletinIssueFactory
from tests.factories.directory import ContactChannelFactory, NGODirectoryFactory, NGOFactory
from tests.factories.events import EventFactory, EventIndexFactory, publish
from tests.factories.registration import join, make_event
from wagtail_ngo import models
from wagtail_ngo.enums import MailStatus
from wagtail_ngo.services.bulletin import editions
from wagtail_ngo.services.directory import change_requests
from wagtail_ngo.services.events import occurrences
from wagtail_ngo.services.people import roles

DAY = datetime.timedelta(days=1)


@dataclass
class Day:
    """What the test presses on, by name."""

    entry: models.NGOPage
    hosted: models.EventPage
    imported: models.EventPage
    draft: models.EventPage
    issue: models.BulletinIssuePage


def make() -> Day:
    now = timezone.now()
    directory, calendar = (
        NGODirectoryFactory(title="Organizacje"),
        EventIndexFactory(title="Kalendarz"),
    )
    serial = BulletinIndexFactory()
    roles.set_up()
    entry = NGOFactory(parent=directory, title="Klub Wzorowy", next_review_on=now.date() + 99 * DAY)
    ContactChannelFactory(organization=entry, value="biuro@example.org")
    late = NGOFactory(parent=directory, title="Dawny Zespół", next_review_on=now.date() - DAY)
    ContactChannelFactory(organization=late, value="zespol@example.org")
    change_requests.submit_changes(entry, {"lead": "Gramy w soboty."}, message="Nowa pora.")
    models.MissingOrganization.objects.create(directory=directory, name="Koło Nowe")
    day = Day(
        entry=entry,
        hosted=series_without_one_host(entry, now),
        imported=event_changed_at_its_source(calendar),
        draft=draft_of_hers(calendar),
        issue=issue_with_a_failed_file(serial, now),
    )
    seats_on_a_holiday(now)
    not_closed(now)
    models.SearchedQuery.objects.create(
        day=timezone.localdate(now), words="skate park", times=3, found=0
    )
    models.OutgoingMail.objects.create(
        kind="directory.answer", recipient="a@example.org", subject="Odpowiedź",
        status=MailStatus.FAILED,
    )  # fmt: skip
    return day


def series_without_one_host(entry, now) -> models.EventPage:
    """Two coming Thursdays or so, of which the first alone has its host."""
    page = EventFactory(
        title="Dyżury", start_date=timezone.localdate(now) + 5 * DAY,
        recurrence="RRULE:FREQ=WEEKLY;COUNT=2",
    )  # fmt: skip
    page.overrides.create(original_date=page.start_date, kind="changed", host=entry)
    return publish(page)


def seats_on_a_holiday(now) -> None:
    """Somebody has a seat on a public holiday that the event has begun to leave out."""
    holiday = datetime.date(timezone.localdate(now).year + 1, 5, 3)
    page = make_event(
        now=now, title="Spacery", capacity=9, start_date=holiday - 7 * DAY,
        recurrence="RRULE:FREQ=WEEKLY;COUNT=3",
    )  # fmt: skip
    publish(page)
    join(page.occurrences.get(recurrence_id=holiday), now=now)
    page.skips_holidays = True
    publish(page)


def not_closed(now) -> None:
    page = EventFactory(title="Wczorajsze", start_date=timezone.localdate(now) - DAY)
    occurrences.rebuild(page, now=now - 3 * DAY)


def event_changed_at_its_source(calendar) -> models.EventPage:
    """An event whose title was changed there and here."""
    page = publish(EventFactory(parent=calendar, title="Koncert w parku"))
    page.source_conflicts = [{"name": "title", "before": "Koncert", "theirs": "Gala w parku"}]
    page.save(update_fields=["source_conflicts"])
    return page


def draft_of_hers(calendar) -> models.EventPage:
    page = EventFactory(parent=calendar, title="Szkic pikniku", live=False)
    page.save_revision(user=get_user_model().objects.get(username=EDITORS[EDITING]))
    return page


def issue_with_a_failed_file(serial, now) -> models.BulletinIssuePage:
    """The issue of last month, issued, one file of which could not be made."""
    last = timezone.localdate(now).replace(day=1) - DAY
    issue = BulletinIssueFactory(
        parent=serial, number=last.month, year=last.year, title="Poprzedni numer",
        period_start=last.replace(day=1), period_end=last, summary="Co było.",
    )  # fmt: skip
    edition = editions.issue(issue, now=now)
    models.BulletinFile.objects.filter(edition=edition).update(status="failed", error="disk")
    return issue
