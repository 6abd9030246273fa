"""System checks ``wagtail_ngo.E…`` and ``W…``; listed in ``docs/reference/checks.md``.

One function for each condition. A message says what is wrong, its hint what to do.
"""

from __future__ import annotations

import ctypes
import ipaddress
from collections.abc import Iterable

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connections
from django.urls import NoReverseMatch, reverse

from wagtail_ngo import compat, conf, setting_values
from wagtail_ngo.services import media_keys, sites

#: Apps whose models, templates or admin pages are used.
REQUIRED_APPS = [
    "wagtail_modeladmin",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "modelcluster",
    "taggit",
    "django_filters",
]

#: What WeasyPrint cannot do without, under the names each system gives it.
PDF_LIBRARIES = {
    "Pango": ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll", "libpango-1.0-0"),
    "PangoFT2": (
        "libpangoft2-1.0.so.0",
        "libpangoft2-1.0.dylib",
        "libpangoft2-1.0-0.dll",
        "libpangoft2-1.0-0",
    ),
}


@register(Tags.compatibility)
def check_unknown_settings(app_configs=None, **kwargs) -> list[CheckMessage]:
    """E001: a key of WAGTAIL_NGO that nothing reads."""
    return [
        Error(
            f"{conf.SETTINGS_NAME}[{key!r}] is not a setting of wagtail-ngo.",
            hint=f"Remove it or correct its name. Known: {', '.join(sorted(conf.DEFAULTS))}.",
            id="wagtail_ngo.E001",
        )
        for key in conf.unknown_keys()
    ]


@register(Tags.compatibility)
def check_setting_values(app_configs=None, **kwargs) -> list[CheckMessage]:
    """E080: a value of WAGTAIL_NGO that would be an error on some page."""
    values = getattr(settings, conf.SETTINGS_NAME, None)
    problems = {
        f"{conf.SETTINGS_NAME}[{key!r}]": problem
        for key, problem in setting_values.wrong_values(conf.host_values()).items()
    }
    if values is not None and values is not conf.host_values():
        problems[conf.SETTINGS_NAME] = "a dict"
    return [
        Error(
            f"{name} has a value that cannot be used.",
            hint=f"It must be {problem}. See docs/reference/settings.md.",
            id="wagtail_ngo.E080",
        )
        for name, problem in problems.items()
    ]


@register(Tags.translation)
def check_date_formats(app_configs=None, **kwargs) -> list[CheckMessage]:
    """W081: a Polish site whose admin shows and reads dates in the order of programmers."""
    wanted = {"WAGTAIL_DATE_FORMAT": "%d.%m.%Y", "WAGTAIL_DATETIME_FORMAT": "%d.%m.%Y %H:%M"}
    missing = [name for name in wanted if not getattr(settings, name, None)]
    if not settings.LANGUAGE_CODE.startswith("pl") or not missing:
        return []
    return [
        Warning(
            f"{' and '.join(missing)} not set: Wagtail's own date fields, such as those for "
            "scheduled publishing, turn a date typed as 16.01.2027 into today.",
            hint="Add " + ", ".join(f'{name} = "{wanted[name]}"' for name in missing) + ".",
            id="wagtail_ngo.W081",
        )
    ]


@register(Tags.translation)
def check_slugs(app_configs=None, **kwargs) -> list[CheckMessage]:
    """W082: a Polish site with Polish letters in the addresses of its pages."""
    is_polish = settings.LANGUAGE_CODE.startswith("pl")
    if not is_polish or not getattr(settings, "WAGTAIL_ALLOW_UNICODE_SLUGS", True):
        return []
    return [
        Warning(
            "Addresses of pages may hold Polish letters, which mail programs and printers break.",
            hint="Add WAGTAIL_ALLOW_UNICODE_SLUGS = False.",
            id="wagtail_ngo.W082",
        )
    ]


@register(Tags.compatibility)
def check_required_apps(app_configs=None, **kwargs) -> list[CheckMessage]:
    """E002: an app is missing whose models, templates or admin pages are used."""
    return [
        Error(
            f"wagtail-ngo needs the app {name!r}.",
            hint=f"Add {name!r} to INSTALLED_APPS.",
            id="wagtail_ngo.E002",
        )
        for name in REQUIRED_APPS
        if not apps.is_installed(name)
    ]


@register(Tags.compatibility)
def check_search_app_listed_once(app_configs=None, **kwargs) -> list[CheckMessage]:
    """E003: modelsearch beside wagtail.search; the first save of a page would fail."""
    if not (apps.is_installed("modelsearch") and apps.is_installed("wagtail.search")):
        return []
    return [
        Error(
            "Both 'modelsearch' and 'wagtail.search' are installed: saving a page will fail.",
            hint="Remove 'modelsearch' from INSTALLED_APPS; 'wagtail.search' provides it.",
            id="wagtail_ngo.E003",
        )
    ]


@register(Tags.models)
def check_page_model(app_configs=None, **kwargs) -> list[CheckMessage]:
    """E004: a custom base page model, on which ready-made pages cannot be built."""
    model = getattr(settings, "WAGTAIL_PAGE_MODEL", "wagtailcore.Page")
    if model.lower() == "wagtailcore.page":
        return []
    return [
        Error(
            f"WAGTAIL_PAGE_MODEL is {model!r}: the page types of wagtail-ngo need Wagtail's own.",
            hint=(
                "Remove WAGTAIL_PAGE_MODEL and extend by subclassing our pages, for example "
                "class TownNGOPage(NGOPage). See docs/explanation/design.md."
            ),
            id="wagtail_ngo.E004",
        )
    ]


@register(Tags.compatibility)
def check_postgres_app(app_configs=None, **kwargs) -> list[CheckMessage]:
    """E005: Django 6 and newer need django.contrib.postgres for Wagtail's search on PostgreSQL."""
    on_postgres = any(connections[alias].vendor == "postgresql" for alias in connections)
    if not (compat.DJANGO_6 and on_postgres) or apps.is_installed("django.contrib.postgres"):
        return []
    return [
        Error(
            "Search on PostgreSQL with Django 6 needs the app 'django.contrib.postgres'.",
            hint="Add 'django.contrib.postgres' to INSTALLED_APPS.",
            id="wagtail_ngo.E005",
        )
    ]


@register(Tags.compatibility)
def check_pdf_libraries(app_configs=None, **kwargs) -> list[CheckMessage]:
    """W006: a library of WeasyPrint is missing. The site runs, PDF export does not."""
    missing = [name for name, files in PDF_LIBRARIES.items() if not _can_load(files)]
    if not missing:
        return []
    return [
        Warning(
            f"PDF export is off: {' and '.join(missing)} cannot be loaded.",
            hint=(
                "Debian, Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0 "
                "libharfbuzz-subset0. Fedora: dnf install pango. macOS: brew install pango. "
                "Windows: pacman -S mingw-w64-x86_64-pango in MSYS2."
            ),
            id="wagtail_ngo.W006",
        )
    ]


def _can_load(files: Iterable[str]) -> bool:
    for name in files:
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return True
    return False


@register(Tags.database)
def check_media_keys(app_configs=None, databases=None, **kwargs) -> list[CheckMessage]:
    """E007: the image, document or user model was changed after the tables were made."""
    return [
        Error(
            f"{key.label} points at the table {key.table!r}, "
            f"but its model is now {key.target._meta.label}.",
            hint="Run 'manage.py ngo_repoint_media --dry-run', then without --dry-run.",
            id="wagtail_ngo.E007",
        )
        for alias in databases or []
        for key in media_keys.stray_keys(connections[alias])
    ]


@register(Tags.database)
def check_privacy_notice(app_configs=None, databases=None, **kwargs) -> list[CheckMessage]:
    """W165: a site whose forms link no privacy notice (GDPR art. 13)."""
    return [
        Warning(
            f"The forms of the site {site} link no privacy notice.",
            hint="Choose its page or give its address under Settings, NGO pages.",
            id="wagtail_ngo.W165",
        )
        for alias in databases or []
        for site in sites.without_privacy_notice(alias)
    ]


@register(Tags.compatibility)
def check_time_zones(app_configs=None, **kwargs) -> list[CheckMessage]:
    """E008: without USE_TZ the stored dates of events have no zone."""
    if settings.USE_TZ:
        return []
    return [
        Error(
            "USE_TZ is False: events could not be shown or exported in the right hour.",
            hint="Set USE_TZ = True and TIME_ZONE to the town's zone, e.g. 'Europe/Warsaw'.",
            id="wagtail_ngo.E008",
        )
    ]


@register(Tags.compatibility)
def check_recurrence_app(app_configs=None, **kwargs) -> list[CheckMessage]:
    """W009: django-recurrence listed as an app; only its field is used, which needs no app."""
    if not apps.is_installed("recurrence"):
        return []
    return [
        Warning(
            "'recurrence' is in INSTALLED_APPS; wagtail-ngo does not need it there.",
            hint=(
                "Remove it, unless your own code uses its tables: it adds four of them and may "
                "ask for a migration of its own."
            ),
            id="wagtail_ngo.W009",
        )
    ]


@register(Tags.urls)
def check_urls(app_configs=None, **kwargs) -> list[CheckMessage]:
    """E010: the package's own addresses are not part of the site's."""
    if not getattr(settings, "ROOT_URLCONF", None):
        return []
    try:
        reverse("wagtail_ngo:confirm", args=["token"])
    except NoReverseMatch:
        return [
            Error(
                "The addresses of wagtail-ngo are not in the site's URLs.",
                hint=(
                    'Add path("ngo/", include("wagtail_ngo.urls")) to ROOT_URLCONF, '
                    "above wagtail.urls."
                ),
                id="wagtail_ngo.E010",
            )
        ]
    return []


@register(Tags.compatibility, deploy=True)
def check_tasks(app_configs=None, **kwargs) -> list[CheckMessage]:
    """W011 (deploy): PDFs are made inside the request that publishes an issue."""
    backend = getattr(settings, "TASKS", {}).get("default", {}).get("BACKEND", "Immediate")
    if "Immediate" not in backend:
        return []
    return [
        Warning(
            "Tasks run inside the request: publishing a bulletin waits for its PDFs.",
            hint="Set TASKS['default'] to a queue and run its worker, e.g. django-tasks-db.",
            id="wagtail_ngo.W011",
        )
    ]


@register(Tags.compatibility, deploy=True)
def check_cache(app_configs=None, **kwargs) -> list[CheckMessage]:
    """W012 (deploy): limits on public forms are counted in a cache of one process."""
    backend = settings.CACHES.get("default", {}).get("BACKEND", "")
    if "LocMem" not in backend and "Dummy" not in backend:
        return []
    return [
        Warning(
            "Limits on public forms are counted in each process by itself.",
            hint="Set CACHES['default'] to a shared cache: Redis, Memcached or the database.",
            id="wagtail_ngo.W012",
        )
    ]


@register(Tags.security)
def check_trusted_proxies(app_configs=None, **kwargs) -> list[CheckMessage]:
    """E085: a trusted proxy that is neither an address, nor a network, nor "unix"."""
    return [
        Error(
            f"{conf.SETTINGS_NAME}['TRUSTED_PROXIES'] names {name!r}, which is no address.",
            hint='Write an address, a network such as "10.0.0.0/8", or "unix".',
            id="wagtail_ngo.E085",
        )
        for name in conf.get("TRUSTED_PROXIES")
        if not _is_network(name)
    ]


def _is_network(name: str) -> bool:
    try:
        return name == "unix" or bool(ipaddress.ip_network(name, strict=False))
    except ValueError:
        return False


@register(Tags.security, deploy=True)
def check_proxy_is_named(app_configs=None, **kwargs) -> list[CheckMessage]:
    """W086 (deploy): behind a proxy that is not named, all visitors share one limit."""
    is_behind = settings.SECURE_PROXY_SSL_HEADER or settings.USE_X_FORWARDED_HOST
    if not is_behind or conf.get("TRUSTED_PROXIES"):
        return []
    return [
        Warning(
            "The site is behind a proxy that wagtail-ngo does not know: the limits on public "
            "forms count all visitors as one.",
            hint=f"Name it in {conf.SETTINGS_NAME}['TRUSTED_PROXIES'].",
            id="wagtail_ngo.W086",
        )
    ]


@register(Tags.compatibility, deploy=True)
def check_mail_timeout(app_configs=None, **kwargs) -> list[CheckMessage]:
    """W075 (deploy): a mail server that accepts a connection and says nothing blocks a process."""
    mailer = getattr(settings, "MAILERS", {}).get("default")
    if mailer is None:
        backend, timeout = settings.EMAIL_BACKEND, settings.EMAIL_TIMEOUT
    else:
        backend = mailer.get("BACKEND", "smtp")
        timeout = mailer.get("OPTIONS", {}).get("timeout")
    if "smtp" not in backend or timeout is not None:
        return []
    return [
        Warning(
            "Nothing ends the wait for a mail server that does not answer.",
            hint="Set EMAIL_TIMEOUT = 10, or 'timeout' in the OPTIONS of MAILERS['default'].",
            id="wagtail_ngo.W075",
        )
    ]
