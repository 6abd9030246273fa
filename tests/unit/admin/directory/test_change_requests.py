"""An editor writes back: refuses with a reason, asks, accepts some."""

import pytest
from django.urls import reverse

from tests.factories.directory import ContactChannelFactory, NGOFactory
from wagtail_ngo.enums import ChangeState
from wagtail_ngo.models import ChangeRequest, NGOPage, OutgoingMail
from wagtail_ngo.services.directory import change_requests

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    entry = NGOFactory(title="Klub Bryza", lead="Stary opis", short_name="Bryza")
    ContactChannelFactory(organization=entry, value="biuro@example.org")
    return entry


@pytest.fixture
def request_made(entry):
    return change_requests.submit_changes(
        entry, {"lead": "Nowy opis", "short_name": "KB"}, message="M"
    )


def decide(client, request_made, **data):
    url = reverse("wagtail_ngo_change_request", args=[request_made.pk])
    client.post(url, data)
    return ChangeRequest.objects.get(pk=request_made.pk)


def mails():
    return list(OutgoingMail.objects.values_list("recipient", "subject"))


def test_refusing_sends_the_reason_and_changes_nothing(admin_client, request_made, entry):
    closed = decide(
        admin_client, request_made, refuse="1", answer="Nazwa jest inna w rejestrze.",
        accept=["lead", "short_name"], publish="1",
    )  # fmt: skip

    entry = NGOPage.objects.get(pk=entry.pk)
    assert (closed.state, entry.lead, entry.short_name) == (
        ChangeState.REJECTED, "Stary opis", "Bryza",
    )  # fmt: skip
    assert mails() == [("biuro@example.org", "Your message about the entry of Klub Bryza")]
    assert "\n\nNazwa jest inna w rejestrze.\n\n" in OutgoingMail.objects.get().text


def test_refusing_without_a_reason_is_not_done(admin_client, request_made):
    assert decide(admin_client, request_made, refuse="1").state == ChangeState.WAITING
    assert mails() == []


def test_asking_back_keeps_the_request_waiting(admin_client, request_made):
    waiting = decide(admin_client, request_made, ask="1", answer="Od kiedy ten opis?")

    assert waiting.state == ChangeState.WAITING
    assert mails() == [("biuro@example.org", "A question about the entry of Klub Bryza")]
    assert decide(admin_client, request_made, ask="1", answer=" ").state == ChangeState.WAITING
    assert len(mails()) == 1


def test_accepting_some_tells_the_sender_only_what_is_written(admin_client, request_made, entry):
    closed = decide(admin_client, request_made, accept=["lead"], publish="1")

    entry = NGOPage.objects.get(pk=entry.pk)
    assert (closed.state, entry.lead, entry.short_name) == (
        ChangeState.PARTLY, "Nowy opis", "Bryza",
    )  # fmt: skip
    assert mails() == []


def test_a_visitor_is_answered_at_the_address_given_which_then_goes(admin_client, entry):
    request = change_requests.report_error(entry, message="Zły telefon", reply_to="jan@example.org")

    closed = decide(admin_client, request, answer="Dziękujemy, poprawione.")

    assert mails() == [("jan@example.org", "Your message about the entry of Klub Bryza")]
    assert (closed.state, closed.reply_to) == (ChangeState.ACCEPTED, "")


def test_a_visitor_without_an_address_is_never_answered_at_the_organization_s(admin_client, entry):
    request = change_requests.report_error(entry, message="Zły telefon", reply_to="")
    html = admin_client.get(
        reverse("wagtail_ngo_change_request", args=[request.pk])
    ).content.decode()

    decide(admin_client, request, answer="Dziękujemy.")

    assert 'name="answer"' not in html
    assert mails() == []
