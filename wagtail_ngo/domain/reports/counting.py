"""The rules by which the records of a year become its figures.

They are told in words beside every figure (``FIGURE_DEFINITIONS`` of ``services.reports.words``)
and asked of the database in ``services.reports.counting``:

* A date counts when it began within the period by its local start, is over, and was not cancelled,
  withdrawn or closed as not held. Pages are not counted, dates are.
* Translations of a page are one event: the same date is counted once. Aliases are the date of
  their source.
* Participations add up over dates. People and organizations do not: they are counted once for
  each span asked about.
* A head count without names adds to participations and never to people.
* Voters are no trainees: dates of elections never add to the figures of trainings.
* An issue of the bulletin counts by its date of issue, a correction or a double issue once.
* Copies count by the day they were handed out.
"""

from __future__ import annotations

from wagtail_ngo.domain.percentages import percent


def participations(*, head_count: int | None, named: int) -> int:
    """How many took part in one date, of which both a head count and names may be known.

    The head count is of everybody, so names are part of it; where more gave their names than were
    counted, the names are the better witness.
    """
    return max(head_count or 0, named)


def change(now: float, before: float | None) -> float | None:
    """By how many per cent a figure changed; None where there is nothing to compare with."""
    return None if before is None else percent(now - before, before)
