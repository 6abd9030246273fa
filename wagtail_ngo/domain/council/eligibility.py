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
    # However it was typed, two spellings of one name are the same here.
    name: str = ""


def judge(organizations: Iterable[Facts], *, needs_register: bool) -> dict[int, LeftOutReason]:
    """Why each organization is left out, by key; NONE for those on the roll.

    One organization, one vote: of two with the same register number the first one counts. One
    without any number is known by its name, and is left out where another on the roll has it.
    """
    rows = list(organizations)
    reasons = {facts.key: _reason(facts, needs_register=needs_register) for facts in rows}
    numbers: set[str] = set()
    names: set[str] = set()
    # Those with numbers first: a second entry without may come before them in the alphabet.
    for facts in sorted(rows, key=lambda facts: not facts.numbers):
        if reasons[facts.key] != LeftOutReason.NONE:
            continue
        is_same_name = not facts.numbers and bool(facts.name) and facts.name in names
        if facts.numbers & numbers or is_same_name:
            reasons[facts.key] = LeftOutReason.TWICE
        else:
            numbers |= facts.numbers
            names.add(facts.name)
    return reasons


def _reason(facts: Facts, *, needs_register: bool) -> LeftOutReason:
    if not facts.is_published:
        return LeftOutReason.NOT_PUBLISHED
    if facts.status != OrganizationStatus.ACTIVE:
        return LeftOutReason.NOT_ACTIVE
    if needs_register and facts.register == Register.NONE:
        return LeftOutReason.NOT_REGISTERED
    return LeftOutReason.NONE
