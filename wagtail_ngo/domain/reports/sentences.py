"""Names of hosts in a sentence. Nothing is inflected by machine: an editor wrote the forms."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wagtail_ngo.domain.reports.values import Host

#: "ze" instead of "z": before s, z, ś, ź, ż and a consonant, and before "ws", "wz".
_ZE = re.compile(r"(?:[szśźż](?=[bcćdfghjklłmnńprstwzśźż])|w[sz])", re.IGNORECASE)


def polish_with(name: str) -> str:
    """The Polish preposition before a name: "z" or "ze"."""
    return "ze" if _ZE.match(name) else "z"


def names_after_with(hosts: Sequence[Host]) -> list[str] | None:
    """The names as they follow "with"; None where one of them is not written down."""
    names = [host.with_name for host in hosts]
    return names if names and all(names) else None


def enumeration(names: Sequence[str], *, last: str) -> str:
    """ "A, B i C": commas, and before the last name the word ``last``."""
    *first, final = names
    return f"{', '.join(first)} {last} {final}" if first else final
