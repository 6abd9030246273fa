"""Addresses in the letters that every program understands (RFC 3986, RFC 5891)."""

from __future__ import annotations

from urllib.parse import quote, urlsplit, urlunsplit

import idna

from wagtail_ngo.domain.characters import printable

#: Letters of an address that stay; what is percent-encoded already stays as well.
_PATH = "/%:@!$&'()*+,;=-._~"
_QUERY = f"{_PATH}?"


def ascii_host(host: str) -> str:
    """The host name in IDNA; one that IDNA refuses comes back in percent-encoding."""
    try:
        return host.encode("ascii").decode()
    except UnicodeEncodeError:
        pass
    try:
        return idna.encode(host, uts46=True).decode()
    except idna.IDNAError:
        return quote(host)


def ascii_url(url: str) -> str:
    """The web address in ASCII; "" for "" and for what is no address."""
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    if not parts.scheme or not parts.hostname:
        return ""
    host = ascii_host(parts.hostname)
    host = f"[{host}]" if ":" in host else host
    user = f"{quote(parts.netloc.rpartition('@')[0], safe=_PATH)}@" if "@" in parts.netloc else ""
    return urlunsplit(
        (
            parts.scheme,
            f"{user}{host}{port}",
            quote(parts.path, safe=_PATH),
            quote(parts.query, safe=_QUERY),
            quote(parts.fragment, safe=_QUERY),
        )
    )


def ascii_email(address: str) -> str:
    """The mail address with its host in punycode; "" when the part before it is not ASCII.

    Letters beyond ASCII before the @ cannot be written otherwise (RFC 6531).
    """
    local, mark, host = address.rpartition("@")
    if not mark or not local.isascii():
        return ""
    return f"{local}@{ascii_host(host)}"


def clean_url(text: str) -> str:
    """The address without blanks, line ends and control characters, which no address holds."""
    return "".join(printable(text).split())
