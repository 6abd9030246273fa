"""Entries in the order of how much of a question they cover."""

import math

import pytest

from wagtail_ngo.services.search.coverage import Sense, by_coverage, rarity

ALL = 0b11111


def sense(weight, *levels) -> Sense:
    return Sense("word", weight, levels)


def test_a_rare_word_tells_more_and_one_of_all_entries_still_something():
    assert rarity(0, 10) == 0
    assert rarity(1, 10) > rarity(2, 10) > rarity(10, 10) > 0
    assert rarity(1, 10) == pytest.approx(math.log(1 + 9.5 / 1.5))


def test_entries_come_by_the_weight_of_their_words_and_those_without_fall():
    senses = [sense(1.0, (1.0, 0b00110)), sense(3.0, (1.0, 0b01100))]

    assert by_coverage(senses, ALL, share=(0.0, "best")) == [0b00100, 0b01000, 0b00010]


def test_sets_of_one_weight_come_together():
    senses = [sense(1.0, (1.0, 0b00001)), sense(1.0, (1.0, 0b00010))]

    assert by_coverage(senses, ALL, share=(0.0, "best")) == [0b00011]


def test_an_entry_counts_by_the_best_level_at_which_it_has_the_word():
    senses = [sense(2.0, (1.0, 0b00001), (0.5, 0b00011))]

    assert by_coverage(senses, ALL, share=(0.0, "best")) == [0b00001, 0b00010]
    assert senses[0].found == 0b00011


def test_the_last_are_left_out_below_a_share_of_the_best_or_of_all_words():
    senses = [sense(4.0, (1.0, 0b00001)), sense(2.0, (1.0, 0b00010)), sense(4.0, (1.0, 0))]

    assert by_coverage(senses, ALL, share=(0.5, "best")) == [0b00001, 0b00010]
    assert by_coverage(senses, ALL, share=(0.51, "best")) == [0b00001]
    assert by_coverage(senses, ALL, share=(0.4, "all")) == [0b00001]
    assert by_coverage(senses, ALL, share=(0.41, "all")) == []


def test_of_no_entries_there_is_no_order():
    assert by_coverage([sense(1.0, (1.0, ALL))], 0, share=(0.0, "best")) == []
    assert by_coverage([], ALL, share=(0.0, "best")) == []
