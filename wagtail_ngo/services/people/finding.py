"""Where a person is found: every entry of the register, looked through for her traces."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Model

from wagtail_ngo.domain.people.traces import Traces
from wagtail_ngo.models import Representative
from wagtail_ngo.services.people.register import Erasure, PersonalData, Subject, entries
from wagtail_ngo.services.people.rows import candidates, text_of


@dataclass(frozen=True)
class Find:
    """A row in which the person was found, in which fields and by what."""

    data: PersonalData
    row: Model
    fields: tuple[str, ...]
    kinds: frozenset[str]
    # False where a namesake, or the organization itself, may be meant.
    is_certain: bool

    @property
    def key(self) -> str:
        """Names the row in a form."""
        return f"{self.row._meta.label_lower}:{self.row.pk}"

    @property
    def is_erasable(self) -> bool:
        return self.data.erase != Erasure.LOOK

    @property
    def kind_label(self) -> str:
        return str(self.row._meta.verbose_name)


def subject_of(person: Representative) -> Subject:
    """A representative as the person whose data are meant."""
    return Subject(
        Traces.of(names=[person.name], emails=[person.email], phones=[person.phone]), person
    )


def find(subject: Subject) -> list[Find]:
    """All rows in which the person is found, her own row first."""
    finds = [row for data in entries() for row in _find_in(data, subject)]
    return sorted(finds, key=lambda hit: hit.row != subject.person)


def _find_in(data: PersonalData, subject: Subject) -> Iterator[Find]:
    if not subject.traces:
        return
    rows = candidates(data.model_class._base_manager.all(), data.fields, subject.traces)
    for row in rows.order_by("pk").iterator(chunk_size=200):
        kinds = {name: subject.traces.kinds_in(text_of(row, name)) for name in data.fields}
        for parts in data.names:
            together = " ".join(text_of(row, name) for name in parts)
            if subject.traces.kinds_in(together):
                kinds |= {name: kinds[name] | {"name"} for name in parts}
        fields = tuple(name for name in data.fields if kinds[name])
        if fields:
            traces = frozenset().union(*kinds.values())
            yield Find(data, row, fields, traces, _is_certain(data, row, subject, set(traces)))


def _is_certain(data: PersonalData, row: Model, subject: Subject, kinds: set[str]) -> bool:
    if row == subject.person:
        return True
    if data.is_certain is not None:
        return data.is_certain(row, subject, kinds)
    return "address" in kinds or _is_of_organization(data, row, subject)


def _is_of_organization(data: PersonalData, row: Model, subject: Subject) -> bool:
    if not data.organization or subject.organization_id is None:
        return False
    same = data.model_class._base_manager.filter(pk=row.pk)
    return same.filter(**{data.organization: subject.organization_id}).exists()
