"""Check-in at the door: search, one tap, walk-ins."""

import re

import pytest

from tests.factories.directory import NGOFactory
from tests.factories.registration import counters
from tests.unit.admin.registration.desk import coming, people, status, submission, url
from wagtail_ngo.enums import RegistrationStatus as S
from wagtail_ngo.models import Attendance, Registration

pytestmark = pytest.mark.django_db


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
