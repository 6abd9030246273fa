"""Everything stored about one person, as plain values (GDPR art. 15 and 20)."""

from __future__ import annotations

from typing import Any

from wagtail.models import ModelLogEntry

from wagtail_ngo import signals
from wagtail_ngo.models import Representative
from wagtail_ngo.services.people.finding import Find, find, subject_of
from wagtail_ngo.services.people.register import Subject
from wagtail_ngo.services.people.rows import text_of

EXPORTED_FIELDS = [
    "name",
    "role",
    "may_represent",
    "term_from",
    "term_until",
    "email",
    "phone",
    "is_public",
    "keep_until",
]
CONSENT_FIELDS = ["scope", "text_version", "given_on", "source", "withdrawn_on"]


def export_person(person: Representative) -> dict[str, Any]:
    """A representative: the own row, its consents and log, and whatever else holds her."""
    exported: dict[str, Any] = {name: getattr(person, name) for name in EXPORTED_FIELDS}
    exported["organization"] = person.organization.title
    exported["consents"] = list(person.consents.values(*CONSENT_FIELDS))
    exported["log"] = [
        {"action": entry.action, "timestamp": entry.timestamp, "label": entry.label}
        for entry in ModelLogEntry.objects.for_instance(person)
    ]
    exported["records"] = export_records(subject_of(person))
    answers: list[Any] = signals.person_exported.send(Representative, person=person)
    for _receiver, extra in answers:
        exported.update(extra or {})
    return exported


def export_records(subject: Subject) -> list[dict[str, Any]]:
    """Where else she is found, with purpose, basis and time; never what may be a namesake's."""
    return [_record(hit) for hit in find(subject) if hit.is_certain and hit.row != subject.person]


def _record(hit: Find) -> dict[str, Any]:
    values = {name: text_of(hit.row, name) for name in hit.fields}
    return {
        "kind": hit.kind_label,
        "record": hit.key,
        "who": str(hit.data.who),
        "purpose": str(hit.data.purpose),
        "basis": str(hit.data.basis),
        "kept": str(hit.data.kept),
        # Other fields of the row, and old versions as a whole, may be about other people.
        "values": {name: value for name, value in values.items() if not isinstance(value, dict)},
    }
