"""Which addresses of the network a server of a town may be sent to by somebody else's words."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

#: IPv6 addresses that lead to the IPv4 address in their last 32 bits (RFC 6052, RFC 8215).
_TRANSLATED = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))


def is_public(text: str) -> bool:
    """Whether the address is one of the public internet.

    Not so: private, loopback, link-local, shared, multicast, reserved and unspecified ones, also
    where they hide in an IPv6 address (mapped, 6to4, Teredo, NAT64), and whatever is no address.
    """
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return False
    return all(
        each.is_global and not (each.is_multicast or each.is_reserved or each.is_unspecified)
        for each in _all_in(address)
    )


def _all_in(address: IPv4Address | IPv6Address) -> list[IPv4Address | IPv6Address]:
    """The address, or those that it leads to."""
    if isinstance(address, IPv4Address):
        return [address]
    if address.ipv4_mapped is not None:
        return [address.ipv4_mapped]
    if any(address in network for network in _TRANSLATED):
        return [IPv4Address(int(address) & 0xFFFFFFFF)]
    if address.sixtofour is not None:
        return [address, address.sixtofour]
    return [address, *(address.teredo or ())]
