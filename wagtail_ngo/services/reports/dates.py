"""What each date adds to the figures of those who came, with all its translations."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import Count, Max, Q, Sum

from wagtail_ngo.domain.reports.counting import participations
from wagtail_ngo.enums import CountsAs, FigureKey
from wagtail_ngo.models import Occurrence, OccurrenceClosing
from wagtail_ngo.services.reports import counting
from wagtail_ngo.services.reports.scope import Scope

#: Which dates a figure is about; no kinds: all of them.
KINDS: dict[FigureKey, tuple[CountsAs, ...]] = {
    FigureKey.MEETINGS: (CountsAs.MEETING,),
    FigureKey.TRAINING_DAYS: (CountsAs.TRAINING,),
    FigureKey.TRAINEES: (CountsAs.TRAINING,),
    FigureKey.TRAINING_PARTICIPATIONS: (CountsAs.TRAINING,),
    FigureKey.OTHER_EVENTS: (CountsAs.OTHER, CountsAs.CONSULTATION),
    FigureKey.PARTICIPATIONS: tuple(counting.NOT_VOTING),
    FigureKey.PEOPLE: tuple(counting.NOT_VOTING),
    FigureKey.REPRESENTATIVES: (),
}
_IDENTITY = ("event_key", "recurrence_id", "session")


class DateNumbers(NamedTuple):
    """``people`` and ``representatives`` are distinct on the date and no parts of a sum."""

    participations: int = 0
    people: int = 0
    representatives: int = 0


def identity(row: Occurrence) -> str:
    """What a date is known by in every language and after its page is gone."""
    return _text(row.event_key, row.recurrence_id, row.session)


def _text(event_key, day, session: str) -> str:
    return f"{event_key}:{day.isoformat()}:{session}"


def date_numbers(scope: Scope, *kinds: CountsAs) -> dict[str, DateNumbers]:
    """By ``identity``, of the dates on which somebody was counted; two queries."""
    names = [f"occurrence__{name}" for name in _IDENTITY]
    there = counting.attendances(scope, *kinds).order_by().values(*names)
    named = there.annotate(
        sum=Sum("people"),
        distinct=Count("person_key", distinct=True),
        representing=Count("person_key", distinct=True, filter=~Q(organization_key="")),
    )
    rows = Occurrence.objects.twins_of(counting.dates(scope, *kinds)).order_by()
    closings = OccurrenceClosing.objects.filter(occurrence__in=rows.values("pk"))
    counted = closings.order_by().values(*names).annotate(heads=Max("head_count"))
    heads = {_text(*row[:3]): row[3] for row in counted.values_list(*names, "heads")}
    dates = {
        _text(*row[:3]): row[3:]
        for row in named.values_list(*names, "sum", "distinct", "representing")
    }
    numbers = {}
    for key in heads.keys() | dates.keys():
        people, distinct, representing = dates.get(key, (0, 0, 0))
        total = participations(head_count=heads.get(key), named=people)
        numbers[key] = DateNumbers(total, distinct, representing)
    return numbers
