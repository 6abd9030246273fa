"""The code of a person: in letters and on the page, opened at the entrance and by nobody else."""

import base64
import datetime
import re

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.urls import reverse

from tests.factories.events import EventIndexFactory
from tests.factories.registration import NOW, apply, join, join_many, make_course, make_date
from wagtail_ngo.domain.registration.codes import picture
from wagtail_ngo.enums import RegistrationStatus as S
from wagtail_ngo.models import Attendance, OutgoingMail, Registration
from wagtail_ngo.services.registration import codes, lists, privacy, registering, tokens, waiting
from wagtail_ngo.services.registration.rules import target_for
from wagtail_ngo.services.registration.tokens import Purpose

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def entrance(client, django_user_model):
    """A client of somebody who may check people in and nothing else."""
    user = django_user_model.objects.create_user("door", "door@example.org", "x")
    codenames = ["access_admin", "add_attendance"]
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client.force_login(user)
    # The clock of these tests moves by months.
    session = client.session
    session.set_expiry(800 * DAY)
    session.save()
    return client


def token_of(row) -> str:
    return codes.token_for(row, target_for(row.target))


def public(token: str) -> str:
    return reverse("wagtail_ngo:registration_check_in", args=[token])


def desk(token: str) -> str:
    return reverse("wagtail_ngo_check_in_code", args=[token])


def tap(client, row, **fields):
    address = reverse("wagtail_ngo_check_in_tick", args=[row.occurrence_id, row.pk])
    return client.post(address, {"back": "code", **fields})


def test_letter_about_a_seat_brings_the_picture_and_words_beside_it():
    rows = join_many(make_date(capacity=1), [1, 2])

    seat = OutgoingMail.objects.get(kind="registration.seat")
    line = OutgoingMail.objects.get(kind="registration.line")

    address = f"http://localhost{public(token_of(rows[0]))}"
    [invitation, code] = seat.attachments
    assert (invitation["name"], code["name"], code["type"]) == (
        "invite.ics", "entrance-code.png", "image/png",
    )  # fmt: skip
    assert base64.b64decode(code["base64"]) == picture(address)
    assert "your code for the entrance" in seat.text
    assert line.attachments == []
    assert "code for the entrance" not in line.text


def test_where_all_is_online_nobody_stands_at_a_door(client):
    row = join(make_date(online_url="https://example.org/room"))
    letter = OutgoingMail.objects.get(kind="registration.seat")

    assert [stored["name"] for stored in letter.attachments] == ["invite.ics"]
    assert "code for the entrance" not in letter.text
    manage = re.search(r"http://localhost(/ngo/registration/\S+)", letter.text)[1]
    assert "code for the entrance" not in client.get(manage).content.decode()
    assert row.status == S.CONFIRMED


def test_page_of_a_seat_shows_the_picture_and_that_of_the_line_does_not(client):
    date = make_date(capacity=1)
    apply(date)
    letter = OutgoingMail.objects.get(kind="registration.ask")
    confirm = re.search(r"http://localhost(/ngo/registration/\S+)", letter.text)[1]
    assert "<figure" not in client.get(confirm).content.decode()

    page = client.post(confirm).content.decode()
    join(date, 2)
    line = OutgoingMail.objects.get(kind="registration.line")
    waits = re.search(r"http://localhost(/ngo/registration/\S+)", line.text)[1]

    source = re.search(r'<img src="([^"]+)" alt="Your code for the entrance"', page)[1]
    image = client.get(source)
    row = Registration.objects.get(email="p1@example.org")
    assert (image["Content-Type"], image["Cache-Control"]) == ("image/png", "no-store")
    assert image.content == picture(f"http://localhost{public(token_of(row))}")
    assert "<figure" not in client.get(waits).content.decode()


def test_stranger_reads_the_same_words_whatever_the_code(client, admin_user, django_user_model):
    row = join(make_date())
    token = token_of(row)
    clerk = django_user_model.objects.create_user("clerk", "clerk@example.org", "x")
    clerk.user_permissions.set(Permission.objects.filter(codename="access_admin"))

    right = client.get(public(token)).content.decode()
    wrong = client.get(public("x")).content.decode()
    login = client.get(desk(token))
    client.force_login(clerk)
    logged_in = client.get(public(token)).content.decode()

    assert right.replace(token, "x") == wrong
    assert row.name not in right + logged_in
    assert "It opens for the organisers only" in logged_in
    assert reverse("wagtailadmin_login") in login.url
    assert client.get(desk(token)).url == reverse("wagtailadmin_home")
    assert Attendance.objects.count() == 0


def test_entrance_sees_the_person_and_one_tap_is_enough_twice(entrance, clock):
    first, second = join_many(make_date(), [1, 2])
    token = token_of(first)
    clock.move_to(first.occurrence.starts_at)

    opened = entrance.get(public(token))
    page = entrance.get(opened.url).content.decode()
    looked = Attendance.objects.count()
    for _press in range(2):
        back = tap(entrance, first)

    assert (opened.url, looked) == (desk(token), 0)
    assert first.name in page
    assert second.name not in page
    assert "This date is not today" not in page
    assert [row.registration for row in Attendance.objects.all()] == [first]
    assert Registration.objects.get(pk=second.pk).status == S.CONFIRMED
    after = entrance.get(back.url)
    assert "here since" in after.content.decode()
    assert "no-store" in after["Cache-Control"]
    tap(entrance, first, undo="1")
    assert Attendance.objects.count() == 0


def test_code_of_another_day_says_so_and_that_of_an_ended_registration_has_no_button(entrance):
    row = join(make_date())
    assert "This date is not today" in entrance.get(desk(token_of(row))).content.decode()

    waiting.cancel(row, now=NOW)

    page = entrance.get(desk(token_of(row))).content.decode()
    assert "This registration is at an end" in page
    assert "<form" not in page


def test_code_opens_after_the_date_was_moved_and_after_it(entrance, clock):
    row = join(make_date())
    token = token_of(row)

    clock.move_to(row.occurrence.ends_at + 60 * DAY)
    assert row.name in entrance.get(desk(token)).content.decode()
    clock.move_to(row.occurrence.ends_at + 366 * DAY)

    assert entrance.get(desk(token)).url == reverse("wagtail_ngo_dates")


def test_no_other_link_is_a_code_and_a_code_is_no_other_link(entrance):
    row = apply(make_date())
    until = NOW + DAY
    others = [tokens.make(row, one, until=until) for one in Purpose if one != Purpose.CHECK_IN]
    code = token_of(row)

    assert {entrance.get(desk(token)).url for token in others} == {reverse("wagtail_ngo_dates")}
    for name in ("registration_manage", "registration_confirm", "registration_offer"):
        assert entrance.get(reverse(f"wagtail_ngo:{name}", args=[code])).status_code == 404
    assert entrance.get(reverse("wagtail_ngo:registration_code", args=["x"])).status_code == 404
    assert entrance.get(reverse("wagtail_ngo:registration_code", args=[code])).status_code == 200


def test_code_of_an_erased_person_opens_nothing(entrance):
    first, second = join_many(make_date(), [1, 2])
    code = token_of(first)

    privacy.erase_person(first, now=NOW)

    assert entrance.get(desk(code)).url == reverse("wagtail_ngo_dates")
    kept = OutgoingMail.objects.filter(attachments__isnull=False, kind="registration.seat")
    assert [mail.recipient for mail in kept] == [second.email]


def test_code_of_a_course_opens_the_date_that_is_nearest(entrance, clock):
    course = make_course()
    row = registering.confirm(apply(course), now=NOW)
    dates = list(course.page.occurrences.order_by("starts_at"))

    clock.move_to(dates[2].starts_at - datetime.timedelta(hours=1))
    page = entrance.get(desk(token_of(row))).content.decode()

    assert reverse("wagtail_ngo_check_in_tick", args=[dates[2].pk, row.pk]) in page
    course.page.delete()
    assert entrance.get(desk(token_of(row))).url == reverse("wagtail_ngo_dates")


@pytest.mark.parametrize(
    ("end", "hours", "place"),
    [
        # Two hours from five, then nothing for a week: which is nearer turns in the middle.
        ({}, 1.9, 0), ({}, 84.9, 0), ({}, 85.1, 1),
        # Five days: the last hours of one are nearer to it than to the next in two days.
        ({"end_date": datetime.date(2027, 3, 23)}, 120, 0),
    ],
)  # fmt: skip
def test_nearest_date_is_told_by_its_end_too(end, hours, place):
    course = make_course(start_date=datetime.date(2027, 3, 18), **end)
    row = registering.confirm(apply(course), now=NOW)
    dates = list(course.page.occurrences.order_by("starts_at"))

    now = dates[0].starts_at + datetime.timedelta(hours=hours)

    assert lists.date_to_check_in(row, now=now) == dates[place]


def test_code_of_a_registration_for_a_date_of_an_alias_opens_nothing(entrance):
    date = make_date()
    row = join(date)
    alias = date.page.create_alias(parent=EventIndexFactory(slug="other"))
    code = token_of(row)
    Registration.objects.filter(pk=row.pk).update(occurrence=alias.occurrences.get())

    assert entrance.get(desk(code)).url == reverse("wagtail_ngo_dates")
