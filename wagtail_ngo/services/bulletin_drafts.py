"""The next issue, begun from the previous one's skeleton."""

from __future__ import annotations

import datetime
import uuid

from django.utils.text import slugify

from wagtail_ngo.domain.bulletin_numbers import IssueNumber, first, following
from wagtail_ngo.models import BulletinIndexPage, BulletinIssuePage

# Blocks that belong to the serial rather than to the month.
SKELETON_BLOCKS = {
    "section",
    "events_of_period",
    "open_calls",
    "new_organizations",
    "contact",
    "filler",
}


def last_issue(serial: BulletinIndexPage) -> BulletinIssuePage | None:
    """The issue with the highest number, drafts included."""
    issues = BulletinIssuePage.objects.child_of(serial)
    return issues.order_by("-year", "-number", "-pk").first()


def next_number(serial: BulletinIndexPage, *, today: datetime.date) -> IssueNumber:
    last = last_issue(serial)
    if last is None:
        return first(today)
    return following(
        end_number=last.end_number,
        year=last.year,
        period_start=last.period_start,
        period_end=last.period_end,
    )


def new_issue(serial: BulletinIndexPage, *, user, today: datetime.date) -> BulletinIssuePage:
    """An unpublished issue with number, period and the lasting blocks of the previous one."""
    numbered = next_number(serial, today=today)
    issue = BulletinIssuePage(
        number=numbered.number,
        year=numbered.year,
        period_start=numbered.period_start,
        period_end=numbered.period_end,
        issue_date=max(numbered.period_start, today),
        title=f"{serial.title} {numbered.number}/{numbered.year}",
        slug=free_slug(serial, f"{numbered.number}-{numbered.year}"),
        locale=serial.locale,
        body=skeleton(serial),
        owner=user,
        live=False,
    )
    serial.add_child(instance=issue)
    issue.save_revision(user=user, log_action="wagtail.create")
    return issue


def skeleton(serial: BulletinIndexPage) -> list[dict]:
    """Raw blocks for a new issue: of the last issue's draft, or the serial's default sections."""
    last = last_issue(serial)
    source = last.get_latest_revision_as_object().body if last else serial.skeleton
    return [
        {"type": raw["type"], "value": raw["value"], "id": str(uuid.uuid4())}
        for raw in source.raw_data
        if raw["type"] in SKELETON_BLOCKS or last is None
    ]


def free_slug(serial: BulletinIndexPage, wanted: str) -> str:
    taken = set(serial.get_children().values_list("slug", flat=True))
    slug = slugify(wanted)
    return next(
        name
        for name in (slug, *(f"{slug}-{n}" for n in range(2, len(taken) + 3)))
        if name not in taken
    )


def renumber_copy(copy: BulletinIssuePage, *, user, today: datetime.date) -> None:
    """A duplicated issue becomes the next one: its number would belong to another otherwise."""
    serial = copy.get_parent().specific
    others = BulletinIssuePage.objects.child_of(serial).exclude(pk=copy.pk)
    last = others.order_by("-year", "-number", "-pk").first()
    numbered = (
        first(today)
        if last is None
        else following(
            end_number=last.end_number,
            year=last.year,
            period_start=last.period_start,
            period_end=last.period_end,
        )
    )
    copy.number, copy.last_number, copy.year = numbered.number, None, numbered.year
    copy.period_start, copy.period_end = numbered.period_start, numbered.period_end
    copy.issue_date = numbered.period_start
    copy.save()
    copy.save_revision(user=user)
