"""One spelling of a mail address."""

import pytest

from wagtail_ngo.domain.registration.addresses import normalise


@pytest.mark.parametrize("text", ["ola.łąka@example.org", " Ola.Łąka@Example.ORG "])
def test_spellings_of_one_address_are_one(text):
    assert normalise(text) == "ola.łąka@example.org"


def test_composed_and_decomposed_letters_are_one_and_other_signs_stay():
    assert normalise("z\u0307@a") == normalise("ż@a") == "ż@a"
    assert normalise("a.b+c@d") == "a.b+c@d"
