"""Taps that a script sends, perhaps late and twice: what is answered and what is not undone."""

import datetime

import pytest
from django.utils import timezone

from tests.factories.registration import assert_counters_agree, join
from tests.unit.admin.registration.desk import coming, people, url
from wagtail_ngo.models import Attendance, Occurrence, Registration
from wagtail_ngo.services.registration import waiting

pytestmark = pytest.mark.django_db


def tap(client, date, key, **fields):
    return client.post(
        url("check_in_tick", date.pk, key), fields, headers={"accept": "application/json"}
    )


def test_tap_sent_twice_is_one_and_says_how_things_are(desk):
    date = coming(capacity=5, max_companions=3)
    row, other = join(date, 1, now=timezone.now(), companions=2), people(date, [2])[0]

    answers = [tap(desk, date, row.pk, people="2") for _send in range(2)]

    made = Attendance.objects.get()
    time = timezone.localtime(made.checked_in_at)
    for answer in answers:
        assert answer.json() == {
            "is_here": True, "attendance": made.pk, "text": f"here since {time:%H:%M}",
            "people": "2 people", "there": 2, "there_words": "people are here",
        }  # fmt: skip
        assert (answer.status_code, "no-store" in answer["Cache-Control"]) == (200, True)
    assert made.people == 2
    assert Registration.objects.get(pk=other.pk).status == "confirmed"


@pytest.mark.parametrize("number", ["0", "51", "x", "9" * 30, "-1", ""])
def test_odd_number_of_people_counts_as_those_registered(desk, date, number):
    row = people(date, [1])[0]

    assert tap(desk, date, row.pk, people=number).json()["there"] == 1


def test_late_undo_leaves_a_newer_check_in(desk, date):
    row = people(date, [1])[0]
    first = tap(desk, date, row.pk).json()["attendance"]
    undone = tap(desk, date, row.pk, undo="1", attendance=first).json()
    assert (undone["is_here"], undone["there"]) == (False, 0)
    assert tap(desk, date, row.pk, undo="1", attendance=first).status_code == 200
    second = tap(desk, date, row.pk).json()["attendance"]

    late = tap(desk, date, row.pk, undo="1", attendance=first)

    assert late.status_code == 409
    content = late.json()
    assert (content["is_here"], content["attendance"]) == (True, second)
    assert content["name"] == row.name
    assert "again meanwhile" in content["problem"]
    assert Attendance.objects.get().pk == second
    assert tap(desk, date, row.pk, undo="1", attendance="").json()["is_here"] is False


def test_undo_of_somebody_who_was_not_shown_leaves_a_check_in_of_others(desk, date):
    row = people(date, [1])[0]
    assert tap(desk, date, row.pk, undo="1", attendance="0").status_code == 200
    made = tap(desk, date, row.pk).json()["attendance"]

    late = tap(desk, date, row.pk, undo="1", attendance="0")

    assert (late.status_code, late.json()["attendance"]) == (409, made)
    assert Attendance.objects.get().pk == made


def test_late_tap_with_the_number_of_the_form_leaves_the_real_one(desk):
    date = coming(capacity=5, max_companions=3)
    row = join(date, 1, now=timezone.now(), companions=2)
    tap(desk, date, row.pk, people="2")

    there = [tap(desk, date, row.pk, **late).json()["there"] for late in ({"people": "3"}, {})]

    assert there == [2, 2]
    assert tap(desk, date, row.pk, people="1").json()["there"] == 1


def test_tap_at_odds_with_what_happened_meanwhile_is_told(desk, date):
    first, second = people(date, [1, 2])
    waiting.cancel(first, now=timezone.now())
    over = tap(desk, date, first.pk)
    Occurrence.objects.filter(pk=date.pk).update(closed_at=timezone.now())
    closed = tap(desk, date, second.pk)
    gone = tap(desk, date, 0)

    assert [answer.status_code for answer in (over, closed, gone)] == [409, 409, 404]
    assert over.json()["problem"] == "This registration is at an end."
    assert closed.json()["problem"] == "This date is closed already."
    assert gone.json() == {"problem": "A registration is not on this list any more."}
    assert Attendance.objects.count() == 0
    assert_counters_agree(date)


def test_person_moved_to_another_date_is_not_on_this_list(desk, date):
    other = coming(title="Other", start_date=timezone.localdate() + datetime.timedelta(days=9))
    row = people(other, [1])[0]

    assert tap(desk, date, row.pk).status_code == 404
    assert tap(desk, other, row.pk).status_code == 200


def test_page_holds_no_name_where_the_script_reads_what_it_keeps(desk, date):
    row = people(date, [1])[0]

    page = desk.get(url("check_in", date.pk)).content.decode()

    assert f'data-ngo-check-in="{date.pk}"' in page
    assert f'data-ngo-tick="{row.pk}"' in page
    assert f'data-ngo-url="{url("check_in_tick", date.pk, 0)}"' in page
