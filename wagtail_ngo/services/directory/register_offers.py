"""What a loaded register says of an organization beside its entry, and taking it over."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from wagtail_ngo.domain.directory.register_names import is_same_text, readable
from wagtail_ngo.domain.directory.registry_numbers import compact
from wagtail_ngo.enums import Register
from wagtail_ngo.models import (
    LegalForm,
    NGODirectoryPage,
    NGOPage,
    RegisteredOrganization,
    RegisterFile,
)
from wagtail_ngo.models.directory.numbers import NUMBER_FIELDS, entries_with_numbers
from wagtail_ngo.services.directory.columns import COLUMNS_BY_KEY, cell_text
from wagtail_ngo.services.directory.registers import KEYS
from wagtail_ngo.services.directory.vocabularies import Vocabularies
from wagtail_ngo.services.locks import lock_page

#: Longer texts are no numbers and are not looked for.
LONGEST = 40
#: A number of ten digits may be a KRS number of one organization and the NIP of another.
MOST = 5
_SPELLED = ("title", "seat_street", "seat_city")


@dataclass(frozen=True)
class Difference:
    """A fact on which the entry and the register do not agree."""

    key: str
    label: str
    now: str
    register: str
    #: What the form's field holds once it is taken over; None where it cannot be.
    value: Any
    problem: str = ""


def has_registers() -> bool:
    return RegisterFile.objects.exists()


def registers() -> list[RegisterFile]:
    """The loaded registers, the one with the newest data first."""
    return list(RegisterFile.objects.all())


def find(number: str) -> list[RegisteredOrganization]:
    """Organizations that carry this KRS, NIP or REGON number, newest data first; at most five."""
    digits = compact(number[:LONGEST]).removeprefix("PL")
    if len(number) > LONGEST or not re.fullmatch(r"[0-9]{4,14}", digits):
        return []
    carries = Q(nip=digits) | Q(regon=digits)
    if len(digits) <= 10:
        # People leave out the zeros with which every KRS number begins.
        carries |= Q(krs=digits.zfill(10))
    rows = RegisteredOrganization.objects.filter(carries).select_related("register")
    return list(rows.order_by("-register__as_of", "pk")[:MOST])


def facts(entry: NGOPage) -> dict[str, str]:
    """What an entry says, in the words in which registers are compared with it."""
    return {key: cell_text(COLUMNS_BY_KEY[key], entry) for key in KEYS}


def differences(now: Mapping[str, str], organization: RegisteredOrganization) -> list[Difference]:
    """Where the register says something else than ``now``, texts by the keys of columns.

    What the register leaves empty is no difference: it does not know everything.
    """
    vocabularies = Vocabularies()
    compared = (
        _difference(key, now.get(key, ""), organization, vocabularies)
        for key in KEYS
        if getattr(organization, key)
    )
    return [difference for difference in compared if difference is not None]


def _difference(
    key: str, now: str, organization: RegisteredOrganization, vocabularies: Vocabularies
) -> Difference | None:
    text = getattr(organization, key)
    if is_same_text(now, text) or (key in NUMBER_FIELDS and compact(now) == text):
        return None
    if key == "legal_form":
        return _difference_of_forms(now, text, vocabularies)
    value = readable(text) if key in _SPELLED else text
    return Difference(key, str(COLUMNS_BY_KEY[key].label), now, value, value)


def _difference_of_forms(now: str, text: str, vocabularies: Vocabularies) -> Difference | None:
    """The register's form beside ours; it can be taken over where our list has it."""
    column, shown = COLUMNS_BY_KEY["legal_form"], readable(text)
    key = column.read(shown, vocabularies).values.get("legal_form")
    term = next(iter(vocabularies.with_keys(LegalForm, {key})), None)
    if term is None:
        problem = _("The list of legal forms has no such form.")
        return Difference("legal_form", str(column.label), now, shown, None, problem)
    if term.name == now:
        return None
    if not is_same_text(term.name, shown):
        shown = f"{shown} → {term.name}"
    return Difference("legal_form", str(column.label), now, shown, term.pk)


def _fill(entry: NGOPage, organization: RegisteredOrganization, keys: Collection[str]) -> None:
    """Set what the register says of ``keys``; what cannot be taken over stays as it is."""
    vocabularies = Vocabularies()
    for difference in differences(facts(entry), organization):
        if difference.key in keys and difference.value is not None:
            column, value = COLUMNS_BY_KEY[difference.key], difference.value
            column.apply(
                entry, column.normalise(value) if isinstance(value, str) else value, vocabularies
            )
    if entry.krs and entry.register == Register.NONE:
        entry.register = Register.KRS


@transaction.atomic
def take_over(
    entry: NGOPage, organization: RegisteredOrganization, keys: Collection[str], *, user
) -> NGOPage:
    """The entry's draft with what the register says of ``keys``, saved; nothing is published.

    Raises ValidationError when the entry would not be valid; then nothing changes.
    """
    lock_page(entry)
    # A host's own kind of entry can be revised as such only.
    draft = entry.specific_class.objects.get(pk=entry.pk).get_latest_revision_as_object()
    _fill(draft, organization, keys)
    draft.save_revision(user=user, log_action=True)
    return draft


@transaction.atomic
def create(
    directory: NGODirectoryPage,
    organization: RegisteredOrganization,
    keys: Collection[str],
    *,
    user,
) -> NGOPage:
    """A draft of an entry with what the register says of ``keys``; its name comes along always.

    Raises ValidationError when an entry with one of the numbers is there already.
    """
    lock_page(directory)
    entry = directory.entry_model()(owner=user, live=False, has_unpublished_changes=True)
    _fill(entry, organization, {*keys, "title"})
    if twin := entry_of(organization, directory):
        raise ValidationError(
            _("“%(title)s” is in the directory already."), params={"title": twin.title}
        )
    directory.add_child(instance=entry)
    entry.save_revision(user=user, log_action=True)
    return entry


def entry_of(
    organization: RegisteredOrganization, directory: NGODirectoryPage | None = None
) -> NGOPage | None:
    """An entry that carries one of the organization's numbers, drafts too; of any directory."""
    numbers = {name: text for name in NUMBER_FIELDS if (text := getattr(organization, name))}
    path = directory.path if directory else ""
    return entries_with_numbers(path, numbers).order_by("path").first() if numbers else None
