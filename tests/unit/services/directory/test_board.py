"""What is counted of answers to offers and needs."""

import datetime

import pytest

from tests.factories.directory import NGOFactory
from wagtail_ngo.enums import ExchangeKind, ExchangeSide
from wagtail_ngo.models import BoardReply
from wagtail_ngo.services.directory import board

pytestmark = pytest.mark.django_db
FIRST, LAST = datetime.date(2027, 1, 1), datetime.date(2027, 1, 31)
DAY = datetime.timedelta(days=1)


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
