"""The same button pressed twice at the same moment: one mail, one count, one new last day."""

import datetime

import pytest
from django.db import connection
from django.utils import timezone

from tests.factories.cooperation import OfferFactory
from tests.factories.directory import ContactChannelFactory, NGOFactory
from tests.integration.test_rebuild_races import at_once
from wagtail_ngo.models import BoardReply, ExchangeReminder, Offer, OutgoingMail
from wagtail_ngo.services.directory import board, exchange_reminders

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="threads share SQLite's memory"),
]
DAY = datetime.timedelta(days=1)


@pytest.fixture
def item():
    entry = NGOFactory(title="Klub")
    ContactChannelFactory(organization=entry, value="klub@example.org")
    return OfferFactory(organization=entry, valid_until=timezone.localdate() + DAY)


def test_one_answer_pressed_by_four_is_one_mail_and_counted_once(item):
    def press():
        return board.reply(
            Offer.objects.select_related("organization").get(pk=item.pk),
            name="Ala",
            reply_to="ala@example.org",
            message="W sobotę?",
            url="http://localhost/",
            site_name="Miasto",
            now=timezone.now(),
        )

    assert at_once(press, press, press, press) == [True] * 4
    assert OutgoingMail.objects.count() == 1
    assert BoardReply.objects.count() == 1


def test_two_daily_jobs_at_once_ask_once(item):
    def run():
        return exchange_reminders.remind_all(now=timezone.now(), limit=10)

    assert sorted(at_once(run, run, run)) == [0, 0, 1]
    assert ExchangeReminder.objects.count() == OutgoingMail.objects.count() == 1


def test_it_holds_and_it_is_over_at_once_leave_one_answer(item):
    today = timezone.localdate()
    reminder = ExchangeReminder.objects.create(
        organization=item.organization, side="offer", item_pk=item.pk, last_day=item.valid_until
    )

    answers = at_once(
        lambda: exchange_reminders.prolong(reminder, today=today),
        lambda: exchange_reminders.take_down(reminder, today=today),
    )

    assert sorted(answers) == [False, True]
    item.refresh_from_db()
    expected = exchange_reminders.next_last_day(reminder, today=today), today - DAY
    assert item.valid_until == expected[answers.index(True)]
