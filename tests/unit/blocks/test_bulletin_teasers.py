import datetime

import pytest
import time_machine
from django.test import RequestFactory
from wagtail.models import PageViewRestriction

from tests.factories.bulletin import (
    BulletinIndexFactory,
    BulletinIssueFactory,
    FundingCallFactory,
    FundingCallIndexFactory,
    publish,
)
from wagtail_ngo.blocks import BulletinArchiveBlock, FundingCallsBlock, LatestBulletinBlock

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2017, 11, 2, 9, tzinfo=datetime.UTC)


def context():
    return {"request": RequestFactory().get("/")}


def hidden_and_shown():
    serial = BulletinIndexFactory()
    BulletinIssueFactory(parent=serial, number=12, year=2017, live=False)
    locked = publish(BulletinIssueFactory(parent=serial, number=11, year=2017))
    PageViewRestriction.objects.create(page=locked, restriction_type="login")
    return serial, publish(BulletinIssueFactory(parent=serial, number=10, year=2017))


def test_the_latest_bulletin_is_the_newest_that_the_visitor_may_see():
    serial, shown = hidden_and_shown()
    block = LatestBulletinBlock()

    for chosen in (None, serial):
        value = block.to_python({"heading": "Biuletyn", "bulletin": chosen and chosen.pk})
        assert block.get_context(value, context())["issue"] == shown
    assert shown.title in block.render(value, context())


def test_the_archive_lists_what_the_visitor_may_see():
    serial, shown = hidden_and_shown()
    block = BulletinArchiveBlock()
    value = block.to_python({"heading": "", "bulletin": serial.pk, "most": 6})

    assert list(block.get_context(value, context())["issues"]) == [shown]
    assert shown.title in block.render(value, context())


@time_machine.travel(NOW, tick=False)
def test_funding_calls_are_open_public_ones_with_days_left():
    page = FundingCallIndexFactory()
    call = FundingCallFactory(title="Otwarty", deadline=NOW + datetime.timedelta(days=3))
    FundingCallFactory(title="Minął", deadline=NOW - datetime.timedelta(days=3))
    FundingCallFactory(title="Szkic", is_public=False, deadline=NOW + datetime.timedelta(days=3))
    block = FundingCallsBlock()
    value = block.to_python({"heading": "", "most": 5})

    assert block.get_context(value, context())["rows"] == [
        {"item": call, "url": f"{page.url}{call.pk}/", "days_left": 3}
    ]
    assert "3 days left" in block.render(value, context())
