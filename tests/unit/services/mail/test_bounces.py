"""Mail that comes back: whose address is marked, what that means, and how it ends."""

import datetime
import io
import mailbox
import sys

import pytest
from django.contrib.auth.models import Permission
from django.core import mail as django_mail
from django.core.management import CommandError, call_command
from django.urls import reverse

from tests.bounced_mail import PLAIN, RECIPIENT, report
from tests.factories.bulletin import BulletinIndexFactory, BulletinIssueFactory, publish
from wagtail_ngo.enums import DeliveryStatus, MailStatus, SubscriberStatus
from wagtail_ngo.models import BouncedAddress, BulletinDelivery, BulletinSubscriber, OutgoingMail
from wagtail_ngo.services.bulletin import mail as bulletin_mail
from wagtail_ngo.services.mail import bounces, kinds, outbox
from wagtail_ngo.services.mail.bounces import Bounce
from wagtail_ngo.services.mail.message import Parts
from wagtail_ngo.services.people import retention

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2027, 1, 4, 9, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)
LIST = "wagtail_ngo_bouncedaddress_modeladmin_index"


@pytest.fixture(autouse=True)
def registered_kinds():
    before = dict(kinds._kinds)
    kinds.register(kinds.Kind("letter", "Letter"))
    yield
    kinds._kinds.clear()
    kinds._kinds.update(before)


def sent(recipient="ala@example.org") -> OutgoingMail:
    mail = outbox.queue(Parts("S", "T"), kind="letter", recipient=recipient, now=NOW)
    outbox.deliver(now=NOW)
    mail.refresh_from_db()
    return mail


def take(*mails: bytes, now=NOW) -> dict[Bounce, int]:
    return dict(bounces.take_in(mails, now=now))


def marks() -> list[str]:
    return sorted(BouncedAddress.objects.values_list("email", flat=True))


def test_the_message_that_leaves_shows_the_id_that_a_report_is_known_by():
    mail = sent()

    assert django_mail.outbox[0].message()["Message-ID"] == mail.message_id
    assert mail.message_id[:1] + mail.message_id[-1:] == "<>"


def test_address_is_marked_and_the_message_says_that_it_came_back():
    mail, other = sent(), sent("ola@example.org")

    assert take(report(mail.message_id)) == {Bounce.MARKED: 1}

    mail.refresh_from_db(), other.refresh_from_db()
    mark = BouncedAddress.objects.get()
    assert (mark.email, mark.status_code, mark.bounced_at) == ("ala@example.org", "5.1.1", NOW)
    assert (mail.status, mail.error) == (MailStatus.BOUNCED, "It came back: 5.1.1.")
    assert other.status == MailStatus.SENT


def test_nothing_is_mailed_to_a_marked_address_in_any_spelling_until_the_mark_is_taken_back():
    take(report(sent().message_id))
    django_mail.outbox.clear()

    refused = sent("  ALA@Example.org ")
    sent("ola@example.org")

    assert [message.to for message in django_mail.outbox] == [["ola@example.org"]]
    assert (refused.status, refused.attempts) == (MailStatus.FAILED, 1)
    assert refused.error == "Mail to this address came back. Take the mark back first."
    BouncedAddress.objects.all().delete()
    outbox.retry(OutgoingMail.objects.filter(pk=refused.pk), now=NOW)
    outbox.deliver(now=NOW)
    assert django_mail.outbox[-1].to == ["ALA@Example.org"]


def test_message_that_came_back_is_never_sent_again_without_its_words():
    take(report(sent().message_id))
    BouncedAddress.objects.all().delete()
    django_mail.outbox.clear()

    assert outbox.retry(OutgoingMail.objects.all(), now=NOW) == 0
    outbox.deliver(now=NOW + DAY)
    assert django_mail.outbox == []


def test_the_same_report_again_changes_nothing_also_after_the_mark_was_taken_back():
    data = report(sent().message_id)
    take(data)

    assert take(data, now=NOW + DAY) == {Bounce.KNOWN: 1}
    assert BouncedAddress.objects.get().bounced_at == NOW
    BouncedAddress.objects.all().delete()
    assert (take(data), marks()) == ({Bounce.KNOWN: 1}, [])


def test_report_about_no_message_of_ours_marks_nobody():
    """Whoever sends a made-up report would silence any subscriber."""
    sent()

    forged = [report("<made.up@example.org>"), report(""), report("ala@example.org")]

    assert take(*forged, PLAIN) == {Bounce.NOT_OURS: 3, Bounce.NO_REPORT: 1}
    assert marks() == []


def test_address_that_was_mailed_is_marked_not_the_one_that_the_report_names():
    mail = sent()
    sent("ofiara@example.org")

    take(report(mail.message_id, address="ofiara@example.org"))

    assert marks() == ["ala@example.org"]


def test_message_that_is_refused_for_its_content_or_delayed_marks_no_address():
    refused, late = sent(), sent("ola@example.org")

    counts = take(
        report(refused.message_id, code="5.7.1"),
        report(late.message_id, code="4.4.1", action="delayed"),
    )

    assert counts == {Bounce.NOTED: 1, Bounce.DELAYED: 1}
    refused.refresh_from_db(), late.refresh_from_db()
    assert (refused.status, late.status, marks()) == (MailStatus.BOUNCED, MailStatus.SENT, [])


def test_second_message_that_comes_back_renews_the_mark():
    first, second = sent(), sent()
    take(report(first.message_id))

    take(report(second.message_id, code="5.2.1"), now=NOW + DAY)

    mark = BouncedAddress.objects.get()
    assert (mark.status_code, mark.bounced_at) == ("5.2.1", NOW + DAY)


def test_copy_of_the_bulletin_that_came_back_failed_and_the_next_issue_is_not_queued():
    serial = BulletinIndexFactory()
    for name in ("ala", "ola"):
        BulletinSubscriber.objects.create(
            serial=serial, email=f"{name}@example.org", status=SubscriberStatus.ACTIVE
        )
    issues = [publish(BulletinIssueFactory(parent=serial, number=n, slug=f"n{n}")) for n in (1, 2)]
    first, second = (bulletin_mail.open_mailing(issue, now=NOW) for issue in issues)
    bulletin_mail.send_batch(first, now=NOW)
    copy = OutgoingMail.objects.get(recipient="ala@example.org")

    take(report(copy.message_id))

    statuses = {
        delivery.address_hash: delivery.status for delivery in BulletinDelivery.objects.all()
    }
    assert statuses[copy.address_hash] == DeliveryStatus.FAILED
    assert sorted(statuses.values()) == [DeliveryStatus.FAILED, DeliveryStatus.SENT]
    assert bulletin_mail.retry(first, now=NOW) == 0
    assert bulletin_mail.send_batch(second, now=NOW).sent == 1
    assert BulletinSubscriber.objects.count() == 2


def test_mark_goes_after_a_year():
    for number, age in enumerate((364, 366)):
        BouncedAddress.objects.create(
            email=f"{number}@example.org", status_code="5.1.1", bounced_at=NOW - age * DAY
        )

    assert retention.forget_all(now=NOW)["wagtail_ngo.BouncedAddress"] == 1
    assert marks() == ["0@example.org"]


# By command


def run(path) -> str:
    out = io.StringIO()
    call_command("ngo_read_bounces", str(path), stdout=out)
    return out.getvalue().strip()


def test_mailbox_maildir_and_single_mail_are_read_and_left_as_they_are(tmp_path):
    for kind in ("mbox", "maildir", "mail.eml"):
        path = tmp_path / kind
        data = report(sent(f"{kind}@example.org").message_id)
        if kind == "mail.eml":
            path.write_bytes(data)
        else:
            box = mailbox.mbox(path) if kind == "mbox" else mailbox.Maildir(path)
            box.add(data), box.add(PLAIN)
            box.close()
        before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}

        text = run(path)

        assert text.startswith("1 addresses marked"), kind
        assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == before
    assert marks() == ["mail.eml@example.org", "maildir@example.org", "mbox@example.org"]


def test_one_mail_comes_by_the_standard_input(monkeypatch):
    data = report(sent().message_id)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    assert run("-") == "1 addresses marked"


def test_the_command_counts_each_kind_and_names_a_missing_file(tmp_path):
    recipients = RECIPIENT.format(address="a@b.pl", action="failed", code="5.1.1")
    path = tmp_path / "a.eml"
    path.write_bytes(report("", recipients=f"{recipients}\n{recipients}"))

    assert run(path) == "2 about no message of ours"
    with pytest.raises(CommandError):
        run(tmp_path / "none")


# In the admin


def test_editor_sees_the_mark_beside_the_subscriber_and_takes_it_back(admin_client):
    serial = BulletinIndexFactory()
    for name in ("ala", "ola"):
        BulletinSubscriber.objects.create(serial=serial, email=f"{name}@example.org")
    mark = BouncedAddress.objects.create(
        email="ALA@example.org", status_code="5.2.2", bounced_at=NOW
    )

    subscribers = admin_client.get(reverse("wagtail_ngo_bulletinsubscriber_modeladmin_index"))
    marked = [row.email for row in subscribers.context["object_list"] if row.is_marked]
    html = admin_client.get(reverse(LIST)).content.decode()
    delete = reverse(LIST.replace("index", "delete"), args=[mark.pk])
    question = admin_client.get(delete).content.decode()
    admin_client.post(delete)

    assert marked == ["ala@example.org"]
    assert "The mailbox is full." in html
    assert "Mail goes to this address again." in question
    assert not bounces.is_marked("ala@example.org")


def test_marks_are_seen_by_those_only_who_may(client, django_user_model):
    user = django_user_model.objects.create_user("urzednik", password="x")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)

    assert client.get(reverse(LIST)).status_code == 302
