import datetime

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from wagtail_ngo.enums import MailStatus
from wagtail_ngo.models import OutgoingMail

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 29, 9, tzinfo=datetime.UTC)
LIST = "wagtail_ngo_outgoingmail_modeladmin_index"


def make_mail(recipient, status=MailStatus.FAILED, **values):
    return OutgoingMail.objects.create(
        kind="bulletin.subscription", recipient=recipient, subject="Temat", status=status, **values
    )


@pytest.fixture
def clerk(django_user_model):
    """May look at the outbox, and nothing else."""
    user = django_user_model.objects.create_user("urzednik", password="x")
    user.user_permissions.add(
        Permission.objects.get(codename="access_admin"),
        Permission.objects.get(codename="view_outgoingmail"),
    )
    return user


def test_the_listing_shows_state_and_reason_and_no_words(admin_client):
    make_mail("ala@example.org", text="TAJNE", html="TAJNE", error="The mail server answered 550.")

    text = admin_client.get(reverse(LIST)).content.decode()

    assert "ala@example.org" in text
    assert "The mail server answered 550." in text
    assert "TAJNE" not in text
    assert "1 message was not sent, or nobody knows whether it arrived." in text
    assert reverse("wagtail_ngo_mail_retry") in text


def test_the_listing_filters_by_state_and_kind(admin_client):
    make_mail("ala@example.org"), make_mail("ola@example.org", MailStatus.SENT)

    failed = admin_client.get(reverse(LIST), {"status__exact": "failed"}).content.decode()
    other = admin_client.get(reverse(LIST), {"kind": "nothing"}).content.decode()

    assert "ala@example.org" in failed
    assert "ola@example.org" not in failed
    assert "@example.org" not in other


def test_sending_again_takes_a_button_and_a_permission(client, clerk, admin_client):
    mail = make_mail("ala@example.org")
    client.force_login(clerk)

    assert "ala@example.org" in client.get(reverse(LIST)).content.decode()
    assert "Send again" not in client.get(reverse(LIST)).content.decode()
    assert client.post(reverse("wagtail_ngo_mail_retry")).status_code == 302
    mail.refresh_from_db()
    assert mail.status == MailStatus.FAILED
    assert admin_client.get(reverse("wagtail_ngo_mail_retry")).status_code == 405
    admin_client.post(reverse("wagtail_ngo_mail_retry"))
    mail.refresh_from_db()
    assert mail.status == MailStatus.QUEUED


def test_who_may_not_see_the_outbox_sees_no_address(client, clerk):
    make_mail("ala@example.org")
    clerk.user_permissions.remove(Permission.objects.get(codename="view_outgoingmail"))
    client.force_login(clerk)

    response = client.get(reverse(LIST), follow=True)

    assert "ala@example.org" not in response.content.decode()


def test_nobody_writes_mail_by_hand(admin_client):
    mail = make_mail("ala@example.org")

    for name, args in [("create", []), ("edit", [mail.pk])]:
        address = reverse(f"wagtail_ngo_outgoingmail_modeladmin_{name}", args=args)
        assert admin_client.get(address).status_code == 302
    admin_client.post(reverse("wagtail_ngo_outgoingmail_modeladmin_delete", args=[mail.pk]))
    assert OutgoingMail.objects.count() == 0
