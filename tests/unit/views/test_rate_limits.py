"""Who is one visitor to the limits on public forms."""

import pytest
from django.core.cache import cache
from django.test import RequestFactory

from wagtail_ngo.views.rate_limits import is_too_often, visitor_name


@pytest.fixture(autouse=True)
def nobody_yet():
    cache.clear()


@pytest.fixture
def trust(settings):
    def set_proxies(*proxies):
        settings.WAGTAIL_NGO = {"TRUSTED_PROXIES": proxies}

    return set_proxies


def request(sender="127.0.0.1", forwarded=None):
    headers = {"REMOTE_ADDR": sender}
    if forwarded is not None:
        headers["HTTP_X_FORWARDED_FOR"] = forwarded
    return RequestFactory().get("/", **headers)


def test_without_a_named_proxy_the_header_is_not_believed():
    assert visitor_name(request("198.51.100.7", "203.0.113.9")) == "198.51.100.7"


@pytest.mark.parametrize(
    ("sender", "forwarded", "name"),
    [
        ("10.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("10.0.0.1", "203.0.113.9, 10.1.2.3", "203.0.113.9"),
        # What the visitor wrote is left of what the proxy saw.
        ("10.0.0.1", "1.2.3.4, 203.0.113.9", "203.0.113.9"),
        ("10.0.0.1", "10.9.9.9, 203.0.113.9", "203.0.113.9"),
        ("10.0.0.1", "203.0.113.9:4711", "203.0.113.9"),
        ("10.0.0.1", "[2001:db8:1:2:3::4]:443", "2001:db8:1:2::/64"),
        ("10.0.0.1", "2001:db8:1:2:9::5", "2001:db8:1:2::/64"),
        ("10.0.0.1", "::ffff:203.0.113.9", "203.0.113.9"),
        # Everybody is ours: an inner visitor.
        ("10.0.0.1", "10.5.5.5", "10.5.5.5"),
        ("10.0.0.1", None, ""),
        ("10.0.0.1", "unknown", ""),
        ("10.0.0.1", "<script>", ""),
        # Past the proxies: straight to the server.
        ("198.51.100.7", "203.0.113.9", "198.51.100.7"),
    ],
)
def test_behind_a_named_proxy_the_first_other_address_is_the_visitor(
    trust, sender, forwarded, name
):
    trust("10.0.0.0/8", "fd00::/8")

    assert visitor_name(request(sender, forwarded)) == name


def test_a_server_behind_a_socket_names_it(trust):
    assert visitor_name(request("", "203.0.113.9")) == ""
    trust("unix")
    assert visitor_name(request("", "203.0.113.9")) == "203.0.113.9"


def test_one_visitor_s_limit_leaves_the_town_alone(trust):
    trust("10.0.0.1")
    one, other = request("10.0.0.1", "203.0.113.9"), request("10.0.0.1", "203.0.113.10")

    answers = [is_too_often(one, "report", per_hour=2) for _time in range(3)]

    assert answers == [False, False, True]
    assert not is_too_often(other, "report", per_hour=2)
    assert not is_too_often(one, "another-form", per_hour=2)


def test_where_nobody_is_known_nobody_is_locked_out():
    assert not any(is_too_often(request(""), "report", per_hour=1) for _time in range(5))
