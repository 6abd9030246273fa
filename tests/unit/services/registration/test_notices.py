"""Who is registered hears of every change that concerns them, once, with old and new."""

import datetime

import pytest

from tests.factories.events import VenueFactory
from tests.factories.registration import NOW, apply, join, join_many, make_course, make_event
from wagtail_ngo.models import EventPage, OccurrenceOverride, OutgoingMail, Registration
from wagtail_ngo.services.events import occurrences
from wagtail_ngo.services.registration import notices, waiting

pytestmark = pytest.mark.django_db
DAY = datetime.date(2027, 3, 18)
LATER = NOW + datetime.timedelta(hours=1)


@pytest.fixture
def page():
    return make_event(venue=VenueFactory(name="Library"), title="Talk")


def override(page, **fields) -> None:
    page.overrides = [OccurrenceOverride(original_date=DAY, **fields)]
    page.save()
    occurrences.rebuild(page, now=LATER)


def notices_to(row) -> list[OutgoingMail]:
    rows = OutgoingMail.objects.filter(recipient=row.email, kind="registration.changed")
    return list(rows.order_by("pk"))


def calendar_of(letter) -> str:
    import base64

    [stored] = [one for one in letter.attachments if one["name"] == "invite.ics"]
    return base64.b64decode(stored["base64"]).decode().replace("\r\n ", "")


def test_move_is_told_with_old_and_new_and_moves_the_calendar_entry(page):
    row = join(page.occurrences.get())

    override(page, kind="moved", new_date=datetime.date(2027, 3, 19), note="The hall is taken.")

    [letter] = notices_to(row)
    assert letter.subject == "New date: Talk"
    assert "Until now: Thursday, 18 March 2027, 17:00–19:00" in letter.text
    assert "Now: Friday, 19 March 2027, 17:00–19:00" in letter.text
    assert "The hall is taken." in letter.text
    text = calendar_of(letter)
    assert "METHOD:REQUEST" in text
    assert "SEQUENCE:2" in text
    assert "DTSTART;TZID=Europe/Warsaw:20270319T170000" in text
    first = OutgoingMail.objects.get(recipient=row.email, kind="registration.seat")
    assert "SEQUENCE:1" in calendar_of(first)
    assert [line for line in text.splitlines() if line.startswith("UID")] == [
        line for line in calendar_of(first).splitlines() if line.startswith("UID")
    ]


def test_cancellation_takes_the_date_out_of_the_calendar(page):
    row = join(page.occurrences.get())

    override(page, kind="cancelled", note="Ill")

    [letter] = notices_to(row)
    assert letter.subject == "Does not take place: Talk"
    assert "METHOD:CANCEL" in calendar_of(letter)
    assert "STATUS:CANCELLED" in calendar_of(letter)
    assert Registration.objects.get().status == "confirmed"


def test_unpublishing_and_deleting_are_told(page):
    date = page.occurrences.get()
    row = join(date)

    occurrences.withdraw(page, now=LATER)
    EventPage.objects.get().delete()

    assert [letter.subject for letter in notices_to(row)] == ["Does not take place: Talk"]
    assert Registration.objects.get().occurrence.title == "Talk"


def test_unpublishing_in_the_admin_is_told(page):
    row = join(page.occurrences.get())

    page.unpublish()

    assert [letter.subject for letter in notices_to(row)] == ["Does not take place: Talk"]


def test_republishing_is_told(page):
    row = join(page.occurrences.get())
    occurrences.withdraw(page, now=LATER)

    occurrences.rebuild(page, now=LATER)

    assert [letter.subject for letter in notices_to(row)] == [
        "Does not take place: Talk",
        "Takes place after all: Talk",
    ]


def test_other_place_is_told_with_both(page):
    row = join(page.occurrences.get())

    override(page, kind="changed", venue=VenueFactory(name="Town hall"))

    [letter] = notices_to(row)
    assert "Place until now: Library" in letter.text
    assert "Place now: Town hall" in letter.text


def test_only_those_who_expect_to_come_are_told_and_once(page):
    date = page.occurrences.get()
    seated, gone, waiting_one = join_many(date, [1, 2, 3])
    fourth = join(date, 4, now=LATER)
    waiting.cancel(gone, now=LATER)
    unconfirmed = apply(date, 5, now=LATER)

    override(page, kind="moved", start_time=datetime.time(18))
    occurrences.rebuild(page, now=LATER)

    told = [len(notices_to(row)) for row in (seated, gone, waiting_one, fourth, unconfirmed)]
    assert told == [1, 0, 1, 1, 0]
    assert notices_to(fourth)[0].attachments == []
    assert "still on the waiting list" in notices_to(fourth)[0].text


def test_change_that_nobody_sees_is_not_told(page):
    row = join(page.occurrences.get())
    page.lead = "Other words"
    page.save()

    occurrences.rebuild(page, now=LATER)

    assert notices_to(row) == []


def test_participants_of_a_course_hear_of_each_date(page):
    course = make_course(title="Course")
    row = join(course)
    series = course.page
    series.overrides = [OccurrenceOverride(original_date=DAY, kind="cancelled")]
    series.save()

    occurrences.rebuild(series, now=LATER)

    [letter] = notices_to(row)
    assert "18 March 2027" in letter.text
    assert "25 March" not in letter.text
    assert Registration.objects.get(pk=row.pk).status == "confirmed"


def test_reminder_goes_once_to_those_with_a_seat(page):
    date = page.occurrences.get()
    rows = join_many(date, [1, 2, 3])
    day_before = date.starts_at - datetime.timedelta(hours=24)

    assert notices.remind(now=day_before - datetime.timedelta(minutes=1)) == 0
    notices.remind(now=day_before)
    notices.remind(now=day_before + datetime.timedelta(minutes=5))

    reminders = OutgoingMail.objects.filter(kind="registration.reminder").order_by("pk")
    assert [one.recipient for one in reminders] == [row.email for row in rows[:2]]
    assert reminders[0].expires_at == date.starts_at


def test_letters_come_in_the_language_of_the_form(page):
    row = join(page.occurrences.get(), language="pl")

    letter = OutgoingMail.objects.get(recipient=row.email, kind="registration.seat")

    assert letter.subject.startswith("Masz miejsce: Talk")
    assert "czwartek, 18 marca 2027, 17:00–19:00" in letter.text
