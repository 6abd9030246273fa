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


_INLINE = re.compile(
    r"</?(?:a|abbr|b|code|em|i|small|span|strong|sub|sup|u)\b[^<>]*>", re.IGNORECASE
)


def plain_text(html: str) -> str:
    """The words of sanitised HTML in one line. Blocks part words, markup within a line does not."""
    text = re.sub(r"<[^<>]*>", " ", _INLINE.sub("", html))
    # A no-break space stays: it holds a number and its unit together.
    return re.sub(r"[ \t\r\n]+", " ", unescape(text)).strip()
