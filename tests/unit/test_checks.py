"""Each check stays silent on the odd host and speaks where its condition holds."""

import re
from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.db import connections

from wagtail_ngo import checks, compat

DOCUMENT = Path(__file__).parents[2] / "docs" / "reference" / "checks.md"


def ids(messages) -> list[str]:
    return [message.id for message in messages]


@pytest.fixture
def install(monkeypatch, settings):
    """Make the checks see another list of apps.

    Changing INSTALLED_APPS itself would load the apps and Wagtail's URLs again, which they refuse.
    """

    def set_apps(names):
        registry = type("Registry", (), {"is_installed": staticmethod(set(names).__contains__)})
        monkeypatch.setattr(checks, "apps", registry)

    return set_apps


@pytest.mark.django_db  # Django asks SQLite whether it knows JSON
def test_the_odd_host_is_clean():
    assert [str(message) for message in run_checks() if message.id.startswith("wagtail_ngo")] == []


def test_every_check_is_documented_and_every_documented_check_exists():
    source = Path(checks.__file__).read_text()
    pattern = r"wagtail_ngo\.[EW]\d{3}"

    assert set(re.findall(rf"^\| `({pattern})`", DOCUMENT.read_text(), re.MULTILINE)) == set(
        re.findall(rf'id="({pattern})"', source)
    )


@pytest.mark.parametrize("app", ["wagtail_modeladmin", "wagtail.contrib.settings"])
def test_a_missing_app_is_named_with_its_cure(app, settings, install):
    install(name for name in settings.INSTALLED_APPS if name != app)

    (error,) = checks.check_required_apps()

    assert error.id == "wagtail_ngo.E002"
    assert error.hint == f"Add '{app}' to INSTALLED_APPS."


def test_modelsearch_beside_wagtail_search_is_an_error(settings, install):
    assert checks.check_search_app_listed_once() == []

    install([*settings.INSTALLED_APPS, "modelsearch"])

    assert ids(checks.check_search_app_listed_once()) == ["wagtail_ngo.E003"]


def test_a_page_model_of_the_hosts_own_is_an_error(settings):
    settings.WAGTAIL_PAGE_MODEL = "town.BasePage"
    assert ids(checks.check_page_model()) == ["wagtail_ngo.E004"]

    settings.WAGTAIL_PAGE_MODEL = "wagtailcore.Page"
    assert checks.check_page_model() == []


@pytest.mark.parametrize(
    ("django_6", "vendor", "listed", "expected"),
    [
        (True, "postgresql", False, ["wagtail_ngo.E005"]),
        (True, "postgresql", True, []),
        (True, "sqlite", False, []),
        (False, "postgresql", False, []),
    ],
)
def test_postgres_app_is_asked_for_with_django_6_only(
    django_6, vendor, listed, expected, install, monkeypatch
):
    install(["django.contrib.postgres"] if listed else [])
    monkeypatch.setattr(compat, "DJANGO_6", django_6)
    monkeypatch.setattr(connections["default"], "vendor", vendor)

    assert ids(checks.check_postgres_app()) == expected


def test_missing_pdf_libraries_are_a_warning_that_names_them(monkeypatch):
    monkeypatch.setattr(checks, "PDF_LIBRARIES", {"Pango": ("libno-such-thing.so.0",)})

    (warning,) = checks.check_pdf_libraries()

    assert warning.id == "wagtail_ngo.W006"
    assert not warning.is_serious()
    assert warning.msg == "PDF export is off: Pango cannot be loaded."
    assert "apt-get install libpango-1.0-0" in warning.hint


def test_time_without_zones_is_an_error(settings):
    settings.USE_TZ = False

    assert ids(checks.check_time_zones()) == ["wagtail_ngo.E008"]


def test_recurrence_as_an_app_is_a_warning(settings, install):
    assert checks.check_recurrence_app() == []

    install([*settings.INSTALLED_APPS, "recurrence"])

    assert ids(checks.check_recurrence_app()) == ["wagtail_ngo.W009"]


def test_urls_that_are_not_included_are_an_error(settings):
    settings.ROOT_URLCONF = "wagtail.urls"

    (error,) = checks.check_urls()

    assert error.id == "wagtail_ngo.E010"
    assert 'include("wagtail_ngo.urls")' in error.hint


@pytest.mark.parametrize(
    ("tasks", "expected"),
    [
        ({}, ["wagtail_ngo.W011"]),
        ({"default": {"BACKEND": "django_tasks.ImmediateBackend"}}, ["wagtail_ngo.W011"]),
        ({"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}, []),
    ],
)
def test_tasks_inside_the_request_are_a_deploy_warning(tasks, expected, settings):
    settings.TASKS = tasks

    assert ids(checks.check_tasks()) == expected


def test_a_cache_of_one_process_is_a_deploy_warning(settings):
    assert ids(checks.check_cache()) == ["wagtail_ngo.W012"]

    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache"}}
    assert checks.check_cache() == []


def test_a_proxy_that_is_no_address_is_named(settings):
    settings.WAGTAIL_NGO = {"TRUSTED_PROXIES": ["unix", "10.0.0.0/8", "::1", "proxy.local"]}

    messages = checks.check_trusted_proxies()

    assert ids(messages) == ["wagtail_ngo.E085"]
    assert "'proxy.local'" in messages[0].msg


def test_a_site_behind_a_proxy_names_it(settings):
    assert checks.check_proxy_is_named() == []
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert ids(checks.check_proxy_is_named()) == ["wagtail_ngo.W086"]
    settings.WAGTAIL_NGO = {"TRUSTED_PROXIES": ["127.0.0.1"]}
    assert checks.check_proxy_is_named() == []


def test_w075_an_endless_wait_for_the_mail_server(settings):
    assert checks.check_mail_timeout() == []
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    assert ids(checks.check_mail_timeout()) == ["wagtail_ngo.W075"]
    settings.EMAIL_TIMEOUT = 10
    assert checks.check_mail_timeout() == []
    settings.MAILERS = {"default": {"OPTIONS": {"host": "mail"}}}
    assert ids(checks.check_mail_timeout()) == ["wagtail_ngo.W075"]
    settings.MAILERS = {"default": {"OPTIONS": {"host": "mail", "timeout": 5}}}
    assert checks.check_mail_timeout() == []
