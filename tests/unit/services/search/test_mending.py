"""Words that found nothing, and what editors have said about them since."""

import pytest

from wagtail_ngo.models import (
    SearchAskingWord,
    SearchSituation,
    SearchSynonym,
    SearchTranslation,
)
from wagtail_ngo.services.search.mending import not_taken_up

pytestmark = pytest.mark.django_db

ASKED = ["joga dla seniorow", "skate park", "elo mordo", "хоспіс", "maz bije", "dla"]


@pytest.fixture(autouse=True)
def _no_lists():
    for model in (SearchAskingWord, SearchSituation, SearchSynonym, SearchTranslation):
        model.objects.all().delete()


def test_words_in_no_list_are_not_taken_up(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert not_taken_up(ASKED) == ASKED
    with django_assert_num_queries(0):
        assert not_taken_up([]) == []


def test_a_phrase_of_any_list_takes_the_same_words_up_in_any_form_and_order():
    SearchSynonym.objects.create(words="gimnastyka, seniorzy jogą")
    SearchTranslation.objects.create(meaning="hospicjum", words="хоспіс, hospice")
    SearchAskingWord.objects.create(words="mordo elo, cześć")
    SearchSituation.objects.create(phrases="mąż bije", words="przemoc", sentence="Pomożemy.")

    assert not_taken_up(ASKED) == ["skate park", "dla"]


def test_part_of_the_words_and_lists_out_of_use_take_nothing_up():
    SearchSynonym.objects.create(words="joga, skate")
    SearchSituation.objects.create(
        phrases="mąż bije", words="przemoc", sentence="Pomożemy.", is_active=False
    )
    SearchTranslation.objects.create(meaning="hospicjum", words="хоспіс", is_active=False)
    SearchAskingWord.objects.create(words="–")

    assert not_taken_up(ASKED) == ASKED
