"""The line that fills the form of an event: what was understood, before it is taken over."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from wagtail_ngo.admin.page_lists import may_edit_pages
from wagtail_ngo.domain.events.rule_sentence import sentence
from wagtail_ngo.domain.events.written_days import LONGEST
from wagtail_ngo.domain.events.written_rule import WrittenEvent
from wagtail_ngo.editing.widgets import split_rule
from wagtail_ngo.services.events.written_events import FoundEvent, understand

TEMPLATE = "wagtail_ngo/admin/written_event_found.html"


@require_POST
def written_event(request: HttpRequest) -> HttpResponse:
    """What the line means, as HTML, with the values of the form's fields. Nothing is stored.

    For those who edit pages: it finds entries by words of their names, restricted ones too.
    """
    if not may_edit_pages(request.user):
        raise PermissionDenied
    line = request.POST.get("line", "")[: LONGEST + 1]
    found = understand(line, today=timezone.localdate())
    written = found.written
    words = ""
    if written.rule and written.days:
        words = sentence(
            written.rule,
            written.days[0],
            language=get_language() or "en",
            holidays=written.skips_holidays,
            breaks=written.skips_breaks,
        )
    fields = _fields(found)
    context = {
        "found": found,
        "written": written,
        "sentence": words,
        "fields": fields,
        "is_rule_lost": bool(written.rule) and "recurrence_frequency" not in fields["fields"],
        "is_empty": not (fields["fields"] or found.venue or found.host),
    }
    return TemplateResponse(request, TEMPLATE, context)


def _fields(found: FoundEvent) -> dict:
    """Values by the names of the form's fields; only what the line says."""
    written = found.written
    fields: dict = {}
    if written.days:
        fields["start_date"] = written.days[0].isoformat()
    for name in ("start_time", "end_time"):
        if value := getattr(written, name):
            fields[name] = f"{value:%H:%M}"
    for name in ("skips_holidays", "skips_breaks"):
        if getattr(written, name):
            fields[name] = True
    rule = _rule_fields(written)
    extra = [] if rule else [day.isoformat() for day in written.days[1:]]
    return {
        "fields": fields | rule,
        "extra": extra,
        "venue": found.venue and {"id": found.venue[0], "title": found.venue[1]},
        "host": found.host and {"id": found.host[0], "title": found.host[1]},
    }


def _rule_fields(written: WrittenEvent) -> dict:
    """The parts of the rule's editor; empty without a rule, or for one that it cannot say."""
    values = split_rule(written.rule) if written.rule else None
    if values is None:
        return {}
    return {f"recurrence_{name}": _plain(value) for name, value in values.items()}


def _plain(value):
    if isinstance(value, list | tuple):
        return [str(one) for one in value]
    return "" if value is None else str(value)


urlpatterns = [path("ngo/written-event/", written_event, name="wagtail_ngo_written_event")]
