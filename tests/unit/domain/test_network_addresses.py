import pytest

from wagtail_ngo.domain.network_addresses import is_public


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "193.0.6.139", "2606:4700::1111", "2001:67c:2e8::1"]
)
def test_addresses_of_the_internet_are_public(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.1.2.3", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255",  # noqa: S104 -- none is bound to
        "192.168.1.1", "169.254.169.254", "100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1",
        "240.0.0.1", "255.255.255.255",
        "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12:3456::1", "ff02::1",
        "2001:db8::1",
        # An IPv4 address inside: mapped, NAT64, 6to4, Teredo.
        "::ffff:10.0.0.1", "::ffff:127.0.0.1", "64:ff9b::a00:1", "64:ff9b:1::7f00:1",
        "2002:7f00:1::", "2002:a9fe:a9fe::1", "2001:0:4136:e378:8000:63bf:f5ff:fffe",
        "localhost", "", "1.1.1", "0x7f000001",
    ],
)  # fmt: skip
def test_other_addresses_are_not(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["::ffff:1.1.1.1", "64:ff9b::101:101"])
def test_public_address_inside_another_form_is_public(address):
    assert is_public(address)
