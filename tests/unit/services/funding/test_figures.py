"""Calls and awards of a period, each counted once, nothing internal."""

import datetime
from decimal import Decimal

import pytest

from tests.factories.bulletin import FundingAwardFactory, FundingCallFactory
from tests.factories.directory import NGOFactory
from wagtail_ngo.models import CooperationProgramme
from wagtail_ngo.services.funding import figures

pytestmark = pytest.mark.django_db
YEAR = (datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))
FIRST, LAST = YEAR
DAY = datetime.timedelta(days=1)


def make_call(**fields):
    return FundingCallFactory(**{"announced_on": FIRST, **fields})


def award(call, amount, **fields):
    return FundingAwardFactory(call=call, amount=amount, **{"decided_on": LAST, **fields})


def test_the_first_and_the_last_day_belong_to_the_period():
    for day in (FIRST - DAY, FIRST, LAST, LAST + DAY):
        award(make_call(announced_on=day), 100, decided_on=day)

    counted = figures.figures(*YEAR)

    assert (counted.calls, counted.awards) == (2, 2)
    assert figures.calls_of(*YEAR).count() == counted.calls
    assert figures.awards_of(*YEAR).count() == counted.awards


def test_only_what_is_public_is_counted():
    award(make_call(is_public=False), 100)
    award(make_call(), 200, is_public=False)

    counted = figures.figures(*YEAR)

    assert (counted.calls, counted.awards, counted.granted) == (1, 0, ())


def test_organizations_are_counted_once_and_sums_by_currency():
    entry = NGOFactory()
    zloty, euro = make_call(), make_call(currency="EUR")
    award(zloty, "1000.10", organization=entry, organization_name="A")
    award(zloty, "2000.20", organization=entry, organization_name="A (dawna nazwa)")
    award(euro, 300, organization=None, organization_name="Spoza katalogu")
    award(euro, 400, organization=None, organization_name="Spoza katalogu")

    counted = figures.figures(*YEAR)

    assert counted.organizations == 2
    assert counted.granted == (("EUR", Decimal(700)), ("PLN", Decimal("3000.30")))


def test_public_money_can_be_counted_alone():
    award(make_call(is_public_money=True), 100)
    award(make_call(), 200)

    counted = figures.figures(*YEAR, public_money_only=True)

    assert (counted.calls, counted.awards, counted.granted) == (1, 1, (("PLN", Decimal(100)),))


def test_offers_are_unknown_until_a_call_says_how_many():
    make_call()
    assert figures.figures(*YEAR).offers is None

    make_call(offers_received=0)
    assert figures.figures(*YEAR).offers == 0

    make_call(offers_received=12)
    assert figures.figures(*YEAR).offers == 12


@pytest.mark.parametrize("count", [1, 5])
def test_figures_cost_the_same_for_one_and_many(count, django_assert_num_queries):
    for _number in range(count):
        award(make_call(), 100, organization=NGOFactory())

    with django_assert_num_queries(6):
        figures.figures(*YEAR)


def test_a_programme_counts_its_own_calls_and_awards_and_without_one_all_count():
    programme, other = (CooperationProgramme.objects.create(name=name) for name in "AB")
    for number, its in enumerate((programme, other, None)):
        award(make_call(programme=its), 10**number)

    counted = figures.figures(*YEAR, programme=programme)
    assert (counted.calls, counted.awards, counted.granted) == (1, 1, (("PLN", Decimal(1)),))
    assert figures.figures(*YEAR).granted == (("PLN", Decimal(111)),)
    assert (figures.calls_of(*YEAR).count(), figures.awards_of(*YEAR).count()) == (3, 3)
