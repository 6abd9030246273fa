"""Which entry of a directory a row means: by KRS, NIP, REGON, then by exact name."""

from __future__ import annotations

import sqlite3
import weakref
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from wagtail_ngo.domain.directory.name_keys import name_key
from wagtail_ngo.models import NGODirectoryPage, NGOPage
from wagtail_ngo.models.directory.numbers import NUMBER_FIELDS, NUMBER_LABELS

KEYS = [*NUMBER_FIELDS, "title"]
#: Nothing of it is ever rolled back or seen by another process.
_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE known (key BLOB PRIMARY KEY, pk INTEGER) WITHOUT ROWID;
CREATE TABLE meant (key BLOB PRIMARY KEY, row INTEGER) WITHOUT ROWID;
"""


@dataclass(frozen=True)
class Match:
    """The entry a row means, and why a person should look before it is written."""

    pk: int | None
    doubt: str = ""
    remark: str = ""


class EntryIndex:
    """Numbers and names of all entries of a directory, of drafts too, and what rows meant so far.

    Built in one query and one more for those with a draft. Kept in a file of SQLite's that nobody
    else sees and that goes with the index: the memory of an import is the same for any number of
    entries and rows (ADR 78).
    """

    def __init__(self, directory: NGODirectoryPage):
        # An empty name is a database in a temporary file; any thread may be the one that drops it.
        self._store = sqlite3.connect("", check_same_thread=False)
        weakref.finalize(self, self._store.close)
        self._store.executescript(_TABLES)
        entries = NGOPage.objects.descendant_of(directory)
        rows = entries.values_list("pk", *KEYS).iterator()
        self._add((pk, dict(zip(KEYS, values, strict=True))) for pk, *values in rows)
        drafted = entries.filter(has_unpublished_changes=True, latest_revision__isnull=False)
        drafts = drafted.values_list("pk", "latest_revision__content").iterator(chunk_size=100)
        self._add((pk, {key: content.get(key) or "" for key in KEYS}) for pk, content in drafts)

    def add(self, pk: int, values: dict[str, str]) -> None:
        self._add([(pk, values)])

    def _add(self, entries: Iterable[tuple[int, dict[str, str]]]) -> None:
        """Of two entries that share a number or a name, the first stays known by it."""
        pairs = ((key, pk) for pk, values in entries for key in _keys(pk, values))
        self._store.executemany("INSERT OR IGNORE INTO known VALUES (?, ?)", pairs)

    def _entry(self, kind: str, text: str) -> int | None:
        """The entry known by this."""
        return self._found("SELECT pk FROM known WHERE key = ?", kind, text)

    def _row(self, kind: str, text: str) -> int | None:
        """The last row of the file that meant this."""
        return self._found("SELECT row FROM meant WHERE key = ?", kind, text)

    def _found(self, question: str, kind: str, text: str) -> int | None:
        found = self._store.execute(question, (_key(kind, text),)).fetchone()
        return found[0] if found else None

    def match(self, values: dict[str, object], *, row: int, is_new: bool = False) -> Match:
        """The entry that a row means; a match without a key is a new one, as ``is_new`` says.

        Raises ValidationError when numbers point to different entries, or when an earlier row of
        the file meant the same organization.
        """
        given = {key: _fold(key, str(values[key])) for key in KEYS if values.get(key)}
        numbers = {key: self._entry(key, given[key]) for key in NUMBER_FIELDS if key in given}
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
        pk = self._entry("title", title)
        is_exact = pk is not None
        if pk is None and title:
            pk = self._entry("name", name_key(title))
        if pk is None:
            return Match(None)
        numbers = [key for key in NUMBER_FIELDS if key in given]
        if not numbers:
            return Match(pk)
        # None of the row's numbers is known, so those of the entry are others.
        own = {key for key in NUMBER_FIELDS if self._entry(f"has {key}", str(pk))}
        if own & set(numbers):
            return Match(None)
        if own or not is_exact:
            words = _("Only the name is the same, and %(numbers)s would be added. Is it this one?")
            return Match(pk, doubt=words % {"numbers": _labels(numbers)})
        words = _("Found by its name alone: %(numbers)s are new.")
        return Match(pk, remark=words % {"numbers": _labels(numbers)})

    def _refuse_double(self, pk: int | None, given: dict[str, str], row: int) -> None:
        earlier = self._row("entry", str(pk)) if pk else None
        for kind, text in given.items():
            # Two organizations may share a name when their numbers differ.
            if kind == "title" and len(given) > 1:
                continue
            earlier = earlier or self._row(kind, text)
        if earlier:
            raise ValidationError(
                _("The same organization as in row %(row)s of the file.") % {"row": earlier}
            )
        if pk:
            given = {**given, "entry": str(pk)}
        meant = [(_key(kind, text), row) for kind, text in given.items()]
        self._store.executemany("INSERT OR REPLACE INTO meant VALUES (?, ?)", meant)


def _keys(pk: int, values: dict[str, str]) -> Iterator[bytes]:
    """What an entry is known by; that it has a number of a kind is asked by its primary key."""
    for kind, value in values.items():
        if value:
            yield _key(kind, _fold(kind, value))
            if kind in NUMBER_FIELDS:
                yield _key(f"has {kind}", str(pk))
            else:
                yield _key("name", name_key(value))


def _key(kind: str, text: str) -> bytes:
    # Files hold texts that SQLite's own texts do not take, such as half a pair of UTF-16.
    return f"{kind}:{text}".encode("utf-8", "surrogatepass")


def _fold(key: str, value: str) -> str:
    return " ".join(value.casefold().split()) if key == "title" else value


def _labels(keys: list[str]) -> str:
    return ", ".join(str(NUMBER_LABELS[key]) for key in keys)
