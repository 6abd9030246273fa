"""A line about an event with its place and host found among venues and entries."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from wagtail_ngo.domain.events.written_rule import WrittenEvent, read
from wagtail_ngo.domain.search.polish import Polish
from wagtail_ngo.models import NGOPage, Venue

#: Of more names that fit equally well none is taken.
_POLISH = Polish()


@dataclass(frozen=True)
class FoundEvent:
    """What a line says, with key and name of its venue and host where exactly one fits."""

    written: WrittenEvent
    venue: tuple[int, str] | None = None
    host: tuple[int, str] | None = None
    #: What was not understood, with names that nothing or too much fits.
    unknown: tuple[str, ...] = ()


def understand(line: str, *, today: datetime.date) -> FoundEvent:
    """The event that the line means. One query for venues, one for entries, where it names any."""
    written = read(line, today=today)
    venue = host = None
    unknown = list(written.unknown)
    if written.place:
        names = Venue.objects.values_list("pk", "name")
        if (venue := _best(names, written.place)) is None:
            unknown.append(written.place)
    if written.host:
        names = NGOPage.objects.live().values_list("pk", "title")
        if (host := _best(names, written.host)) is None:
            unknown.append(written.host)
    return FoundEvent(written, venue, host, tuple(unknown))


def _best(names: Iterable[tuple[int, str]], written: str) -> tuple[int, str] | None:
    """The one name that has all the words, in any case; of several the shortest, if one is."""
    wanted = set(_POLISH.keys(written))
    if not wanted:
        return None
    fitting = [
        (len(keys), pk, name) for pk, name in names if wanted <= (keys := set(_POLISH.keys(name)))
    ]
    fitting.sort()
    if not fitting or (len(fitting) > 1 and fitting[0][0] == fitting[1][0]):
        return None
    return fitting[0][1:]
