"""A report with its figures filled in, as the document that files are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue

from wagtail_ngo.domain.characters import printable_values
from wagtail_ngo.domain.reports.document import (
    ANCHOR_START,
    Heading,
    Items,
    Numeral,
    Numerals,
    Paragraph,
    Part,
    Picture,
    Quote,
    ReportDocument,
    Row,
    Run,
    Table,
    anchors,
)
from wagtail_ngo.domain.reports.rich_text import parts_of
from wagtail_ngo.models import ActivityReportPage
from wagtail_ngo.services.bulletin.items import picture
from wagtail_ngo.services.reports.shown import (
    Chart,
    ShownFigure,
    ShownReport,
    period_label,
)


def report_document(page: ActivityReportPage, shown: ShownReport) -> ReportDocument:
    """The report in its own language. The appendix defines the figures that are named in it."""
    language = page.locale.language_code
    with translation.override(language):
        parts = tuple(part for block in page.body for part in _parts(block, shown))
        site = page.get_site()
        document = ReportDocument(
            title=page.title,
            language=language,
            publisher=(site.site_name or site.root_page.title) if site else "",
            period=period_label(shown.period),
            counted=counted_on(shown),
            lead=page.lead,
            parts=parts,
            appendix=_appendix(shown, parts),
            url=page.full_url or "",
        )
    # What editors paste into a text block is cleaned nowhere before.
    return printable_values(document)


def counted_on(shown: ShownReport) -> str:
    """Of which day the figures are, as a sentence."""
    day = date_format(timezone.localtime(shown.values.counted_at), "DATE_FORMAT")
    if shown.is_frozen:
        return _("These are the figures of %(day)s; they do not change any more.") % {"day": day}
    return _("The figures were counted from the records on %(day)s.") % {"day": day}


def _parts(block: StreamValue.StreamChild, shown: ShownReport) -> Iterable[Part]:
    reader = READERS.get(block.block_type)
    return reader(block.value, shown) if reader else ()


def _heading(value: str, shown: ShownReport) -> list[Part]:
    return [Heading(value)]


def _text(value, shown: ShownReport) -> list[Part]:
    return parts_of(shown.fill_text(str(value)))


def _titled(value, part: Part) -> list[Part]:
    return [Heading(value["heading"]), part] if value.get("heading") else [part]


def _numerals(value, shown: ShownReport) -> list[Part]:
    figures = shown.figures(value["figures"])
    has_before = value.get("compare", False)
    numerals = tuple(_numeral(figure, has_before=has_before) for figure in figures)
    return _titled(value, Numerals(numerals)) if numerals else []


def _numeral(figure: ShownFigure, *, has_before: bool) -> Numeral:
    before = figure.before_text if has_before else ""
    return Numeral(figure.number, figure.caption, figure.label, before, figure.anchor)


def _hosts(value, shown: ShownReport) -> list[Part]:
    sentence = shown.hosts_sentence(value["intro"])
    return [Paragraph((Run(sentence),))] if sentence else []


def _chart(value, shown: ShownReport) -> list[Part]:
    chart = shown.chart(value["subject"])
    return [chart_table(chart, value.get("heading") or chart.title)] if chart.rows else []


def chart_table(chart: Chart, caption: str) -> Table:
    rows = tuple(
        Row((row.label, *row.numbers), bars=tuple(round(length) for length in row.lengths))
        for row in chart.rows
    )
    return Table(caption, (chart.row_title, *chart.columns), rows, summary=chart.summary)


def _indicators(value, shown: ShownReport) -> list[Part]:
    rows = tuple(
        Row((row.label, row.number, row.before), note=row.note, anchor=row.anchor)
        for row in shown.indicators(value["rows"])
    )
    caption = value.get("heading") or _("Indicators")
    return [Table(caption, shown.indicator_columns, rows)] if rows else []


def _poster(value, shown: ShownReport) -> list[Part]:
    """The words of the one-page summary, whose look is a sheet of its own."""
    parts = _numerals(value, shown)
    if value["months"] and parts:
        chart = shown.chart("months")
        parts.append(chart_table(chart, chart.title))
    hosts = shown.values.hosts if value["hosts"] and parts else ()
    if hosts:
        names = tuple((Run(host.name),) for host in hosts)
        parts += [Heading(_("Hosts of meetings"), 3), Items(names)]
    return parts


def _picture(value, shown: ShownReport) -> list[Part]:
    if value is None:
        return []
    is_decorative = bool(getattr(value, "decorative", False))
    alt = "" if is_decorative else value.contextual_alt_text or ""
    part = picture(value, alt=alt, decorative=is_decorative)
    return [Picture(part.name, part.alt, part.width, part.height)] if part else []


def _quote(value, shown: ShownReport) -> list[Part]:
    return [Quote(value["text"], value["source"])]


READERS: dict[str, Callable] = {
    "heading": _heading,
    "text": _text,
    "figures": _numerals,
    "hosts": _hosts,
    "chart": _chart,
    "indicators": _indicators,
    "poster": _poster,
    "image": _picture,
    "quote": _quote,
}


def _appendix(shown: ShownReport, parts: tuple[Part, ...]) -> Table:
    named = (anchor.removeprefix(ANCHOR_START) for anchor in anchors(parts))
    figures = shown.figures(named)
    rows = tuple(
        Row(
            (figure.label, figure.number, figure.before_number, figure.definition),
            anchor=figure.anchor,
        )
        for figure in figures or shown.all_figures
    )
    now, before = period_label(shown.period), period_label(shown.period.previous())
    columns = (_("Figure"), now, before, _("How it is counted"))
    return Table(_("How it was counted"), columns, rows, texts=frozenset({0, 3}))
