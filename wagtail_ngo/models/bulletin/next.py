"""The next issue of a serial: its number, unique within the serial, and its first sections.

No database constraint: it would break copying pages and could not see double issues.
"""

from __future__ import annotations

import datetime
import uuid

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from wagtail_ngo.domain.bulletin.numbers import IssueNumber, first, following, overlaps
from wagtail_ngo.models.slugs import ascii_slug

# Blocks that belong to the serial rather than to the month.
SKELETON_BLOCKS = {
    "section",
    "events_of_period",
    "open_calls",
    "new_organizations",
    "contact",
    "filler",
}


def issues_below(serial_path: str):
    """Issues of the serial at this place of the tree, drafts included.

    An alias has the number of the issue that it shows, wherever it is in the tree.
    """
    pages = apps.get_model("wagtail_ngo", "BulletinIssuePage").objects
    issues = pages.filter(path__startswith=serial_path, alias_of__isnull=True)
    return issues.exclude(path=serial_path)


def serial_path(issue) -> str:
    """The parent of an issue's serial; a form tells it for an issue without a place."""
    return getattr(issue, "serial_path", "") or (issue.path or "")[: -issue.steplen]


def issue_with_same_number(issue):
    """Another issue of the serial that has one of the numbers of ``issue``, or None."""
    place = serial_path(issue)
    if not place or issue.number is None or issue.year is None:
        return None
    others = issues_below(place).filter(year=issue.year).exclude(pk=issue.pk)
    return next(
        (
            other
            for other in others.order_by("number")
            if overlaps(issue.number, issue.last_number, other.number, other.last_number)
        ),
        None,
    )


def number_errors(issue) -> dict[str, str]:
    """Field → message where another issue has the number."""
    other = issue_with_same_number(issue)
    if other is None:
        return {}
    values = {"label": other.label, "title": other.title}
    return {"number": _("Issue %(label)s exists already: “%(title)s”.") % values}


def last_issue(serial_path: str, *, without: int | None = None):
    """The issue with the highest number, drafts included."""
    issues = issues_below(serial_path).exclude(pk=without)
    return issues.order_by("-year", "-number", "-pk").first()


def next_number(
    serial_path: str, *, today: datetime.date, without: int | None = None
) -> IssueNumber:
    """Number and period after the last issue of the serial; ``without`` leaves one issue out."""
    last = last_issue(serial_path, without=without)
    if last is None:
        return first(today)
    return following(
        end_number=last.end_number,
        year=last.year,
        period_start=last.period_start,
        period_end=last.period_end,
    )


def renumber(issue, *, today: datetime.date) -> None:
    """Give ``issue`` the number and period that follow the others of its serial."""
    numbered = next_number(serial_path(issue), today=today, without=issue.pk)
    _take(issue, numbered, today=today)


def _take(issue, numbered: IssueNumber, *, today: datetime.date) -> None:
    issue.number, issue.last_number, issue.year = numbered.number, None, numbered.year
    issue.period_start, issue.period_end = numbered.period_start, numbered.period_end
    issue.issue_date = max(numbered.period_start, today)


def propose(issue, serial, *, today: datetime.date) -> None:
    """Fill a new issue of ``serial``: number, period, title and the lasting blocks."""
    numbered = next_number(serial.path, today=today)
    _take(issue, numbered, today=today)
    issue.title = f"{serial.title} {numbered.number}/{numbered.year}"
    issue.slug = free_slug(serial, f"{numbered.number}-{numbered.year}")
    issue.body = skeleton(serial)


def skeleton(serial) -> list[dict]:
    """Raw blocks for a new issue: of the last issue's draft, or the serial's default sections."""
    last = last_issue(serial.path)
    source = last.get_latest_revision_as_object().body if last else serial.specific.skeleton
    return [
        {"type": raw["type"], "value": raw["value"], "id": str(uuid.uuid4())}
        for raw in source.raw_data
        if raw["type"] in SKELETON_BLOCKS or last is None
    ]


def free_slug(serial, wanted: str) -> str:
    taken = set(serial.get_children().values_list("slug", flat=True))
    slug = ascii_slug(wanted)
    return next(
        name
        for name in (slug, *(f"{slug}-{n}" for n in range(2, len(taken) + 3)))
        if name not in taken
    )


def renumber_copy(issue, *, today: datetime.date) -> None:
    """A duplicate takes the next number where that of its original belongs to another issue.

    Wagtail has no hook before a copy is stored; a copy brings the marks of its original along.
    """
    is_copy = issue._state.adding and (issue.has_unpublished_changes or issue.live_revision_id)
    if is_copy and issue.path and issue.alias_of_id is None and number_errors(issue):
        renumber(issue, today=today)
