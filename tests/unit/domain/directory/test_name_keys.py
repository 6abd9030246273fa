import pytest

from wagtail_ngo.domain.directory.name_keys import name_key


@pytest.mark.parametrize("name", ['STOW. "SZANSA"', "Stowarzyszenie „Szansa”", "stow. Szansa"])
def test_one_name_has_one_key(name):
    assert name_key(name) == "stowarzyszenie szansa"


def test_names_of_others_have_other_keys():
    assert name_key("Fundacja Szansa") != name_key("Stowarzyszenie Szansa")
    assert name_key("Stow. im. Jana") == name_key("Stowarzyszenie imienia Jana")
