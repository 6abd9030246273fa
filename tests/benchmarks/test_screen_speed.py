"""Our screens and pages in a large town, beside Wagtail's own in the same run.

Not part of the suite: ``python3 dev.py bench tests/benchmarks/test_screen_speed.py``. Sizes are in
NGO_BENCHMARK_TOWN: entries, series of events, rows of every other list. On SQLite the figure is
processor time, elsewhere time by the clock.
"""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from tests.benchmarks.filling_registrations import core_pages
from tests.benchmarks.filling_town import bare_page, fill_town
from tests.benchmarks.test_registration_speed import queries_of, say, take_turns
from tests.browser.admin_screens import admin_names
from wagtail_ngo import models as m

pytestmark = pytest.mark.django_db
SIZES = [int(one) for one in os.environ.get("NGO_BENCHMARK_TOWN", "3000,500,500").split(",")]
ENTRIES, EVENTS, ROWS = SIZES
ROUNDS = int(os.environ.get("NGO_BENCHMARK_ROUNDS", "5"))
#: Of a core Wagtail page listing of the same length.
LIMIT = 1.5


def admin_addresses() -> dict[str, str]:
    """Every screen of ours that lists something."""
    names = [name for name in admin_names() if name.endswith(("_modeladmin_index", ":index"))]
    shelves = [name for name in admin_names() if name.startswith("wagtail_ngo_menu_")]
    tools = ["today", "attention", "search_report", "dates", "imports", "source_changes"]
    names += [f"wagtail_ngo_{name}" for name in tools]
    addresses = {name: reverse(name) for name in [*names, *shelves]}
    event = m.EventPage.objects.order_by("pk").first()
    addresses["dates of an event"] = reverse("wagtail_ngo_event_dates", args=[event.pk])
    return addresses


def opening(client, url: str) -> Callable[[], None]:
    def open_it() -> None:
        assert client.get(url).status_code == 200, url

    return open_it


def compare(title: str, acts: dict[str, Callable[[], None]], base: str, few: dict) -> dict:
    """Ratios to ``base``, printed with the queries; ``few`` holds those of the small town."""
    take_turns(acts, rounds=1)
    seconds = take_turns(acts, rounds=ROUNDS)
    many = {name: queries_of(act) for name, act in acts.items()}
    ratios = {name: taken / seconds[base] for name, taken in seconds.items()}
    say(f"\n{title}: {ENTRIES} entries, {EVENTS} series, {ROWS} rows of each list")
    for name, ratio in sorted(ratios.items(), key=lambda one: -one[1]):
        change = "" if few.get(name, many[name]) == many[name] else f" (small town {few[name]})"
        say(f"{name:50} {seconds[name] * 1000:6.0f} ms {many[name]:3} queries{change} {ratio:5.2f}")
    return ratios


def test_no_admin_screen_costs_more_than_a_listing_of_wagtail_and_a_half(admin_client):
    root = Page.objects.get(depth=2)
    core = reverse("wagtailadmin_explore", args=[root.pk])
    with transaction.atomic():
        fill_town(entries=60, events=60, rows=60)
        small = admin_addresses()
        # The first answer also fills what the process keeps: types, sites, templates.
        for url in small.values():
            admin_client.get(url)
        few = {name: queries_of(opening(admin_client, url)) for name, url in small.items()}
        transaction.set_rollback(True)
    cache.clear()
    fill_town(entries=ENTRIES, events=EVENTS, rows=ROWS)
    core_pages(Page.objects.get(pk=root.pk), ENTRIES)

    addresses = {"core listing": core, **admin_addresses()}
    acts = {name: opening(admin_client, url) for name, url in addresses.items()}
    ratios = compare("admin", acts, "core listing", few)

    assert {name: ratio for name, ratio in ratios.items() if ratio > LIMIT} == {}
    assert {name: count for name, count in more_queries(acts, few).items() if count > 0} == {}


def more_queries(acts: dict, few: dict) -> dict[str, int]:
    """How many more questions each screen asks than in the small town."""
    return {name: queries_of(acts[name]) - count for name, count in few.items()}


def public_addresses(town) -> dict[str, str]:
    event = m.EventPage.objects.order_by("pk").first()
    call = m.FundingCall.objects.order_by("pk").first()
    issue = m.BulletinIssuePage.objects.order_by("pk").first()
    return {
        "directory": town.directory.url,
        "results": f"{town.directory.url}?q=spotkanie",
        "map": f"{town.directory.url}map/",
        "entry": m.NGOPage.objects.order_by("pk").first().url,
        "calendar": town.calendar.url,
        "month": f"{town.calendar.url}month/{timezone.localdate():%Y-%m}/",
        "archive of the calendar": f"{town.calendar.url}archive/",
        "event": event.url,
        "bulletin": town.serial.url,
        "issue": issue.url,
        "calls": town.calls.url,
        "call": f"{town.calls.url}{call.pk}/",
    }


def test_public_pages_of_a_large_town(client):
    cache.clear()
    bare = bare_page()
    town = fill_town(entries=ENTRIES, events=EVENTS, rows=ROWS)
    addresses = {"bare page": bare.url, **public_addresses(town)}
    acts = {name: opening(client, url) for name, url in addresses.items()}

    compare("public", acts, "bare page", {})
