"""What an election is decided by, as values."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from wagtail_ngo.enums import DeputyRule, ElectionForm


@dataclass(frozen=True)
class Area:
    """A list of candidates with its seats; the only one, without name and key, for one list."""

    key: int | None
    name: str
    seats: int


@dataclass(frozen=True)
class Rules:
    form: ElectionForm
    areas: tuple[Area, ...]
    # Most names that may be marked on one ballot.
    max_names: int = 1
    # Ballots that one organization gets, in each area it votes in.
    votes_per_organization: int = 1
    one_candidate_per_organization: bool = True
    deputy: DeputyRule = DeputyRule.NONE

    @property
    def has_areas(self) -> bool:
        return self.form != ElectionForm.ONE_LIST

    @property
    def seats(self) -> int:
        return sum(area.seats for area in self.areas)

    def ballots_of(self, entitled: int) -> int:
        """Most ballots that so many organizations can get in one area."""
        return entitled * self.votes_per_organization


@dataclass(frozen=True)
class Nominee:
    """What the rules need to know of somebody who is nominated. ``sex`` may be unknown: ""."""

    organization: int | None
    area: int | None = None
    sex: str = ""
    has_deputy: bool = False
    deputy_sex: str = ""
    is_same_person: bool = False


def nomination_faults(
    nominee: Nominee, rules: Rules, *, others: Collection[int | None] = ()
) -> list[str]:
    """Codes of what the rules forbid; empty when the nomination may stay.

    ``others`` are the organizations of the other candidates on the list or waiting.
    """
    faults = []
    if rules.has_areas and nominee.area not in {area.key for area in rules.areas}:
        faults.append("area")
    is_known = nominee.organization is not None
    if rules.one_candidate_per_organization and is_known and nominee.organization in others:
        faults.append("second_candidate")
    return faults + _deputy_faults(nominee, rules.deputy)


def _deputy_faults(nominee: Nominee, rule: DeputyRule) -> list[str]:
    if rule == DeputyRule.NONE:
        return ["no_deputies"] if nominee.has_deputy else []
    if not nominee.has_deputy:
        return [] if rule == DeputyRule.ALLOWED else ["deputy_missing"]
    faults = ["deputy_same_person"] if nominee.is_same_person else []
    if rule == DeputyRule.OTHER_SEX:
        if not nominee.sex or not nominee.deputy_sex:
            faults.append("sex_missing")
        elif nominee.sex == nominee.deputy_sex:
            faults.append("deputy_same_sex")
    return faults
