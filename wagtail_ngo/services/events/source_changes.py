"""What waits at the source of imported events: fields changed there and here, events gone there.

An editor takes the source's words or keeps her own, field by field. What she kept comes up again
only when the source changes it once more. Nothing is ever deleted.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from wagtail_ngo.models import EventPage
from wagtail_ngo.services.events import source_content
from wagtail_ngo.services.events.source_content import Conflict
from wagtail_ngo.services.events.source_words import label_of, words_of
from wagtail_ngo.services.locks import AlreadyDecidedError, lock_page

#: The name of what waits where the event is no longer in its source.
VANISHED = "vanished"
#: Kept in ``source_content`` once an editor has said that the event stays without its source.
_STAYS = "stays"


@dataclass(frozen=True)
class Comparison:
    """One field as the source said it before, as it says it now, and as it is here."""

    name: str
    label: str
    before: str
    theirs: str
    ours: str


def waiting() -> QuerySet[EventPage]:
    """Events about which something is to be decided, the next ones to come first."""
    pages = EventPage.objects.filter(alias_of=None).exclude(source_conflicts=[])
    return pages.order_by("start_date", "pk")


def comparisons(page: EventPage) -> list[Comparison]:
    """What waits for a decision, field by field; ``ours`` is that of the draft."""
    ours = source_content.content_of(page.get_latest_revision_as_object())
    changes = []
    for conflict in page.source_conflicts:
        name = conflict["name"]
        mine, theirs = ours.get(name), conflict["theirs"]
        if name != VANISHED:
            values = (words_of(name, value) for value in (conflict.get("before"), theirs, mine))
            changes.append(Comparison(name, label_of(name), *values))
    return changes


def is_gone(page: EventPage) -> bool:
    """Whether the event is no longer in its source, and nobody has said yet that it stays."""
    return any(conflict["name"] == VANISHED for conflict in page.source_conflicts)


def still_open(page: EventPage, news: list[Conflict], theirs: dict[str, Any]) -> list[dict]:
    """What waits after the source was read again: the news, and what nobody has decided yet.

    ``theirs`` is what the source says now. An undecided field keeps what the source said before
    the editor's change.
    """
    ours = source_content.content_of(page)
    earlier = {
        conflict["name"]: conflict
        for conflict in page.source_conflicts
        if conflict["name"] != VANISHED
    }
    conflicts = {}
    for name, change in earlier.items():
        now = theirs.get(name)
        if not (source_content.is_same(ours.get(name), now)):
            conflicts[name] = {**change, "ours": ours.get(name), "theirs": now}
    for conflict in news:
        before = earlier[conflict.name].get("before") if conflict.name in earlier else None
        conflicts[conflict.name] = asdict(conflict) | ({"before": before} if before else {})
    return list(conflicts.values())


def note_gone(page: EventPage) -> None:
    """The event is no longer in its source: said once, until an editor says that it stays."""
    content = page.source_content or {}
    if content.get(_STAYS) or is_gone(page):
        return
    gone = {"name": VANISHED, "before": None, "ours": None, "theirs": None}
    _store(page, [*page.source_conflicts, gone])


def is_told_gone() -> Q:
    """Events of which it was said that they are gone, or that they stay; perhaps some more."""
    return Q(**{f"source_content__{_STAYS}": True}) | ~Q(source_conflicts=[])


def note_back(page: EventPage) -> None:
    """The event is in its source again."""
    content = page.source_content or {}
    if content.get(_STAYS) or is_gone(page):
        rest = [conflict for conflict in page.source_conflicts if conflict["name"] != VANISHED]
        _store(page, rest, {key: value for key, value in content.items() if key != _STAYS})


def decide(
    page: EventPage, *, accepted: Collection[str], kept: Collection[str], user: Any
) -> EventPage:
    """Puts the source's words of the fields ``accepted`` into a draft; those ``kept`` stay as ours.

    Names are those of ``comparisons``, and VANISHED to keep an event without its source. Raises
    AlreadyDecidedError where none of them waits any more (another editor was faster) and
    ValidationError where the event would not hold together; then nothing is changed.
    """
    with transaction.atomic():
        lock_page(page)
        page = EventPage.objects.get(pk=page.pk)
        open_ones = {conflict["name"]: conflict for conflict in page.source_conflicts}
        decided = {*accepted, *kept} & open_ones.keys()
        if not decided:
            raise AlreadyDecidedError
        draft = page.get_latest_revision_as_object()
        taken = [name for name in open_ones if name in accepted and name != VANISHED]
        for name in taken:
            source_content.write(draft, name, open_ones[name]["theirs"])
        content = dict(page.source_content or {})
        if VANISHED in decided:
            content[_STAYS] = True
        rest = [conflict for name, conflict in open_ones.items() if name not in decided]
        _store(page, rest, content)
        draft.source_conflicts, draft.source_content = rest, content
        if taken:
            draft.save_revision(user=user, log_action=True)
    return draft


def _store(page: EventPage, conflicts: list[dict], content: dict | None = None) -> None:
    values: dict[str, Any] = {"source_conflicts": conflicts}
    if content is not None:
        values["source_content"] = content
    EventPage.objects.filter(pk=page.pk).update(**values)
    for name, value in values.items():
        setattr(page, name, value)
