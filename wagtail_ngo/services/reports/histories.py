"""What Wagtail's log says of records since a moment: the last word on each of them."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry, PageLogEntry


@dataclass(frozen=True)
class Act:
    """``reason`` is what somebody gave as the reason for it; "" for most."""

    action: str
    day: datetime.date
    reason: str = ""


@dataclass(frozen=True)
class History:
    """Acts on each record by its key, the latest first."""

    acts: dict[int, list[Act]] = field(default_factory=dict)

    def last(self, key: int | None, *actions: str) -> Act | None:
        """The latest act of these kinds; of any without them."""
        acts = self.acts.get(key, []) if key is not None else []
        return next((act for act in acts if not actions or act.action in actions), None)


def of_pages(keys: Collection[int | None], *, since: datetime.datetime) -> History:
    """Also of pages that are deleted; one query."""
    rows = PageLogEntry.objects.filter(page_id__in=set(keys) - {None}, timestamp__gt=since)
    return _history(rows.values_list("page_id", "action", "timestamp", "data"))


def of_rows(
    model: type[models.Model], keys: Collection[int | None], *, since: datetime.datetime
) -> History:
    """The same for rows of a model."""
    kind = ContentType.objects.get_for_model(model)
    texts = {str(key) for key in keys if key is not None}
    rows = ModelLogEntry.objects.filter(content_type=kind, object_id__in=texts, timestamp__gt=since)
    return _history(rows.values_list("object_id", "action", "timestamp", "data"))


def _history(rows: models.QuerySet) -> History:
    acts: dict[int, list[Act]] = {}
    for key, action, moment, data in rows.order_by("-timestamp", "-pk"):
        reason = data.get("reason", "") if isinstance(data, dict) else ""
        day = timezone.localdate(moment)
        acts.setdefault(int(key), []).append(Act(action, day, str(reason)))
    return History(acts)


def on_day(words: str, act: Act | None, because: Act | None = None) -> str:
    """The words with the day of the act and the reason that was given, for it or for ``because``.

    The words alone where no act is known.
    """
    if act is None:
        return words
    text = _("%(what)s on %(day)s") % {"what": words, "day": date_format(act.day)}
    reason = because.reason if because else act.reason
    return f"{text}: {reason}" if reason else text
