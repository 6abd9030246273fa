"""Letters about registrations: to whom, until when, with which links and files."""

import base64
import datetime

import pytest
import time_machine
from django.urls import reverse

from tests.factories.events import VenueFactory
from tests.factories.registration import NOW, apply, join, make_course, make_date
from wagtail_ngo.models import EventPage, Occurrence, OutgoingMail, Registration
from wagtail_ngo.services.registration import mails, tokens
from wagtail_ngo.services.registration.rules import target_for
from wagtail_ngo.services.registration.tokens import Purpose

pytestmark = pytest.mark.django_db
HOUR, SECOND = datetime.timedelta(hours=1), datetime.timedelta(seconds=1)


@pytest.fixture(autouse=True)
def frozen_clock():
    """A signature holds its second: links made one after the other are equal only within it."""
    with time_machine.travel(NOW, tick=False):
        yield


def row_of(date, **fields) -> Registration:
    """A registration that no letter was written about yet."""
    values = {"name": "Anna", "email": "anna@example.org", "person_key": "k", "seat_key": "k"}
    row = Registration.objects.create(occurrence=date, **values | fields)
    Registration.objects.filter(pk=row.pk).update(created_at=NOW)
    row.refresh_from_db()
    return row


def letter() -> OutgoingMail:
    return OutgoingMail.objects.get()


def calendar(mail) -> list[str]:
    """Lines of the calendar file of a letter, without folds."""
    [stored] = [one for one in mail.attachments if one["name"] == "invite.ics"]
    text = base64.b64decode(stored["base64"]).decode()
    return [f"Content-Type: {stored['type']}", *text.replace("\r\n ", "").splitlines()]


def names(mail) -> list[str]:
    return [one["name"] for one in mail.attachments]


def test_the_first_letter_asks_until_its_link_closes(settings):
    settings.WAGTAIL_NGO = {"REGISTRATION_CONFIRM_HOURS": 5}
    date = make_date(title="Spotkanie")
    row, about = row_of(date), target_for(date)

    mails.ask_to_confirm(row, about, now=NOW + HOUR)

    mail = letter()
    until = NOW + 5 * HOUR
    assert (mail.kind, mail.recipient, mail.about) == (
        "registration.ask",
        "anna@example.org",
        f"registration:{row.pk}",
    )
    assert (mail.subject, mail.expires_at) == ("Please confirm: Spotkanie", until)
    assert mails.link(row, about, Purpose.CONFIRM, until=until) in mail.text
    assert "The link works for 5 hours." in mail.text
    assert mail.attachments == []


def test_nobody_without_an_address_gets_a_letter():
    date = make_date()
    row, about = row_of(date, email=""), target_for(date)

    mails.ask_to_confirm(row, about, now=NOW)
    mails.confirm_seat(row, about, now=NOW)
    mails.write(row, about, subject="s", text="t", now=NOW)

    assert OutgoingMail.objects.count() == 0
    assert Registration.objects.get().calendar_sequence == 0


def test_who_has_a_seat_gets_a_calendar_file_and_a_code():
    date = make_date(title="Spotkanie", venue=VenueFactory(name="Rondo"), organizer="Urząd")
    row, about = row_of(date, status="confirmed"), target_for(date)

    mails.confirm_seat(row, about, now=NOW)

    mail = letter()
    assert names(mail) == ["invite.ics", "entrance-code.png"]
    lines = calendar(mail)
    assert lines[0] == "Content-Type: text/calendar; method=REQUEST"
    assert {"METHOD:REQUEST", "SEQUENCE:1", "SUMMARY:Spotkanie", "LOCATION:Rondo"} <= set(lines)
    assert [line for line in lines if line.startswith(("DTSTART;", "DTEND;"))] == [
        "DTSTART;TZID=Europe/Warsaw:20270318T170000",
        "DTEND;TZID=Europe/Warsaw:20270318T190000",
    ]
    assert any("CN=Urząd" in line or 'CN="Urząd"' in line for line in lines)
    assert Registration.objects.get().calendar_sequence == 1


def test_what_is_online_alone_needs_no_code_and_an_open_end_has_no_end():
    date = make_date(online_url="https://spotkanie.example/")
    Occurrence.objects.filter(pk=date.pk).update(has_end=False)
    row, about = row_of(date, status="confirmed"), target_for(date)

    mails.confirm_seat(row, about, now=NOW)

    assert names(letter()) == ["invite.ics"]
    assert not any(line.startswith("DTEND") for line in calendar(letter()))
    assert "https://spotkanie.example/" in letter().text


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (mails.say_how_it_is, "known"),
        (mails.confirm_place_in_line, "line"),
        (mails.say_offer_expired, "offer_expired"),
    ],
)
def test_letters_that_only_tell_have_no_files_and_lead_to_the_registration(make, kind):
    date = make_date()
    row, about = row_of(date), target_for(date)

    make(row, about, now=NOW)

    mail = letter()
    assert (mail.kind, mail.attachments, mail.expires_at) == (f"registration.{kind}", [], None)
    own = mails.link(row, about, Purpose.MANAGE)
    assert (own in mail.text) is (kind != "offer_expired")
    assert (date.page.get_full_url() in mail.text) is (kind == "offer_expired")


def test_an_offer_says_until_when_in_the_zone_of_the_date():
    date = make_date()
    until = datetime.datetime(2027, 3, 2, 23, 30, tzinfo=datetime.UTC)
    row, about = row_of(date, status="offered", offered_until=until), target_for(date)

    mails.offer_seat(row, about, now=NOW)

    mail = letter()
    assert mail.expires_at == until
    assert "Please say yes by Wednesday, 3 March 2027, 00:30;" in mail.text
    assert mails.link(row, about, Purpose.OFFER, until=until) in mail.text


@pytest.mark.parametrize(("sequence", "files"), [(0, []), (1, ["invite.ics"])])
@pytest.mark.parametrize("by_organiser", [True, False])
def test_cancelling_takes_the_date_out_of_a_calendar_that_has_it(sequence, files, by_organiser):
    date = make_date()
    row, about = row_of(date, calendar_sequence=sequence), target_for(date)

    mails.say_cancelled(row, about, now=NOW, by_organiser=by_organiser)

    mail = letter()
    assert names(mail) == files
    assert ("the organiser has cancelled" in mail.text) is by_organiser
    assert ("as you wished" in mail.text) is not by_organiser
    if files:
        assert {"METHOD:CANCEL", "STATUS:CANCELLED", "SEQUENCE:2"} <= set(calendar(mail))
    assert Registration.objects.get().calendar_sequence == 2 * sequence


def test_a_reminder_is_of_one_date_and_goes_once():
    course = make_course()
    row = join(course)
    OutgoingMail.objects.all().delete()
    about = target_for(course)
    second = about.dates[1]

    for minutes in (0, 5):
        now = second.starts_at - HOUR + datetime.timedelta(minutes=minutes)
        mails.remind(row, about, second, now=now)

    mail = letter()
    assert mail.key == (
        f"registration.reminder:{row.pk}:{second.pk}:{int(second.starts_at.timestamp())}"
    )
    assert mail.expires_at == second.starts_at
    assert "25 March 2027" in mail.text
    assert "18 March" not in mail.text
    assert names(mail) == ["entrance-code.png"]
    mails.remind(row, about, about.dates[2], now=NOW)
    assert OutgoingMail.objects.count() == 2


def test_a_letter_of_the_organiser_is_in_their_words_and_with_a_key_goes_once():
    date = make_date(title="Spotkanie")
    row, about = row_of(date), target_for(date)

    for key in ("a", "a", "", ""):
        mails.write(row, about, subject="Sala", text="Sala 5.", now=NOW, key=key)

    sent = list(OutgoingMail.objects.order_by("pk"))
    assert [mail.key for mail in sent if mail.key] == ["a"]
    assert len(sent) == 3
    assert (sent[0].kind, sent[0].subject) == ("registration.letter", "Sala")
    assert sent[0].text.startswith("Sala 5.\n")
    assert "because you registered for Spotkanie." in sent[0].text


@pytest.mark.parametrize(("language", "subject"), [("pl", "Potwierdź"), ("", "Please confirm")])
def test_a_letter_is_in_the_language_of_the_form_or_of_the_page(language, subject):
    date = make_date()

    mails.ask_to_confirm(row_of(date, language=language), target_for(date), now=NOW)

    assert letter().subject.startswith(subject)


def test_a_letter_names_who_may_be_asked():
    date = make_date(
        contact_name="Ewa Biuro", contact_phone="598400000", contact_email="ewa@example.org"
    )

    mails.confirm_seat(row_of(date), target_for(date), now=NOW)

    assert "Ewa Biuro, 598400000, ewa@example.org" in letter().text
    assert any(
        line.startswith("ORGANIZER") and line.endswith("mailto:ewa@example.org")
        for line in calendar(letter())
    )


def test_without_its_page_a_letter_still_names_the_date(settings):
    settings.DEFAULT_FROM_EMAIL = "Urząd <urzad@example.org>"
    date = make_date(title="Spotkanie")
    row = row_of(date, calendar_sequence=1)
    Occurrence.objects.filter(pk=date.pk).update(page=None, event_title="Spotkanie")
    about = target_for(date)

    mails.say_cancelled(row, about, now=NOW, by_organiser=True)

    assert "Thursday, 18 March 2027, 17:00–19:00" in letter().text
    assert any(line.endswith("mailto:urzad@example.org") for line in calendar(letter()))


def test_a_page_that_is_not_public_is_not_linked():
    date = make_date()
    EventPage.objects.update(live=False)

    mails.say_offer_expired(row_of(date), target_for(date), now=NOW)

    assert date.page.get_full_url() not in letter().text


@pytest.mark.parametrize(
    ("stored", "address"),
    [
        ("urzad@example.org", "urzad@example.org"),
        ("Urząd Miasta <urzad@example.org>", "urzad@example.org"),
        ("<urzad@example.org> ", "urzad@example.org"),
    ],
)
def test_mail_comes_from_an_address_without_its_name(settings, stored, address):
    settings.DEFAULT_FROM_EMAIL = stored

    assert mails.sender_address() == address


def test_a_link_opens_until_a_day_after_the_end():
    date = make_date()
    row, about = apply(date), target_for(date)
    last = date.ends_at + datetime.timedelta(days=1)

    address = mails.link(row, about, Purpose.MANAGE)

    token = address.removesuffix("/").rpartition("/")[2]
    assert address == about.site.root_url + reverse("wagtail_ngo:registration_manage", args=[token])
    assert tokens.read(token, Purpose.MANAGE, now=last - SECOND) == row
    with pytest.raises(tokens.LinkError, match="expired"):
        tokens.read(token, Purpose.MANAGE, now=last)
