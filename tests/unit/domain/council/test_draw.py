"""The order by lot."""

from hypothesis import given
from hypothesis import strategies as st

from wagtail_ngo.domain.council.draw import drawn_order, lot


@given(st.lists(st.text(max_size=20), unique=True, max_size=20), st.text(min_size=1), st.randoms())
def test_a_lot_depends_on_seed_and_names_only(labels, seed, random):
    shuffled = list(labels)
    random.shuffle(shuffled)

    first = [labels[index] for index in drawn_order(labels, seed=seed)]
    second = [shuffled[index] for index in drawn_order(shuffled, seed=seed)]

    assert first == second
    assert sorted(first) == sorted(labels)


def test_a_lot_can_be_repeated_by_anybody():
    """``printf 'abc\\nNowak Anna, Fundacja' | sha256sum``"""
    assert (
        lot("abc", "Nowak Anna, Fundacja")
        == "a27014dca8ad8f30f343e58cfee58738789bebe276f63ee23b273ccf81e1673d"
    )


def test_equal_labels_of_a_lot_stay_as_they_came():
    order = drawn_order(["b", "a", "b", "c", "b"], seed="1")

    assert [index for index in order if index in (0, 2, 4)] == [0, 2, 4]


def test_the_smallest_lot_stands_first():
    labels = ["Alfa", "Beta", "Gamma", "Delta"]
    order = drawn_order(labels, seed="7")
    lots = [lot("7", labels[index]) for index in order]

    assert lots == sorted(lots)
