# ruff: noqa: S603, S608 -- our own server; SQL with our own keys, on a database of another process
"""Two hundred people want twenty seats at once, from a real server, on the database of the suite.

The same requests go to a server that counts and then inserts: it sells more seats than there are.
``NGO_RACE_ROUNDS`` says how often; each time is another date.
"""

import datetime
import http.client
import os
import re
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.db import connection, connections

from tests.factories.registration import make_event
from wagtail_ngo.models import Registration
from wagtail_ngo.services.registration import tokens
from wagtail_ngo.services.registration.tokens import Purpose

pytest.importorskip("gunicorn")
pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.any_version,
]
TOP = Path(__file__).parents[2]
PEOPLE, SEATS, LINE = 200, 20, 100
ROUNDS = int(os.environ.get("NGO_RACE_ROUNDS", "1"))


class Town:
    """The server's database, and requests to the server."""

    def __init__(self, port: int, execute):
        self.port, self.rows = port, execute
        self.cookie = self.token = self.submission = ""

    def request(self, method: str, path: str, **fields) -> tuple[int, str]:
        client = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        body = urlencode({"csrfmiddlewaretoken": self.token, **fields})
        headers = {"Host": "localhost", "Content-Type": "application/x-www-form-urlencoded"}
        if self.cookie:
            headers["Cookie"] = f"csrftoken={self.cookie}"
        client.request(method, path, body if method == "POST" else None, headers)
        answer = client.getresponse()
        text = answer.read().decode()
        if cookie := re.search(r"csrftoken=(\w+)", answer.getheader("Set-Cookie") or ""):
            self.cookie = cookie[1]
        client.close()
        return answer.status, text

    def open_form(self, path: str) -> None:
        status, text = self.request("GET", path)
        assert status == 200
        hidden = re.findall(r'value="([^"]{20,})"', text)
        self.token, self.submission = hidden[0], hidden[-1]
        time.sleep(3.1)  # nobody fills a form in less

    def post_all(self, requests) -> Counter:
        """How often each status came when all of them are sent at the same moment."""
        requests = list(requests)
        start = threading.Barrier(len(requests))

        def send(one) -> tuple[int, str]:
            start.wait()
            return self.request("POST", one[0], **one[1])

        with ThreadPoolExecutor(len(requests)) as pool:
            answers = pool.map(send, requests)
        return Counter(status for status, _text in answers)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def database(tmp_path, name: str):
    """Address of a database for the server, and a function that reads what is in it now."""
    if connection.vendor == "sqlite":
        file = tmp_path / f"{name}.sqlite3"
        copy = sqlite3.connect(file, check_same_thread=False, isolation_level=None)
        connection.connection.backup(copy)
        return f"sqlite:///{file}", lambda sql: copy.execute(sql).fetchall()
    values = connection.settings_dict
    url = "{}://{}:{}@{}:{}/{}".format(
        {"postgresql": "postgres"}.get(connection.vendor, connection.vendor),
        values["USER"],
        values["PASSWORD"],
        values["HOST"],
        values["PORT"] or "",
        values["NAME"],
    )

    def execute(sql):
        # The test's own connection must not see the past of a transaction.
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall()

    return url.replace(":@", "@"), execute


@contextmanager
def server(tmp_path, *, naive: bool = False):
    """The test host under gunicorn, with a copy of SQLite's database or the test database."""
    url, execute = database(tmp_path, f"town-{naive}")
    port = free_port()
    command = [sys.executable, "-W", "ignore", "-m", "gunicorn", "--workers=2", "--threads=24"]
    command += [f"--bind=127.0.0.1:{port}", "--timeout=120", "--log-level=warning"]
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "tests.race_settings",
        "NGO_NAIVE": str(tmp_path / "looked") if naive else "",
    }
    process = subprocess.Popen(
        [*command, "django.core.wsgi:get_wsgi_application()"], cwd=TOP, env=environment
    )
    try:
        town = Town(port, execute)
        for _try in range(300):
            try:
                town.request("GET", "/calendar/")
                break
            except OSError:
                time.sleep(0.2)
        yield town
    finally:
        process.terminate()
        process.wait(30)


@pytest.fixture
def event():
    start = (datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=60)).date()
    page = make_event(
        capacity=SEATS,
        waiting_limit=LINE,
        start_date=start,
        now=datetime.datetime.now(datetime.UTC),
        recurrence=f"RRULE:FREQ=WEEKLY;COUNT={ROUNDS + 1}",
    )
    yield page
    for one in connections.all():
        one.close_if_unusable_or_obsolete()


def test_twenty_seats_for_two_hundred_people_at_once(event, tmp_path):
    *dates, other = event.occurrences.order_by("starts_at")
    with server(tmp_path) as town:
        for date in dates:
            race(town, date)
    with server(tmp_path, naive=True) as town:
        path = f"{other.url}register/"
        town.open_form(path)
        town.post_all((path, {"email": f"naive{n}@example.org"}) for n in range(PEOPLE))
        [(sold,)] = town.rows(
            "SELECT COUNT(*) FROM wagtail_ngo_registration WHERE email LIKE 'naive%'"
        )
    assert sold > SEATS


def race(town: Town, date) -> None:
    """Register, confirm and cancel at once; then look at what became of everybody."""
    path = f"{date.url}register/"
    town.open_form(path)
    sent = town.post_all(
        (
            path,
            {
                "name": f"Person {n}",
                "email": f"p{n}-{date.pk}@example.org",
                "submission": town.submission,
            },
        )
        for n in range(PEOPLE)
    )
    assert sent == {200: PEOPLE}
    assert letters(town, date) == {"ask": PEOPLE}
    assert counters(town, date) == (SEATS, 0, PEOPLE)
    assert held(town, date) == {("unconfirmed", 1): SEATS, ("unconfirmed", 0): PEOPLE - SEATS}

    confirmed = town.post_all((one, {}) for one in links(town, date, Purpose.CONFIRM))
    assert confirmed == {200: SEATS + LINE, 409: PEOPLE - SEATS - LINE}
    assert counters(town, date) == (SEATS, LINE, PEOPLE)
    assert held(town, date) == {
        ("confirmed", 1): SEATS,
        ("waiting", 0): LINE,
        ("unconfirmed", 0): PEOPLE - SEATS - LINE,
    }

    line = keys(town, date, "waiting")
    leaving = links(town, date, Purpose.MANAGE, pks=line[50:53])
    assert town.post_all((one, {}) for one in leaving) == {200: 3}
    assert counters(town, date) == (SEATS, LINE - 3, PEOPLE)
    assert keys(town, date, "offered") == []

    seated = keys(town, date, "confirmed")[:5]
    cancelled = town.post_all((one, {}) for one in links(town, date, Purpose.MANAGE, pks=seated))
    assert cancelled == {200: 5}
    assert counters(town, date) == (SEATS, LINE - 8, PEOPLE)
    assert keys(town, date, "offered") == line[:5]
    assert letters(town, date) == {
        "ask": PEOPLE,
        "seat": SEATS,
        "line": LINE,
        "cancelled": 8,
        "offer": 5,
    }


def letters(town: Town, date) -> Counter:
    """How many letters of each kind the people of the date have in the outbox."""
    rows = town.rows(f"SELECT id FROM wagtail_ngo_registration WHERE occurrence_id = {date.pk}")
    people = {f"registration:{pk}" for (pk,) in rows}
    mails = town.rows("SELECT kind, about FROM wagtail_ngo_outgoingmail")
    return Counter(kind.rpartition(".")[2] for kind, about in mails if about in people)


def counters(town: Town, date) -> tuple:
    [row] = town.rows(
        "SELECT seats_taken, waiting, record_count FROM wagtail_ngo_occurrence"
        f" WHERE id = {date.pk}"
    )
    return tuple(row)


def held(town: Town, date) -> dict:
    rows = town.rows(
        "SELECT status, seats_held, COUNT(*) FROM wagtail_ngo_registration"
        f" WHERE occurrence_id = {date.pk} GROUP BY status, seats_held"
    )
    return {(status, seats): number for status, seats, number in rows}


def keys(town: Town, date, status: str) -> list[int]:
    rows = town.rows(
        "SELECT id FROM wagtail_ngo_registration"
        f" WHERE occurrence_id = {date.pk} AND status = '{status}' ORDER BY waiting_since, id"
    )
    return [pk for (pk,) in rows]


def links(town: Town, date, purpose: Purpose, *, pks=None) -> list[str]:
    """Addresses as they stand in the letters."""
    rows = town.rows(
        f"SELECT id, nonce FROM wagtail_ngo_registration WHERE occurrence_id = {date.pk}"
    )
    until = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=1)
    folder = "" if purpose is Purpose.MANAGE else f"{purpose}/"
    people = [Registration(pk=pk, nonce=nonce) for pk, nonce in rows if pks is None or pk in pks]
    made = [tokens.make(person, purpose, until=until) for person in people]
    return [f"/ngo/registration/{folder}{token}/" for token in made]
