"""Matches that are kept: for the same question of the same visitor, until something changes."""

import dataclasses

import pytest
from django.core.cache import cache

from tests.factories.directory import NGOFactory
from tests.unit.services.search.asking import directory_of, matcher_of
from wagtail_ngo.domain.search.terms import read_query
from wagtail_ngo.services.search.memory import remembered

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_kept():
    cache.clear()


class Answers:
    """Counts how often it was worked out."""

    def __init__(self):
        self.count = 0

    def __call__(self):
        self.count += 1
        return f"answer {self.count}", "order"


def ask(answers, matcher, text="klub", **options):
    query = read_query(text, matcher.language)
    return remembered(matcher, query, answers, **options)[0]


def test_the_same_question_is_worked_out_once():
    answers, matcher = Answers(), matcher_of(directory_of("Klub"))

    assert [ask(answers, matcher) for _ in range(3)] == ["answer 1"] * 3


def test_other_words_another_variant_and_another_visitor_have_their_own_answer():
    answers, matcher = Answers(), matcher_of(directory_of("Klub", "Azyl"))
    assert ask(answers, matcher) == "answer 1"

    assert ask(answers, matcher, "kluby") == "answer 2"
    assert ask(answers, matcher, variant="exactly") == "answer 3"
    matcher.visible = 1
    assert ask(answers, matcher) == "answer 4"


def test_after_a_change_it_is_worked_out_again():
    answers, directory = Answers(), directory_of("Klub")
    assert ask(answers, matcher_of(directory)) == "answer 1"

    NGOFactory(parent=directory, title="Azyl")

    assert ask(answers, matcher_of(directory)) == "answer 2"


def test_where_no_change_can_be_told_nothing_is_kept():
    answers, matcher = Answers(), matcher_of(directory_of("Klub"))
    matcher.catalogue = dataclasses.replace(matcher.catalogue, token="")

    assert [ask(answers, matcher) for _ in range(2)] == ["answer 1", "answer 2"]
