"""Until when an item of the partner board is shown, and when it takes place."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from tests.factories.cooperation import OfferFactory
from wagtail_ngo.models import Offer

TODAY = datetime.date(2027, 3, 10)
DAY = datetime.timedelta(days=1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "is_current"),
    [
        ({"valid_until": TODAY}, True),
        ({"valid_until": TODAY - DAY}, False),
        ({"valid_until": None}, True),
        ({"valid_until": TODAY, "ends_on": TODAY}, True),
        ({"valid_until": None, "ends_on": TODAY - DAY}, False),
        ({"valid_until": TODAY - DAY, "ends_on": TODAY}, False),
    ],
)
def test_an_item_is_shown_on_its_last_day_in_lists_and_alone(fields, is_current):
    item = OfferFactory(**fields)

    assert item.is_current(TODAY) is is_current
    assert Offer.objects.current(TODAY).exists() is is_current


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("starts_on", "ends_on", "holds"),
    [
        (None, None, True),
        (TODAY, TODAY, True),
        (TODAY + DAY, None, False),
        (None, TODAY - DAY, False),
        (TODAY - DAY, None, True),
        (None, TODAY + DAY, True),
    ],
)
def test_a_period_holds_its_first_and_its_last_day(starts_on, ends_on, holds):
    OfferFactory(starts_on=starts_on, ends_on=ends_on, valid_until=None)

    assert Offer.objects.taking_place_on(TODAY).exists() is holds


def test_an_end_may_be_the_first_day_and_not_before():
    Offer(starts_on=TODAY, ends_on=TODAY).clean()
    with pytest.raises(ValidationError, match="before the beginning"):
        Offer(starts_on=TODAY, ends_on=TODAY - DAY).clean()


def test_an_item_has_an_address_of_its_own():
    assert Offer(pk=7).path == "offer/7/"
