"""What a count of ballots may say. Sums that cannot be are refused, odd ones are named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from wagtail_ngo.domain.council.rules import Area, Rules
from wagtail_ngo.domain.percentages import percent
from wagtail_ngo.enums import ElectionForm


@dataclass(frozen=True)
class Section:
    """The ballots of one area. ``blank`` are invalid ones without a mark; None: not counted."""

    area: Area
    # Organizations of the roll that may vote here.
    entitled: int
    issued: int
    valid: int
    invalid: int
    blank: int | None = None
    votes: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Finding:
    """Something about a count. ``field`` names the number: ``issued``, ``valid``, ``votes-17`` …

    ``area`` is the key of the section, and ``field`` is "voters" for the whole election. What is
    no error needs a note.
    """

    area: int | None
    field: str
    message: Any
    values: Mapping[str, Any]
    is_error: bool = True

    def __str__(self) -> str:
        return str(self.message) % self.values


def findings(
    sections: list[Section], rules: Rules, *, voters: int, entitled: int, desk: int | None
) -> list[Finding]:
    """Everything that is wrong or odd about a count.

    ``voters`` are organizations that took ballots, ``entitled`` those on the roll, ``desk`` how
    many the desk ticked, None where it did not.
    """
    by_section = [finding for section in sections for finding in _section_findings(section, rules)]
    return [*by_section, *_voter_findings(sections, rules, voters, entitled, desk)]


def _section_findings(section: Section, rules: Rules) -> Iterator[Finding]:
    def finding(name: str, message, **values) -> Finding:
        return Finding(section.area.key, name, message, values)

    most = rules.ballots_of(section.entitled)
    if section.issued > most:
        yield finding(
            "issued",
            _("%(issued)d ballots cannot have been issued: the roll allows %(most)d."),
            issued=section.issued,
            most=most,
        )
    if section.valid + section.invalid != section.issued:
        yield finding(
            "valid",
            _("%(valid)d valid and %(invalid)d invalid make %(sum)d ballots, not %(issued)d."),
            valid=section.valid,
            invalid=section.invalid,
            sum=section.valid + section.invalid,
            issued=section.issued,
        )
    if section.blank is not None and section.blank > section.invalid:
        yield finding(
            "blank",
            _("Blank ballots are invalid ones: there cannot be more than %(invalid)d."),
            invalid=section.invalid,
        )
    yield from _vote_findings(section, rules, finding)


def _vote_findings(section: Section, rules: Rules, finding) -> Iterator[Finding]:
    for key, votes in section.votes.items():
        if votes > section.valid:
            yield finding(
                f"votes-{key}",
                _("%(votes)d votes for one candidate are more than %(valid)d valid ballots."),
                votes=votes,
                valid=section.valid,
            )
    total, most = sum(section.votes.values()), section.valid * rules.max_names
    if total > most:
        yield finding(
            "votes",
            _(
                "%(total)d votes are too many: %(valid)d valid ballots with at most %(names)d "
                "names each make %(most)d."
            ),
            total=total,
            valid=section.valid,
            names=rules.max_names,
            most=most,
        )
    elif total < section.valid and section.votes:
        yield Finding(
            section.area.key,
            "votes",
            _("%(total)d votes on %(valid)d valid ballots: some have no name on them."),
            {"total": total, "valid": section.valid},
            is_error=False,
        )


def _voter_findings(
    sections: list[Section], rules: Rules, voters: int, entitled: int, desk: int | None
) -> Iterator[Finding]:
    def finding(message, *, is_error: bool = True, **values) -> Finding:
        return Finding(None, "voters", message, values, is_error)

    issued = sum(section.issued for section in sections)
    if voters > entitled:
        yield finding(
            _("%(voters)d organizations cannot have voted: %(entitled)d are on the roll."),
            voters=voters,
            entitled=entitled,
        )
    if most_issued(sections, rules) > rules.ballots_of(voters):
        yield finding(
            _("%(issued)d ballots are more than %(voters)d organizations can have got."),
            issued=most_issued(sections, rules),
            voters=voters,
        )
    elif issued < voters:
        yield finding(
            _("%(voters)d organizations voted, but %(issued)d ballots were issued."),
            voters=voters,
            issued=issued,
        )
    if desk is not None and desk != voters:
        yield finding(
            _(
                "The desk ticked %(desk)d organizations, the count says %(voters)d. "
                "Say in the note how this comes."
            ),
            desk=desk,
            voters=voters,
            is_error=False,
        )


def most_issued(sections: list[Section], rules: Rules) -> int:
    """Ballots that the voters got: all of them, or the most of one area where each got all."""
    issued = [section.issued for section in sections] or [0]
    return max(issued) if rules.form == ElectionForm.EVERY_AREA else sum(issued)


def voters_follow(rules: Rules) -> bool:
    """Whether the number of voters is that of issued ballots, so that nobody has to type it."""
    return rules.form != ElectionForm.EVERY_AREA and rules.votes_per_organization == 1


def turnout(voters: int, entitled: int) -> float | None:
    """Per cent of the organizations on the roll, to one decimal; None without a roll."""
    return percent(voters, entitled)
