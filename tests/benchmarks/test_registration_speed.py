"""What registering, the desk and the figures cost.

Not part of the suite: ``python3 dev.py bench tests/benchmarks/test_registration_speed.py``. How
many are registered for the date of the desk is in NGO_BENCHMARK_DATE, how many the figures count
in NGO_BENCHMARK_PEOPLE.
"""

from __future__ import annotations

import datetime
import os
import re
import statistics
import time
from collections.abc import Callable

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from tests.benchmarks.filling_registrations import check_in, core_pages, past_dates, register
from tests.factories.registration import make_date
from wagtail_ngo.domain.reports.periods import Period
from wagtail_ngo.enums import RegistrationStatus as S
from wagtail_ngo.models import Occurrence, OutgoingMail, Registration
from wagtail_ngo.services.registration import figures
from wagtail_ngo.services.registration.counts import counts
from wagtail_ngo.services.registration.tokens import Purpose, make
from wagtail_ngo.services.reports import counting
from wagtail_ngo.services.reports.scope import Scope

pytestmark = pytest.mark.django_db
ON_DATE = int(os.environ.get("NGO_BENCHMARK_DATE", "2000"))
PEOPLE = int(os.environ.get("NGO_BENCHMARK_PEOPLE", "100000"))
ROUNDS = 9
NOW = datetime.datetime(2027, 3, 10, 12, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)


def say(text: str) -> None:
    print(text)  # noqa: T201


def queries_of(act: Callable[[], object]) -> int:
    """Statements that ask or write something; savepoints are no work."""
    with CaptureQueriesContext(connection) as found:
        act()
    return sum("SAVEPOINT" not in one["sql"] for one in found)


def take_turns(acts: dict[str, Callable[[], object]], rounds: int = ROUNDS) -> dict[str, float]:
    """Median seconds of each. They take turns, so that a busy moment of the machine hits all.

    SQLite works in our process, whose own time others do not blur.
    """
    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    taken: dict[str, list[float]] = {name: [] for name in acts}
    for _round in range(rounds):
        for name, act in acts.items():
            started = clock()
            act()
            taken[name].append(clock() - started)
    return {name: statistics.median(times) for name, times in taken.items()}


def test_registering_costs_at_most_twice_the_queries_of_its_page(client):
    cache.clear()
    with time_machine.travel(NOW, tick=False) as clock:
        date = make_date(now=NOW - DAY, start_date=(NOW + 9 * DAY).date(), seats_per_organization=2)
        address = f"{date.url}register/"
        client.get(address)
        page = queries_of(lambda: client.get(address))
        sent = re.findall(
            r'name="submission" value="([^"]+)"', client.get(address).content.decode()
        )
        clock.shift(10)
        form = {"name": "Jan", "email": "jan@example.org", "submission": sent[0]}
        form["organization"] = "Association"
        register_it = queries_of(lambda: client.post(address, form))
        row = Registration.objects.get()
        link = f"/ngo/registration/confirm/{make(row, Purpose.CONFIRM, until=NOW + DAY)}/"
        opened = queries_of(lambda: client.get(link))
        confirm_it = queries_of(lambda: client.post(link))

    row.refresh_from_db()
    assert (row.status, OutgoingMail.objects.count()) == (S.CONFIRMED, 2)
    say(f"\n{connection.vendor}: form {page} queries, sent {register_it}: {register_it / page:.2f}")
    say(f"link {opened} queries, confirmed {confirm_it}: {confirm_it / opened:.2f}")
    assert register_it <= 2 * page


def test_desk_of_a_full_date_costs_like_a_listing_of_wagtail(admin_client):
    now = timezone.now()
    date = make_date(now=now, capacity=None, start_date=timezone.localdate() + 9 * DAY)
    register(date, range(ON_DATE), now=now, statuses=[S.CONFIRMED] * 9 + [S.UNCONFIRMED])
    parent = Page.objects.get(depth=2)
    core_pages(parent, ON_DATE)
    addresses = {
        "core listing": reverse("wagtailadmin_explore", args=[parent.pk]),
        "desk": reverse("wagtail_ngo_date", args=[date.pk]),
        "list": f"{reverse('wagtail_ngo_registration_modeladmin_index')}?occurrence={date.pk}",
        "check-in": reverse("wagtail_ngo_check_in", args=[date.pk]),
    }

    def open_it(url: str) -> None:
        assert admin_client.get(url).status_code == 200

    acts = {name: lambda url=url: open_it(url) for name, url in addresses.items()}
    take_turns(acts, rounds=2)
    found = take_turns(acts)
    core = found["core listing"]
    say(f"\n{connection.vendor}: {ON_DATE} registrations, {ON_DATE} pages")
    for name, act in acts.items():
        ratio = f"{found[name] / core:.2f} times"
        say(f"{name:12} {found[name] * 1000:6.0f} ms, {queries_of(act):3} queries, {ratio}")
    for name in ("desk", "list", "check-in"):
        assert found[name] <= 1.5 * core, name


def test_figures_of_many_people_are_counted_in_constant_queries():
    now = timezone.now()
    dates = past_dates(50, now=now)
    year = Period(dates[0].local_day, dates[-1].local_day)
    scope = Scope(year, now)
    every = Occurrence.objects.filter(pk__in=[date.pk for date in dates])
    acts = {
        "by status, one date": lambda: figures.counts_by_status(dates[0]),
        "attendance figures": lambda: figures.attendance_figures(every),
        "JSON counts": lambda: counts(every),
        "report: participations": lambda: counting.participations(scope),
        "report: people": lambda: counting.people(scope),
        "report: organizations": lambda: len(set(counting.organization_keys(scope))),
    }
    each = PEOPLE // len(dates)
    # Everybody registers for two dates that follow each other.
    shift = each // 2
    first = register(dates[0], range(each), now=now)
    check_in(first)
    few = {name: queries_of(act) for name, act in acts.items()}
    for place, date in enumerate(dates[1:], start=1):
        check_in(register(date, range(place * shift, place * shift + each), now=now))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")

    assert Registration.objects.count() == each * len(dates)
    found = figures.attendance_figures(every)
    came = [number for number in range(shift * (len(dates) + 1)) if number % 10 < 8]
    assert (found.meetings, found.people) == (len(dates), len(came))
    assert found.participations == len(dates) * each * 8 // 10
    taken = take_turns(acts, rounds=3)
    say(
        f"\n{connection.vendor}: {Registration.objects.count():,} registrations, {len(dates)} dates"
    )
    for name, act in acts.items():
        many = queries_of(act)
        say(f"{name:24} {taken[name] * 1000:6.0f} ms, {many} queries")
        assert many == few[name], name
