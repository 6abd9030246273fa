import pytest
from django.core.exceptions import ImproperlyConfigured

from wagtail_ngo import conf
from wagtail_ngo.checks import check_unknown_settings


def test_get_returns_the_hosts_value_over_the_default(settings):
    settings.WAGTAIL_NGO = {"PAGE_SIZE": 7}

    assert conf.get("PAGE_SIZE") == 7
    assert conf.get("OCCURRENCE_LIMIT") == conf.DEFAULTS["OCCURRENCE_LIMIT"]


def test_get_names_the_key_it_does_not_know():
    with pytest.raises(ImproperlyConfigured, match="PAGE_SISE"):
        conf.get("PAGE_SISE")


def test_check_names_each_unknown_key(settings):
    settings.WAGTAIL_NGO = {"PAGE_SISE": 7, "PAGE_SIZE": 7}

    errors = check_unknown_settings()

    assert [error.id for error in errors] == ["wagtail_ngo.E001"]
    assert "PAGE_SISE" in errors[0].msg
