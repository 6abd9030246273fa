"""Awards as the public may read them."""

import datetime
from decimal import Decimal

import pytest

from tests.factories.bulletin import FundingAwardFactory, FundingCallFactory
from tests.factories.directory import NGOFactory
from wagtail_ngo.models import FundingAward
from wagtail_ngo.services.funding import awards

pytestmark = pytest.mark.django_db


def names(rows) -> list[str]:
    return [row.organization_name for row in rows]


def test_the_result_of_a_call_is_its_own_the_largest_grant_first():
    call = FundingCallFactory()
    for name, amount in (("B", 100), ("A", 100), ("C", 300)):
        FundingAwardFactory(call=call, organization_name=name, amount=amount)
    FundingAwardFactory(call=call, organization_name="hidden", is_public=False)
    FundingAwardFactory(organization_name="elsewhere")

    assert names(award.row for award in awards.awards_of_call(call, None)) == ["C", "A", "B"]


def test_an_entry_is_linked_where_the_visitor_may_open_it():
    shown, hidden = NGOFactory(), NGOFactory(live=False)
    for name, entry in (("A", shown), ("B", hidden), ("C", None)):
        FundingAwardFactory(organization_name=name, organization=entry)

    rows = awards.public_awards(FundingAward.objects.order_by("organization_name"), None)

    assert [(award.row.organization_name, award.page) for award in rows] == [
        ("A", shown),
        ("B", None),
        ("C", None),
    ]


def test_all_awards_come_with_the_latest_decision_first():
    days = [datetime.date(2027, 1, day) for day in (1, 3, 2)]
    for name, day in zip("ABC", days, strict=True):
        FundingAwardFactory(organization_name=name, decided_on=day)
    FundingAwardFactory(organization_name="AB", decided_on=days[1])
    FundingAwardFactory(organization_name="hidden", is_public=False)

    assert names(awards.all_awards(None)) == ["AB", "B", "C", "A"]


def test_sums_are_made_for_each_currency():
    zloty, euro = FundingCallFactory(), FundingCallFactory(currency="EUR")
    for call, amount in ((zloty, "0.10"), (zloty, "0.20"), (euro, "5")):
        FundingAwardFactory(call=call, amount=amount)

    assert awards.sums(FundingAward.objects.all()) == [
        ("EUR", Decimal(5)),
        ("PLN", Decimal("0.30")),
    ]


def test_a_name_is_filled_in_where_an_importer_left_it_out():
    entry, other = NGOFactory(title="Klub"), NGOFactory(title="Koło")
    rows = [
        FundingAwardFactory(organization=entry, organization_name="Dawna nazwa"),
        FundingAwardFactory(organization=entry),
        FundingAwardFactory(organization=other),
    ]
    FundingAward.objects.filter(pk__in=[row.pk for row in rows[1:]]).update(organization_name="")

    awards.keep_name(entry)

    assert names(FundingAward.objects.order_by("pk")) == ["Dawna nazwa", "Klub", ""]
