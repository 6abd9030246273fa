"""“This and the following dates”: a series is ended, and a linked successor goes on from a day.

The rows of the later dates change their page and stay the same rows, so registrations, closings
and what people were sent (calendar files, links of their own) go on as they are. The rebuild of the
successor then tells people of what really is another hour, day or place, and of nothing else.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log

from wagtail_ngo.domain.events.recurrence import from_recurrence
from wagtail_ngo.domain.events.rule_splitting import split as split_rule
from wagtail_ngo.enums import OrganizationRole
from wagtail_ngo.models import EventOrganization, EventPage, NGOPage, Occurrence, Venue
from wagtail_ngo.services.locks import AlreadyDecidedError, lock_page
from wagtail_ngo.validators import validate_event


@dataclass(frozen=True)
class Wishes:
    """What is from the day on: the event's hours and place, and one host instead of its hosts."""

    start_time: datetime.time | None = None
    end_time: datetime.time | None = None
    venue: Venue | None = None
    #: None: the hosts stay.
    host: NGOPage | None = None


def check(page: EventPage, day: datetime.date) -> None:
    """Raise ValidationError, in words, where the event cannot be split on ``day``."""
    if problem := _problem_of_page(page):
        code, message = problem
        raise ValidationError(message, code=code)
    draft = page.get_latest_revision_as_object()
    try:
        split_rule(from_recurrence(draft.recurrence), draft.start_date, day)
    except ValueError as error:
        raise ValidationError(
            _(
                "The series cannot begin again on this day: it is no date of its rule, or "
                "its first."
            ),
            code="day",
        ) from error


def _problem_of_page(page: EventPage) -> tuple[str, str] | None:
    """Code and sentence of what speaks against splitting the event at all."""
    if page.alias_of_id is not None or page.aliases.exists():
        return "alias", _("The event is in several calendars. Split it once it is in one alone.")
    if page.get_translations().exists():
        return "translations", _(
            "The event has translations, which would keep the dates that leave it. "
            "Give each of them an end and a new event."
        )
    if page.live and page.has_unpublished_changes:
        return "draft", _(
            "The event has changes that are not published. Publish or discard them first."
        )
    if page.scheduled_revision is not None or page.workflow_in_progress:
        return "scheduled", _(
            "The event is to be published at a set time, or waits for somebody's approval: that "
            "would bring back the dates that leave it. Let it be published first, or cancel that."
        )
    if from_recurrence(page.get_latest_revision_as_object().recurrence) is None:
        return "no_rule", _("The event does not repeat by a rule.")
    course = getattr(page, "course", None)
    if course is not None and course.has_people:
        return "course", _(
            "People have registered for the whole course, so its dates must stay together."
        )
    return None


@transaction.atomic
def split(
    page: EventPage,
    day: datetime.date,
    wishes: Wishes,
    *,
    user: Any = None,
) -> EventPage:
    """End the series before ``day`` and return the event that goes on from it, live if it is.

    ValidationError says in words why it cannot be; AlreadyDecidedError: somebody has split the
    series on this day before, and nothing was changed.
    """
    lock_page(page)
    page = EventPage.objects.get(pk=page.pk)
    if successor_from(page, day) is not None:
        raise AlreadyDecidedError
    check(page, day)
    old = page.get_latest_revision_as_object()
    before, after = split_rule(from_recurrence(old.recurrence), old.start_date, day)
    successor = _make_successor(page, day, wishes, after, user=user)
    old.recurrence = before.to_recurrence()
    for row in list(old.overrides.all()):
        if row.original_date >= day:
            old.overrides.remove(row)
    _carry_dates(page, successor, day)
    _store(old, live=page.live, user=user)
    _store(successor, live=page.live, user=user)
    data = {"successor": successor.pk, "day": day.isoformat()}
    log(instance=page, action="wagtail_ngo.split_event", user=user, data=data)
    return EventPage.objects.get(pk=successor.pk)


def _make_successor(page: EventPage, day: datetime.date, wishes: Wishes, rule, *, user) -> Any:
    """An unpublished copy of the event that begins on ``day``; not yet with its last revision."""
    parent = page.get_parent()
    # Room for a number, where there is such an address already.
    slug = find_available_slug(parent, f"{page.slug[:235]}-{day}")
    copied = page.copy(
        update_attrs={"slug": slug}, copy_revisions=False, keep_live=False, user=user
    )
    successor = copied.specific.get_latest_revision_as_object()
    # The copy says what the draft says; the page of an event that was never published does not.
    if successor.end_date:
        successor.end_date += day - successor.start_date
    successor.start_date = day
    successor.recurrence = rule.to_recurrence()
    successor.series_uid = page.series_uid or page.uid
    successor.predecessor_id = page.pk
    if not successor.schedule.is_whole_day:
        successor.start_time, successor.end_time = wishes.start_time, wishes.end_time
    successor.venue = wishes.venue
    if wishes.host is not None:
        _replace_hosts(successor, wishes.host)
    for row in list(successor.overrides.all()):
        if row.original_date < day:
            successor.overrides.remove(row)
    validate_event(successor.schedule)
    # The day is in the row at once, published or not: ``successor_from`` looks for it there.
    EventPage.objects.filter(pk=successor.pk).update(
        series_uid=successor.series_uid,
        predecessor=page.pk,
        start_date=successor.start_date,
        end_date=successor.end_date,
    )
    return successor


def _replace_hosts(successor: EventPage, host: NGOPage) -> None:
    """The entry is the only host; partners stay, and it is no partner any more."""
    others = [
        row
        for row in successor.organizations.all()
        if row.role != OrganizationRole.HOST and row.organization_id != host.pk
    ]
    only = EventOrganization(organization=host, role=OrganizationRole.HOST)
    for number, row in enumerate([only, *others]):
        row.sort_order = number
    successor.organizations.set([only, *others])


def _carry_dates(page: EventPage, successor: EventPage, day: datetime.date) -> None:
    """Rows of the later dates, with all that hangs on them, belong to the successor."""
    rows = Occurrence.objects.filter(page_id=page.pk, recurrence_id__gte=day)
    rows.update(page=successor.pk, event_key=successor.translation_key)


def _store(page: EventPage, *, live: bool, user: Any) -> None:
    revision = page.save_revision(user=user, log_action=True)
    if live:
        revision.publish(user=user)


def successor_from(page: EventPage, day: datetime.date) -> EventPage | None:
    """The event that goes on from ``day`` after a split, in any state."""
    return EventPage.objects.filter(predecessor_id=page.pk, start_date=day).first()


def follow(page: EventPage, day: datetime.date):
    """Events of the same series to which the date of ``day`` may have gone; the nearest first.

    A queryset: whoever asks filters what a visitor may see. Links to dates that were printed or
    mailed before the split lead on by it.
    """
    series = page.series_uid or page.uid
    later = EventPage.objects.filter(series_uid=series, start_date__lte=day)
    return later.exclude(pk=page.pk).order_by("-start_date")


def same_series(page_id: int) -> list[int]:
    """Keys of the event and of those that a split made of its later dates, if there are any."""
    names = EventPage.objects.filter(pk=page_id).values_list("series_uid", "uid").first()
    if names is None:
        return [page_id]
    later = EventPage.objects.filter(series_uid=names[0] or names[1])
    return [page_id, *later.exclude(pk=page_id).values_list("pk", flat=True)]


def counts(page: EventPage, day: datetime.date) -> tuple[int, int, int]:
    """Stored dates that stay, dates that go to the successor, and people registered for those."""
    rows = list(
        page.occurrences.only("recurrence_id", "seats_taken", "waiting").order_by("recurrence_id")
    )
    later = [row for row in rows if row.recurrence_id >= day]
    return len(rows) - len(later), len(later), sum(row.people for row in later)
