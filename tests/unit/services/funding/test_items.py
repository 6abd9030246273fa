"""Funding calls as their page, feeds, data and bulletins show them."""

import datetime
from decimal import Decimal

import pytest
from wagtail.models import Site

from tests.factories.bulletin import FundingCallFactory, FundingCallIndexFactory
from tests.factories.directory import ActivityAreaFactory
from wagtail_ngo.domain.funding import CallItem
from wagtail_ngo.services.funding.items import Place, amount_label, call_item

LOW, HIGH = Decimal(2000), Decimal("10000.50")


@pytest.mark.parametrize(
    ("low", "high", "label"),
    [
        (LOW, HIGH, "2,000–10,000.50 PLN"),
        (LOW, LOW, "2,000 PLN"),
        (None, HIGH, "up to 10,000.50 PLN"),
        (LOW, None, "from 2,000 PLN"),
        (Decimal(0), None, "from 0 PLN"),
        (Decimal(0), LOW, "0–2,000 PLN"),
        (None, None, ""),
    ],
)
def test_an_amount_is_written_as_people_say_it(low, high, label):
    assert amount_label(low, high, "PLN").replace("zł", "PLN") == label
    assert amount_label(low, high, "EUR") == label.replace("PLN", "EUR")


@pytest.mark.django_db
def test_an_item_holds_what_the_call_says(settings):
    settings.TIME_ZONE = "Europe/Warsaw"
    call = FundingCallFactory(
        title="Mikrogranty",
        text="<p>Na <b>sport</b></p>",
        url="https://funder.example/",
        amount_max=LOW,
        eligible="Kluby",
        own_contribution="10 %",
    )
    call.areas.set([ActivityAreaFactory(name="Sport")])
    site = Site.objects.get(is_default_site=True)

    item = call_item(call, Place(site, "https://town.example/konkursy/"))

    assert item == CallItem(
        source=f"wagtail_ngo.fundingcall:{call.pk}",
        title="Mikrogranty",
        html="<p>Na <b>sport</b></p>",
        url=f"https://town.example/konkursy/{call.pk}/",
        call_url="https://funder.example/",
        funder="Fundacja Przykładowa",
        deadline=call.deadline,
        takes_remarks=call.takes_remarks,
        amount=amount_label(None, LOW, "PLN"),
        own_contribution="10 %",
        eligible="Kluby",
        areas=("Sport",),
    )
    assert item.deadline.utcoffset() == datetime.timedelta(hours=1)
    assert call_item(call, Place(site)).url == "https://funder.example/"


@pytest.mark.django_db
def test_a_place_knows_the_list_of_its_site():
    site = Site.objects.get(is_default_site=True)
    assert Place.of(site) == Place(site, "")

    page = FundingCallIndexFactory()

    assert Place.of(site) == Place(site, page.get_full_url())
