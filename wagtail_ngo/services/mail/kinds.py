"""Kinds of messages. Each subject registers its own where it queues them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from wagtail_ngo.models import OutgoingMail
from wagtail_ngo.services.mail.message import Parts


@dataclass(frozen=True)
class Kind:
    """How the outbox treats messages of one kind.

    ``is_bulk``: many at once; letters to one person go first, and none is sent within a request.
    ``may_repeat``: whether a message that may have arrived, because the connection broke after it
    was handed over, is sent again rather than left to an editor.
    ``compose``: makes the message at the moment of sending, or says by None that it is no longer
    wanted. Without it, the parts are stored with the message.
    ``settled``: told when a message was sent, failed, was withdrawn or has an unknown fate.
    """

    name: str
    label: str | Promise
    is_bulk: bool = False
    may_repeat: bool = True
    compose: Callable[[OutgoingMail], Parts | None] | None = None
    settled: Callable[[OutgoingMail], None] | None = None


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Make a kind known; the same name again replaces it."""
    _kinds[kind.name] = kind
    return kind


def find(name: str) -> Kind | None:
    """The kind, or None where its app is gone."""
    return _kinds.get(name)


def label(name: str) -> str:
    """What editors call the kind."""
    kind = find(name)
    return str(kind.label) if kind else name


def choices() -> list[tuple[str, str]]:
    """Names and labels, by label."""
    return sorted(
        ((kind.name, str(kind.label)) for kind in _kinds.values()), key=lambda row: row[1]
    )
