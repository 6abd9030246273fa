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


@pytest.mark.parametrize(
    ("sizes", "size", "letters", "lines"),
    [
        (NAME_SIZES, "xl", 11, 2), (NAME_SIZES, "l", 14, 2), (NAME_SIZES, "m", 19, 3),
        (NAME_SIZES, "s", 26, 4), (NAME_SIZES, "xs", 41, 7), (ORGANIZATION_SIZES, "l", 30, 2),
        (ORGANIZATION_SIZES, "m", 41, 3), (ORGANIZATION_SIZES, "s", 54, 6),
    ],
)  # fmt: skip
def test_a_size_holds_so_many_letters_on_so_many_lines(sizes, size, letters, lines):
    word = "a" * letters

    assert size_for(" ".join([word] * lines), sizes) == size
    longer, more = size_for(f"a{word}", sizes), size_for(" ".join([word] * (lines + 1)), sizes)
    smallest = list(sizes)[-1]
    assert (size == smallest) == (longer == size) == (more == size)


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("aaaaa aaaaa aaaaa", "xl"),  # two words and a space of half a letter on a line of 11
        ("aaaaa aaaaaa aaaaaa aaaaa", "l"),
        ("A" * 9, "xl"),
        ("A" * 10, "l"),
        ("i" * 16, "xl"),
        ("i" * 17, "l"),
        ("aaaaaa-aaaaaa", "xl"),
    ],
)
def test_lines_are_filled_by_the_width_of_letters(text, size):
    assert size_for(text, NAME_SIZES) == size
