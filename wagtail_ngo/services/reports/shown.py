"""A report as its page, its PDF and its files show it: values with their words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wagtail_ngo.domain.reports.counting import change
from wagtail_ngo.domain.reports.document import ANCHOR_START
from wagtail_ngo.domain.reports.periods import Period
from wagtail_ngo.domain.reports.sentences import enumeration, names_after_with, polish_with
from wagtail_ngo.domain.reports.values import ReportValues, Value
from wagtail_ngo.enums import ChartSubject, FigureKey, ReportName
from wagtail_ngo.services.reports import words

#: A figure within rich text, as ``admin.reports.rich_text`` writes it for readers; with ".number"
#: the number alone, for a noun that the editor wrote.
_MARK = re.compile(
    r'<a data-ngo-figure="(?P<key>[a-z_]{0,40})(?P<form>\.number)?">(?P<words>.*?)</a>', re.DOTALL
)


#: Of more bars that are equally long none is named as the longest.
MOST_NAMED = 3


class ShownFigure(NamedTuple):
    """One figure in words. ``caption`` is what is below a large number."""

    key: FigureKey
    value: Value
    before: Value
    number: str
    caption: str
    phrase: str
    label: str
    definition: str
    before_text: str
    before_number: str

    @property
    def anchor(self) -> str:
        return f"{ANCHOR_START}{self.key}"


class ChartRow(NamedTuple):
    """``lengths`` are per cent of the longest bar, one for each of ``numbers``."""

    label: str
    numbers: tuple[str, ...]
    lengths: tuple[float, ...]


class Chart(NamedTuple):
    """``summary``: what the bars show, for those who do not see them; "" for two periods."""

    title: str
    row_title: str
    columns: tuple[str, ...]
    rows: tuple[ChartRow, ...]
    summary: str = ""


class Indicator(NamedTuple):
    """One line of the form in which a city reports on its programme, in an editor's words."""

    label: str
    number: str
    before: str
    note: str
    anchor: str


@dataclass
class ShownReport:
    """``is_frozen``: the values are those of the day of freezing."""

    period: Period
    values: ReportValues
    is_frozen: bool = False
    _figures: dict[str, ShownFigure] = field(default_factory=dict)

    def figure(self, key: str) -> ShownFigure:
        if key not in self._figures:
            self._figures[key] = self._figure(key)
        return self._figures[key]

    def _figure(self, key: str) -> ShownFigure:
        figure_key = FigureKey(key)
        value = self.values.figures.get(key)
        before = self.values.before.get(key)
        return ShownFigure(
            key=figure_key,
            value=value,
            before=before,
            number=words.number(value),
            caption=words.caption(figure_key, value),
            phrase=words.phrase(figure_key, value),
            label=str(figure_key.label),
            definition=words.definition(figure_key),
            before_text=self._before_text(value, before),
            before_number=words.number(before),
        )

    def figures(self, keys: Iterable[str]) -> list[ShownFigure]:
        return [self.figure(key) for key in keys if key in FigureKey.values]

    @cached_property
    def all_figures(self) -> list[ShownFigure]:
        """Every figure that is known, in the order of the definitions."""
        return [self.figure(key) for key in FigureKey if self.values.figures.get(key) is not None]

    @property
    def defined_figures(self) -> list[ShownFigure]:
        """Those and what was named so far without being known, whose links lead here as well."""
        keys = {figure.key for figure in self.all_figures}
        return [self.figure(key) for key in FigureKey if key in keys or key in self._figures]

    @property
    def indicator_columns(self) -> tuple[str, str, str]:
        is_year = self.period.is_year
        return (_("Indicator"), _("Value"), _("Previous year") if is_year else _("Period before"))

    def indicators(self, rows: Iterable) -> list[Indicator]:
        """The chosen figures in the editor's order; a figure that is gone is left out."""
        return [
            Indicator(
                row["label"] or figure.label,
                figure.number,
                figure.before_number,
                row["note"],
                figure.anchor,
            )
            for row in rows
            for figure in self.figures([row["figure"]])
        ]

    def _before_text(self, value: Value, before: Value) -> str:
        if before in (None, ()):
            return ""
        text = _("%(period)s: %(number)s") % {
            "period": period_label(self.period.previous()),
            "number": words.number(before),
        }
        if isinstance(value, int | float) and isinstance(before, int | float):
            percent = change(value, before)
            if percent:
                sign = "+" if percent > 0 else "−"
                text += f" ({sign}{words.number(abs(percent))})"
        return text

    def fill_text(self, html: str) -> SafeString:
        """Rich text whose marks have become figures that lead to their definitions."""

        def figure_link(match: re.Match) -> str:
            if match["key"] == ReportName.HOSTS:
                return escape(self.host_names()) or match["words"]
            if match["key"] not in FigureKey.values:
                return match["words"]
            figure = self.figure(match["key"])
            text = figure.number if match["form"] else figure.phrase
            return format_html('<a class="ngo-figure" href="#{}">{}</a>', figure.anchor, text)

        return mark_safe(_MARK.sub(figure_link, html))

    def host_names(self) -> str:
        """The hosts in the order held, with commas: as they follow "with" in Polish, where all of
        them have that form."""
        hosts = self.values.hosts
        with_names = _is_polish() and names_after_with(hosts)
        return ", ".join(with_names or [host.name for host in hosts])

    def hosts_sentence(self, intro: str) -> str:
        """The hosts in the order held; in the form after "with" where all of them have it."""
        hosts = self.values.hosts
        if not hosts:
            return ""
        if _is_polish() and (names := names_after_with(hosts)):
            start = f"{intro} " if intro else ""
            names_text = enumeration(names, last="i")
            return f"{start}{polish_with(names[0])} {names_text}."
        names_text = enumeration([host.name for host in hosts], last=_("and"))
        start = intro or _("Hosts of the meetings")
        return f"{start.rstrip(':. ')}: {names_text}."

    def chart(self, subject: str) -> Chart:
        charts = {
            ChartSubject.MONTHS: self._months_chart,
            ChartSubject.KINDS: self._kinds_chart,
            ChartSubject.YEARS: self._years_chart,
        }
        return charts[ChartSubject(subject)]()

    def _months_chart(self) -> Chart:
        rows = [(date_format(month, "F Y"), count) for month, count in self.values.by_month]
        bars, summary = _bars(rows, spoken=_within_sentence)
        return Chart(_("Events by month"), _("Month"), (_("Events"),), bars, summary)

    def _kinds_chart(self) -> Chart:
        rows = [(name or _("Without a kind"), count) for name, count in self.values.by_kind]
        return Chart(_("Events by kind"), _("Kind"), (_("Events"),), *_bars(rows))

    def _years_chart(self) -> Chart:
        columns = (period_label(self.period), period_label(self.period.previous()))
        rows = []
        for figure in self.all_figures:
            if not isinstance(figure.value, int):
                continue
            before = figure.before if isinstance(figure.before, int | float) else None
            pair = (figure.value, before)
            most = max(*(count or 0 for count in pair), 1)
            lengths = tuple(100 * (count or 0) / most for count in pair)
            numbers = tuple(words.number(count) for count in pair)
            rows.append(ChartRow(figure.label, numbers, lengths))
        return Chart(_("Two periods side by side"), _("Figure"), columns, tuple(rows))


def _is_polish() -> bool:
    return (get_language() or "").startswith("pl")


def _within_sentence(month: str) -> str:
    """The month's name as it stands within a sentence; Polish writes it small there."""
    return month.lower() if _is_polish() else month


def _bars(
    rows: list[tuple[str, int]], *, spoken: Callable[[str], str] = str
) -> tuple[tuple[ChartRow, ...], str]:
    """The rows with their bars, and their sum and longest bars in a sentence."""
    most = max((count for _label, count in rows), default=0)
    bars = tuple(
        ChartRow(label, (words.number(count),), (100 * count / (most or 1),))
        for label, count in rows
    )
    if not most:
        return bars, ""
    longest = [spoken(label) for label, count in rows if count == most]
    values = {
        "total": words.number(sum(count for _label, count in rows)),
        "labels": enumeration(longest, last=_("and")),
        "most": words.number(most),
    }
    if len(longest) > MOST_NAMED:
        return bars, _("Together %(total)s.") % values
    return bars, _("Together %(total)s. Most: %(labels)s (%(most)s).") % values


def period_label(period: Period) -> str:
    """ "2017", "first half of 2017", or the two days."""
    if period.is_year:
        return str(period.first.year)
    if period.half:
        template = _("first half of %(year)s") if period.half == 1 else _("second half of %(year)s")
        return template % {"year": period.first.year}
    days = {"first": date_format(period.first), "last": date_format(period.last)}
    return _("%(first)s – %(last)s") % days
