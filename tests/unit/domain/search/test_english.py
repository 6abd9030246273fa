"""English words and what their forms share."""

import pytest

from wagtail_ngo.domain.search import English


@pytest.mark.parametrize(
    ("forms", "key"),
    [
        ("child children", "child"),
        ("people person persons", "person"),
        ("charity charities", "chariti"),
        ("running run runs", "run"),
        ("volunteers volunteering volunteered", "volunteer"),
        ("class classes", "class"),
        ("box boxes", "box"),
        ("dish dishes", "dish"),
        ("church churches", "church"),
        ("house houses housing housed", "hous"),
        ("falling falls", "fall"),
        ("play plays played playing", "play"),
        ("sky skies", "sky"),
        ("bus", "bus"),
        ("campus", "campus"),
        ("basis", "basis"),
        ("gas", "gas"),
        ("ring", "ring"),
        ("red", "red"),
        ("shed", "shed"),
        ("day", "day"),
        ("busy", "busi"),
        ("one", "one"),
        ("tree trees", "tre"),
    ],
)
def test_forms_of_a_word_share_a_key(forms, key):
    assert {English().key(form) for form in forms.split()} == {key}


def test_what_is_no_word_is_its_own_key():
    for token in ("2017s", "as", "ies", ""):
        assert English().key(token) == token


def test_different_words_stay_apart():
    key = English().key
    assert key("news") != key("new")
    assert key("busy") != key("bus")


def test_small_words_tell_nothing_and_irregular_forms_are_known_by_heart():
    language = English()
    assert language.keys("the children of our towns") == ["child", "town"]
    assert language.forms()["feet"] == "foot"
    assert "news" in language.forms()
