"""Which way a question is answered: as typed, by a situation, or out of another language."""

import pytest

from tests.unit.services.search.asking import directory_of, matcher_of, titles
from wagtail_ngo.domain.search.terms import read_query
from wagtail_ngo.models import SearchAskingWord, SearchSituation, SearchTranslation
from wagtail_ngo.services.search.answering import answer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_lists():
    for model in (SearchAskingWord, SearchSituation, SearchTranslation):
        model.objects.all().delete()


@pytest.fixture
def directory():
    return directory_of(
        Chór="Śpiew dla seniorów.",
        Kram="Porady prawne i bezpłatne leki.",
        Most="Pomoc ofiarom przemocy, porady.",
        Szach="Szachy dla seniorów.",
    )


def ask(directory, text, **options):
    matcher = matcher_of(directory)
    match = answer(matcher, read_query(text, matcher.language), **options)
    return match, titles(matcher, match.full), [titles(matcher, part) for part in match.parts]


def test_words_that_entries_have_are_taken_as_they_are(directory):
    SearchTranslation.objects.create(meaning="szachy", words="śpiew")

    match, full, parts = ask(directory, "śpiew")

    assert (full, parts, match.translated, match.situation) == (["Chór"], [], "", "")


def test_a_situation_is_answered_by_the_editors_words_and_sentence(directory):
    SearchSituation.objects.create(
        phrases="mąż mnie bije", words="przemoc, porady prawne", sentence="Nie jesteś sama."
    )

    match, full, parts = ask(directory, "co robić gdy bije mnie mąż")

    assert (match.situation, full) == ("Nie jesteś sama.", [])
    assert sorted(title for part in parts for title in part) == ["Kram", "Most"]
    assert match.query.text == "przemoc, porady prawne"
    assert match.also_keys >= set(match.query.keys)
    assert not match.is_partial


def test_entries_with_the_words_of_the_question_itself_stand_above(directory):
    SearchSituation.objects.create(phrases="bezpłatne leki", words="szachy", sentence="S.")

    match, full, parts = ask(directory, "bezpłatne leki")

    assert (full, parts, match.query.text) == (["Kram"], [["Szach"]], "bezpłatne leki")


def test_one_word_alone_is_answered_by_the_situation_alone(directory):
    SearchSituation.objects.create(phrases="leki", words="szachy", sentence="S.")

    _match, full, parts = ask(directory, "leki")

    assert (full, parts) == ([], [["Szach"]])


def test_a_situation_that_is_out_of_use_or_not_meant_answers_nothing(directory):
    SearchSituation.objects.create(phrases="leki", words="szachy", sentence="S.", is_active=False)
    SearchSituation.objects.create(phrases="leki zawał", words="szachy", sentence="S.")

    match, full, _parts = ask(directory, "leki")

    assert (full, match.situation) == (["Kram"], "")


def test_words_of_another_language_are_looked_for_in_ours(directory):
    SearchTranslation.objects.create(meaning="szachy", words="chess")

    match, full, _parts = ask(directory, "chess seniorzy")

    assert (full, match.translated) == (["Szach"], "szachy seniorzy")
    assert (match.corrected, match.missing) == ("", [])


def test_another_script_is_translated_first_and_unknown_words_are_left_out(directory):
    SearchTranslation.objects.create(meaning="szachy", words="шахи")

    match, full, _parts = ask(directory, "шахи дітям")

    assert (full, match.translated) == (["Szach"], "szachy")


def test_a_translation_that_finds_nothing_is_not_taken(directory):
    SearchTranslation.objects.create(meaning="narty", words="ski")

    match, full, parts = ask(directory, "ski")

    assert (full, parts, match.translated) == ([], [], "")


def test_taken_exactly_nothing_is_read_into_the_words(directory):
    SearchSituation.objects.create(phrases="leki", words="szachy", sentence="S.")
    SearchTranslation.objects.create(meaning="szachy", words="chess")

    assert ask(directory, "leki", exactly=True)[1] == ["Kram"]
    assert ask(directory, "chess", exactly=True)[1] == []
    match, full, _parts = ask(directory, "szahcy", exactly=True)
    assert (full, match.corrected) == ([], "")
    match, full, _parts = ask(directory, "szahcy")
    assert (full, match.corrected) == (["Szach"], "szachy")


def test_words_that_people_only_ask_with_are_left_out_where_no_entry_has_all(directory):
    SearchAskingWord.objects.create(words="poszukuję, mordo")

    match, full, _parts = ask(directory, "mordo szachy")

    assert (full, match.left_out) == (["Szach"], ["mordo"])
