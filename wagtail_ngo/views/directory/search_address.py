"""The address of a search: read from a request, written for links."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import quote_plus, urlencode

from django.http import QueryDict

from wagtail_ngo import conf
from wagtail_ngo.services.search import Selection

# More values than any visitor ticks; what is above is ignored.
_MOST_VALUES = 100
_LONGEST_TEXT = 200
# In the place of a value while an address is written: no cleaned value has it.
_STAND_IN = "\0"
# Parameters that are not filters.
WORDS, LETTER, SORT, PLACE, PAGE, EXACT = "q", "letter", "sort", "place", "page", "exact"
_OWN = {WORDS, LETTER, SORT, PLACE, PAGE, EXACT}


@dataclass(frozen=True)
class SearchAddress:
    """What an address asks for, without the number of the page."""

    words: str
    chosen: dict[str, tuple[str, ...]]
    letter: str
    sort: str
    place: str
    # Take the words as they were typed.
    exact: bool = False

    @classmethod
    def read(cls, parameters: QueryDict) -> SearchAddress:
        chosen = {
            name: tuple(dict.fromkeys(_clean(value) for value in parameters.getlist(name)))
            for name in list(parameters)[:_MOST_VALUES]
            if name not in _OWN
        }
        return cls(
            words=" ".join(_clean(parameters.get(WORDS, "")).split()),
            chosen={name: values[:_MOST_VALUES] for name, values in chosen.items()},
            letter=_clean(parameters.get(LETTER, "")),
            sort=_clean(parameters.get(SORT, "")),
            place=_clean(parameters.get(PLACE, "")),
            exact=parameters.get(EXACT) == "1",
        )

    @property
    def selection(self) -> Selection:
        place = conf.get("SEARCH_PLACES").get(self.place)
        return Selection(
            text=self.words,
            chosen=self.chosen,
            letter=self.letter,
            sort=self.sort,
            place=place,
            exactly=self.exact,
        )

    def query_string(self, names: set[str], **changes: str) -> str:
        """The address with ``changes`` ("" drops a parameter), only known filters, "" or "?…"."""
        own = {WORDS: self.words, LETTER: self.letter, SORT: self.sort, PLACE: self.place}
        own[EXACT] = "1" if self.exact else ""
        own.update(changes)
        pairs = [(name, value) for name, value in own.items() if value]
        for name, values in sorted(self.chosen.items()):
            if name in names:
                pairs += [(name, value) for value in values]
        return f"?{urlencode(pairs)}" if pairs else "?"

    def query_strings(self, names: set[str], parameter: str, values: Iterable[str]) -> list[str]:
        """query_string() for each of several ``values`` of one parameter, none of them ""."""
        one = self.query_string(names, **{parameter: _STAND_IN})
        return [one.replace(quote_plus(_STAND_IN), quote_plus(value)) for value in values]

    def without(self, name: str, value: str) -> SearchAddress:
        """The address with one value of a filter taken away."""
        chosen = dict(self.chosen)
        chosen[name] = tuple(
            chosen_value for chosen_value in chosen.get(name, ()) if chosen_value != value
        )
        return replace(self, chosen=chosen)


def _clean(text: str) -> str:
    """Bounded, and without control characters that databases refuse."""
    return "".join(sign for sign in text[:_LONGEST_TEXT] if sign.isprintable() or sign == " ")
