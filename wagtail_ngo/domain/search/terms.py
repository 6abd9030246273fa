"""Marked terms: what goes into the search index, and what a query asks it for.

Every database backend of Wagtail tokenises, weighs and drops words in its own way. A term such as
``qtfundackq`` passes all of them unchanged: the mark in front says where the word is in the
entry, the closing mark makes a whole term exact although the last term of an autocomplete query
matches beginnings.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from wagtail_ngo.domain.search.language import Plain
from wagtail_ngo.domain.search.numbers import LOCAL_DIGITS, only_digits, phone_digits, read_number

ANY, NAME, CATEGORY, LEAD, PHONE = "qx", "qt", "qc", "ql", "qp"
END = "q"
# After a term of a question: longer words count as well.
LONGER = "*"
# Elasticsearch's edge n-grams in Wagtail's configuration end at 15 signs.
_LONGEST = 15
_SHORTEST_ACRONYM, LONGEST_ACRONYM = 3, 6
_QUERY_LETTERS, _QUERY_WORDS = 200, 16
_DASH = re.compile(r"\s[–—-]\s")
_COMPOUND = re.compile(r"(?<![^\W_])[^\W_]+(?:[-–.&'’][^\W_]+)+")


def whole(key: str, mark: str = ANY) -> str:
    """The term of a key; matched as a whole."""
    return (mark + key)[: _LONGEST - 1] + END


def beginning(word: str, mark: str = ANY) -> str:
    """The term of a word's beginning; put last in a query, it matches longer words."""
    return (mark + word)[: _LONGEST - 1]


@dataclass(frozen=True)
class EntryText:
    """The public words of one entry, by place."""

    names: Sequence[str] = ()
    categories: Sequence[str] = ()
    lead: str = ""
    text: Sequence[str] = ()
    # Phone and register numbers in any spelling; found by their digits, phones by their beginning.
    phones: Sequence[str] = field(default=())
    numbers: Sequence[str] = field(default=())


def acronyms(name: str, language: Plain) -> set[str]:
    """Initials people may call an organization by.

    Every run of three to six initials of the name and of its parts between dashes, with and
    without small words; two initials only if they are all there is.
    """
    acronyms: set[str] = set()
    for initials in _initials(name, language):
        if len(initials) == 2:
            acronyms.add(initials)
        for start in range(len(initials)):
            longest = min(len(initials), start + LONGEST_ACRONYM)
            for stop in range(start + _SHORTEST_ACRONYM, longest + 1):
                acronyms.add(initials[start:stop])
    return acronyms


def is_acronym(word: str, name: str, language: Plain) -> bool:
    """Whether ``word`` is one of the acronyms() of ``name``."""
    if len(word) < _SHORTEST_ACRONYM:
        return word in _initials(name, language) and len(word) == 2
    return len(word) <= LONGEST_ACRONYM and any(
        word in initials for initials in _initials(name, language)
    )


def _initials(name: str, language: Plain) -> Iterator[str]:
    """First letters of the words of a name and of its parts, with and without small words."""
    for part in dict.fromkeys([name, *_DASH.split(name)]):
        words = [word for word in language.tokens(part) if word.isalpha()]
        yield "".join(word[0] for word in words)
        yield "".join(word[0] for word in words if word not in language.stop_words)


def compounds(text: str, language: Plain) -> Iterator[str]:
    """Words written with a hyphen or a dot, without it: "e-wolontariat" as "ewolontariat"."""
    for match in _COMPOUND.finditer(text):
        joined = "".join(language.tokens(match[0]))
        if len(joined) <= 30:
            yield joined


def index_terms(entry: EntryText, language: Plain) -> str:
    """All terms of an entry, parted by spaces, each once, in a stable order."""
    names, categories = " \n ".join(entry.names), " \n ".join(entry.categories)
    texts = [names, categories, entry.lead, *entry.text]
    terms: list[str] = []
    for mark, text in ((NAME, names), (CATEGORY, categories), (LEAD, entry.lead)):
        for key in language.keys(text):
            terms += [whole(key), whole(key, mark)]
    for text in entry.text:
        terms += [whole(key) for key in language.keys(text)]
    for name in entry.names:
        for acronym in sorted(acronyms(name, language)):
            terms += [whole(acronym), whole(acronym, NAME)]
    for text in texts:
        for joined in compounds(text, language):
            terms += [whole(language.key(joined)), beginning(joined)]
        terms += [beginning(word) for word in language.words(text)]
    for number in filter(None, map(phone_digits, entry.phones)):
        # The area code is left out within the town; a beginning is what is being typed.
        terms += [beginning(number, PHONE), whole(number), whole(number[-LOCAL_DIGITS:])]
    terms += [whole(digits) for number in entry.numbers if (digits := only_digits(number))]
    return " ".join(dict.fromkeys(terms))


@dataclass(frozen=True)
class Query:
    """A visitor's query, read: folded words without small words, and a number if it is one."""

    words: tuple[str, ...]
    keys: tuple[str, ...]
    # The folded query with all its words, for comparing with names.
    phrase: str = ""
    number: str = ""
    # Whether the number may go on: a phone number that is being typed.
    is_open_number: bool = False
    # As typed, without spaces around it.
    text: str = ""

    def __bool__(self) -> bool:
        return bool(self.words)

    def without(self, words: Collection[str]) -> Query:
        """The query without those of its words; the query itself where nothing would be left."""
        pairs = [pair for pair in zip(self.words, self.keys, strict=True) if pair[0] not in words]
        if not pairs or len(pairs) == len(self.words):
            return self
        return replace(
            self, words=tuple(word for word, _ in pairs), keys=tuple(key for _, key in pairs)
        )

    def of_words(self, words: Sequence[str], language: Plain) -> Query:
        """A query for other words, as if they had been typed."""
        words = tuple(dict.fromkeys(words))
        text = " ".join(words)
        keys = tuple(language.key(word) for word in words)
        return Query(words=words, keys=keys, phrase=text, text=text)


def read_query(text: str, language: Plain) -> Query:
    """The query in ``text``; only its first 200 signs and sixteen words count."""
    text = text[:_QUERY_LETTERS].strip()
    tokens = language.tokens(text)
    number = read_number(text)
    if number:
        digits = number.digits
        return Query(
            words=(digits,),
            keys=(digits,),
            phrase=digits,
            number=digits,
            is_open_number=number.is_open,
            text=text,
        )
    words = [token for token in tokens if token not in language.stop_words] or tokens
    first_words = tuple(dict.fromkeys(words))[:_QUERY_WORDS]
    keys = tuple(language.key(word) for word in first_words)
    return Query(words=first_words, keys=keys, phrase=" ".join(tokens), text=text)


def begun(word: str, mark: str = ANY) -> str:
    """A question for entries that have a word that begins so."""
    return beginning(word, mark) + LONGER


def all_of(keys: Iterable[str], mark: str = ANY) -> str:
    """A query string for entries that have every key."""
    return " ".join(whole(key, mark) for key in dict.fromkeys(keys))
