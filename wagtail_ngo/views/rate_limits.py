"""How often one visitor may send a public form, without keeping who the visitor is."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from wagtail_ngo import conf

HOUR = 3600
#: REMOTE_ADDR of a server that is reached by a socket is empty; so the setting names it.
SOCKET = "unix"
#: One household or phone has all addresses of such a network.
_IPV6_PREFIX = 64

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def is_too_often(request: HttpRequest, action: str, *, per_hour: int) -> bool:
    """Whether this visitor's address sent ``action`` more than ``per_hour`` times in an hour.

    Counts this call. The address is kept as a keyed hash and for an hour only. Where it is not
    known, nobody is limited: all visitors would be.
    """
    name = visitor_name(request)
    if not name:
        return False
    visitor = salted_hmac(f"wagtail_ngo.{action}", name, algorithm="sha256")
    return count_is_above(f"{action}.{visitor.hexdigest()}", per_hour, seconds=HOUR)


def count_is_above(name: str, most: int, *, seconds: int) -> bool:
    """Whether ``name`` was counted more than ``most`` times in ``seconds``. Counts this call."""
    key = f"wagtail_ngo.{name}"
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key) > most
    except ValueError:  # expired between the two lines
        return False


def visitor_name(request: HttpRequest) -> str:
    """The visitor's address, or the network of a household; "" where it cannot be known.

    From ``X-Forwarded-For`` only what trusted proxies wrote is believed: it is read from the
    right, past each address of theirs. Whatever a visitor puts into the header is left of that.
    """
    trusted = list(conf.get("TRUSTED_PROXIES"))
    sender = request.META.get("REMOTE_ADDR", "")
    address = _read(sender)
    if not (address and _is_trusted(address, trusted)) and not (not sender and SOCKET in trusted):
        return _name(address)
    for text in reversed(request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")):
        address = _read(text)
        if address is None or not _is_trusted(address, trusted):
            return _name(address)
    return _name(address)


def _read(text: str) -> Address | None:
    """An address, with or without brackets and port as some proxies write it."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _is_trusted(address: Address, trusted: Iterable[str]) -> bool:
    networks = (
        ipaddress.ip_network(network, strict=False) for network in trusted if network != SOCKET
    )
    return any(address.version == network.version and address in network for network in networks)


def _name(address: Address | None) -> str:
    if address is None:
        return ""
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network((address, _IPV6_PREFIX), strict=False))
