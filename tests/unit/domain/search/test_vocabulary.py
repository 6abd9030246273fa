import pytest

from wagtail_ngo.domain.search import Plain, Polish
from wagtail_ngo.domain.search.vocabulary import Vocabulary, _one_error_away, allowed_edits


@pytest.fixture
def vocabulary():
    return Vocabulary(
        [
            "Schronisko dla zwierząt",
            "Stowarzyszenie Wędkarzy",
            "Fundacja Pomocy Dzieciom",
            "Fundacja Teatru Lalek",
        ],
        Polish(),
    )


@pytest.mark.parametrize(("length", "allowed"), [(3, 0), (4, 1), (7, 1), (8, 2), (20, 2)])
def test_allowed_edits_grow_with_the_word(length, allowed):
    assert allowed_edits(length) == allowed


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("schornisko", "schronisko"),
        ("shronisko", "schronisko"),
        ("stowazyszenie", "stowarzyszenie"),
        ("fudnacja", "fundacja"),
        ("wendkarz", "wedkarzy"),
        ("teatt", "teatru"),
    ],
)
def test_correction_is_the_word_that_was_meant(vocabulary, typed, meant):
    assert vocabulary.correction(typed) == meant


@pytest.mark.parametrize("typed", ["xyz", "kosmonautyka", "12345", "a"])
def test_correction_is_none_when_nothing_is_near(vocabulary, typed):
    assert vocabulary.correction(typed) is None


def test_knows_inflected_forms_and_beginnings(vocabulary):
    assert vocabulary.knows("fundacjami")
    assert vocabulary.knows("schron")
    assert not vocabulary.knows("kosmos")
    assert (vocabulary.knows("fun"), vocabulary.knows("fund")) == (False, True)
    assert (vocabulary.has("fundacjami"), vocabulary.has("fund")) == (True, False)


def test_completions_start_with_the_most_used(vocabulary):
    assert vocabulary.completions("fu", limit=3) == ["fundacja"]
    assert vocabulary.completions("", limit=1) == ["fundacja"]


def test_the_word_itself_is_nearer_than_its_stem():
    words = Vocabulary(["obrona kraju", "klub karate"], Polish())
    assert words.correction("krate") == "karate"


def test_another_letter_in_a_short_stem_is_another_word():
    words = Vocabulary(["wobec urzędu", "szachy"], Polish())
    assert (words.correction("wozek"), words.correction("szahy")) == (None, "szachy")


def correction(typed, *texts):
    return Vocabulary(texts, Plain()).correction(typed)


@pytest.mark.parametrize(
    ("typed", "texts", "meant"),
    [
        # fewer errors, in either order of the words
        ("kawiarnja", ["kawiarnia kawiarenna"], "kawiarnia"),
        ("kawiarnja", ["kawiarenna kawiarnia"], "kawiarnia"),
        # the same first letter
        ("abcdef", ["xbcdef", "abcdez"], "abcdez"),
        # as many letters
        ("abcdx", ["abcd", "abcdy"], "abcdy"),
        # more entries
        ("abcdx", ["abcda", "abcdb", "abcdb"], "abcdb"),
        # the alphabet
        ("abcdx", ["abcdb", "abcda"], "abcda"),
    ],
)
def test_of_several_near_words_the_nearest_is_meant(typed, texts, meant):
    assert correction(typed, *texts) == meant


def test_what_letters_come_first_counts_before_the_alphabet():
    assert correction("bcdefg", "acdefg", "bcdefz") == "bcdefz"


def test_an_inflected_form_may_be_three_letters_longer_than_the_word_with_an_error():
    assert correction("abcdx", "abcdefgh") == "abcdefgh"
    assert correction("abcdx", "abcdefghi") is None
    assert correction("abcx", "abcdef") is None


@pytest.mark.parametrize(
    ("texts", "meant"),
    [
        (["diabetyk"], "diabetyk"),
        (["diabetyków i diabetykiem"], "diabetykow"),
        (["diabetykom", "diabetycy"], "diabetycy"),
    ],
)
def test_near_a_form_that_no_entry_spells_a_word_that_one_does_spell_is_meant(texts, meant):
    words = Vocabulary(texts, Polish())

    assert words.correction("diabetycuy") == meant
    assert words.correction("diabexxcuy") is None


def test_nobody_is_shown_a_form_that_nobody_writes():
    words = Vocabulary(["diabetyk", "wolontariusze", "emeryt", "uchodźców"], Polish())

    typed = ["diabetycuy", "wolontariuzsek", "emerytcuy", "uchodzcuy", "uchodzcuyi"]

    assert {words.correction(word) for word in typed} <= {*words.counts, *Polish().forms(), None}


def test_words_one_error_away_keep_their_first_letter():
    words = set(_one_error_away("abc"))

    assert {"ac", "ab", "acb", "adc", "abd", "abcd", "aabc"} <= words
    assert {word[0] for word in words} == {"a"}


def test_a_short_form_of_a_word_here_is_known():
    words = Vocabulary(["psy"], Polish())

    assert (words.knows("psa"), words.knows("pies"), words.knows("ps")) == (True, True, False)


def test_short_words_and_words_with_digits_are_not_meant():
    assert correction("kota", "kot") is None
    assert correction("kluba", "klub1") is None
    assert correction("kluba", "klub") == "klub"


def test_a_first_letter_is_forgiven_from_six_letters():
    assert correction("abcde", "xbcde") is None
    assert correction("abcdef", "xbcdef") == "xbcdef"


def test_completions_are_as_many_as_asked_for():
    words = Vocabulary(["abc abd abe", "abe b"], Plain())

    assert words.completions("ab", limit=2) == ["abe", "abc"]
    assert words.completions("ab", limit=9) == ["abe", "abc", "abd"]
    assert words.completions("x", limit=9) == []
