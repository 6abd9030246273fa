"""The data protection sheet: the register as a table for people (GDPR art. 30)."""

from __future__ import annotations

from itertools import groupby

from django.utils.translation import gettext as _

from wagtail_ngo.services.model_fields import field_of
from wagtail_ngo.services.people.register import Erasure, PersonalData, entries


def markdown(*, app_label: str = "") -> str:
    """The register in the active language, as Markdown; ``app_label`` leaves hosts' apps out."""
    heads = [_("where"), _("fields"), _("purpose"), _("basis"), _("kept"), _("on erasure")]
    parts = []
    listed = [data for data in entries() if _is_listed(data, app_label)]
    by_person = sorted(listed, key=lambda data: str(data.who))
    for who, group in groupby(by_person, key=lambda data: str(data.who)):
        parts.append(f"## {who[:1].upper()}{who[1:]}\n")
        parts.append(_row(heads))
        parts.append(_row(["---"] * len(heads)))
        parts += [_row(_cells(data)) for data in group]
        parts.append("")
    return "\n".join(parts)


def _is_listed(data: PersonalData, app_label: str) -> bool:
    label = data.model_class._meta.app_label
    return not app_label or label in (app_label, "wagtailcore")


def _cells(data: PersonalData) -> list[str]:
    model = data.model_class
    fields = ", ".join(str(field_of(model, name).verbose_name) for name in data.fields)
    erased = data.erase.label if isinstance(data.erase, Erasure) else data.erased
    return [
        str(model._meta.verbose_name),
        fields,
        *map(str, (data.purpose, data.basis, data.kept, erased)),
    ]


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
