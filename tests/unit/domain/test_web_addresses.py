"""Addresses with Polish letters, for machines that know ASCII only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_ngo.domain.web_addresses import ascii_email, ascii_url


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("https://łąka.pl/żółw", "https://xn--ka-ola7v.pl/%C5%BC%C3%B3%C5%82w"),
        ("https://ŁĄKA.PL", "https://xn--ka-ola7v.pl"),
        ("http://example.org:8000/%C5%BC b", "http://example.org:8000/%C5%BC%20b"),
        ("https://example.org/?q=łąka", "https://example.org/?q=%C5%82%C4%85ka"),
        ("", ""),
        ("nie adres", ""),
        ("http://[::1]:80/", "http://[::1]:80/"),
        ("http://[::1", ""),
    ],
)
def test_url_is_written_in_ascii(url, expected):
    assert ascii_url(url) == expected
    assert ascii_url(ascii_url(url)) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("biuro@łąka.pl", "biuro@xn--ka-ola7v.pl"),
        ("biuro@example.org", "biuro@example.org"),
        ("łąka@example.org", ""),
        ("", ""),
    ],
)
def test_mail_address_is_written_in_ascii_or_left_out(address, expected):
    assert ascii_email(address) == expected


@given(st.text(max_size=50))
def test_any_text_gives_ascii(text):
    assert ascii_url(f"https://{text}").isascii()
    assert ascii_email(text).isascii()
