"""Subscribers from a list: nobody twice, nobody who left, nobody without a consent."""

import datetime
import io
import threading

import openpyxl
import pytest
from django.contrib.auth.models import Group
from django.core import mail as django_mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from tests.factories.bulletin import BulletinIndexFactory, BulletinIssueFactory, publish
from wagtail_ngo.domain.bulletin.subscriber_lists import SubscriberRow
from wagtail_ngo.enums import ListedAddress as L
from wagtail_ngo.enums import SubscriberStatus as S
from wagtail_ngo.models import BouncedAddress, BulletinSubscriber, OutgoingMail
from wagtail_ngo.services.bulletin import mail as bulletin_mail
from wagtail_ngo.services.bulletin import subscriber_imports
from wagtail_ngo.services.people import roles

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2027, 1, 4, 9, tzinfo=datetime.UTC)
TODAY = datetime.date(2027, 1, 4)
CONSENT = datetime.date(2026, 3, 14)
URL = "wagtail_ngo_subscriber_import"
TEXT = "Chcę dostawać biuletyn."


@pytest.fixture
def serial():
    return BulletinIndexFactory(title="Biuletyn")


def row(email, day=CONSENT, number=2, **values) -> SubscriberRow:
    return SubscriberRow(number, email, day, **values)


def take(serial, *rows, now=NOW):
    return subscriber_imports.take_over(
        serial, rows, consent_text=TEXT, consent_source="Teczka 3", now=now
    )


def outcomes(results):
    return [result.outcome for result in results]


def subscriber(serial, email, status=S.ACTIVE, **values):
    return BulletinSubscriber.objects.create(serial=serial, email=email, status=status, **values)


def test_new_address_is_subscribed_with_day_wording_and_place_of_its_consent(serial):
    [result] = take(serial, row("Ala@Example.org"))

    one = BulletinSubscriber.objects.get()
    assert (result.outcome, one.email, one.status) == (L.NEW, "Ala@Example.org", S.ACTIVE)
    assert timezone.localdate(one.confirmed_at) == CONSENT
    assert (one.consent_text, one.consent_source, one.created_at) == (TEXT, "Teczka 3", NOW)
    assert (OutgoingMail.objects.count(), django_mail.outbox) == (0, [])
    log = PageLogEntry.objects.get(action="wagtail_ngo.import_subscribers")
    assert (log.page_id, log.data) == (serial.pk, {"count": 1, "source": "Teczka 3"})
    issue = publish(BulletinIssueFactory(parent=serial))
    mailing = bulletin_mail.open_mailing(issue, now=NOW)
    assert bulletin_mail.send_batch(mailing, now=NOW).sent == 1
    assert one.token in django_mail.outbox[0].body


def test_each_has_a_way_out_of_her_own(serial):
    take(serial, row("a@b.pl"), row("c@b.pl"))

    assert len(set(BulletinSubscriber.objects.values_list("token", flat=True))) == 2


def test_list_taken_over_again_changes_nothing(serial):
    rows = [row("ala@example.org"), row("ola@example.org")]
    take(serial, *rows)
    before = list(BulletinSubscriber.objects.values())

    assert outcomes(take(serial, *rows)) == [L.KNOWN, L.KNOWN]
    assert list(BulletinSubscriber.objects.values()) == before
    assert PageLogEntry.objects.filter(action="wagtail_ngo.import_subscribers").count() == 1


def test_address_counts_once_in_any_spelling_and_names_the_row_that_had_it(serial):
    results = take(serial, row("ala@example.org", number=2), row("ALA@example.org", number=7))

    assert [(one.outcome, one.same_as) for one in results] == [(L.NEW, None), (L.TWICE, 2)]


def test_subscriber_stays_as_she_is_and_who_waited_is_confirmed_by_the_list(serial):
    old = subscriber(serial, "ala@example.org", confirmed_at=NOW)
    subscriber(serial, "ola@example.org", S.UNCONFIRMED)

    results = take(serial, row("ala@example.org"), row("ola@example.org"))

    assert outcomes(results) == [L.KNOWN, L.CONFIRMED]
    old.refresh_from_db()
    assert (old.confirmed_at, old.consent_text) == (NOW, "")
    waited = BulletinSubscriber.objects.get(email="ola@example.org")
    assert (waited.status, waited.consent_source) == (S.ACTIVE, "Teczka 3")
    assert timezone.localdate(waited.confirmed_at) == CONSENT


def test_whoever_left_is_not_brought_back_by_an_older_consent(serial):
    """Leaving deletes the address; that copies went there is kept by a hash."""
    subscriber(serial, "ola@example.org", S.UNSUBSCRIBED)
    left = subscriber(serial, "ala@example.org")
    mailing = bulletin_mail.open_mailing(publish(BulletinIssueFactory(parent=serial)), now=NOW)
    bulletin_mail.send_batch(mailing, now=NOW)
    bulletin_mail.unsubscribe(left)

    def outcome(day):
        [result] = subscriber_imports.plan(
            serial, [row("ala@example.org", day)], today=datetime.date(2028, 1, 1)
        )
        return result.outcome

    assert outcomes(take(serial, row("ala@example.org"), row("ola@example.org"))) == [L.GONE] * 2
    assert (outcome(TODAY), outcome(TODAY + datetime.timedelta(days=1))) == (L.GONE, L.NEW)
    other = BulletinIndexFactory(title="Inny", slug="inny")
    assert outcomes(take(other, row("ala@example.org"))) == [L.NEW]


def test_rows_without_what_is_needed_are_left_out_and_said(serial):
    BouncedAddress.objects.create(email="zly@example.org", status_code="5.1.1", bounced_at=NOW)
    rows = [
        row(""), row("ala@"), row("", has_many=True), row("bez@example.org", None),
        row("jutro@example.org", TODAY + datetime.timedelta(days=1)),
        row("dzis@example.org", TODAY), row("zly@example.org"),
    ]  # fmt: skip

    assert outcomes(take(serial, *rows)) == [
        L.NO_ADDRESS, L.NO_ADDRESS, L.MANY, L.NO_DATE, L.LATER, L.NEW, L.UNREACHABLE,
    ]  # fmt: skip
    assert BulletinSubscriber.objects.get().email == "dzis@example.org"


def test_plan_writes_nothing_and_asks_as_little_for_many_rows(
    serial, django_assert_max_num_queries
):
    rows = [row(f"{number}@example.org", number=number) for number in range(500)]

    with django_assert_max_num_queries(4):
        results = subscriber_imports.plan(serial, rows, today=TODAY)

    assert (set(outcomes(results)), BulletinSubscriber.objects.count()) == ({L.NEW}, 0)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="one writer at a time there anyway")
def test_pressed_eight_times_at_once_everybody_is_subscribed_once(serial):
    rows = [row(f"{number}@example.org", number=number) for number in range(20)]
    written = []

    def press():
        try:
            written.append(sum(result.is_written for result in take(serial, *rows)))
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(written) == [0] * 7 + [20]
    assert BulletinSubscriber.objects.count() == 20


# In the admin


@pytest.fixture
def moderator(client, serial, django_user_model):
    call_command("ngo_setup", stdout=io.StringIO())
    user = django_user_model.objects.create_user("moderator", password="x")
    user.groups.add(Group.objects.get(name=roles.MODERATION))
    client.force_login(user)
    return client


def upload(client, serial, data: bytes, name="lista.csv", **fields):
    form = {"serial": serial.pk, "consent_text": TEXT, "consent_source": "Teczka 3", **fields}
    return client.post(reverse(URL), {**form, "file": SimpleUploadedFile(name, data)})


CSV = "Imię;E-mail;Data zgody\nZdzisława;ala@example.org;14.03.2026\nOla;;14.03.2026\n"


def test_list_is_looked_at_first_and_then_taken_over_once(moderator, serial):
    page = upload(moderator, serial, CSV.encode("cp1250"))
    looked = page.content.decode()
    assert BulletinSubscriber.objects.count() == 0

    done = moderator.post(reverse(URL), {"rows": page.context["packed"]})
    again = moderator.post(reverse(URL), {"rows": page.context["packed"]})

    assert "Take over 1 address" in looked
    assert "No e-mail address: left out" in looked
    assert outcomes(done.context["results"]) == [L.NEW, L.NO_ADDRESS]
    assert outcomes(again.context["results"]) == [L.KNOWN, L.NO_ADDRESS]
    one = BulletinSubscriber.objects.get()
    assert (one.email, one.consent_text, one.consent_source) == (
        "ala@example.org",
        TEXT,
        "Teczka 3",
    )
    address = reverse("wagtail_ngo_bulletinsubscriber_modeladmin_inspect", args=[one.pk])
    assert TEXT in moderator.get(address).content.decode()


def test_workbook_with_dates_is_read_and_an_empty_cell_takes_the_day_for_all(moderator, serial):
    book = openpyxl.Workbook()
    book.active.append(["E-mail", "Data zgody"])
    book.active.append(["ala@example.org", CONSENT])
    book.active.append(["ola@example.org", None])
    file = io.BytesIO()
    book.save(file)

    page = upload(moderator, serial, file.getvalue(), "lista.xlsx", consented_on="1 lutego 2026")
    moderator.post(reverse(URL), {"rows": page.context["packed"]})

    days = BulletinSubscriber.objects.order_by("email").values_list("confirmed_at", flat=True)
    assert [timezone.localdate(day) for day in days] == [CONSENT, datetime.date(2026, 2, 1)]


def test_page_names_no_one_who_was_not_looked_at(moderator, serial):
    """Only the addresses travel: names and whatever else a list holds stay with the office."""
    page = upload(moderator, serial, CSV.encode())

    assert "Zdzisława" not in page.content.decode()


@pytest.mark.parametrize("rows", ["", "made:up"])
def test_rows_that_were_changed_on_the_way_are_refused(moderator, serial, rows):
    page = upload(moderator, serial, CSV.encode())
    changed = rows or page.context["packed"][:-1]

    response = moderator.post(reverse(URL), {"rows": changed})

    assert "This page is too old. Choose the file once more." in response.content.decode()
    assert BulletinSubscriber.objects.count() == 0


def test_file_without_the_column_and_form_without_the_wording_are_said(moderator, serial):
    bare = upload(moderator, serial, b"Imie;Telefon\nAla;1\n").content.decode()
    mute = upload(moderator, serial, CSV.encode(), consent_text="")

    assert "No column is called “e-mail”." in bare
    assert list(mute.context["form"].errors) == ["consent_text"]


def test_editors_who_may_not_add_subscribers_have_no_way_there(client, serial, django_user_model):
    call_command("ngo_setup", stdout=io.StringIO())
    user = django_user_model.objects.create_user("editor", password="x")
    user.groups.add(Group.objects.get(name=roles.EDITING))
    client.force_login(user)

    listing = client.get(reverse("wagtail_ngo_bulletinsubscriber_modeladmin_index"))

    assert "Take over a list" not in listing.content.decode()
    assert client.get(reverse(URL)).status_code == 302
