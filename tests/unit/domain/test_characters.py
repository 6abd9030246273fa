"""Characters that formats cannot hold."""

import pytest

from wagtail_ngo.domain.characters import printable, printable_values
from wagtail_ngo.domain.items import Item

GONE = "\x00\x08\x0b\x0c\x0e\x1f\x7f\x9f\ud800\udfff\ufdd0\ufdef\ufffe\uffff"
KEPT = "\t\n\r \x20~\xa0ż\ud7ff\ue000\ufdcf\ufdf0\ufffd🙂"


def test_only_what_nobody_types_is_taken_out():
    assert printable(f"a{GONE}b") == "ab"
    assert printable(KEPT) == KEPT


@pytest.mark.parametrize("sign", GONE)
def test_each_of_them_is_taken_out(sign):
    assert printable(sign) == ""


def test_strings_are_cleaned_wherever_they_stand_and_kinds_stay():
    value = {"a\x00": ["b\x00", ("c\x00", 1, None)], "d": Item(title="e\x00", html="f")}

    assert printable_values(value) == {
        "a\x00": ["b", ("c", 1, None)],
        "d": Item(title="e", html="f"),
    }
    assert printable_values(Item) is Item


def test_numbers_are_not_touched():
    assert [printable_values(one) for one in (1, 1.5, None, True)] == [1, 1.5, None, True]
