from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from tests.factories.directory import ContactChannelFactory, NGODirectoryFactory, NGOFactory
from tests.mail_server import mail_server, smtp_settings
from wagtail_ngo.enums import ChangeState, Confirmer, MailStatus
from wagtail_ngo.models import ConfirmationRequest, OutgoingMail
from wagtail_ngo.services.directory import change_requests, reviews
from wagtail_ngo.services.mail import outbox

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture
def entry():
    page = NGOFactory(
        title="Stowarzyszenie Łąka",
        parent=NGODirectoryFactory(slug="spis"),
        slug="laka",
        lead="Stary opis",
        next_review_on=date(2020, 1, 1),
    )
    ContactChannelFactory(organization=page, value="biuro@example.org")
    return page


def due():
    return [one.title for one in reviews.due_entries(today=TODAY, now=timezone.now())]


def test_due_are_live_entries_with_an_address_that_were_not_asked_lately(entry):
    NGOFactory(title="No address", next_review_on=date(2020, 1, 1))
    draft = NGOFactory(title="Draft", live=False)
    later = NGOFactory(title="Later", next_review_on=TODAY + timedelta(days=300))
    asked = NGOFactory(title="Asked")
    for page in (draft, later, asked):
        ContactChannelFactory(organization=page)
    ConfirmationRequest.objects.create(entry=asked, nonce="x")

    assert due() == ["Stowarzyszenie Łąka"]


def test_ask_writes_to_the_office_address_with_a_link_of_the_site(
    entry, django_capture_on_commit_callbacks
):
    ContactChannelFactory(organization=entry, value="zarzad@example.org", is_public=False)

    with django_capture_on_commit_callbacks(execute=True):
        queued = reviews.ask(entry, now=timezone.now())

    [message] = mail.outbox
    assert message.to == ["zarzad@example.org"]
    assert "Stowarzyszenie Łąka" in message.subject
    assert "http://localhost/ngo/confirm/" in message.body
    assert due() == []
    queued.refresh_from_db()
    assert ConfirmationRequest.objects.get().sent_at == queued.settled_at


def test_an_organization_whose_mail_was_refused_is_asked_again_by_the_next_run(
    entry, django_capture_on_commit_callbacks
):
    with mail_server() as inbox, django_capture_on_commit_callbacks(execute=True):
        inbox.answers = {reviews.address_of(entry): "550 no such user"}
        reviews.ask(entry, now=timezone.now())

    assert ConfirmationRequest.objects.count() == 0
    assert due() == ["Stowarzyszenie Łąka"]


def test_a_mail_server_that_is_away_leaves_the_question_in_the_outbox(
    entry, capsys, django_capture_on_commit_callbacks
):
    with smtp_settings(port=1), django_capture_on_commit_callbacks(execute=True):
        call_command("ngo_ask_confirmation")

    question = OutgoingMail.objects.get()
    assert (question.status, question.attempts) == ("queued", 1)
    assert due() == []
    outbox.deliver(now=question.next_attempt_at)
    assert len(mail.outbox) == 1


def test_command_asks_once(entry, capsys, django_capture_on_commit_callbacks):
    call_command("ngo_ask_confirmation", dry_run=True)
    assert OutgoingMail.objects.count() == 0
    with django_capture_on_commit_callbacks(execute=True):
        call_command("ngo_ask_confirmation", per_minute=6000)
        call_command("ngo_ask_confirmation", per_minute=6000)

    assert len(mail.outbox) == 1


def test_a_link_opens_until_it_is_used(entry):
    question = ConfirmationRequest.objects.create(entry=entry, nonce="n")
    token = reviews.link_token(question)

    assert reviews.open_link(token) == question
    reviews.use_link(question, now=timezone.now())
    with pytest.raises(reviews.LinkError, match="used"):
        reviews.open_link(token)
    with pytest.raises(reviews.LinkError, match="used"):
        reviews.use_link(question, now=timezone.now())


def test_a_link_expires_and_cannot_be_changed(entry):
    question = ConfirmationRequest.objects.create(entry=entry, nonce="n")
    token = reviews.link_token(question)
    other = reviews.link_token(ConfirmationRequest(pk=question.pk, nonce="other"))

    for broken in (token[:-1], "x" + token, other, ""):
        with pytest.raises(reviews.LinkError, match="tampered"):
            reviews.open_link(broken)
    later = timezone.now() + timedelta(days=31)
    with time_machine.travel(later), pytest.raises(reviews.LinkError, match="expired"):
        reviews.open_link(token)


def test_a_link_of_an_unpublished_entry_does_not_open(entry):
    token = reviews.link_token(ConfirmationRequest.objects.create(entry=entry, nonce="n"))
    entry.unpublish()

    with pytest.raises(reviews.LinkError, match="tampered"):
        reviews.open_link(token)


def test_confirm_survives_a_draft_made_before(entry):
    entry.title = "Szkic"
    revision = entry.save_revision()

    reviews.confirm(entry, by=Confirmer.ORGANIZATION, today=TODAY)
    revision.publish()

    entry.refresh_from_db()
    assert (entry.title, entry.verified_on, entry.next_review_on) == (
        "Szkic",
        TODAY,
        date(2027, 11, 23),
    )


def test_changes_wait_and_the_published_entry_stays(entry):
    request = change_requests.submit_changes(
        entry, {"lead": "Nowy opis", "seat_city": ""}, message=""
    )

    assert [(one.key, one.old, one.new) for one in request.fields.all()] == [
        ("lead", "Stary opis", "Nowy opis")
    ]
    entry.refresh_from_db()
    assert entry.lead == "Stary opis"


def test_fields_that_are_not_for_the_form_are_not_taken(entry):
    assert change_requests.submit_changes(entry, {"internal_note": "x", "title": "y"}) is None


def test_editor_accepts_some_fields(entry, admin_user):
    request = change_requests.submit_changes(entry, {"lead": "Nowy opis", "seat_city": "Ustka"})

    change_requests.close_request(
        request, accepted=["seat_city"], publish=True, user=admin_user, now=timezone.now()
    )

    entry.refresh_from_db()
    assert (entry.lead, entry.seat_city) == ("Stary opis", "Ustka")
    assert entry.verified_by == Confirmer.ORGANIZATION
    assert request.state == ChangeState.PARTLY
    assert entry.latest_revision.user == admin_user


def test_a_decision_after_midnight_is_of_the_new_day(entry, admin_user):
    """In Warsaw, where it is 2 March already."""
    request = change_requests.submit_changes(entry, {"lead": "Nowy opis"})
    now = datetime(2027, 3, 1, 23, 30, tzinfo=UTC)

    with timezone.override("Europe/Warsaw"):
        change_requests.close_request(request, accepted=[], publish=False, user=admin_user, now=now)

    entry.refresh_from_db()
    assert entry.verified_on == date(2027, 3, 2)


def test_accepted_changes_join_a_draft_without_publishing_it(entry, admin_user):
    entry.seat_city = "Szkic redaktora"
    entry.save_revision()
    request = change_requests.submit_changes(entry, {"lead": "Nowy opis"})

    change_requests.close_request(
        request, accepted=["lead"], publish=True, user=admin_user, now=timezone.now()
    )

    entry.refresh_from_db()
    assert (entry.lead, entry.seat_city) == ("Stary opis", "")
    draft = entry.get_latest_revision_as_object()
    assert (draft.lead, draft.seat_city) == ("Nowy opis", "Szkic redaktora")


def test_address_of_a_visitor_is_erased_when_the_report_is_closed(entry, admin_user):
    request = change_requests.report_error(entry, message="Zły telefon", reply_to="ja@example.org")

    change_requests.close_request(
        request, accepted=[], publish=False, user=admin_user, now=timezone.now()
    )

    request.refresh_from_db()
    assert request.reply_to == ""
    entry.refresh_from_db()
    assert entry.verified_on is None


@pytest.mark.parametrize("status", [MailStatus.SENT, MailStatus.FAILED])
def test_one_mail_settles_one_question(entry, status):
    first, _second = (
        ConfirmationRequest.objects.create(entry=entry, nonce=nonce) for nonce in "ab"
    )
    now = timezone.now()
    told = OutgoingMail(status=status, settled_at=now, context={"request": first.pk})

    reviews._after_question(told)

    rows = ConfirmationRequest.objects.order_by("nonce").values_list("nonce", "sent_at")
    is_sent = status == MailStatus.SENT
    assert list(rows) == ([("a", now), ("b", None)] if is_sent else [("b", None)])
