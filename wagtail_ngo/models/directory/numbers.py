"""One organization, one entry: register numbers are unique within a directory.

Database constraints would break copying pages and cannot see drafts, so it is a check of clean().
"""

from __future__ import annotations

from django.apps import apps
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

NUMBER_FIELDS = ["krs", "nip", "regon"]
NUMBER_LABELS = {"krs": "KRS", "nip": "NIP", "regon": "REGON"}


def duplicate_errors(entry) -> dict[str, str]:
    """Field → message for each number that another entry of the directory carries."""
    directory_path = getattr(entry, "directory_path", "") or entry.path[: -entry.steplen]
    numbers = {name: getattr(entry, name) for name in NUMBER_FIELDS if getattr(entry, name)}
    # An import compares with an index of its own instead of a scan for every row.
    if not directory_path or not numbers or getattr(entry, "numbers_are_checked", False):
        return {}
    others = _without_aliases(entries_with_numbers(directory_path, numbers), entry)
    errors = {}
    for other in others.select_related("latest_revision")[:10]:
        drafted = other.latest_revision.content if other.latest_revision else {}
        for name, value in numbers.items():
            if value in (getattr(other, name), drafted.get(name)):
                errors[name] = _("“%(title)s” already has this %(number)s.") % {
                    "title": other.title,
                    "number": NUMBER_LABELS[name],
                }
    return errors


def _without_aliases(entries, entry):
    """Other organizations: an alias of the entry, or what it is an alias of, is the same one."""
    original = entry.alias_of_id or entry.pk
    if original is None:
        return entries
    return entries.exclude(pk__in=[entry.pk, original]).exclude(alias_of=original)


def entries_with_numbers(directory_path: str, numbers: dict[str, str]):
    """Entries below a directory that carry any of the numbers, published or drafted."""
    carries = Q()
    for name, value in numbers.items():
        carries |= Q(**{name: value})
        carries |= Q(has_unpublished_changes=True, **{f"latest_revision__content__{name}": value})
    pages = apps.get_model("wagtail_ngo", "NGOPage").objects
    return pages.filter(carries, path__startswith=directory_path).exclude(path=directory_path)
