"""Which requests for a file are a reader's download."""

from __future__ import annotations

import re

#: Words by which programs say that they are none of our readers.
_PROGRAM = re.compile(
    r"(?<!cu)bot(?:\b|_)|crawl|spider|slurp|archiver|preview|facebookexternalhit|whatsapp|telegram"
    r"|monitor|uptime|headless|lighthouse|curl|wget|python|java/|go-http-client|libwww|okhttp"
    r"|feedfetcher|mediapartners|validator|scan",
    re.IGNORECASE,
)
#: A file asked for as a whole in the way of a part: "from the first byte on".
_WHOLE = re.compile(r"bytes\s*=\s*0-\s*", re.IGNORECASE)


def is_program(user_agent: str) -> bool:
    """Whether the sender says it is no browser; one that says nothing is none either."""
    return not user_agent.strip() or bool(_PROGRAM.search(user_agent))


def is_download(*, method: str, byte_range: str, user_agent: str, purpose: str = "") -> bool:
    """Whether a reader fetches the file now.

    Looking whether it exists (HEAD), the parts in which a viewer reads on or a broken download goes
    on (Range), and what a browser fetches in case it is wanted (prefetch) are no downloads.
    """
    if method != "GET" or "prefetch" in purpose.lower():
        return False
    if byte_range and not _WHOLE.fullmatch(byte_range.strip()):
        return False
    return not is_program(user_agent)
