import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from tests.factories.bulletin import BulletinIndexFactory
from wagtail_ngo.enums import SubscriberStatus
from wagtail_ngo.models import BulletinSubscriber

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


def subscribe(client, serial, **data):
    return client.post(f"{serial.url}subscribe/", {"email": "ala@example.org"} | data)


def test_the_answer_is_the_same_for_a_known_address(client):
    serial = BulletinIndexFactory()
    new = subscribe(client, serial)
    BulletinSubscriber.objects.update(status=SubscriberStatus.ACTIVE)

    known = subscribe(client, serial)

    assert (new.status_code, known.status_code) == (200, 200)
    assert new.content == known.content


def test_the_form_is_named_in_the_trail_and_may_be_passed_on(client):
    serial = BulletinIndexFactory(title="Miesięcznik")

    html = client.get(f"{serial.url}subscribe/").text

    assert '<li class="ngo-crumbs__item" aria-current="page">The bulletin by e-mail</li>' in html
    assert f'{serial.get_full_url()}subscribe/"' in html
    assert 'class="ngo-share"' in html


def test_a_machine_that_fills_the_hidden_field_is_thanked_and_forgotten(client):
    subscribe(client, BulletinIndexFactory(), website="http://spam.example")

    assert BulletinSubscriber.objects.count() == 0


def test_an_address_that_is_none_is_said_beside_the_field(client):
    response = subscribe(client, BulletinIndexFactory(), email="ala")

    assert response.status_code == 422
    assert "email" in response.context["form"].errors


def test_one_visitor_cannot_ask_for_everyone(client):
    serial = BulletinIndexFactory()

    codes = [
        subscribe(client, serial, email=f"a{number}@example.org").status_code for number in range(6)
    ]

    assert codes == [200] * 5 + [429]


def test_opening_a_link_changes_nothing_and_the_button_confirms(client):
    subscriber = BulletinSubscriber.objects.create(serial=BulletinIndexFactory(), email="a@x.org")
    url = f"/ngo/bulletin/subscription/{subscriber.token}/"

    client.get(url)
    subscriber.refresh_from_db()
    assert subscriber.status == SubscriberStatus.UNCONFIRMED

    client.post(url)
    subscriber.refresh_from_db()
    assert subscriber.status == SubscriberStatus.ACTIVE


def test_a_mail_program_unsubscribes_with_one_post_and_no_csrf_token():
    subscriber = BulletinSubscriber.objects.create(serial=BulletinIndexFactory(), email="a@x.org")
    url = f"/ngo/bulletin/unsubscribe/{subscriber.token}/"
    client = Client(enforce_csrf_checks=True)

    assert client.get(url).status_code == 200
    assert BulletinSubscriber.objects.count() == 1
    assert client.post(url, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert BulletinSubscriber.objects.count() == 0
    assert client.post(url).status_code == 404
    assert mail.outbox == []


def test_a_guessed_token_leads_nowhere(client):
    for name in ("subscription", "unsubscribe"):
        assert client.get(f"/ngo/bulletin/{name}/guess/").status_code == 404
