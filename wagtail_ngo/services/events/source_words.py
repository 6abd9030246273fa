"""The parts of an imported event in words, for the page that compares source and draft."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.formats import date_format, time_format
from django.utils.html import strip_tags
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wagtail_ngo.domain.events.recurrence import parse
from wagtail_ngo.domain.events.rule_sentence import sentence
from wagtail_ngo.domain.events.schedule import DateKey
from wagtail_ngo.enums import OverrideKind
from wagtail_ngo.models import EventKind, EventPage, OccurrenceOverride, Venue
from wagtail_ngo.services.events.source_content import WHEN
from wagtail_ngo.services.model_fields import field_of

_ROWS = {"kind_id": EventKind, "venue_id": Venue}


def label_of(name: str) -> str:
    """What an editor calls a part of ``source_content.content_of``."""
    if name == "when":
        return _("When")
    if name == "text":
        return _("Text")
    if name.startswith("date "):
        return _("Date %(day)s") % {"day": _key(name)}
    return str(field_of(EventPage, name.removesuffix("_id")).verbose_name)


def _key(name: str) -> str:
    key = DateKey.parse(name.removeprefix("date "))
    hour = f", {key.session[:2]}:{key.session[2:]}" if key.session else ""
    return f"{date_format(key.day, 'j E Y')}{hour}"


def words_of(name: str, value: Any) -> str:
    """The value as text, lines parted by line ends; "" for nothing."""
    if value in (None, "", []):
        return ""
    if name in _ROWS:
        return str(_ROWS[name]._default_manager.filter(pk=value).first() or "")
    if name == "when":
        return _when(value)
    if name == "text":
        return _text(value)
    if name.startswith("date "):
        return _date(value)
    return str(value)


def _day(text: str) -> str:
    return date_format(datetime.date.fromisoformat(text), "j E Y")


def _hour(text: str) -> str:
    return time_format(datetime.time.fromisoformat(text), "H:i")


def _when(value: list) -> str:
    *times, rule = value
    when = dict(zip(WHEN, times, strict=True))
    start = [_day(when["start_date"])]
    if when["start_time"] and not when["all_day"]:
        start.append(_hour(when["start_time"]))
    end = [_day(when["end_date"])] if when["end_date"] else []
    if when["end_time"] and not when["all_day"]:
        end.append(_hour(when["end_time"]))
    lines = [" – ".join(filter(None, [", ".join(start), ", ".join(end)]))]
    if rule:
        first = datetime.date.fromisoformat(when["start_date"])
        lines.append(sentence(parse(rule), first, language=get_language() or "en"))
    return "\n".join([*lines, when["time_zone"]])


def _text(value: list) -> str:
    lead, blocks = value
    parts = [strip_tags(str(part).replace("</p>", "\n")) for kind, part in blocks if kind == "text"]
    return "\n".join(filter(None, [lead, *(part.strip() for part in parts)]))


def _date(value: dict) -> str:
    """The kind of change, then each field that is set with its name."""
    lines = [str(OverrideKind(value["kind"]).label)]
    for name, content in value.items():
        if name in ("kind", "original_date", "original_time"):
            continue
        label = field_of(OccurrenceOverride, name).verbose_name
        shown = str(content)
        if name.endswith("_date"):
            shown = _day(content)
        elif name.endswith("_time"):
            shown = _hour(content)
        elif isinstance(content, bool):
            shown = _("yes") if content else _("no")
        lines.append(f"{label}: {shown}")
    return "\n".join(lines)
