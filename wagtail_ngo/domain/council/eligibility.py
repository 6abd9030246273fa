"""Which organizations of a directory may vote, and why the others may not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wagtail_ngo.enums import LeftOutReason, OrganizationStatus, Register


@dataclass(frozen=True)
class Facts:
    """What decides about one organization."""

    key: int
    is_published: bool
    status: str
    register: str
    # KRS, NIP, REGON: those it has.
    numbers: frozenset[str] = frozenset()


def judge(organizations: Iterable[Facts], *, needs_register: bool) -> dict[int, LeftOutReason]:
    """Why each organization is left out, by key; NONE for those on the roll.

    Of two with the same register number the first one counts: one organization, one vote.
    """
    reasons: dict[int, LeftOutReason] = {}
    taken: set[str] = set()
    for facts in organizations:
        reason = _reason(facts, needs_register=needs_register)
        if reason == LeftOutReason.NONE and facts.numbers & taken:
            reason = LeftOutReason.TWICE
        if reason == LeftOutReason.NONE:
            taken |= facts.numbers
        reasons[facts.key] = reason
    return reasons


def _reason(facts: Facts, *, needs_register: bool) -> LeftOutReason:
    if not facts.is_published:
        return LeftOutReason.NOT_PUBLISHED
    if facts.status != OrganizationStatus.ACTIVE:
        return LeftOutReason.NOT_ACTIVE
    if needs_register and facts.register == Register.NONE:
        return LeftOutReason.NOT_REGISTERED
    return LeftOutReason.NONE
