"""What the templates of activity reports ask for."""

from collections.abc import Iterable, Sequence

from django import template
from django.template import Context
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import RichText

from wagtail_ngo.domain.reports.document import Part, Run

register = template.Library()

#: Letters up to which a large number keeps its size, and up to which it is set smaller.
NUMBER_SIZES = ((5, ""), (9, " is-long"))


@register.simple_tag(takes_context=True)
def ngo_report_text(context: Context, value: RichText) -> SafeString:
    """Rich text with its figures; outside a report, the words that the editor saw."""
    html = str(value)
    report = context.get("report")
    return report.fill_text(html) if report else SafeString(html)


@register.simple_tag(takes_context=True)
def ngo_report_figures(context: Context, keys) -> list:
    report = context.get("report")
    return report.figures(keys) if report else []


@register.simple_tag(takes_context=True)
def ngo_report_hosts(context: Context, intro: str) -> str:
    report = context.get("report")
    return report.hosts_sentence(intro) if report else ""


@register.simple_tag(takes_context=True)
def ngo_report_chart(context: Context, subject: str):
    report = context.get("report")
    return report.chart(subject) if report else None


@register.simple_tag(takes_context=True)
def ngo_report_indicators(context: Context, rows):
    report = context.get("report")
    return report.indicators(rows) if report else []


@register.filter
def ngo_part_kind(part: Part) -> str:
    """Of which kind a part of a document is: "heading", "table"."""
    return type(part).__name__.lower()


@register.filter
def ngo_runs(runs: Iterable[Run]) -> SafeString:
    return format_html_join("", "{}", ((_run(run),) for run in runs))


def _run(run: Run) -> SafeString:
    html = mark_safe(escape(run.text).replace("\n", "<br>"))
    if run.bold:
        html = format_html("<strong>{}</strong>", html)
    if run.italic:
        html = format_html("<em>{}</em>", html)
    url = f"#{run.anchor}" if run.anchor else run.url
    return format_html('<a href="{}">{}</a>', url, html) if url else html


@register.filter
def ngo_item(values: Sequence, position: int):
    """The value for a column; the first column, which heads the row, has none."""
    return values[position - 1]


@register.filter
def ngo_number_size(number: str) -> str:
    """The class of a large number that needs a smaller size to fit; "" for most."""
    return next((name for most, name in NUMBER_SIZES if len(number) <= most), " is-longest")
