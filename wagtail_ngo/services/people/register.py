"""The register of personal data: which field holds whom, why, for how long, and how it is erased.

Export, erasure, retention and the data protection sheet all come from here. An app, or another
part of this package, adds its model in a few lines, when the app is ready::

    register(
        PersonalData(
            "town.Volunteer",
            ["name", "email"],
            who=_("volunteers"),
            purpose=_("finding helpers for events"),
            basis=_("consent (GDPR art. 6(1)(a))"),
            kept=_("a year after the last event"),
            erase=Erasure.DELETE,
        )
    )

What this package itself keeps is in ``personal_data``.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.apps import apps
from django.db.models import Model, TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wagtail_ngo.domain.people.traces import Traces
from wagtail_ngo.models import Representative


class Erasure(TextChoices):
    """What erasing a person does to a row in which she was found."""

    DELETE = "delete", _("the row is deleted")
    REDACT = "redact", _("taken out of the text, the row stays")
    LOOK = "look", _("shown to the editor, who decides")


@dataclass(frozen=True)
class Subject:
    """The person whose data are meant: her traces and, where there is one, her own row."""

    traces: Traces
    person: Representative | None = None

    @property
    def organization_id(self) -> int | None:
        return self.person.organization_id if self.person else None


class Eraser(Protocol):
    """Erases a person from one row in a way of its own."""

    def __call__(self, row: Any, subject: Subject, *, now: datetime.datetime) -> None: ...


class Retention(Protocol):
    """Erases what was kept long enough; how many rows. Changes nothing when ``dry_run``."""

    def __call__(self, *, now: datetime.datetime, dry_run: bool) -> int: ...


@dataclass(frozen=True)
class PersonalData:
    """Fields of one model that hold personal data."""

    # "app_label.Model". Pages that inherit from the model are meant as well.
    model: str
    # Text fields in which a person is looked for.
    fields: Sequence[str]
    who: str | Promise
    purpose: str | Promise
    basis: str | Promise
    kept: str | Promise
    erase: Erasure | Eraser = Erasure.REDACT
    # What erasing does, in words, where ``erase`` is a function.
    erased: str | Promise = ""
    # Fields that together are one name, such as ("given_names", "family_name").
    names: tuple[tuple[str, ...], ...] = ()
    # Way from a row to its entry of the directory. A name alone may be a namesake's; within the
    # person's own organization it is hers.
    organization: str = ""
    # Decides the same where a way does not. Addresses count as hers unless this says otherwise.
    is_certain: Callable[[Any, Subject, set[str]], bool] | None = None
    # The row is the person: her name must not outlive it in the log.
    is_person: bool = False
    forget: Retention | None = None

    @property
    def model_class(self) -> type[Model]:
        return apps.get_model(self.model)


_register: list[PersonalData] = []
_no_person: dict[str, set[str]] = {}


def register(data: PersonalData) -> None:
    """Add an entry. Saying it twice changes nothing."""
    if data not in _register:
        _register.append(data)


def holds_no_person(model: str, *fields: str) -> None:
    """Say that text fields of a model hold nobody: words, codes, keys, files of the office."""
    _no_person.setdefault(model.lower(), set()).update(fields)


def entries() -> list[PersonalData]:
    """All entries whose model is installed, in the order in which they were registered."""
    return [data for data in _register if _installed(data.model)]


def entries_of(model: type[Model]) -> list[PersonalData]:
    """Entries of a model and of the models it inherits from."""
    labels = {parent._meta.label_lower for parent in model.__mro__ if hasattr(parent, "_meta")}
    return [data for data in _register if data.model.lower() in labels]


def is_person(model: type[Model]) -> bool:
    """Whether a row of the model is a person."""
    return any(data.is_person for data in entries_of(model))


def unregistered_fields(app_label: str) -> Iterator[str]:
    """Text fields of an app of which nobody said whether they hold a person."""
    for model in apps.get_app_config(app_label).get_models():
        label = model._meta.label_lower
        named = set(_no_person.get(label, ()))
        named |= {name for data in _register if data.model.lower() == label for name in data.fields}
        for column in model._meta.local_concrete_fields:
            if is_text(column) and column.name not in named:
                yield f"{model._meta.label}.{column.name}"


def is_text(model_field) -> bool:
    """Whether people can write into a field: no closed list of values, no number, no key."""
    is_textual = model_field.get_internal_type() in {
        "CharField",
        "EmailField",
        "FileField",
        "FilePathField",
        "ImageField",
        "JSONField",
        "SlugField",
        "TextField",
        "URLField",
    }
    return is_textual and not model_field.choices


def _installed(label: str) -> bool:
    try:
        apps.get_model(label)
    except LookupError:
        return False
    return True
