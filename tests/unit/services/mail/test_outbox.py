"""The outbox: stored with its cause, sent once, tried again, forgotten."""

import datetime

import pytest
from django.core import mail as django_mail
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from tests.mail_server import mail_server, smtp_settings
from wagtail_ngo.enums import MailStatus
from wagtail_ngo.models import OutgoingMail
from wagtail_ngo.services.mail import kinds, outbox
from wagtail_ngo.services.mail.attempts import PAUSES
from wagtail_ngo.services.mail.kinds import Kind
from wagtail_ngo.services.mail.message import Attachment, Parts

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 29, 9, tzinfo=datetime.UTC)
MINUTE = datetime.timedelta(minutes=1)
HOUR = 60 * MINUTE
PARTS = Parts("Zapis na spotkanie", "Kod: TAJNE", html="<p>TAJNE</p>")


@pytest.fixture(autouse=True)
def registered_kinds():
    """Kinds of these tests; they are gone afterwards."""
    before = dict(kinds._kinds)
    kinds.register(Kind("letter", "Letter"))
    kinds.register(Kind("copy", "Copy", is_bulk=True, may_repeat=False))
    yield
    kinds._kinds.clear()
    kinds._kinds.update(before)


def queue(recipient="ala@example.org", kind="letter", parts=PARTS, **details):
    return outbox.queue(parts, kind=kind, recipient=recipient, now=NOW, **details)


def states():
    rows = OutgoingMail.objects.order_by("pk")
    return list(rows.values_list("recipient", "status", "attempts"))


def test_a_message_is_sent_once_and_then_holds_no_words():
    file = Attachment("a.ics", b"TAJNE", "text/calendar")
    mail = queue(parts=Parts("S", "TAJNE", "<p>TAJNE</p>", {"X-A": "TAJNE"}, (file,)))

    first = outbox.deliver(now=NOW)
    second = outbox.deliver(now=NOW + HOUR)

    mail.refresh_from_db()
    assert (first, second) == (outbox.Progress(sent=1), outbox.Progress())
    assert [message.to for message in django_mail.outbox] == [["ala@example.org"]]
    assert "TAJNE" not in str(OutgoingMail.objects.values().get())
    assert (mail.status, mail.subject, mail.settled_at) == (MailStatus.SENT, "S", NOW)
    assert mail.attachments == []


def test_a_message_is_queued_once_for_a_key():
    first = queue(key="zapis:1")

    again = queue("inna@example.org", key="zapis:1")

    queue(key="zapis:2"), queue(), queue()
    assert again == first
    assert states()[0] == ("ala@example.org", MailStatus.QUEUED, 0)
    assert OutgoingMail.objects.count() == 4


def test_a_message_leaves_after_the_commit_only(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        queue()
        assert django_mail.outbox == []

    assert len(django_mail.outbox) == 1
    with transaction.atomic():
        queue("nie@example.org")
        transaction.set_rollback(True)
    assert states() == [("ala@example.org", MailStatus.SENT, 1)]


def test_bulk_mail_waits_for_its_own_run_and_comes_after_letters(
    django_capture_on_commit_callbacks,
):
    with django_capture_on_commit_callbacks(execute=True):
        queue("zbiorcza@example.org", kind="copy")
    assert django_mail.outbox == []
    queue("list@example.org")

    outbox.deliver(now=NOW, limit=1)

    assert [message.to for message in django_mail.outbox] == [["list@example.org"]]


def test_a_server_that_is_away_costs_nobody_a_message():
    queue("a@example.org"), queue("b@example.org")
    with smtp_settings(port=1):
        progress = outbox.deliver(now=NOW)

    assert progress == outbox.Progress(postponed=1, is_interrupted=True)
    assert states() == [
        ("a@example.org", MailStatus.QUEUED, 1),
        ("b@example.org", MailStatus.QUEUED, 0),
    ]
    with mail_server() as inbox:
        assert outbox.deliver(now=NOW + PAUSES[0]) == outbox.Progress(sent=2)
    assert len(inbox.received) == 2


def test_an_answer_of_4xx_is_tried_again_and_5xx_is_not():
    queue("pozniej@example.org"), queue("nigdy@example.org"), queue("dobrze@example.org")
    with mail_server() as inbox:
        inbox.answers = {
            "pozniej@example.org": "450 4.2.0 greylisted",
            "nigdy@example.org": "550 5.1.1 no such user",
        }
        first = outbox.deliver(now=NOW)
        at_once = outbox.deliver(now=NOW)
        too_soon = outbox.deliver(now=NOW + PAUSES[0] - MINUTE / 60)
        inbox.answers = {}
        later = outbox.deliver(now=NOW + PAUSES[0])

    assert first == outbox.Progress(sent=1, postponed=1, failed=1)
    assert (at_once, too_soon) == (outbox.Progress(), outbox.Progress())
    assert later == outbox.Progress(sent=1)
    assert len(inbox.received) == 2
    failed = OutgoingMail.objects.get(status=MailStatus.FAILED)
    assert failed.recipient == "nigdy@example.org"
    assert failed.error == "The mail server answered 550."


def test_pauses_grow_and_end():
    mail = queue()
    now, pauses = NOW, []
    with smtp_settings(port=1):
        while mail.status == MailStatus.QUEUED:
            outbox.deliver(now=now)
            mail.refresh_from_db()
            pauses.append(mail.next_attempt_at - now)
            now = max(now, mail.next_attempt_at)

    assert pauses[:-1] == list(PAUSES)
    assert pauses[:-1] == sorted(pauses[:-1])
    assert (mail.status, mail.attempts) == (MailStatus.FAILED, len(PAUSES) + 1)


def test_a_connection_that_breaks_after_the_message_leaves_bulk_mail_unknown():
    queue("list@example.org"), queue("zbiorcza@example.org", kind="copy")
    queue("druga@example.org", kind="copy")
    with mail_server() as inbox:
        inbox.after_data = ""
        runs = [outbox.deliver(now=NOW) for _ in range(2)]

    assert runs == [
        outbox.Progress(postponed=1, is_interrupted=True),
        outbox.Progress(unknown=1, is_interrupted=True),
    ]
    assert states() == [
        ("list@example.org", MailStatus.QUEUED, 1),
        ("zbiorcza@example.org", MailStatus.UNKNOWN, 1),
        ("druga@example.org", MailStatus.QUEUED, 0),
    ]
    ids = [line for data in inbox.received for line in data.split(b"\r\n") if b"Message-ID" in line]
    with mail_server() as inbox:
        outbox.deliver(now=NOW + PAUSES[0])
    assert ids[0] in inbox.received[0].split(b"\r\n")


def test_a_process_that_died_leaves_its_message_to_the_next_or_to_an_editor():
    queue("list@example.org"), queue("zbiorcza@example.org", kind="copy"), queue("inny@example.org")
    OutgoingMail.objects.exclude(recipient="inny@example.org").update(
        status=MailStatus.SENDING, claimed_at=NOW, attempts=1
    )

    assert outbox.release_stuck(now=NOW + outbox.STUCK_AFTER) == 0
    assert outbox.release_stuck(now=NOW + outbox.STUCK_AFTER + MINUTE) == 2

    assert states() == [
        ("list@example.org", MailStatus.QUEUED, 1),
        ("zbiorcza@example.org", MailStatus.UNKNOWN, 1),
        ("inny@example.org", MailStatus.QUEUED, 0),
    ]


def test_an_editor_sends_again_what_failed_and_nothing_else():
    mails = [queue(f"{status}@example.org") for status in MailStatus.values]
    for mail, status in zip(mails, MailStatus.values, strict=True):
        OutgoingMail.objects.filter(pk=mail.pk).update(status=status, attempts=9)

    assert outbox.retry(OutgoingMail.objects.all(), now=NOW) == 2

    queued = OutgoingMail.objects.filter(status=MailStatus.QUEUED).order_by("pk")
    assert list(queued.values_list("recipient", "attempts")) == [
        ("queued@example.org", 9),
        ("failed@example.org", 0),
        ("unknown@example.org", 0),
    ]


def test_a_message_that_came_too_late_or_is_unwanted_is_not_sent():
    told = []
    kinds.register(Kind("gone", "Gone", compose=lambda mail: None, settled=told.append))
    queue("pozno@example.org", expires_at=NOW)
    queue("czas@example.org", expires_at=NOW + MINUTE)
    unwanted = queue("nikt@example.org", kind="gone", parts=None, subject="Kopia")

    assert outbox.deliver(now=NOW) == outbox.Progress(sent=1, withdrawn=2)

    assert [message.to for message in django_mail.outbox] == [["czas@example.org"]]
    assert told == [unwanted]


def test_a_message_that_cannot_be_made_stops_no_other():
    kinds.register(Kind("broken", "Broken", compose=lambda mail: mail.context["nothing"]))
    queue(kind="broken", parts=None)
    queue(parts=Parts("a", "b", headers={"X-Bad": "a\nBcc: b@example.org"}))
    queue("dobrze@example.org")

    assert outbox.deliver(now=NOW) == outbox.Progress(sent=1, failed=2)
    assert [message.to for message in django_mail.outbox] == [["dobrze@example.org"]]


def test_a_kind_of_an_app_that_is_gone_fails_in_words():
    queue(kind="copy")
    del kinds._kinds["copy"]

    assert outbox.deliver(now=NOW) == outbox.Progress(failed=1)
    assert OutgoingMail.objects.get().error == "The app that queued this message is gone."


def test_an_unknown_kind_or_missing_parts_are_said_at_once():
    with pytest.raises(ValueError, match="No kind of mail"):
        queue(kind="nothing")
    with pytest.raises(ValueError, match="is given its parts"):
        queue(parts=None)


def test_erasing_takes_every_message_to_an_address_in_any_spelling():
    queue("Ala@Example.org"), queue(" ala@example.org "), queue("ola@example.org")

    assert [row["text"] for row in outbox.export("ala@example.org")] == ["Kod: TAJNE"] * 2
    assert outbox.erase("ALA@example.org") == 2
    assert [row[0] for row in states()] == ["ola@example.org"]


def test_withdrawing_takes_what_belongs_to_one_thing():
    queue(about="app.registration:1"), queue("b@example.org", about="app.registration:11")

    assert outbox.withdraw("app.registration:1") == 1
    assert [row[0] for row in states()] == ["b@example.org"]


def test_settled_messages_are_forgotten_and_waiting_ones_are_kept():
    for name, settled_at in [("a", NOW), ("b", NOW + MINUTE), ("c", None)]:
        mail = queue(f"{name}@example.org")
        status = MailStatus.SENT if settled_at else MailStatus.QUEUED
        OutgoingMail.objects.filter(pk=mail.pk).update(settled_at=settled_at, status=status)

    count = outbox.forget_settled(now=NOW + 30 * 24 * HOUR + MINUTE, days=30)

    assert count == 1
    assert [row[0] for row in states()] == ["b@example.org", "c@example.org"]


def test_an_erased_message_that_is_being_sent_does_not_come_back():
    kinds.register(
        Kind("erased", "Erased", compose=lambda mail: outbox.erase(mail.recipient) and PARTS)
    )
    queue(kind="erased", parts=None)

    assert outbox.deliver(now=NOW).sent == 1
    assert states() == []


def test_the_command_sends_retries_and_forgets(capsys):
    failed = queue("raz@example.org")
    OutgoingMail.objects.filter(pk=failed.pk).update(
        status=MailStatus.FAILED, settled_at=timezone.now()
    )
    old = queue("dawno@example.org")
    OutgoingMail.objects.filter(pk=old.pk).update(
        status=MailStatus.SENT, settled_at=timezone.now() - 31 * 24 * HOUR
    )

    call_command("ngo_send_mail")
    assert capsys.readouterr().out == "0 sent, 0 put off, 0 failed, 0 unknown\n"

    call_command("ngo_send_mail", "--retry")
    assert capsys.readouterr().out == ("1 queued again\n1 sent, 0 put off, 0 failed, 0 unknown\n")
    assert [row[0] for row in states()] == ["raz@example.org"]


def test_a_long_subject_is_cut_for_the_list_of_editors():
    long = "s" * 300
    kinds.register(Kind("made", "Made", compose=lambda mail: PARTS))

    queue(parts=Parts(long, "b")), queue(kind="made", parts=None, subject=long)

    assert {len(mail.subject) for mail in OutgoingMail.objects.all()} == {255}


def test_what_was_not_sent_is_logged_without_the_address(caplog):
    queue("dobrze@example.org"), queue("nigdy@example.org")
    with mail_server() as inbox:
        inbox.answers = {"nigdy@example.org": "550 5.1.1 nigdy@example.org is nobody"}
        outbox.deliver(now=NOW)

    failed = OutgoingMail.objects.get(status=MailStatus.FAILED)
    told = [record.getMessage() for record in caplog.records if record.name == "wagtail_ngo.mail"]
    assert told == [f"Outgoing mail {failed.pk}: The mail server answered 550.."]


def test_only_what_is_being_sent_can_be_stuck():
    for status in MailStatus.values:
        mail = queue(f"{status}@example.org")
        OutgoingMail.objects.filter(pk=mail.pk).update(status=status, claimed_at=NOW, attempts=1)
    before = dict(OutgoingMail.objects.values_list("recipient", "status"))

    assert outbox.release_stuck(now=NOW + 2 * outbox.STUCK_AFTER) == 1

    after = dict(OutgoingMail.objects.values_list("recipient", "status"))
    assert after == before | {"sending@example.org": MailStatus.QUEUED}
