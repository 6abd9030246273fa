"""What a frozen report counted, record by record, and what has become of it since."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from wagtail_ngo.domain.reports.changes import KeptRecord, RecordChange, compare
from wagtail_ngo.domain.reports.values import Value
from wagtail_ngo.enums import FigureKey
from wagtail_ngo.models import ActivityReportPage, ReportFreeze
from wagtail_ngo.services.reports.figures import report_values
from wagtail_ngo.services.reports.reasons import reasons
from wagtail_ngo.services.reports.records import records
from wagtail_ngo.services.reports.scope import Scope, scope_of

#: So many changes of one figure are explained; of the others only how many there are is told.
MOST_EXPLAINED = 100


@dataclass(frozen=True)
class ExplainedChange:
    """``reason`` is "" where the data do not tell."""

    change: RecordChange
    reason: str


@dataclass(frozen=True)
class FigureChange:
    """One figure that would say or count something else. ``more``: changes that are not listed."""

    key: FigureKey
    kept: Value
    now: Value
    records: tuple[ExplainedChange, ...] = ()
    more: int = 0

    @property
    def is_other_number(self) -> bool:
        """False where other records add up to the same."""
        return self.kept != self.now


def kept_records(scope: Scope) -> dict[str, list]:
    """The records behind each figure, as JSON can hold them; nobody who came is among them."""
    return {
        str(figure): [record.to_data() for record in _counted(figure, scope)]
        for figure in FigureKey
    }


def _counted(figure: FigureKey, scope: Scope) -> list[KeptRecord]:
    """Without records that add nothing."""
    return [
        KeptRecord(row.key, row.label, row.day, row.count, row.source)
        for row in records(figure, scope, most=None)
        if row.count != "0"
    ]


def has_records(frozen: ReportFreeze) -> bool:
    """Whether the report was frozen with the records behind its figures; asks the database."""
    return ReportFreeze.objects.filter(pk=frozen.pk).exclude(records={}).exists()


def changes_since_freezing(
    report: ActivityReportPage, *, now: datetime.datetime
) -> list[FigureChange]:
    """Figures that would differ or count other records, in their order; none without a freeze.

    Of a report that was frozen before records were kept, the figures alone are compared.
    """
    frozen = ReportFreeze.objects.filter(report_id=report.pk).first()
    if frozen is None:
        return []
    scope = scope_of(report, now=now)
    frozen_values, current = frozen.get_values(), report_values(scope)
    changed_figures = []
    for figure in FigureKey:
        before = frozen_values.figures.get(str(figure))
        after = current.figures.get(str(figure))
        changes = _changes(figure, frozen, scope) if frozen.records else []
        if before == after and not changes:
            continue
        shown = changes[:MOST_EXPLAINED]
        told = reasons(figure, shown, scope=scope, since=frozen.frozen_at) if shown else []
        explained = tuple(map(ExplainedChange, shown, told))
        changed_figures.append(
            FigureChange(figure, before, after, explained, len(changes) - len(shown))
        )
    return changed_figures


def _changes(figure: FigureKey, frozen: ReportFreeze, scope: Scope) -> list[RecordChange]:
    frozen_records = [KeptRecord.from_data(data) for data in frozen.records.get(str(figure), [])]
    return compare(frozen_records, _counted(figure, scope))
