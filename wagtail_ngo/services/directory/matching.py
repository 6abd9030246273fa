"""Which entry of a directory a row means: by KRS, NIP, REGON, then by exact name."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from wagtail_ngo.domain.directory.name_keys import name_key
from wagtail_ngo.models import NGODirectoryPage, NGOPage
from wagtail_ngo.models.directory.numbers import NUMBER_FIELDS, NUMBER_LABELS

KEYS = [*NUMBER_FIELDS, "title"]


@dataclass(frozen=True)
class Match:
    """The entry a row means, and why a person should look before it is written."""

    pk: int | None
    doubt: str = ""
    remark: str = ""


class EntryIndex:
    """Numbers and names of all entries of a directory, of drafts too, in memory.

    About 400 bytes an entry; built in one query and one more for those with a draft.
    """

    def __init__(self, directory: NGODirectoryPage):
        self._by_key: dict[str, dict[str, int]] = {key: {} for key in KEYS}
        self._numbers: dict[int, dict[str, str]] = {}
        self._by_name_key: dict[str, int] = {}
        # Row that already meant an entry in this file: entry → row number.
        self._taken: dict[int, int] = {}
        self._new_rows: dict[tuple[str, str], int] = {}
        entries = NGOPage.objects.descendant_of(directory)
        for pk, *values in entries.values_list("pk", *KEYS).iterator():
            self.add(pk, dict(zip(KEYS, values, strict=True)))
        drafted = entries.filter(has_unpublished_changes=True, latest_revision__isnull=False)
        for pk, content in drafted.values_list("pk", "latest_revision__content").iterator():
            self.add(pk, {key: content.get(key) or "" for key in KEYS})

    def add(self, pk: int, values: dict[str, str]) -> None:
        if values.get("title"):
            self._by_name_key.setdefault(name_key(values["title"]), pk)
        for key, value in values.items():
            if value:
                self._by_key[key].setdefault(_fold(key, value), pk)
                if key in NUMBER_FIELDS:
                    self._numbers.setdefault(pk, {})[key] = value

    def match(self, values: dict[str, object], *, row: int, is_new: bool = False) -> Match:
        """The entry that a row means; a match without a key is a new one, as ``is_new`` says.

        Raises ValidationError when numbers point to different entries, or when an earlier row of
        the file meant the same organization.
        """
        given = {key: _fold(key, str(values[key])) for key in KEYS if values.get(key)}
        numbers = {key: self._by_key[key].get(given[key]) for key in NUMBER_FIELDS if key in given}
        pks = {pk for pk in numbers.values() if pk}
        if len(pks) > 1:
            names = ", ".join(NUMBER_LABELS[key] for key, pk in numbers.items() if pk)
            raise ValidationError(
                _("%(numbers)s belong to different entries.") % {"numbers": names}
            )
        match = Match(pks.pop() if pks else None)
        if match.pk is None and not is_new:
            match = self._by_name(given)
        self._refuse_double(match.pk, given, row)
        return match

    def _by_name(self, given: dict[str, str]) -> Match:
        """The entry of this name, unless its numbers say that it is another organization.

        A name written otherwise (capitals, quotation marks, abbreviations) is the same name. By a
        name alone no number of an organization is changed without a question.
        """
        title = given.get("title", "")
        pk = self._by_key["title"].get(title)
        is_exact = pk is not None
        if pk is None and title:
            pk = self._by_name_key.get(name_key(title))
        if pk is None:
            return Match(None)
        own = self._numbers.get(pk, {})
        numbers = [key for key in NUMBER_FIELDS if key in given]
        if any(own.get(key, given[key]) != given[key] for key in numbers):
            return Match(None)
        if not numbers:
            return Match(pk)
        if own or not is_exact:
            words = _("Only the name is the same, and %(numbers)s would be added. Is it this one?")
            return Match(pk, doubt=words % {"numbers": _labels(numbers)})
        words = _("Found by its name alone: %(numbers)s are new.")
        return Match(pk, remark=words % {"numbers": _labels(numbers)})

    def _refuse_double(self, pk: int | None, given: dict[str, str], row: int) -> None:
        earlier = self._taken.get(pk) if pk else None
        for item in given.items():
            # Two organizations may share a name when their numbers differ.
            if item[0] == "title" and len(given) > 1:
                continue
            earlier = earlier or self._new_rows.get(item)
        if earlier:
            raise ValidationError(
                _("The same organization as in row %(row)s of the file.") % {"row": earlier}
            )
        if pk:
            self._taken[pk] = row
        self._new_rows.update(dict.fromkeys(given.items(), row))


def _fold(key: str, value: str) -> str:
    return " ".join(value.casefold().split()) if key == "title" else value


def _labels(keys: list[str]) -> str:
    return ", ".join(str(NUMBER_LABELS[key]) for key in keys)
