"""What lists, feeds and bulletins say of one thing."""

import re
from dataclasses import dataclass
from html import unescape


@dataclass(frozen=True)
class Item:
    """One thing shown in a section. ``source`` names the row it came from, "app.model:pk".

    ``kind`` tells stored items apart; each subclass has a word of its own.
    """

    block_id: str = ""
    source: str = ""
    title: str = ""
    html: str = ""
    url: str = ""
    kind: str = ""


def plain_text(html: str) -> str:
    """The words of sanitised HTML; tags part words."""
    return unescape(re.sub(r"<[^<>]*>", " ", html)).strip()
