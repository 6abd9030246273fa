import datetime
import io
import re
import smtplib

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import CommandError, call_command
from wagtail.models import PageViewRestriction

from tests.factories.bulletin import (
    BulletinIndexFactory,
    BulletinIssueFactory,
    FundingCallFactory,
    block,
    publish,
    section,
)
from wagtail_ngo import tasks
from wagtail_ngo.enums import DeliveryStatus, SubscriberStatus
from wagtail_ngo.models import BulletinDelivery, BulletinSubscriber
from wagtail_ngo.services.bulletin import mail as bulletin_mail

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2017, 11, 2, 9, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)


def make_subscriber(serial, email, status=SubscriberStatus.ACTIVE):
    return BulletinSubscriber.objects.create(
        serial=serial, email=email, status=status, created_at=NOW
    )


@pytest.fixture
def issue():
    body = [section("Pieniądze", "funding"), block("text", title="Rada", text="<p>Słowa</p>")]
    return publish(BulletinIssueFactory(title="Biuletyn 11/2017", summary="O czym", body=body))


def test_subscribing_asks_first_and_mails_only_who_confirmed(
    issue, django_capture_on_commit_callbacks
):
    serial = issue.get_parent().specific
    with django_capture_on_commit_callbacks(execute=True):
        bulletin_mail.subscribe(serial, "Ala@Example.org", now=NOW)
    [asking] = mail.outbox
    mailing = bulletin_mail.open_mailing(issue, now=NOW)

    assert bulletin_mail.send_batch(mailing, now=NOW) == bulletin_mail.Progress(0, 0, 0)

    subscriber = BulletinSubscriber.objects.get()
    assert asking.to == ["Ala@Example.org"]
    assert f"/bulletin/subscription/{subscriber.token}/" in asking.body
    bulletin_mail.confirm(subscriber, now=NOW)
    assert bulletin_mail.send_batch(mailing, now=NOW) == bulletin_mail.Progress(1, 0, 0)


def test_an_address_is_asked_once_an_hour_in_any_spelling(django_capture_on_commit_callbacks):
    serial = BulletinIndexFactory()
    for email, moment in [("a@x.org", NOW), ("A@X.org ", NOW), ("a@x.org", NOW + 2 * HOUR)]:
        with django_capture_on_commit_callbacks(execute=True):
            bulletin_mail.subscribe(serial, email, now=moment)

    assert len(mail.outbox) == 2
    assert BulletinSubscriber.objects.count() == 1


def test_nobody_gets_two_copies_even_after_unsubscribing_and_coming_back(issue):
    serial = issue.get_parent().specific
    mailing = bulletin_mail.open_mailing(issue, now=NOW)
    first = make_subscriber(serial, "ala@example.org")
    bulletin_mail.send_batch(mailing, now=NOW)
    bulletin_mail.unsubscribe(first)
    make_subscriber(serial, "ALA@example.org")

    progress = bulletin_mail.send_batch(bulletin_mail.open_mailing(issue, now=NOW), now=NOW)

    assert progress == bulletin_mail.Progress(0, 0, 0)
    assert len(mail.outbox) == 1
    # What is kept of the address is a hash.
    assert "ala" not in str(BulletinDelivery.objects.values().get())


def test_batches_go_on_where_they_stopped(issue):
    serial = issue.get_parent().specific
    for number in range(5):
        make_subscriber(serial, f"a{number}@example.org")
    mailing = bulletin_mail.open_mailing(issue, now=NOW)

    steps = [bulletin_mail.send_batch(mailing, now=NOW, size=2).remaining for _ in range(3)]

    assert steps == [3, 1, 0]
    assert sorted(message.to[0] for message in mail.outbox) == [
        f"a{number}@example.org" for number in range(5)
    ]
    assert mailing.finished_at == NOW


def test_a_process_that_died_after_claiming_loses_that_copy_and_doubles_none(issue):
    serial = issue.get_parent().specific
    claimed = make_subscriber(serial, "padl@example.org")
    make_subscriber(serial, "dalej@example.org")
    mailing = bulletin_mail.open_mailing(issue, now=NOW)
    BulletinDelivery.objects.create(mailing=mailing, address_hash=claimed.address_hash)

    bulletin_mail.send_batch(mailing, now=NOW)

    assert [message.to for message in mail.outbox] == [["dalej@example.org"]]


def test_subscribers_of_another_serial_get_nothing(issue):
    make_subscriber(BulletinIndexFactory(slug="inny"), "inny@example.org")

    progress = bulletin_mail.send_batch(bulletin_mail.open_mailing(issue, now=NOW), now=NOW)

    assert progress.sent == 0


def test_a_hidden_issue_is_never_mailed(issue):
    make_subscriber(issue.get_parent().specific, "ala@example.org")
    mailing = bulletin_mail.open_mailing(issue, now=NOW)
    PageViewRestriction.objects.create(page=issue, restriction_type="login")

    assert bulletin_mail.send_batch(mailing, now=NOW).sent == 0
    with pytest.raises(ValueError, match="everyone may read"):
        bulletin_mail.open_mailing(issue, now=NOW)
    with pytest.raises(ValueError, match="everyone may read"):
        bulletin_mail.open_mailing(BulletinIssueFactory(live=False), now=NOW)
    assert mail.outbox == []


def test_the_mail_has_text_html_and_one_click_unsubscribing(issue):
    call = FundingCallFactory(title="Konkurs <b>")
    issue = publish(
        BulletinIssueFactory(
            title="Biuletyn\n12/2017",
            slug="b-12",
            body=[section("Pieniądze"), block("call", call=call.pk, title="", text="")],
        )
    )
    subscriber = make_subscriber(issue.get_parent().specific, "ala@example.org")

    message = bulletin_mail.message(issue.latest_edition.get_content(), subscriber)

    [(html, kind)] = message.alternatives
    unsubscribe = f"http://localhost/ngo/bulletin/unsubscribe/{subscriber.token}/"
    assert message.subject == "Biuletyn 12/2017"
    assert message.extra_headers["List-Unsubscribe"] == f"<{unsubscribe}>"
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert kind == "text/html"
    assert "Konkurs &lt;b&gt;" in html
    assert "Konkurs <b>" in message.body
    assert issue.full_url in message.body
    assert not re.search(r"<(img|script|link)\b|url\(", html)


def test_addresses_that_never_confirmed_are_forgotten():
    serial = BulletinIndexFactory()
    make_subscriber(serial, "nowy@example.org", SubscriberStatus.UNCONFIRMED)
    active = make_subscriber(serial, "stary@example.org")

    assert bulletin_mail.forget_unconfirmed(now=NOW + 24 * 31 * HOUR) == 1
    assert list(BulletinSubscriber.objects.all()) == [active]


class RefusingBackend(BaseEmailBackend):
    """A mail server that knows no address; its error names it, as smtplib's does."""

    def send_messages(self, email_messages):
        [address] = email_messages[0].to
        raise smtplib.SMTPRecipientsRefused({address: (550, b"unknown user")})


def test_a_refused_copy_is_marked_and_its_address_not_logged(issue, settings, caplog):
    make_subscriber(issue.get_parent().specific, "tajny@example.org")
    mailing = bulletin_mail.open_mailing(issue, now=NOW)
    settings.EMAIL_BACKEND = f"{__name__}.RefusingBackend"

    progress = bulletin_mail.send_batch(mailing, now=NOW)

    assert (progress.sent, progress.failed) == (0, 1)
    assert [one.status for one in mailing.deliveries.all()] == [DeliveryStatus.FAILED]
    assert "SMTPRecipientsRefused" in caplog.text
    assert "tajny" not in caplog.text


class VanishingBackend(BaseEmailBackend):
    """A mail server that takes one copy and goes away."""

    taken: list[str] = []

    def send_messages(self, email_messages):
        if self.taken:
            raise smtplib.SMTPServerDisconnected("gone")
        self.taken.append(email_messages[0].to[0])
        return 1


def test_a_server_that_goes_away_costs_one_copy_and_the_rest_go_out_later(issue, settings):
    for number in range(4):
        make_subscriber(issue.get_parent().specific, f"a{number}@example.org")
    mailing = bulletin_mail.open_mailing(issue, now=NOW)
    VanishingBackend.taken.clear()
    settings.EMAIL_BACKEND = f"{__name__}.VanishingBackend"

    progress = bulletin_mail.send_batch(mailing, now=NOW)

    assert progress == bulletin_mail.Progress(1, 1, 2, is_interrupted=True)
    with pytest.raises(CommandError, match="Run this again"):
        call_command("bulletin_mail", issue=issue.pk, stdout=io.StringIO())
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert bulletin_mail.send_batch(mailing, now=NOW) == bulletin_mail.Progress(1, 0, 0)


def test_without_a_worker_all_batches_are_sent_one_after_the_other(issue):
    for number in range(bulletin_mail.BATCH + 2):
        make_subscriber(issue.get_parent().specific, f"a{number}@example.org")
    mailing = bulletin_mail.open_mailing(issue, now=NOW)

    tasks.send_bulletin.enqueue(mailing.pk)

    assert len(mail.outbox) == bulletin_mail.BATCH + 2
    assert bulletin_mail.waiting(mailing).count() == 0
