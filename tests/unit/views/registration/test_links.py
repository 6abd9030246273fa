"""The pages behind the links in letters."""

import datetime
import re

import pytest
import time_machine
from django.core import signing

from tests.factories.registration import NOW, apply, counters, join, join_many, make_date
from wagtail_ngo.enums import RegistrationStatus as S
from wagtail_ngo.models import OutgoingMail, Registration
from wagtail_ngo.services.registration import waiting

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def link(row, kind: str) -> str:
    """The path of the link in the last letter of a kind."""
    letter = OutgoingMail.objects.filter(recipient=row.email, kind=f"registration.{kind}").last()
    return re.search(r"http://localhost(/ngo/registration/\S+)", letter.text)[1]


def status_of(row) -> str:
    return Registration.objects.get(pk=row.pk).status


def test_link_opens_a_page_and_only_its_button_confirms(client):
    row = apply(make_date())
    path = link(row, "ask")

    page = client.get(path)
    assert (page.status_code, status_of(row)) == (200, S.UNCONFIRMED)
    assert page["Cache-Control"] == "no-store"
    assert page["Referrer-Policy"] == "same-origin"
    answer = client.post(path)

    assert (answer.status_code, status_of(row)) == (200, S.CONFIRMED)
    assert "You are registered" in answer.content.decode()
    assert "You are registered" in client.get(path).content.decode()


def test_seat_is_cancelled_by_the_link_and_the_next_takes_it_by_hers(client):
    date = make_date(capacity=1)
    first, second = join_many(date, [1, 2])

    client.get(link(first, "seat"))
    assert status_of(first) == S.CONFIRMED
    client.post(link(first, "seat"))
    assert (status_of(first), status_of(second)) == (S.CANCELLED, S.OFFERED)
    assert "kept for you until" in client.get(link(second, "offer")).content.decode()
    client.post(link(second, "offer"))

    assert (status_of(second), counters(date)) == (S.CONFIRMED, (1, 0, 2))


def test_offered_seat_may_be_declined(client):
    date = make_date(capacity=1)
    rows = join_many(date, [1, 2, 3])
    waiting.cancel(rows[0], now=NOW)

    client.post(link(rows[1], "offer"), {"decline": ""})

    assert [status_of(row) for row in rows] == [S.CANCELLED, S.CANCELLED, S.OFFERED]


def test_old_offer_changes_nothing(client, clock):
    date = make_date(capacity=1)
    rows = join_many(date, [1, 2])
    waiting.cancel(rows[0], now=NOW)
    path = link(rows[1], "offer")

    clock.shift(datetime.timedelta(hours=49))

    assert client.post(path).status_code == 410
    assert status_of(rows[1]) == S.OFFERED
    assert counters(date) == (1, 0, 2)


def test_list_is_left_by_the_link_before_anything_was_offered(client):
    date = make_date(capacity=1)
    rows = join_many(date, [1, 2])

    client.post(link(rows[1], "line"))

    assert status_of(rows[1]) == S.CANCELLED
    assert counters(date) == (1, 0, 2)


def test_what_was_said_is_changed_by_the_form(client):
    row = join(make_date(max_companions=2, capacity=3), role="Chair")
    path = f"{link(row, 'seat')}change/"
    assert 'value="Chair"' in client.get(path).content.decode()

    refused = client.post(path, {"name": "", "companions": "0"})
    full = client.post(path, {"name": "Anna", "companions": "2"})

    assert (refused.status_code, full.status_code) == (422, 302)
    row.refresh_from_db()
    assert (row.name, row.seats_held, row.email) == ("Anna", 3, "p1@example.org")


@pytest.mark.parametrize(
    "token", ["x", "a:b:c", "\x00", "ż", "A" * 600, "WzEsIngiLDFd:1tvE6R:aaaa", "%00"]
)
@pytest.mark.parametrize("place", ["", "confirm/", "offer/"])
def test_damaged_link_is_refused_without_a_word_about_anybody(client, token, place):
    response = client.get(f"/ngo/registration/{place}{token}/")

    assert response.status_code == 404


def test_link_serves_its_purpose_alone(client):
    row = apply(make_date())
    token = link(row, "ask").split("/")[-2]

    assert client.post(f"/ngo/registration/offer/{token}/").status_code == 404
    assert client.post(f"/ngo/registration/{token}/").status_code == 404
    assert status_of(row) == S.UNCONFIRMED


def test_signed_nonsense_is_refused(client):
    for content in ([], [1, 2], {"a": 1}, "text", [10**30, "x", 10**12], ["a", "b", "c"]):
        token = signing.dumps(content, salt="wagtail_ngo.registration.confirm")
        assert client.get(f"/ngo/registration/confirm/{token}/").status_code == 404


def test_page_of_a_withdrawn_event_tells_only_its_own_person(client):
    date = make_date()
    row = join(date)
    date.page.title = "Secret"
    date.page.unpublish()

    page = client.get(link(row, "seat"))

    assert page.status_code == 200
    assert "To the event" not in page.content.decode()
    assert client.get(date.page.url).status_code == 404
