"""What is counted of answers to offers and needs."""

import datetime

import pytest

from tests.factories.directory import ContactChannelFactory, NGOFactory
from wagtail_ngo.enums import ExchangeKind, ExchangeSide
from wagtail_ngo.models import BoardReply, Offer, OutgoingMail
from wagtail_ngo.services.directory import board

pytestmark = pytest.mark.django_db
FIRST, LAST = datetime.date(2027, 1, 1), datetime.date(2027, 1, 31)
DAY = datetime.timedelta(days=1)
NOW = datetime.datetime(2027, 1, 1, 12, tzinfo=datetime.UTC)


def reply(organization, day=FIRST) -> BoardReply:
    return BoardReply.objects.create(
        side=next(iter(ExchangeSide)),
        kind=next(iter(ExchangeKind)),
        text="Krzesła",
        organization=organization,
        organization_name="Dawna nazwa",
        sent_on=day,
    )


def test_answers_are_counted_within_the_days_both_included():
    entry = NGOFactory()
    for day in (FIRST - DAY, FIRST, LAST, LAST + DAY):
        reply(entry, day)

    assert board.replies_in(FIRST, LAST) == 2


def test_the_name_of_an_entry_is_kept_for_its_own_answers():
    entry, other = NGOFactory(title="Fundacja"), NGOFactory(title="Klub")
    own, rest = reply(entry), reply(other)

    board.keep_name(entry)

    names = [BoardReply.objects.get(pk=row.pk).organization_name for row in (own, rest)]
    assert names == ["Fundacja", "Dawna nazwa"]


def answer(item, *, message="Przyjdę", now=NOW) -> bool:
    words = {"name": "Ewa", "reply_to": "ewa@example.org", "message": message}
    return board.reply(item, **words, url="https://x.example/", site_name="Miasto", now=now)


def test_an_answer_is_sent_and_counted_once_a_day():
    entry = NGOFactory(title="Fundacja")
    item = Offer.objects.create(organization=entry, kind=next(iter(ExchangeKind)), text="Krzesła")
    assert not answer(item)
    for order, (value, is_public) in enumerate(
        (("biuro@example.org", False), ("b@example.org", True), ("a@example.org", True))
    ):
        ContactChannelFactory(
            organization=entry, kind="email", value=value, is_public=is_public, sort_order=order
        )

    assert answer(item)
    assert answer(item, now=NOW + datetime.timedelta(hours=1))
    assert BoardReply.objects.count() == OutgoingMail.objects.count() == 1
    assert OutgoingMail.objects.get().recipient == "b@example.org"
    assert answer(item, message="A jednak nie")
    assert answer(item, now=NOW + DAY)

    assert OutgoingMail.objects.count() == 3
    counted = BoardReply.objects.order_by("sent_on", "pk")
    assert [(row.text, row.organization_name, row.sent_on) for row in counted] == [
        ("Krzesła", "Fundacja", day) for day in (FIRST, FIRST, FIRST + DAY)
    ]
