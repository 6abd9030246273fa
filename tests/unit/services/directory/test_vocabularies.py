"""Terms as cells name them: by name, slug or code, in any case."""

import pytest
from django.core.exceptions import ValidationError

from wagtail_ngo.models import ActivityArea, Language, LegalForm
from wagtail_ngo.services.directory.vocabularies import Vocabularies

pytestmark = pytest.mark.django_db


@pytest.fixture
def languages():
    Language.objects.all().delete()
    names = (("Ukraiński", "uk"), ("Język migowy", ""), ("Język kaszubski", "csb"))
    return [Language.objects.create(name=name, code=code) for name, code in names]


@pytest.mark.parametrize("text", ["Ukraiński", "UKRAIŃSKI", "ukrainski", "UK", "uk"])
def test_a_term_has_a_name_a_slug_and_a_code(languages, text):
    assert Vocabularies().get(Language, text) == languages[0]
    assert Vocabularies().find(Language, text) == languages[0]


@pytest.mark.parametrize("text", ["", "ukrai", "niemiecki"])
def test_what_is_no_term_is_none_and_refused_by_its_name(languages, text):
    assert Vocabularies().get(Language, text) is None
    with pytest.raises(ValidationError) as refused:
        Vocabularies().find(Language, text)
    assert refused.value.messages == [
        f"There is no language “{text}”. Add it to the list or correct the cell."
    ]


def test_words_of_a_name_mean_it_where_they_are_in_one_name_alone(languages):
    known = Vocabularies()

    assert known.only_with(Language, "kaszubski") == languages[2]
    assert known.only_with(Language, "język") is None
    assert known.only_with(Language, "niemiecki") is None


def test_terms_by_their_keys_come_in_the_order_of_the_list(languages):
    first, second, third = languages
    in_list = list(Language.objects.all())

    found = Vocabularies().with_keys(Language, [third.pk, 0, first.pk])

    assert found == [term for term in in_list if term != second]
    assert Vocabularies().with_keys(Language, []) == []


def test_each_list_is_read_once(languages, django_assert_num_queries):
    known = Vocabularies()
    with django_assert_num_queries(2):
        for _ in range(2):
            known.get(Language, "uk")
            known.only_with(Language, "migowy")
            known.with_keys(Language, [languages[0].pk])
            known.get(LegalForm, "fundacja")


def test_a_number_of_a_list_is_its_code():
    area = ActivityArea.objects.get(code="18")

    assert Vocabularies().get(ActivityArea, "18") == area
