"""Who was there, and the figures that follow; both outlive names, pages and entries."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from tests.factories.directory import NGOFactory
from tests.factories.registration import (
    NOW,
    assert_counters_agree,
    counters,
    join,
    join_many,
    make_course,
    make_date,
    make_event,
    person,
)
from wagtail_ngo.enums import RegistrationStatus as S
from wagtail_ngo.models import (
    Attendance,
    EventPage,
    NGOPage,
    Occurrence,
    OutgoingMail,
    Registration,
    StoredDocument,
)
from wagtail_ngo.services.events import occurrences
from wagtail_ngo.services.events.closing import Record, close, reopen
from wagtail_ngo.services.registration import attendance, desk, figures, privacy

pytestmark = pytest.mark.django_db


@pytest.fixture
def date():
    return make_date(capacity=5, max_companions=2)


def statuses(rows) -> list[str]:
    return [Registration.objects.get(pk=row.pk).status for row in rows]


def test_checking_in_twice_is_once(date):
    row = join(date, companions=2)

    for _phone in range(2):
        attendance.check_in(date, row, now=date.starts_at)
    attendance.check_in(date, row, now=date.starts_at, people=2)

    assert [one.people for one in Attendance.objects.all()] == [2]
    assert statuses([row]) == [S.ATTENDED]
    attendance.undo_check_in(date, row, now=date.starts_at)
    assert (Attendance.objects.count(), statuses([row])) == (0, [S.CONFIRMED])


def test_somebody_from_the_line_who_comes_takes_no_seat(date):
    date = make_date(capacity=1)
    rows = join_many(date, [1, 2])

    attendance.check_in(date, rows[1], now=date.starts_at)

    assert statuses(rows) == [S.CONFIRMED, S.ATTENDED]
    assert counters(date) == (1, 0, 2)


def test_walk_ins_are_known_again_by_name_and_organization_together():
    page = make_event(recurrence="RRULE:FREQ=WEEKLY;COUNT=2", capacity=None)
    first, second = page.occurrences.order_by("starts_at")
    for occurrence in (first, first, second):
        for name, organization in [("Jan Nowak", "Choir"), (" jan  nowak", "choir ")]:
            attendance.walk_in(
                occurrence, name=name, organization_name=organization, now=occurrence.starts_at
            )
    attendance.walk_in(second, name="Jan Nowak", now=second.starts_at)
    close(first, Record(), now=second.ends_at)
    close(second, Record(), now=second.ends_at)

    counted = figures.attendance_figures(Occurrence.objects.all())

    assert (counted.participations, counted.people, counted.organizations) == (3, 2, 1)
    assert counters(first) == (0, 0, 1)


def test_date_with_a_walk_in_is_not_deleted_by_the_rule():
    page = make_event(recurrence="RRULE:FREQ=WEEKLY;COUNT=2")
    second = page.occurrences.last()
    attendance.walk_in(second, name="Jan", now=NOW)
    page.recurrence = "RRULE:FREQ=WEEKLY;COUNT=1"
    page.save()

    occurrences.rebuild(page, now=NOW)

    assert page.occurrences.get(pk=second.pk).is_off_rule


def test_closing_marks_who_did_not_come_and_ends_the_line(date):
    date = make_date(capacity=2)
    rows = join_many(date, [1, 2, 3])
    attendance.check_in(date, rows[0], now=date.starts_at)

    close(date, Record(head_count=4), now=date.ends_at)

    assert statuses(rows) == [S.ATTENDED, S.ABSENT, S.EXPIRED]
    assert_counters_agree(date)
    with pytest.raises(ValidationError, match="closed already"):
        attendance.check_in(date, rows[1], now=date.ends_at)
    reopen(date, reason="Forgot one", now=date.ends_at)
    assert statuses(rows) == [S.ATTENDED, S.CONFIRMED, S.EXPIRED]


def test_head_count_alone_makes_nobody_absent(date):
    row = join(date)

    close(date, Record(head_count=4), now=date.ends_at)

    assert statuses([row]) == [S.CONFIRMED]


def test_head_count_and_names_never_add_up_twice(date):
    rows = join_many(date, [1, 2])
    for row in rows:
        attendance.check_in(date, row, now=date.starts_at)

    with pytest.raises(ValidationError) as error:
        close(date, Record(head_count=1), now=date.ends_at)
    close(date, Record(head_count=7), now=date.ends_at)

    assert error.value.message_dict == {
        "head_count": ["2 people are checked in by name. The head count cannot be lower."]
    }
    counted = figures.attendance_figures(Occurrence.objects.all())
    assert (counted.meetings, counted.participations, counted.people) == (1, 7, 2)


def test_not_held_is_refused_where_people_are_checked_in(date):
    attendance.check_in(date, join(date), now=date.starts_at)

    with pytest.raises(ValidationError, match="so the date took place"):
        close(date, Record(was_held=False), now=date.ends_at)


def test_course_is_over_with_its_last_date():
    course = make_course(capacity=None)
    rows = join_many(course, [1, 2])
    dates = list(course.page.occurrences.order_by("starts_at"))
    attendance.check_in(dates[0], rows[0], now=dates[0].starts_at)
    for occurrence in dates[:3]:
        close(occurrence, Record(), now=dates[-1].ends_at)
    assert statuses(rows) == [S.CONFIRMED, S.CONFIRMED]

    close(dates[3], Record(), now=dates[-1].ends_at)

    assert statuses(rows) == [S.ATTENDED, S.ABSENT]


@pytest.fixture
def training():
    """Four days, 13 people by name, some on several days; one walked in, one came with another."""
    page = make_event(capacity=None, max_companions=1, recurrence="RRULE:FREQ=WEEKLY;COUNT=4")
    dates = list(page.occurrences.order_by("starts_at"))
    entries = [NGOFactory(title=f"NGO {n}") for n in range(4)]
    for place, occurrence in enumerate(dates):
        for number in range(place * 3, place * 3 + 4):
            row = desk.add(occurrence, person(number, organization=entries[number % 4]), now=NOW)
            attendance.check_in(occurrence, row, now=occurrence.starts_at)
    last = dates[-1]
    attendance.walk_in(last, name="Walk In", organization_name="Circle", now=last.starts_at)
    for occurrence in dates:
        close(occurrence, Record(), now=last.ends_at)
    return page


FIGURES = figures.AttendanceFigures(
    meetings=4, participations=17, people=14, organizations=5, head_counts_only=0
)


def test_people_and_participations_are_two_figures(training, django_assert_num_queries):
    with django_assert_num_queries(3):
        assert figures.attendance_figures(Occurrence.objects.all()) == FIGURES


def test_figures_outlive_person_kind_organization_and_page(training):
    email = "p3@example.org"
    rows = Registration.objects.filter(email=email)
    assert rows.count() == 2
    privacy.erase_person(rows[0], now=NOW)
    assert figures.attendance_figures(Occurrence.objects.all()) == FIGURES
    keys = Registration.objects.filter(name="", email="").values_list("person_key", flat=True)
    assert len(keys) == 2
    assert len(set(keys)) == 1

    for entry in NGOPage.objects.all():
        entry.delete()
    EventPage.objects.get().delete()

    assert figures.attendance_figures(Occurrence.objects.in_year(2027)) == FIGURES


def test_retention_takes_names_and_leaves_figures(training):
    last = Occurrence.objects.order_by("ends_at").last().ends_at
    kept = datetime.timedelta(days=30)

    assert privacy.forget_past(now=last + kept, dry_run=True) == 16
    assert Registration.objects.filter(name="").count() == 0
    assert privacy.forget_past(now=last + kept) == 16

    blank = {"name": "", "email": "", "phone": "", "role": "", "needs": "", "answers": {}}
    assert Registration.objects.filter(**blank).count() == 16
    assert not Attendance.objects.exclude(name="").exists()
    assert not OutgoingMail.objects.exists()
    assert figures.attendance_figures(Occurrence.objects.all()) == FIGURES
    assert privacy.forget_past(now=last + kept) == 0


def test_needs_are_deleted_first(date):
    row = join(date, needs="A ramp")

    privacy.forget_past(now=date.ends_at)

    row.refresh_from_db()
    assert (row.needs, row.name) == ("", "Person 1")


def test_erasing_gives_back_the_seat_deletes_sheets_and_letters(date):
    date = make_date(capacity=1)
    rows = join_many(date, [1, 2])
    StoredDocument.objects.create(owner=date, kind="sign_in", has_people=True)
    StoredDocument.objects.create(owner=date, kind="report")

    privacy.erase_person(rows[0], now=NOW)

    assert statuses(rows) == [S.CANCELLED, S.OFFERED]
    assert list(StoredDocument.objects.values_list("kind", flat=True)) == ["report"]
    assert not OutgoingMail.objects.filter(recipient=rows[0].email).exists()
    assert OutgoingMail.objects.filter(recipient=rows[1].email).exists()
    assert_counters_agree(date)


def test_one_slip_is_taken_back_and_everybody_else_stays_there():
    date, other = make_date(capacity=4), make_date(capacity=4)
    one, two = join(date, 1), join(date, 2)
    elsewhere = join(other, 1)
    for row, where in ((one, date), (two, date), (elsewhere, other)):
        attendance.check_in(where, row, now=NOW)
    assert one.person_key == elsewhere.person_key

    attendance.undo_check_in(date, one, now=NOW)

    there = Attendance.objects.values_list("occurrence", "registration")
    assert set(there) == {(date.pk, two.pk), (other.pk, elsewhere.pk)}
    statuses = dict(Registration.objects.values_list("pk", "status"))
    assert statuses == {one.pk: "confirmed", two.pk: "attended", elsewhere.pk: "attended"}


def test_a_tap_of_before_does_not_undo_a_later_check_in():
    date = make_date(capacity=4)
    one = join(date, 1)
    seen = attendance.check_in(date, one, now=NOW).pk
    attendance.undo_check_in(date, one, now=NOW, seen=seen)
    again = attendance.check_in(date, one, now=NOW)

    with pytest.raises(ValidationError, match="checked in again"):
        attendance.undo_check_in(date, one, now=NOW, seen=seen)

    assert Attendance.objects.get() == again


def test_one_walk_in_is_taken_off_and_the_others_stay():
    date = make_date(capacity=4)
    registered = attendance.check_in(date, join(date, 1), now=NOW)
    one, two = (attendance.walk_in(date, name=f"P {n}", now=NOW) for n in (1, 2))

    assert not attendance.undo_walk_in(make_date(), one)
    assert not attendance.undo_walk_in(date, registered)
    assert attendance.undo_walk_in(date, one)
    assert not attendance.undo_walk_in(date, one)

    assert set(Attendance.objects.all()) == {registered, two}
    assert counters(date)[2] == 2


def test_closing_one_date_settles_its_own_people_alone():
    date, other = make_date(capacity=1), make_date(capacity=1)
    here, waiting = join(date, 1), join(date, 2)
    absent_elsewhere, waiting_elsewhere = join(other, 3), join(other, 4)
    attendance.walk_in(date, name="Gość", now=NOW)

    attendance.settle(date, now=NOW)

    statuses = dict(Registration.objects.values_list("pk", "status"))
    assert statuses == {
        here.pk: "absent",
        waiting.pk: "expired",
        absent_elsewhere.pk: "confirmed",
        waiting_elsewhere.pk: "waiting",
    }

    attendance.unsettle(date)
    statuses[here.pk] = "confirmed"
    assert dict(Registration.objects.values_list("pk", "status")) == statuses


def test_a_course_is_over_with_its_last_date_and_not_over_when_one_is_opened_again():
    course, other = make_course(capacity=5), make_course(capacity=5)
    came, absent = (join(course, number) for number in (1, 2))
    elsewhere = join(other, 3)
    Registration.objects.filter(pk=elsewhere.pk).update(status=S.ABSENT)
    dates = list(course.page.occurrences.order_by("starts_at"))
    attendance.check_in(dates[0], came, now=NOW)
    Occurrence.objects.filter(page=course.page).exclude(pk=dates[3].pk).update(closed_at=NOW)

    def told():
        rows = Registration.objects.order_by("pk")
        return list(rows.values_list("status", flat=True))

    attendance.settle(dates[3], now=NOW)
    assert told() == [S.CONFIRMED, S.CONFIRMED, S.ABSENT]
    Occurrence.objects.filter(pk=dates[3].pk).update(closed_at=NOW)
    attendance.settle(dates[3], now=NOW)
    assert told() == [S.ATTENDED, S.ABSENT, S.ABSENT]

    attendance.unsettle(dates[0])
    assert told() == [S.CONFIRMED, S.CONFIRMED, S.ABSENT]
    assert absent.pk != elsewhere.pk


def test_a_date_without_its_page_opens_no_course_again():
    date = make_date()
    left = join(make_course(), 1)
    Registration.objects.filter(pk=left.pk).update(status=S.ABSENT)
    left.course.page.delete()
    Occurrence.objects.filter(pk=date.pk).update(page=None)
    date.refresh_from_db()

    attendance.unsettle(date)

    assert Registration.objects.get().status == S.ABSENT
