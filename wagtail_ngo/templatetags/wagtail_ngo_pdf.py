"""What the print templates of the bulletin ask for."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import quote

from django import template
from django.template import Context
from django.template.loader import get_template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wagtail_ngo.domain.bulletin.content import EventItem, IssueContent, Look
from wagtail_ngo.domain.bulletin.pages import Group, Laid, call_facts, is_multi_day
from wagtail_ngo.domain.funding import CallItem
from wagtail_ngo.domain.pdf.notes import sentence

register = template.Library()
register.filter("ngo_pdf_note", sentence)

CAPITAL_MONTHS = ("en", "en-gb", "de")
COLOR = re.compile(r"#[0-9a-fA-F]{6}\Z")
# Letters of a name that is on one line, on two, on three smaller ones.
COVER_NAMES = ((13, "line"), (28, "lines"), (60, "small"))
NOTE_MARK = re.compile(r'<sup class="note-mark">\d+</sup>')


@register.simple_tag(takes_context=True)
def ngo_pdf_group(context: Context, group: Group) -> SafeString:
    """One group of items by the template of its layout; a host may override each."""
    name = f"wagtail_ngo/pdf/groups/{group.layout}.html"
    return get_template(name).template.render(context.new({**context.flatten(), "group": group}))


@register.simple_tag
def ngo_pdf_colors(look: Look) -> SafeString:
    """The serial's colours as custom properties; nothing for those left empty."""
    wanted = {"structure": look.structure_color, "accent": look.accent_color}
    rules = "".join(
        f"--{name}: {color};" for name, color in wanted.items() if COLOR.match(color or "")
    )
    return format_html("<style>:root {{ {} }}</style>", rules) if rules else mark_safe("")


@register.filter
def ngo_pdf_has_cover(issue: IssueContent) -> bool:
    """Whether the cover shows a picture."""
    return issue.cover is not None and issue.look.cover_style == "picture"


@register.filter
def ngo_pdf_cover_class(issue: IssueContent) -> str:
    """How much room the serial's name takes on the cover."""
    letters = len(issue.serial)
    logo = " cover--logo" if issue.look.logo else ""
    for most, name in COVER_NAMES:
        if letters <= most:
            return f" cover--{name}{logo}"
    return f" cover--sentence{logo}"


@register.filter
def ngo_pdf_media(name: str) -> str:
    """Address under which the PDF's fetcher reads a file of the default storage."""
    return f"ngo-media:{quote(name)}"


@register.filter
def ngo_pdf_text(laid: Laid, is_print: bool) -> str:
    """The item's text; numbers of printed links only where it is printed."""
    return laid.html if is_print else NOTE_MARK.sub("", laid.html)


@register.filter
def ngo_pdf_facts(call: CallItem) -> list[tuple[str, str]]:
    """Labelled facts of a funding call."""
    labels = {
        "amount": _("Amount"),
        "own_contribution": _("Own contribution"),
        "eligible": _("Who may apply"),
    }
    return [(labels[name], value) for name, value in call_facts(call)]


@register.simple_tag
def ngo_pdf_period(issue: IssueContent) -> str:
    """„grudzień 2017”, „lipiec–sierpień 2017”, or the year alone."""
    first, last = issue.period_start, issue.period_end
    if not first:
        return str(issue.year)
    if not last or (last.year, last.month) == (first.year, first.month):
        return f"{_month(first)} {first.year}"
    if last.year == first.year:
        return f"{_month(first)}–{_month(last)} {first.year}"
    return f"{_month(first)} {first.year} – {_month(last)} {last.year}"


def _month(day: date) -> str:
    """Name of the month within a line: small letter where the language writes it so."""
    name = date_format(day, "F")
    return name if get_language() in CAPITAL_MONTHS else name.lower()


@register.simple_tag
def ngo_pdf_days(event: EventItem) -> str:
    """The day as a figure; „12–14” for days of one month."""
    if is_multi_day(event) and event.ends_at.month == event.starts_at.month:
        return f"{event.starts_at.day}–{event.ends_at.day}"
    return str(event.starts_at.day)


@register.simple_tag
def ngo_pdf_times(event: EventItem) -> str:
    """„17:00–19:00”, or what else the editor said about the time."""
    if event.all_day:
        if is_multi_day(event) and event.ends_at.month != event.starts_at.month:
            return _("until %(day)s") % {"day": date_format(event.ends_at, "j E")}
        return _("all day")
    start = date_format(event.starts_at, "H:i")
    if event.open_end or not event.ends_at or event.ends_at == event.starts_at:
        return start
    if is_multi_day(event) and event.ends_at.month != event.starts_at.month:
        return f"{start} – {date_format(event.ends_at, 'j E, H:i')}"
    return f"{start}–{date_format(event.ends_at, 'H:i')}"
