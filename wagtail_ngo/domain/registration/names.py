"""Names of people in the order of a Polish list: by surname, then by given names."""

from __future__ import annotations

import re

from wagtail_ngo.domain.directory.sort_names import sort_key
from wagtail_ngo.domain.folding import tokens

_REMARK = re.compile(r"\([^)]*\)")


def filing_key(name: str) -> tuple[str, str]:
    """The last word, then the others; remarks in brackets are no part of a name."""
    words = _REMARK.sub(" ", name).split() or name.split()
    return sort_key(" ".join(words[-1:])), sort_key(" ".join(words[:-1]))


def matches(query: str, *texts: str) -> bool:
    """Whether each word of the query begins a word of the texts, in any spelling of letters."""
    words = [word for text in texts for word in tokens(text)]
    return all(any(word.startswith(part) for word in words) for part in tokens(query))
