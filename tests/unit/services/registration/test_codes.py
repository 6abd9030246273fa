"""The code that a person shows at the entrance."""

import datetime

import pytest

from tests.factories.events import VenueFactory
from tests.factories.registration import NOW, join, make_date
from wagtail_ngo.models import Occurrence
from wagtail_ngo.services.registration import codes, tokens
from wagtail_ngo.services.registration.rules import target_for
from wagtail_ngo.services.registration.tokens import Purpose

pytestmark = pytest.mark.django_db
SECOND = datetime.timedelta(seconds=1)


def test_nobody_stands_at_the_door_of_what_is_online_alone():
    online = make_date(online_url="https://spotkanie.example/")
    both = make_date(online_url="https://spotkanie.example/", venue=VenueFactory(name="Rondo"))
    Occurrence.objects.filter(pk=both.pk).update(venue=None, venue_name="Rondo")
    plain = make_date()

    assert [codes.has_entrance(target_for(date)) for date in (online, both, plain)] == [
        False,
        True,
        True,
    ]


def test_a_code_opens_until_a_year_after_the_end():
    date = make_date()
    row = join(date)
    token = codes.token_for(row, target_for(date))

    def opens(moment):
        return tokens.read(token, Purpose.CHECK_IN, now=moment)

    assert opens(NOW) == row
    assert opens(date.ends_at + codes.OPENS_FOR - SECOND) == row
    assert codes.OPENS_FOR.days == 365


def test_the_address_is_whole_and_its_picture_goes_with_the_letter():
    date = make_date()
    row, about = join(date), target_for(date)
    token = codes.token_for(row, about)

    address = codes.address(token, about)
    assert address.startswith(f"{about.site.root_url}/")
    assert token in address
    picture = codes.attachment(row, about)
    assert (picture.name, picture.content[:8]) == ("entrance-code.png", b"\x89PNG\r\n\x1a\n")
