import datetime
import io
import re

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import PageViewRestriction, Site

from tests.factories.bulletin import (
    BulletinIndexFactory,
    BulletinIssueFactory,
    FundingCallFactory,
    block,
    publish,
    section,
)
from tests.mail_server import mail_server, smtp_settings
from wagtail_ngo import tasks
from wagtail_ngo.enums import DeliveryStatus, MailStatus, SubscriberStatus
from wagtail_ngo.models import BulletinDelivery, BulletinSubscriber, OutgoingMail
from wagtail_ngo.services.bulletin import mail as bulletin_mail
from wagtail_ngo.services.mail import outbox

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
        bulletin_mail.subscribe(serial, "Ala@Example.org", now=timezone.now())
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
    now = timezone.now()
    for email, moment in [
        ("a@x.org", now - 2 * HOUR),
        ("A@X.org ", now - 2 * HOUR),
        ("a@x.org", now),
    ]:
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
    mailing.refresh_from_db()
    assert mailing.finished_at == NOW


def test_a_process_that_died_after_claiming_loses_that_copy_and_doubles_none(issue):
    serial = issue.get_parent().specific
    claimed = make_subscriber(serial, "padl@example.org")
    make_subscriber(serial, "dalej@example.org")
    mailing = bulletin_mail.open_mailing(issue, now=NOW)
    BulletinDelivery.objects.create(
        mailing=mailing, address_hash=claimed.address_hash, status=DeliveryStatus.CLAIMED
    )

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

    unsubscribe = f"http://localhost/ngo/bulletin/unsubscribe/{subscriber.token}/"
    assert message.subject_line == "Biuletyn 12/2017"
    assert message.headers["List-Unsubscribe"] == f"<{unsubscribe}>"
    assert message.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "Konkurs &lt;b&gt;" in message.html
    assert "Konkurs <b>" in message.text
    assert issue.full_url in message.text
    assert not re.search(r"<(img|script|link)\b|url\(", message.html)


def test_a_copy_leaves_with_a_way_out_that_mail_programs_can_read(issue):
    subscriber = make_subscriber(issue.get_parent().specific, "ala@example.org")
    Site.objects.update(hostname="biuletyn.organizacje-pozarzadowe.miasto-slupsk.example.org")
    with mail_server() as inbox:
        bulletin_mail.send_batch(bulletin_mail.open_mailing(issue, now=NOW), now=NOW)

    [received] = inbox.received
    address = bulletin_mail.link("bulletin_unsubscribe", subscriber)
    assert len(address) > 78
    assert f"\r\nList-Unsubscribe: <{address}>\r\n" in received.decode()


def test_addresses_that_never_confirmed_are_forgotten():
    serial = BulletinIndexFactory()
    make_subscriber(serial, "nowy@example.org", SubscriberStatus.UNCONFIRMED)
    active = make_subscriber(serial, "stary@example.org")

    assert bulletin_mail.forget_unconfirmed(now=NOW + 24 * 31 * HOUR) == 1
    assert list(BulletinSubscriber.objects.all()) == [active]


def test_a_refused_copy_is_marked_and_its_address_not_logged(issue, caplog):
    make_subscriber(issue.get_parent().specific, "tajny@example.org")
    mailing = bulletin_mail.open_mailing(issue, now=NOW)

    with mail_server() as inbox:
        inbox.answers = {"tajny@example.org": "550 5.1.1 tajny@example.org: unknown user"}
        progress = bulletin_mail.send_batch(mailing, now=NOW)

    assert progress == bulletin_mail.Progress(0, 1, 0)
    assert [one.status for one in mailing.deliveries.all()] == [DeliveryStatus.FAILED]
    assert "The mail server answered 550" in caplog.text
    assert "tajny" not in caplog.text


def test_a_copy_that_the_server_puts_off_is_tried_again(issue):
    for name in ("a", "b", "c"):
        make_subscriber(issue.get_parent().specific, f"{name}@example.org")
    mailing = bulletin_mail.open_mailing(issue, now=NOW)

    with mail_server() as inbox:
        inbox.answers = {"b@example.org": "450 4.2.0 greylisted"}
        first = bulletin_mail.send_batch(mailing, now=NOW)
        inbox.answers = {}
        an_hour_later = bulletin_mail.send_batch(mailing, now=NOW + HOUR)

    assert first == bulletin_mail.Progress(2, 0, 0, postponed=1)
    assert an_hour_later == bulletin_mail.Progress(1, 0, 0)
    assert {one.status for one in mailing.deliveries.all()} == {DeliveryStatus.SENT}
    mailing.refresh_from_db()
    assert mailing.finished_at == NOW + HOUR


def test_copies_of_unknown_fate_wait_for_an_editor(issue):
    for number in range(3):
        make_subscriber(issue.get_parent().specific, f"a{number}@example.org")
    mailing = bulletin_mail.open_mailing(issue, now=NOW)
    with mail_server() as inbox:
        inbox.after_data = ""
        broken_off = bulletin_mail.send_batch(mailing, now=NOW)
    with smtp_settings(port=1):
        away = bulletin_mail.send_batch(mailing, now=NOW)
        with pytest.raises(CommandError, match="Run this again"):
            call_command("bulletin_mail", issue=issue.pk, stdout=io.StringIO())

    assert broken_off == bulletin_mail.Progress(0, 1, 2, is_interrupted=True)
    assert away == bulletin_mail.Progress(0, 0, 1, postponed=1, is_interrupted=True)
    assert bulletin_mail.send_batch(mailing, now=timezone.now() + HOUR).sent == 2
    assert bulletin_mail.retry(mailing, now=NOW) == 1
    assert bulletin_mail.retry(mailing, now=NOW) == 0
    assert bulletin_mail.send_batch(mailing, now=NOW).sent == 1
    assert {one.status for one in mailing.deliveries.all()} == {DeliveryStatus.SENT}


def test_a_copy_for_who_has_left_or_for_a_hidden_issue_is_not_sent(issue):
    serial = issue.get_parent().specific
    gone = make_subscriber(serial, "odeszla@example.org")
    make_subscriber(serial, "zostala@example.org")
    mailing = bulletin_mail.open_mailing(issue, now=NOW)
    bulletin_mail.queue_copies(mailing, now=NOW)
    bulletin_mail.unsubscribe(gone)
    assert OutgoingMail.objects.count() == 1
    restriction = PageViewRestriction.objects.create(page=issue, restriction_type="login")

    outbox.deliver(now=NOW)

    assert mail.outbox == []
    restriction.delete()
    bulletin_mail.send_batch(mailing, now=NOW)
    assert [message.to for message in mail.outbox] == [["zostala@example.org"]]


def test_a_mail_server_that_is_down_costs_a_subscriber_no_answer(
    issue, client, django_capture_on_commit_callbacks
):
    serial = issue.get_parent().specific
    address = serial.url + serial.reverse_subpage("subscribe")
    with smtp_settings(port=1), django_capture_on_commit_callbacks(execute=True):
        response = client.post(address, {"email": "ala@example.org"})

    assert response.status_code == 200
    question = OutgoingMail.objects.get()
    assert (question.status, question.attempts) == (MailStatus.QUEUED, 1)
    outbox.deliver(now=question.next_attempt_at)
    assert [message.to for message in mail.outbox] == [["ala@example.org"]]


def test_an_address_that_was_refused_may_be_entered_again_at_once(
    issue, django_capture_on_commit_callbacks
):
    serial = issue.get_parent().specific
    with mail_server() as inbox:
        inbox.answers = {"al@example.org": "550 unknown"}
        for _ in range(2):
            with django_capture_on_commit_callbacks(execute=True):
                bulletin_mail.subscribe(serial, "al@example.org", now=timezone.now())

    assert [question.status for question in OutgoingMail.objects.all()] == [MailStatus.FAILED] * 2


def test_without_a_worker_all_batches_are_sent_one_after_the_other(issue):
    for number in range(bulletin_mail.BATCH + 2):
        make_subscriber(issue.get_parent().specific, f"a{number}@example.org")
    mailing = bulletin_mail.open_mailing(issue, now=NOW)

    tasks.send_bulletin.enqueue(mailing.pk)

    assert len(mail.outbox) == bulletin_mail.BATCH + 2
    assert bulletin_mail.waiting(mailing).count() == 0


def test_width_and_button_stand_in_tables_for_outlook(issue):
    subscriber = make_subscriber(issue.get_parent().specific, "ala@example.org")
    html = bulletin_mail.message(issue.latest_edition.get_content(), subscriber).html
    assert '<!--[if mso]><table role="presentation" width="600"' in html
    assert html.count("<!--[if mso]>") == html.count("<![endif]-->") == 2
    button = html[: html.index("Read the whole issue")].rpartition("<td")[2]
    assert 'bgcolor="#12395b"' in button
    assert "padding:12px 20px" in button.partition("<a")[0]
    assert "padding" not in button.partition("<a")[2]
    # Every table but those is layout, and says so to screen readers.
    assert html.count("<table") == html.count('<table role="presentation"')


def test_copies_of_one_issue_are_told_from_those_of_another(issue):
    serial = issue.get_parent().specific
    make_subscriber(serial, "a@example.org")
    other = publish(BulletinIssueFactory(title="Biuletyn 12/2017"))
    first, second = (bulletin_mail.open_mailing(one, now=NOW) for one in (issue, other))
    # A mail of another kind that speaks of the same mailing.
    OutgoingMail.objects.create(
        kind="other", recipient="x@example.org", context={"mailing": first.pk}, created_at=NOW
    )
    bulletin_mail.queue_copies(second, now=NOW)
    assert bulletin_mail.copies(first).count() == 0

    bulletin_mail.send_batch(first, now=NOW)

    assert bulletin_mail.copies(first).count() == bulletin_mail.copies(second).count() == 1
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.finished_at, second.finished_at) == (NOW, None)
    assert [one.status for one in BulletinDelivery.objects.order_by("mailing_id")] == [
        DeliveryStatus.SENT,
        DeliveryStatus.QUEUED,
    ]
