"""The organiser's desk in the admin: who may, what a press does, and that twice is once."""

import datetime
import re

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from tests.factories.bulletin import BulletinIssueFactory
from tests.factories.directory import NGOFactory
from tests.factories.events import EventFactory, OccurrenceFactory
from tests.factories.registration import (
    assert_counters_agree,
    counters,
    join,
    join_many,
    make_course,
    make_date,
    make_event,
)
from wagtail_ngo.admin.registration import urls
from wagtail_ngo.enums import DateRole
from wagtail_ngo.enums import RegistrationStatus as S
from wagtail_ngo.models import (
    Attendance,
    Occurrence,
    OccurrenceClosing,
    OutgoingMail,
    Registration,
)
from wagtail_ngo.services.events import occurrences
from wagtail_ngo.services.registration import attendance, codes
from wagtail_ngo.services.registration.rules import target_for

pytestmark = pytest.mark.django_db
PERMISSIONS = (
    "view_registration",
    "add_registration",
    "change_registration",
    "add_attendance",
    "add_occurrenceclosing",
    "change_occurrenceclosing",
)
#: Address → the permissions of which one is enough.
WHO = {
    "wagtail_ngo_dates": ("view_registration", "add_attendance", "add_occurrenceclosing"),
    "wagtail_ngo_date": ("view_registration",),
    "wagtail_ngo_date_add": ("add_registration",),
    "wagtail_ngo_date_import": ("add_registration",),
    "wagtail_ngo_date_letter": ("change_registration",),
    "wagtail_ngo_date_seats": ("change_registration",),
    "wagtail_ngo_date_sheet": ("change_registration",),
    "wagtail_ngo_date_badges": ("change_registration",),
    "wagtail_ngo_check_in": ("add_attendance",),
    "wagtail_ngo_check_in_tick": ("add_attendance",),
    "wagtail_ngo_check_in_code": ("add_attendance",),
    "wagtail_ngo_walk_in": ("add_attendance",),
    "wagtail_ngo_walk_in_undo": ("add_attendance",),
    "wagtail_ngo_close": ("add_occurrenceclosing", "change_occurrenceclosing"),
    "wagtail_ngo_reopen": ("change_occurrenceclosing",),
    "wagtail_ngo_registration": ("view_registration",),
    "wagtail_ngo_registration_act": ("change_registration",),
}
BUTTONS = {
    "wagtail_ngo_date_seats",
    "wagtail_ngo_check_in_tick",
    "wagtail_ngo_walk_in",
    "wagtail_ngo_walk_in_undo",
    "wagtail_ngo_reopen",
    "wagtail_ngo_registration_act",
}
DAY = datetime.timedelta(days=1)


def log_in(client, django_user_model, *codenames):
    user = django_user_model.objects.create_user("clerk", "clerk@example.org", "x")
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
    client.force_login(user)
    return user


@pytest.fixture
def desk(client, django_user_model):
    """A client of somebody with every permission of the desk."""
    log_in(client, django_user_model, *PERMISSIONS, "add_bulletindistribution")
    return client


@pytest.fixture
def date():
    """Next week, two seats."""
    return coming()


def coming(**fields):
    now = timezone.now()
    fields = {"start_date": timezone.localdate(now) + 7 * DAY, **fields}
    return make_date(now=now, **fields)


def people(date, numbers):
    return join_many(date, numbers, now=timezone.now())


def yesterday(**fields):
    """A date of yesterday, whatever happened before."""
    page = EventFactory(registration_mode="here", start_date=timezone.localdate() - DAY, **fields)
    occurrences.rebuild(page, now=timezone.now() - 3 * DAY)
    return page.occurrences.get()


def url(name, *args):
    return reverse(f"wagtail_ngo_{name}", args=args)


def act(client, row, action, **fields):
    data = {"status": row.status, **fields}
    return client.post(url("registration_act", row.pk, action), data, follow=True)


def status(row):
    return Registration.objects.get(pk=row.pk).status


def letters(kind):
    return OutgoingMail.objects.filter(kind=f"registration.{kind}").count()


def submission(response) -> str:
    return re.search(r'name="submission" value="([^"]+)"', response.content.decode())[1]


def arguments(name, date, row):
    if name == "wagtail_ngo_dates":
        return []
    if name == "wagtail_ngo_registration":
        return [row.pk]
    if name == "wagtail_ngo_registration_act":
        return [row.pk, "cancel"]
    if name == "wagtail_ngo_check_in_code":
        return [codes.token_for(row, target_for(row.target))]
    if name in ("wagtail_ngo_check_in_tick", "wagtail_ngo_walk_in_undo"):
        return [date.pk, row.pk]
    return [date.pk]


@pytest.mark.parametrize("codename", PERMISSIONS)
def test_every_endpoint_asks_its_own_permission(client, django_user_model, date, codename):
    log_in(client, django_user_model, codename)
    row = people(date, [1])[0]
    assert set(WHO) == {pattern.name for pattern in urls.urlpatterns}

    for name, enough in WHO.items():
        if name in ("wagtail_ngo_date_sheet", "wagtail_ngo_date_badges") and codename in enough:
            continue  # made in tests of the sheet
        address = reverse(name, args=arguments(name, date, row))
        if name in BUTTONS:
            assert client.get(address).status_code == 405, name
        response = client.post(address) if name in BUTTONS else client.get(address)
        refused = response.status_code == 302 and response.url == reverse("wagtailadmin_home")
        assert refused == (codename not in enough), name
    assert status(row) == (S.ATTENDED if codename == "add_attendance" else S.CONFIRMED)


def test_the_list_counts_states_and_finds_nothing_of_other_dates(desk, date):
    rows = people(date, [1, 2, 3])
    other = people(coming(title="Other"), [9])[0]
    index = url("registration_modeladmin_index")

    page = desk.get(f"{index}?occurrence={date.pk}").content.decode()

    assert "Person 1" in page
    assert other.name not in page
    assert "Registered (2)" in page
    assert "Waiting list (1)" in page
    waiting = desk.get(f"{index}?occurrence={date.pk}&status=waiting").content.decode()
    assert (rows[2].name in waiting, rows[0].name in waiting) == (True, False)
    for wrong in ("status=x", "occurrence=x", "email__startswith=p", "occurrence=%00"):
        assert desk.get(f"{index}?{wrong}").status_code in (200, 302)


def test_the_export_leaves_needs_and_formulas_out(desk, date):
    row = people(date, [1])[0]
    Registration.objects.filter(pk=row.pk).update(name="=1+1", needs="wheelchair")

    text = desk.get(f"{url('registration_modeladmin_index')}?export=csv").getvalue().decode()

    assert "'=1+1" in text
    assert "p1@example.org" in text
    assert "wheelchair" not in text


def test_nobody_edits_a_registration_past_the_services(client, admin_user, date):
    client.force_login(admin_user)
    row = people(date, [1])[0]
    for name, args in (("create", []), ("edit", [row.pk]), ("delete", [row.pk])):
        address = url(f"registration_modeladmin_{name}", *args)
        assert client.post(address, {"name": "X"}).url == reverse("wagtailadmin_home")
    assert Registration.objects.get().name == "Person 1"


@pytest.mark.parametrize("name", ["list", "desk", "dates", "check_in"])
def test_queries_do_not_grow_with_rows(desk, name):
    date = coming(capacity=None)
    addresses = {
        "list": url("registration_modeladmin_index"),
        "desk": url("date", date.pk),
        "dates": url("dates"),
        "check_in": url("check_in", date.pk),
    }
    people(date, [1])
    desk.get(addresses[name])
    with CaptureQueriesContext(connection) as few:
        desk.get(addresses[name])
    people(date, [2, 3])
    for number in range(2):
        people(coming(title=f"Event {number}"), [4 + number])
    with CaptureQueriesContext(connection) as many:
        page = desk.get(addresses[name])

    assert page.status_code == 200
    assert len(many) <= len(few)


def test_the_desk_shows_the_line_in_its_order(desk, date):
    rows = people(date, [1, 2, 5, 4, 3])

    page = desk.get(url("date", date.pk)).content.decode()

    names = re.findall(r"Person \d", re.sub(r"<form.*?</form>", "", page, flags=re.DOTALL))
    assert names == ["Person 1", "Person 2", "Person 5", "Person 4", "Person 3"]
    assert "2 / 2" in page
    assert status(rows[4]) == S.WAITING


def test_adding_by_hand_twice_adds_one_person(desk, date):
    address = url("date_add", date.pk)
    data = {"name": "Zofia Żak", "submission": submission(desk.get(address)), "companions": "1"}

    for _press in range(2):
        assert desk.post(address, data).url == url("date", date.pk)

    row = Registration.objects.get()
    assert (row.name, row.status, row.origin, row.seats_held) == (
        "Zofia Żak",
        S.CONFIRMED,
        "desk",
        2,
    )
    assert_counters_agree(date)
    full = desk.post(address, {"name": "Late", "submission": "other"})
    assert "no free seat" in full.content.decode()
    waits = {"name": "Late", "submission": "other", "waits": "on"}
    desk.post(address, waits)
    assert counters(date) == (2, 1, 2)


def test_cancelling_twice_sends_one_letter_and_seats_the_next(desk, date):
    rows = people(date, [1, 2, 3])

    for _press in range(2):
        act(desk, rows[0], "cancel")

    assert [status(row) for row in rows] == [S.CANCELLED, S.CONFIRMED, S.OFFERED]
    assert (letters("cancelled"), letters("offer")) == (1, 1)
    assert_counters_agree(date)


def test_a_button_for_what_has_changed_meanwhile_does_nothing(desk, date):
    row = people(date, [1])[0]
    Registration.objects.filter(pk=row.pk).update(status=S.ATTENDED)

    page = act(desk, row, "cancel").content.decode()

    assert "changed meanwhile" in page
    assert (status(row), letters("cancelled")) == (S.ATTENDED, 0)


def test_offering_needs_a_free_seat(desk, date):
    rows = people(date, [1, 2, 3])

    assert "no free seat" in act(desk, rows[2], "offer").content.decode()
    assert status(rows[2]) == S.WAITING
    desk.post(url("date_seats", date.pk), {"capacity": "3"})
    assert status(rows[2]) == S.OFFERED
    refused = desk.post(url("date_seats", date.pk), {"capacity": "1"}, follow=True)
    assert "cannot be fewer" in refused.content.decode()
    assert counters(date) == (3, 0, 3)


def test_moving_to_another_date_twice_moves_once(desk, date):
    other = coming(title="Other", start_date=timezone.localdate() + 9 * DAY)
    row = people(date, [1])[0]
    closed = coming(title="Closed", start_date=timezone.localdate() + 8 * DAY)
    Occurrence.objects.filter(pk=closed.pk).update(closed_at=timezone.now())

    for _press in range(2):
        act(desk, row, "move", to=other.pk)
    act(desk, row, "move", to=closed.pk)

    assert Registration.objects.get().occurrence_id == other.pk
    assert (counters(date), counters(other)) == ((0, 0, 0), (1, 0, 1))
    assert letters("seat") == 2


def test_a_letter_goes_to_whom_it_says_and_once(desk, date):
    rows = people(date, [1, 2, 3])
    address = url("date_letter", date.pk)
    data = {"group": "seated", "subject": "Room 2", "text": "Bring a pen."}
    data["submission"] = submission(desk.get(address))

    for _press in range(2):
        desk.post(address, data)

    queued = OutgoingMail.objects.filter(kind="registration.letter")
    assert sorted(queued.values_list("recipient", flat=True)) == [
        "p1@example.org",
        "p2@example.org",
    ]
    assert "Bring a pen." in queued.first().text
    some = {**data, "submission": "other", "group": "some", "people": [rows[2].pk]}
    desk.post(address, some)
    assert list(queued.order_by("pk").values_list("recipient", flat=True))[2:] == ["p3@example.org"]
    log = ModelLogEntry.objects.filter(action="wagtail_ngo.write_to_people")
    assert [entry.data for entry in log.order_by("pk")] == [
        {"count": 2},
        {"count": 2},
        {"count": 1},
    ]


def test_check_in_finds_people_by_polish_surname_without_polish_letters(desk):
    date = coming(capacity=None)
    rows = people(date, [1, 2, 3])
    for row, name in zip(rows, ["Łukasz Żak", "Anna Ćma", "Jan Zając"], strict=True):
        Registration.objects.filter(pk=row.pk).update(name=name)
    address = url("check_in", date.pk)

    page = desk.get(address).content.decode()
    found = desk.get(f"{address}?q=lukasz+zak").content.decode()

    assert re.findall(r'ngo-desk__name" id="[^"]+" tabindex="-1">([^<]+)<', page) == [
        "Anna Ćma", "Jan Zając", "Łukasz Żak",
    ]  # fmt: skip
    assert re.findall(r'ngo-desk__name" id="[^"]+" tabindex="-1">([^<]+)<', found) == ["Łukasz Żak"]
    assert "no-store" in desk.get(address)["Cache-Control"]


def test_one_tap_checks_in_and_undo_takes_back(desk, date):
    row = people(date, [1])[0]
    other = people(coming(title="Other"), [2])[0]
    address = url("check_in_tick", date.pk, row.pk)

    for _phone in range(2):
        response = desk.post(address, {"q": "Person"})
    assert response.url == f"{url('check_in', date.pk)}?q=Person#r{row.pk}"
    assert (status(row), Attendance.objects.count()) == (S.ATTENDED, 1)
    for _phone in range(2):
        desk.post(address, {"undo": "1"})
    assert (status(row), Attendance.objects.count()) == (S.CONFIRMED, 0)
    assert desk.post(url("check_in_tick", date.pk, other.pk)).status_code == 404


def test_a_walk_in_sent_twice_is_one_and_can_be_taken_back(desk, date):
    entry = NGOFactory(title="Fundacja Łąka")
    token = submission(desk.get(url("check_in", date.pk)))
    data = {"name": "Ewa", "submission": token}

    for _press in range(2):
        desk.post(url("walk_in", date.pk), data)
    desk.post(
        url("walk_in", date.pk), {**data, "submission": "other", "organization": "fundacja łąka"}
    )

    alone, with_entry = Attendance.objects.order_by("pk")
    assert (alone.organization_key, with_entry.organization) == ("", entry)
    assert counters(date) == (0, 0, 2)
    for _press in range(2):
        desk.post(url("walk_in_undo", date.pk, alone.pk))
    assert list(Attendance.objects.all()) == [with_entry]
    assert counters(date) == (0, 0, 1)
    assert "This field is required" in desk.post(url("walk_in", date.pk), {}).content.decode()


def test_closing_records_what_took_place_and_twice_changes_nothing(desk):
    date, issue = yesterday(), BulletinIssueFactory()
    guest, typed = NGOFactory(title="Guest"), NGOFactory(title="Typed")
    attendance.walk_in(date, name="Ewa", organization=guest, now=date.starts_at)
    address = url("close", date.pk)
    assert desk.get(address).context["form"].initial["present"] == [guest.pk]
    data = {
        "was_held": "yes", "head_count": "14", "present": [guest.pk],
        "others": "typed\nKoło bez wpisu\n\n koło  bez wpisu", "summary": "One <b>\n\nTwo",
        f"copies_{issue.pk}": "30",
    }  # fmt: skip

    low = desk.post(address, {**data, "head_count": "0"}).content.decode()
    desk.post(address, data)
    again = desk.post(address, {**data, "head_count": "99"})

    assert "cannot be lower" in low
    closing = OccurrenceClosing.objects.get()
    assert (closing.head_count, closing.copies, closing.closed_by.username) == (14, 30, "clerk")
    assert closing.summary == "<p>One &lt;b&gt;</p>\n\n<p>Two</p>"
    date.refresh_from_db()
    present = date.organization_links.filter(role=DateRole.PRESENT)
    assert [link.name for link in present] == ["Guest", "Typed", "Koło bez wpisu"]
    assert [link.organization for link in present] == [guest, typed, None]
    assert again.url == address
    assert "14" in desk.get(address).content.decode()


def test_reopening_asks_why_and_the_form_keeps_what_was_said(desk):
    date, words = yesterday(), "<p>All <b>well</b></p><ul><li>One &amp; two</li></ul>"
    desk.post(url("close", date.pk), {"was_held": "yes", "head_count": "14"})
    OccurrenceClosing.objects.update(summary=words)

    assert "Say why" in desk.post(url("reopen", date.pk), {}, follow=True).content.decode()
    date.refresh_from_db()
    assert date.is_closed
    page = desk.post(url("reopen", date.pk), {"reason": "Miscounted"}, follow=True)

    assert 'value="14"' in page.content.decode()
    log = ModelLogEntry.objects.get(action="wagtail_ngo.reopen_date")
    assert log.data == {"reason": "Miscounted"}
    summary = page.context["form"].initial["summary"]
    assert summary == "All well\n\nOne & two"
    data = {"was_held": "yes", "head_count": "15", "summary": summary.replace("\n", "\r\n")}
    desk.post(url("close", date.pk), data)
    closing = OccurrenceClosing.objects.get()
    assert (closing.head_count, closing.summary) == (15, words)


def test_dates_are_listed_until_they_are_closed(desk):
    date = yesterday(title="Meeting")
    translation = OccurrenceFactory(
        page=EventFactory(title="Translated"), event_key=date.event_key,
        recurrence_id=date.recurrence_id, starts_at=date.starts_at,
    )  # fmt: skip
    list_url = f"{url('dates')}?show=not-closed"
    assert "Meeting" in desk.get(list_url).content.decode()
    assert "Translated" not in desk.get(list_url).content.decode()

    desk.post(url("close", date.pk), {"was_held": "no"})

    page = desk.get(list_url).content.decode()
    assert "Every past date is closed." in page
    assert translation.title not in page
    assert "Meeting" in desk.get(f"{url('dates')}?show=closed").content.decode()
    assert "Meeting" not in desk.get(url("dates")).content.decode()


def test_a_course_is_one_desk_for_all_its_dates(desk):
    course = make_course(now=timezone.now(), start_date=timezone.localdate() + 7 * DAY)
    row = join(course, now=timezone.now())
    first, last = course.page.occurrences.first(), course.page.occurrences.last()

    assert row.name in desk.get(url("date", last.pk)).content.decode()
    desk.post(url("check_in_tick", first.pk, row.pk))
    assert "person is here" in desk.get(url("check_in", first.pk)).content.decode()
    assert [one.occurrence for one in Attendance.objects.all()] == [first]
    desk.post(url("date_add", last.pk), {"name": "By hand", "submission": "x"})
    assert Registration.objects.get(name="By hand").course == course


def test_an_event_leads_to_its_dates(client, admin_user):
    page = make_event(now=timezone.now(), start_date=timezone.localdate() + 7 * DAY, title="Mine")
    coming(title="Foreign")
    client.force_login(admin_user)
    address = f"{url('dates')}?event={page.pk}"

    editor = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    assert address in editor
    listed = client.get(address).content.decode()
    assert ("Mine" in listed, "Foreign" in listed) == (True, False)
    for wrong in ("x", "9" * 40, "0"):
        assert client.get(f"{url('dates')}?event={wrong}").status_code == 404
