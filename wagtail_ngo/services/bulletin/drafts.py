"""The next issue, begun from the previous one's skeleton."""

from __future__ import annotations

import datetime

from wagtail_ngo.models import BulletinIndexPage, BulletinIssuePage
from wagtail_ngo.models.bulletin.next import number_errors, renumber


def new_issue(serial: BulletinIndexPage, *, user, today: datetime.date) -> BulletinIssuePage:
    """An unpublished issue with number, period and the lasting blocks of the previous one."""
    issue = BulletinIssuePage(locale=serial.locale, owner=user, live=False)
    issue.propose(serial, today=today)
    serial.add_child(instance=issue)
    issue.save_revision(user=user, log_action="wagtail.create")
    return issue


def renumber_copy(copy: BulletinIssuePage, *, user, today: datetime.date) -> None:
    """A duplicated draft becomes the next issue where its number belongs to another."""
    draft = copy.get_latest_revision_as_object()
    if number_errors(draft):
        renumber(draft, today=today)
        for name in ("number", "last_number", "year", "period_start", "period_end", "issue_date"):
            setattr(copy, name, getattr(draft, name))
        copy.save()
        draft.save_revision(user=user)
