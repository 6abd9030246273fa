"""Counts for the office's own tools: which, for whom, and no person in them."""

import datetime
import json

import pytest
from django.utils import timezone

from tests.factories.directory import NGOFactory
from tests.factories.registration import join_many, make_course
from tests.unit.admin.registration.desk import coming, people, url, yesterday
from wagtail_ngo.models import Registration
from wagtail_ngo.services.events.closing import Record, close
from wagtail_ngo.services.registration import attendance

pytestmark = pytest.mark.django_db


def read(client, query="") -> dict:
    return json.loads(client.get(f"{url('dates_counts')}{query}").content)


def test_a_date_with_all_its_numbers_and_no_person(desk):
    date = yesterday(title="Meeting", capacity=8)
    guest = NGOFactory(title="Guest")
    attendance.walk_in(date, name="Ewa Ćma", organization=guest, people=2, now=date.starts_at)
    close(date, Record(head_count=14, summary="Words", present=[guest]), now=timezone.now())

    response = desk.get(f"{url('dates_counts')}?event={date.page_id}")

    date.refresh_from_db()
    [event] = json.loads(response.content)["events"]
    assert event == {
        "id": str(date.event_key),
        "title": "Meeting",
        "url": date.page.full_url,
        "people": 1,
        "organizations": 1,
        "course": None,
        "dates": [
            {
                "id": str(date.recurrence_id),
                "starts_at": date.local_start.isoformat(),
                "ends_at": date.local_end.isoformat(),
                "title": "Meeting",
                "counts_as": "other",
                "status": "held",
                "is_closed": True,
                "capacity": 8,
                "confirmed": 0,
                "held": 0,
                "waiting": 0,
                "attended": 2,
                "head_count": 14,
                "people": 1,
                "organizations": 1,
            }
        ],
    }
    assert response["Content-Type"] == "application/json; charset=utf-8"


def test_no_name_address_key_or_answer_is_in_it(desk):
    date = coming(title="Workshop")
    rows = people(date, [1, 2, 3])
    Registration.objects.update(phone="+48 600", needs="wheelchair", role="chair", note="rude")
    row = Registration.objects.get(pk=rows[0].pk)

    text = desk.get(f"{url('dates_counts')}?event={date.page_id}").content.decode()

    private = (row.name, row.email, row.phone, row.needs, row.role, row.note)
    private += (row.person_key, row.seat_key, row.nonce)
    assert [one for one in private if one in text] == []
    assert "Workshop" in text


def test_seats_of_a_course_stand_beside_its_dates(desk):
    now = timezone.now()
    course = make_course(now=now, capacity=3, start_date=timezone.localdate(now))
    join_many(course, [1], now=now - datetime.timedelta(days=1))

    [event] = read(desk, f"?event={course.page_id}")["events"]

    assert event["course"] == {"capacity": 3, "confirmed": 1, "held": 0, "waiting": 0}
    assert [one["capacity"] for one in event["dates"]] == [None] * 4


def test_a_year_is_this_one_unless_another_is_asked_for(desk):
    this = timezone.localdate().year
    coming(title="This year", start_date=datetime.date(this, 12, 31))
    coming(title="Next year", start_date=datetime.date(this + 1, 1, 1))

    def titles(query):
        return [event["title"] for event in read(desk, query)["events"]]

    assert titles("") == titles(f"?year={this}") == ["This year"]
    assert titles(f"?year={this + 1}") == ["Next year"]
    assert titles(f"?year={this + 2}") == []
    for wrong in ("year=", "year=x", "year=0", "year=99999999", "event=x", "event=0", "year=²"):
        assert desk.get(f"{url('dates_counts')}?{wrong}").status_code == 404, wrong


def test_what_a_tool_has_already_is_not_sent_again_until_it_changes(desk):
    date = coming()
    first = desk.get(url("dates_counts") + f"?event={date.page_id}")
    again = {"HTTP_IF_NONE_MATCH": first["ETag"]}

    same = desk.get(url("dates_counts") + f"?event={date.page_id}", **again)
    people(date, [1])
    changed = desk.get(url("dates_counts") + f"?event={date.page_id}", **again)

    assert (same.status_code, same.content, changed.status_code) == (304, b"", 200)
    assert changed["ETag"] != first["ETag"]
    assert "private" in first["Cache-Control"]
    assert desk.post(url("dates_counts")).status_code == 405
