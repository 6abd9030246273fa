"""What was changed while a file was made, in words for its editor."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

#: Code of a note → the sentence. The other part of a note is its place, shown where it tells more.
SENTENCES = {
    "address-refused": gettext_lazy("An address that a file may not read from was left out"),
    "characters-removed": gettext_lazy("Signs that the fonts do not have were left out"),
    "heading-empty": gettext_lazy("An empty heading was left out"),
    "heading-skips": gettext_lazy("A heading skipped a level and was put one below the last"),
    "image-missing": gettext_lazy("A picture could not be read: the file is without it"),
    "image-without-alt": gettext_lazy("A picture has no description and is not read aloud"),
    "link-empty": gettext_lazy("A link without words was left out"),
    "table-empty": gettext_lazy("A table without cells became text"),
    "table-first-row-header": gettext_lazy("A table had no header: its first row was taken for it"),
    "table-ragged": gettext_lazy("A table had short rows: empty cells were put in"),
    "weasyprint-unknown": gettext_lazy(
        "The structure could not be written for readers who listen: tell the developers"
    ),
}
#: Notes whose place is an address: people know the name of the file at its end.
_ADDRESSES = {"address-refused", "image-missing", "image-without-alt"}


def sentence(note: Sequence[str]) -> str:
    """A note (code, place) in the language at hand; one of an older program as it was written."""
    code, place = (*note, "", "")[:2]
    if code not in SENTENCES:
        return ": ".join(filter(None, note))
    if code in _ADDRESSES:
        place = _file_name(place)
    text = str(SENTENCES[code])
    return (
        _("%(sentence)s: %(place)s.") % {"sentence": text, "place": place} if place else f"{text}."
    )


def _file_name(place: str) -> str:
    """The name at the end of the first address in a text that has one; "" for none."""
    for word in place.replace("'", " ").replace('"', " ").split():
        _folder, slash, name = word.partition("?")[0].rstrip(":").rpartition("/")
        stem, dot, ending = name.rpartition(".")
        if slash and stem and dot and ending.isalnum() and 2 <= len(ending) <= 5:
            return name
    return ""
