"""Erasing candidates, members of the council and their deputies, each without the other."""

from __future__ import annotations

import datetime

from django.db.models import Model
from django.utils.translation import gettext as _

from wagtail_ngo.models import Candidate, CouncilSeat
from wagtail_ngo.services.council import privacy

_MEMBER = ("given_names", "family_name")
_DEPUTY = ("deputy_given_names", "deputy_family_name")
#: Fields that together are a name, for the register.
NAMES = (_MEMBER, _DEPUTY)


def erase_candidate(row: Candidate, subject, *, today: datetime.date) -> None:
    if _is_deputy(row, subject):
        row.deputy_given_names = row.deputy_family_name = row.deputy_sex = ""
        row.deputy_consented_at = None
        row.save()
        return
    privacy.erase_candidate(row, today=today)


def erase_seat(row: CouncilSeat, subject, *, today: datetime.date) -> None:
    if _is_deputy(row, subject):
        row.deputy_given_names = row.deputy_family_name = ""
        row.deputy_consented_on = None
    else:
        row.given_names, row.family_name, row.consented_on = "", _("Erased person"), None
    row.save()


def forget_elections(*, now: datetime.datetime, dry_run: bool) -> int:
    return privacy.forget_contacts(now=now, dry_run=dry_run)


def _is_deputy(row: Model, subject) -> bool:
    """Whether it is the deputy alone whom the traces name."""
    names = {part: " ".join(getattr(row, name) for name in part) for part in NAMES}
    own = [getattr(row, name, "") for name in ("email", "phone")]
    is_member = bool(subject.traces.kinds_in([names[_MEMBER], *own]))
    return not is_member and bool(subject.traces.kinds_in(names[_DEPUTY]))
