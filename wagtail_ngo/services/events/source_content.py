"""What the source of an imported event says, compared field by field with what is here.

Three sides: the source as it was read last, the source now, and the draft. What changed on one
side only is taken; what changed on both is a conflict, which an editor decides.
"""

from __future__ import annotations

import datetime
import html
import json
import re
from dataclasses import dataclass
from typing import Any

from wagtail_ngo.domain.events.ical_import_values import ReadChange
from wagtail_ngo.domain.events.recurrence import from_recurrence, parse
from wagtail_ngo.models import EventPage, OccurrenceOverride

WHEN = ("start_date", "start_time", "end_date", "end_time", "all_day", "open_end", "time_zone")
PLAIN = ("title", "organizer", "online_url", "kind_id", "venue_id")
#: Fields of a change to one date that a source may set; host and venue are set here alone.
DATE_FIELDS = (
    "original_date",
    "original_time",
    "kind",
    "new_date",
    "start_time",
    "end_date",
    "end_time",
    "all_day",
    "title",
    "note",
    "description",
    "link",
)
# The editor gives each paragraph a key of its own.
_KEYS = re.compile(r' data-block-key=\\?"[^"]*"')
_DAYS = {"start_date", "end_date", "original_date", "new_date"}
_TIMES = {"start_time", "end_time", "original_time"}


@dataclass(frozen=True)
class Conflict:
    """A field that was changed at the source and here; ``name`` as in ``content_of``."""

    name: str
    ours: Any
    theirs: Any
    # What the source said before; None where that is not known.
    before: Any = None


def _json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date | datetime.time) else value


def _value(name: str, value: Any) -> Any:
    if value and name in _DAYS:
        return datetime.date.fromisoformat(value)
    if value and name in _TIMES:
        return datetime.time.fromisoformat(value)
    return value


def content_of(page: EventPage) -> dict[str, Any]:
    """What a source may say of the event, as JSON: fields, and each changed date by its key."""
    rule = from_recurrence(page.recurrence)
    content = {name: getattr(page, name) for name in PLAIN}
    content["when"] = [*(_json(getattr(page, name)) for name in WHEN), str(rule or "")]
    blocks = [[child.block_type, child.get_prep_value()["value"]] for child in page.body]
    content["text"] = [page.lead, blocks]
    for row in page.overrides.all():
        content[f"date {row.key.address}"] = date_content(row)
    return content


def date_content(row: OccurrenceOverride | ReadChange) -> dict[str, Any]:
    """The fields that are set."""
    values = {name: _json(getattr(row, name)) for name in DATE_FIELDS}
    values["kind"] = str(row.kind.value if hasattr(row.kind, "value") else row.kind)
    return {name: value for name, value in values.items() if value not in (None, "")}


def write(page: EventPage, name: str, value: Any) -> None:
    """Puts one part of ``content_of`` into the page in memory."""
    if name in PLAIN:
        setattr(page, name, value)
    elif name == "when":
        *times, rule = value
        for field, part in zip(WHEN, times, strict=True):
            setattr(page, field, _value(field, part))
        page.recurrence = parse(rule).to_recurrence() if rule else None
    elif name == "text":
        page.lead, blocks = value
        page.body = [tuple(block) for block in blocks]
    else:
        _write_date(page, name.removeprefix("date "), value)


def _write_date(page: EventPage, address: str, value: dict | None) -> None:
    row = next(
        (override for override in page.overrides.all() if override.key.address == address), None
    )
    if value is None:
        if row is not None:
            page.overrides.remove(row)
        return
    row = row or OccurrenceOverride()
    for name in DATE_FIELDS:
        empty = None if name in _DAYS | _TIMES or name == "all_day" else ""
        setattr(row, name, _value(name, value.get(name, empty)))
    page.overrides.add(row)


def is_same(one: Any, other: Any) -> bool:
    """Whether both say the same, however the editor writes it."""

    def plain(value: Any) -> str:
        text = json.dumps(value, ensure_ascii=False, sort_keys=True)
        return html.unescape(_KEYS.sub("", text)).replace("<br>", "<br/>")

    return one == other or plain(one) == plain(other)


def merge(
    page: EventPage,
    theirs: dict[str, Any],
    before: dict[str, Any] | None,
    *,
    takes: bool = True,
) -> list[Conflict]:
    """Writes into the draft in memory what the source alone changed; returns what both did.

    Without ``before`` nothing tells who changed what: each difference is a conflict. So is each
    change of the source where it does not take any, and then nothing is written.
    """
    ours = content_of(page)
    conflicts = []
    for name in sorted(theirs.keys() | ours.keys() | (before or {}).keys()):
        mine, new = ours.get(name), theirs.get(name)
        old = before.get(name) if before is not None else None
        if is_same(mine, new) or (before is not None and is_same(new, old)):
            continue
        if before is None and name.startswith("date ") and new is None:
            # A date changed here, of which the source has never said anything.
            continue
        if takes and before is not None and is_same(mine, old):
            write(page, name, new)
        else:
            conflicts.append(Conflict(name, mine, new, old))
    return conflicts
