"""The count of an election as a form: all its numbers, and ties at the last seat."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_ngo.domain.council.counts import voters_follow
from wagtail_ngo.domain.council.result import outcome
from wagtail_ngo.models import CouncilElectionPage
from wagtail_ngo.services.council import counts
from wagtail_ngo.services.council.counts import Ballot, Numbers

#: More than any city has.
MOST = 1_000_000
SUMS = ("issued", "valid", "invalid")


@dataclass(frozen=True)
class CandidateLine:
    """A candidate's name with the fields beside it."""

    name: str
    organization: str
    votes: forms.BoundField
    # The tick for a tie; None where this candidate is not tied.
    chosen: forms.BoundField | None


@dataclass(frozen=True)
class Sheet:
    """What the form shows of one list."""

    area: str
    seats: int
    sums: list[forms.BoundField]
    lines: list[CandidateLine]
    total: list[str]
    tie_note: forms.BoundField | None
    contested: int


class CountForm(forms.Form):
    """All numbers of an election. Empty is unknown and never 0."""

    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Part of the protocol. Needed where something is odd."),
    )

    def __init__(self, data=None, *, election: CouncilElectionPage, count=None):
        super().__init__(data)
        self.election, self.rules = election, election.rules
        self.ballots = counts.ballots(election)
        self.stored = counts.numbers_of(count) if count else {}
        if not voters_follow(self.rules):
            self.fields["voters"] = _number(gettext_lazy("Organizations that voted"))
            self.fields["voters"].initial = count.voters if count else counts.desk_count(election)
        if count:
            self.fields["note"].initial = count.note
        self.totals: dict[int | None, list[str]] = {}
        for ballot in self.ballots:
            self._add_fields(ballot, self.stored.get(ballot.area.key))
        self.tied = {ballot.area.key: self._ties(ballot) for ballot in self.ballots}
        for ballot in self.ballots:
            self._add_tie_fields(ballot, self.stored.get(ballot.area.key))

    def _add_fields(self, ballot: Ballot, stored: Numbers | None) -> None:
        labels = {
            "issued": _("Ballots issued"),
            "valid": _("Valid ballots"),
            "invalid": _("Invalid ballots"),
            "blank": _("Of these without a name"),
        }
        for name, label in labels.items():
            field = _number(label, required=name != "blank")
            field.initial = getattr(stored, name) if stored else None
            self.fields[_name(name, ballot)] = field
        for candidate in ballot.candidates:
            field = _number(candidate.name)
            field.initial = stored.votes.get(candidate.pk) if stored else None
            self.fields[_name("votes", ballot, candidate.pk)] = field

    def _ties(self, ballot: Ballot) -> tuple[set[int], int]:
        """Who is tied at the last seat by what is typed or stored, and for how many seats."""
        votes = {}
        for candidate in ballot.candidates:
            name = _name("votes", ballot, candidate.pk)
            value = self.data.get(name) if self.is_bound else self.fields[name].initial
            votes[candidate.pk] = _as_number(value)
        result = outcome(votes, seats=ballot.area.seats)
        return set(result.tied), result.contested_seats

    def _add_tie_fields(self, ballot: Ballot, stored: Numbers | None) -> None:
        tied, _seats = self.tied[ballot.area.key]
        if not tied:
            return
        for key in tied:
            chosen = forms.BooleanField(label=_("gets the seat"), required=False)
            chosen.initial = bool(stored) and key in stored.chosen
            self.fields[_name("chosen", ballot, key)] = chosen
        note = forms.CharField(
            label=_("How the tie was decided"),
            required=False,
            max_length=500,
            help_text=_("For example: by lot, drawn by the chair before the commission."),
        )
        note.initial = stored.tie_note if stored else ""
        self.fields[_name("tie", ballot)] = note

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        numbers = self.numbers()
        for finding in counts.findings(self.election, numbers, voters=self.voter_count()):
            if finding.is_error or not cleaned.get("note"):
                self._say(finding)
        for ballot in self.ballots:
            self._check_tie(ballot, numbers[ballot.area.key])
        return cleaned

    def _say(self, finding) -> None:
        """The words of a finding beside the field it means."""
        if finding.field == "voters":
            follows = "voters" not in self.fields
            first = _name("issued", self.ballots[0])
            field = "note" if not finding.is_error else first if follows else "voters"
            self.add_error(field, str(finding))
            return
        ballot = next(ballot for ballot in self.ballots if ballot.area.key == finding.area)
        name, _dash, key = finding.field.partition("-")
        if name == "votes" and not key:
            self.totals.setdefault(finding.area, []).append(str(finding))
            self.add_error(None if finding.is_error else "note", str(finding))
        else:
            self.add_error(_name(name, ballot, *([key] if key else [])), str(finding))

    def _check_tie(self, ballot: Ballot, typed: Numbers) -> None:
        _tied, seats = self.tied[ballot.area.key]
        if not typed.chosen:
            return
        if len(typed.chosen) != seats:
            text = _("Tick as many as there are seats left: %(seats)d.") % {"seats": seats}
            self.add_error(_name("tie", ballot), text)
        elif not typed.tie_note:
            self.add_error(_name("tie", ballot), _("Say how the tie was decided."))

    def numbers(self) -> dict[int | None, Numbers]:
        """What was typed, by area."""
        value = self.cleaned_data.get
        return {
            ballot.area.key: Numbers(
                **{name: value(_name(name, ballot)) for name in (*SUMS, "blank")},
                votes={c.pk: value(_name("votes", ballot, c.pk)) for c in ballot.candidates},
                chosen=frozenset(
                    key
                    for key in self.tied[ballot.area.key][0]
                    if value(_name("chosen", ballot, key))
                ),
                tie_note=value(_name("tie", ballot)) or "",
            )
            for ballot in self.ballots
        }

    def voter_count(self) -> int:
        if "voters" in self.fields:
            return self.cleaned_data["voters"]
        return sum(self.cleaned_data[_name("issued", ballot)] for ballot in self.ballots)

    def sheets(self) -> list[Sheet]:
        """The fields as the page lays them out."""
        return [self._sheet(ballot) for ballot in self.ballots]

    def _sheet(self, ballot: Ballot) -> Sheet:
        tied, contested = self.tied[ballot.area.key]
        return Sheet(
            area=ballot.area.name,
            seats=ballot.area.seats,
            sums=[self[_name(name, ballot)] for name in (*SUMS, "blank")],
            lines=[
                CandidateLine(
                    candidate.name,
                    candidate.organization_name,
                    self[_name("votes", ballot, candidate.pk)],
                    self[_name("chosen", ballot, candidate.pk)] if candidate.pk in tied else None,
                )
                for candidate in ballot.candidates
            ],
            total=self.totals.get(ballot.area.key, []),
            tie_note=self[_name("tie", ballot)] if tied else None,
            contested=contested,
        )


def _name(kind: str, ballot: Ballot, *keys) -> str:
    return "-".join(str(part) for part in (kind, ballot.area.key or 0, *keys))


def _number(label, *, required: bool = True) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    return forms.IntegerField(
        label=label, min_value=0, max_value=MOST, required=required, widget=widget
    )


def _as_number(value) -> int:
    text = str(value if value is not None else "").strip()
    return int(text) if text.isdecimal() and len(text) < 8 else 0
