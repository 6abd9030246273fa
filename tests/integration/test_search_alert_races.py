"""Searches by e-mail, eight at once: one question, one confirmation, each letter once."""

import datetime
import re

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from tests.factories.directory import ActivityAreaFactory, NGODirectoryFactory, NGOFactory
from tests.mail_server import mail_server
from tests.separate_connections import separate_connections
from wagtail_ngo.enums import MailStatus
from wagtail_ngo.models import OutgoingMail, SearchAlert
from wagtail_ngo.services.mail import outbox
from wagtail_ngo.services.search import alert_news, alerts
from wagtail_ngo.services.search.results import Selection

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.any_version,
]
EIGHT = 8
WEEK = datetime.timedelta(days=7)
ASKED = datetime.datetime(2027, 1, 4, 9, tzinfo=datetime.UTC)
BEES = Selection(chosen={"area": ["pszczelarstwo"]})


@pytest.fixture
def at_once(tmp_path):
    with separate_connections(tmp_path) as run:
        yield run


@pytest.fixture
def directory(at_once):
    area = ActivityAreaFactory(name="Pszczelarstwo", slug="pszczelarstwo")
    directory = NGODirectoryFactory(title="Organizacje", slug="organizacje")
    soon = ASKED + datetime.timedelta(days=1)
    NGOFactory(parent=directory, title="Ule na dachach", areas=[area], first_published_at=soon)
    return directory


def ask(directory, address: str, *, now=ASKED) -> None:
    alerts.subscribe(directory, address, BEES, label="Pszczelarstwo", now=now)


def confirmed(directory, address: str) -> SearchAlert:
    ask(directory, address)
    alert = SearchAlert.objects.get(email=address)
    alerts.confirm(alert, now=ASKED)
    return alert


def press(path: str) -> int:
    return Client().post(path).status_code


def receivers(inbox) -> list[str]:
    """Who got a letter, once for each."""
    lines = (re.search(rb"^To: (.+)$", data, re.M) for data in inbox.received)
    return sorted(line[1].decode().strip() for line in lines if line)


def test_one_address_entered_eight_times_at_once_is_asked_once(directory, at_once):
    answers = at_once(*[lambda: ask(directory, "ala@example.org")] * EIGHT)

    assert answers == [None] * EIGHT
    assert SearchAlert.objects.count() == 1
    assert OutgoingMail.objects.filter(kind="search.question").count() == 1


def test_eight_addresses_entered_at_once_are_each_asked_once(directory, at_once):
    addresses = [f"ala{number}@example.org" for number in range(EIGHT)]

    at_once(*[lambda address=address: ask(directory, address) for address in addresses])

    asked = OutgoingMail.objects.filter(kind="search.question")
    assert sorted(asked.values_list("recipient", flat=True)) == addresses


def test_confirming_pressed_by_eight_counts_once(directory, at_once):
    ask(directory, "ala@example.org")
    alert = SearchAlert.objects.get()

    answers = at_once(*[lambda: press(f"/ngo/search/by-mail/{alert.token}/")] * EIGHT)

    assert answers == [200] * EIGHT
    alert.refresh_from_db()
    assert alert.confirmed_at == alert.told_until is not None


def test_eight_confirmations_at_once_keep_the_first_moment(directory, at_once):
    ask(directory, "ala@example.org")
    alert = SearchAlert.objects.get()
    moments = [ASKED + datetime.timedelta(hours=number) for number in range(EIGHT)]

    at_once(*[lambda now=now: alerts.confirm(alert, now=now) for now in moments])

    alert.refresh_from_db()
    assert alert.confirmed_at in moments
    assert alert.told_until == alert.confirmed_at


def test_unsubscribing_pressed_by_eight_leaves_nothing_and_fails_for_nobody(directory, at_once):
    alert = confirmed(directory, "ala@example.org")
    other = confirmed(directory, "bea@example.org")
    alert_news.queue_due(now=ASKED + WEEK)

    answers = at_once(*[lambda: press(f"/ngo/search/by-mail/{alert.token}/end/")] * EIGHT)

    # Whoever comes after the address is forgotten finds no such page.
    assert {200} <= set(answers) <= {200, 404}
    assert list(SearchAlert.objects.values_list("email", flat=True)) == [other.email]
    news = OutgoingMail.objects.filter(kind="search.news")
    assert list(news.values_list("recipient", flat=True)) == [other.email]


def test_sending_pressed_by_eight_sends_each_letter_once(directory, at_once):
    addresses = [f"ala{number}@example.org" for number in range(EIGHT)]
    for address in addresses:
        confirmed(directory, address)
    OutgoingMail.objects.all().delete()
    now = ASKED + WEEK

    def send() -> int:
        count = alert_news.queue_due(now=now)
        outbox.deliver(now=now)
        return count

    with mail_server() as inbox:
        counts = at_once(*[send] * EIGHT)

    assert sum(counts) == EIGHT
    assert receivers(inbox) == addresses
    assert OutgoingMail.objects.filter(status=MailStatus.SENT, attempts=1).count() == EIGHT
    assert set(SearchAlert.objects.values_list("told_until", flat=True)) == {now}


def test_the_command_run_by_eight_queues_each_letter_once(directory, at_once):
    alert = confirmed(directory, "ala@example.org")
    SearchAlert.objects.update(told_until=timezone.now() - WEEK)
    NGOFactory(
        parent=directory,
        title="Miody",
        areas=list(directory.get_children().first().specific.areas.all()),
        first_published_at=timezone.now(),
    )

    at_once(*[lambda: call_command("ngo_send_alerts")] * EIGHT)

    [letter] = OutgoingMail.objects.filter(kind="search.news")
    assert letter.recipient == alert.email
    assert "Miody" in letter.text


def test_whoever_unsubscribes_while_letters_are_sent_gets_none_later(directory, at_once):
    alert = confirmed(directory, "ala@example.org")
    now = ASKED + WEEK
    sending = [lambda: alert_news.queue_due(now=now)] * (EIGHT - 1)

    at_once(*sending, lambda: press(f"/ngo/search/by-mail/{alert.token}/end/"))

    assert SearchAlert.objects.count() == 0
    assert OutgoingMail.objects.count() == 0
