"""Which calls a visitor asks for, in which order, and how long they are open."""

import datetime
from decimal import Decimal

import pytest

from tests.factories.bulletin import FundingCallFactory
from tests.factories.directory import ActivityAreaFactory
from wagtail_ngo.models import FundingCall
from wagtail_ngo.services.funding.calls import CallFilters, chosen_calls, days_left

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2027, 3, 10, 12, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)


def make(title, **fields) -> FundingCall:
    areas = fields.pop("areas", [])
    call = FundingCallFactory(**{"title": title, "deadline": NOW + DAY, **fields})
    call.areas.set(areas)
    return call


def titles(**filters) -> list[str]:
    return [call.title for call in chosen_calls(None, CallFilters(**filters), now=NOW)]


def test_open_calls_come_by_deadline_and_ended_ones_the_latest_first():
    make("later", deadline=NOW + 2 * DAY)
    make("next")
    make("rolling", deadline=None)
    make("over", deadline=NOW - DAY)
    make("just over", deadline=NOW)
    make("on paper", deadline=NOW - DAY, paper_deadline=NOW + DAY)
    make("hidden", is_public=False)

    assert titles() == ["on paper", "next", "later", "rolling"]
    assert titles(ended=True) == ["just over", "over"]


def test_a_call_of_several_areas_is_there_once_and_one_of_none_fits_all():
    sport, culture, health = (ActivityAreaFactory(name=name) for name in "ABC")
    make("both", areas=[sport, culture])
    make("culture", areas=[culture])
    make("all", areas=[])

    assert titles(areas=(sport.pk,)) == ["both", "all"]
    assert titles(areas=(sport.pk, culture.pk)) == ["both", "culture", "all"]
    assert titles(areas=(health.pk,)) == ["all"]


def test_a_sum_has_to_lie_between_the_smallest_and_the_largest_grant():
    make("any")
    make("from 10", amount_min=10)
    make("to 20", amount_max=20)
    make("10 to 20", amount_min=10, amount_max=20)

    assert titles(amount=Decimal("9.99")) == ["any", "to 20"]
    assert titles(amount=Decimal(10)) == ["any", "from 10", "to 20", "10 to 20"]
    assert titles(amount=Decimal(20)) == ["any", "from 10", "to 20", "10 to 20"]
    assert titles(amount=Decimal("20.01")) == ["any", "from 10"]
    assert titles(amount=Decimal(0)) == ["any", "to 20"]


def test_a_procedure_narrows():
    make("open", procedure="open_call")
    make("small", procedure="small_grant")

    assert titles(procedure="open_call") == ["open"]
    assert titles() == ["open", "small"]


def test_a_commission_is_looked_for_until_its_last_day():
    today = NOW.date()
    make("today", commission_wanted=True, commission_until=today)
    make("yesterday", commission_wanted=True, commission_until=today - DAY)
    make("always", commission_wanted=True)
    make("not wanted", commission_until=today)

    assert titles(commission=True) == ["today", "always"]


def test_nights_to_the_next_deadline():
    call = FundingCall(deadline=NOW + DAY, paper_deadline=NOW + 3 * DAY)

    assert [days_left(call, now=NOW + n * DAY) for n in (0, 1, 2)] == [1, 2, 1]
    assert days_left(FundingCall(), now=NOW) is None
