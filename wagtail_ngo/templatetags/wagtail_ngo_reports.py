"""What the templates of activity reports ask for."""

from django import template
from django.template import Context
from django.utils.safestring import SafeString
from wagtail.rich_text import RichText

register = template.Library()


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
