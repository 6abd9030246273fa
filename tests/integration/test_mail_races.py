"""Two processes at the outbox at the same moment."""

import datetime
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from tests.mail_server import mail_server
from wagtail_ngo.enums import MailStatus
from wagtail_ngo.models import OutgoingMail
from wagtail_ngo.services.mail import kinds, outbox
from wagtail_ngo.services.mail.message import Parts

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="threads share SQLite's memory"),
]
NOW = datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC)


def at_once(*acts) -> list:
    """Results of functions that start together, each with a connection of its own."""
    barrier = Barrier(len(acts))

    def run(act):
        try:
            barrier.wait()
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [one.result() for one in [pool.submit(run, act) for act in acts]]


@pytest.fixture(autouse=True)
def copies():
    kinds.register(kinds.Kind("test.copy", "Copy", is_bulk=True))
    yield
    del kinds._kinds["test.copy"]


def queue(address, **details):
    parts = Parts("a", "b")
    return outbox.queue(parts, kind="test.copy", recipient=address, now=NOW, **details)


def test_two_runs_at_once_send_each_message_once():
    for number in range(8):
        queue(f"a{number}@example.org")

    with mail_server() as inbox:
        runs = at_once(*[lambda: outbox.deliver(now=NOW)] * 3)

    assert sum(run.sent for run in runs) == 8
    addresses = {line for data in inbox.received for line in data.splitlines() if b"To:" in line}
    assert len(inbox.received) == len(addresses) == 8
    assert OutgoingMail.objects.filter(status=MailStatus.SENT, attempts=1).count() == 8


def test_the_same_key_at_once_queues_one_message():
    mails = at_once(*[lambda: queue("a@example.org", key="zapis:1").pk] * 4)

    assert len(set(mails)) == 1
    assert OutgoingMail.objects.count() == 1
