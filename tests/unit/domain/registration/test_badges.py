"""Sizes of names on badges."""

import pytest

from wagtail_ngo.domain.registration.badges import NAME_SIZES, ORGANIZATION_SIZES, size_for


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("", "xl"),
        ("Anna Żak", "xl"),
        ("a" * 11, "xl"),
        ("a" * 12, "l"),
        ("Anna Maria Żak", "xl"),
        ("Anna Maria Zofia Żakowska", "l"),
        ("a" * 19, "m"),
        ("a" * 20, "s"),
        ("Anna Nowak-Kowalska-Wesołowska", "m"),
        ("W" * 6, "xl"),
        ("W" * 7, "l"),
        ("a" * 27, "xs"),
        ("a" * 255, "xs"),
    ],
)
def test_name_is_as_large_as_its_words_allow(name, size):
    assert size_for(name, NAME_SIZES) == size


def test_organization_has_sizes_of_its_own():
    assert size_for("Fundacja Łąka", ORGANIZATION_SIZES) == "l"
    assert size_for(" ".join(["Stowarzyszenie"] * 5), ORGANIZATION_SIZES) == "m"
    assert size_for("Stowarzyszenie " * 15, ORGANIZATION_SIZES) == "s"
