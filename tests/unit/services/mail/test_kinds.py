"""Kinds of messages, as each subject registers its own."""

import pytest

from wagtail_ngo.services.mail import kinds
from wagtail_ngo.services.mail.kinds import Kind


@pytest.fixture(autouse=True)
def _alone(monkeypatch):
    monkeypatch.setattr(kinds, "_kinds", {})


def test_a_kind_is_found_by_its_name_and_the_last_of_a_name_counts():
    first, second = Kind("letter", "Letter"), Kind("letter", "Another")

    assert kinds.register(first) is first
    assert kinds.find("letter") is first
    kinds.register(second)
    assert (kinds.find("letter"), kinds.find("gone")) == (second, None)


def test_editors_read_labels_in_order_and_the_name_of_what_is_gone():
    for kind in (Kind("a", "Zebra"), Kind("b", "Ant")):
        kinds.register(kind)

    assert kinds.choices() == [("b", "Ant"), ("a", "Zebra")]
    assert (kinds.label("a"), kinds.label("gone")) == ("Zebra", "gone")


def test_a_letter_goes_at_once_and_may_come_twice():
    kind = Kind("letter", "Letter")

    assert (kind.is_bulk, kind.may_repeat, kind.compose, kind.settled) == (False, True, None, None)
