"""The hour an editor writes is the hour at which the event takes place, through the real form."""

import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset
from wagtail.users.models import UserProfile

from tests.factories.events import EventIndexFactory
from tests.unit.admin.events.test_editor import create, form_data
from wagtail_ngo.models import EventPage, Occurrence

pytestmark = pytest.mark.django_db
WEEKLY = {
    "start_date": "2027-03-18",
    "recurrence_frequency": "2",
    "recurrence_weekdays": ["3"],
    "recurrence_ends": "count",
    "recurrence_count": "4",
}


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel("2027-01-04 12:00Z", tick=False):
        yield


@pytest.fixture
def calendar():
    return EventIndexFactory()


def starts() -> list[str]:
    rows = Occurrence.objects.order_by("starts_at")
    return [f"{row.starts_at.astimezone(datetime.UTC):%m-%d %H:%MZ}" for row in rows]


@pytest.mark.parametrize(
    ("server", "user"),
    [
        ("UTC", ""),
        ("UTC", "Pacific/Auckland"),
        ("Europe/Warsaw", ""),
        ("Europe/Warsaw", "America/Los_Angeles"),
        ("America/New_York", ""),
        ("America/New_York", "Europe/Warsaw"),
    ],
)
def test_saved_hour_depends_on_neither_the_server_nor_the_user(
    admin_client, admin_user, calendar, settings, server, user
):
    settings.TIME_ZONE = server
    profile = UserProfile.get_for_user(admin_user)
    profile.current_time_zone = user
    profile.save()

    create(admin_client, calendar, **WEEKLY, **{"action-publish": "1"})
    page = EventPage.objects.get()
    html = admin_client.get(reverse("wagtailadmin_pages:edit", args=(page.pk,))).content.decode()

    assert starts() == ["03-18 16:00Z", "03-25 16:00Z", "04-01 15:00Z", "04-08 15:00Z"]
    assert (page.start_date, page.start_time) == (
        datetime.date(2027, 3, 18),
        datetime.time(17),
    )
    assert 'value="2027-03-18"' in html
    assert 'value="17:00"' in html


@pytest.mark.parametrize("server", ["UTC", "America/New_York"])
def test_autumn_keeps_the_hour_too(admin_client, calendar, settings, server):
    settings.TIME_ZONE = server

    create(
        admin_client,
        calendar,
        **{**WEEKLY, "start_date": "2027-10-21"},
        **{"action-publish": "1"},
    )

    assert starts() == ["10-21 15:00Z", "10-28 15:00Z", "11-04 16:00Z", "11-11 16:00Z"]


def third_thursdays(overrides=(), **values) -> dict:
    values = {"recurrence_until": "2027-12-31", "action-publish": "1", **values}
    return form_data(overrides=overrides, **values)


def test_third_thursdays_of_a_year_without_one_that_is_left_out(admin_client, calendar):
    url = reverse("wagtailadmin_pages:add", args=("wagtail_ngo", "eventpage", calendar.pk))
    admin_client.post(url, third_thursdays())
    twelve = {row.first_day for row in Occurrence.objects.all()}
    page = EventPage.objects.get()
    removed = {"original_date": "2027-07-15", "kind": "removed"}

    edit = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    look = admin_client.post(edit, third_thursdays([removed]))
    # A date would go: the editor sees which before it is published.
    admin_client.post(look.url)

    assert len(twelve) == 12
    assert {day.weekday() for day in twelve} == {3}
    assert {row.first_day for row in page.occurrences.all()} == twelve - {
        datetime.date(2027, 7, 15)
    }


def test_another_hour_keeps_what_points_to_a_date(admin_client, calendar):
    cancelled = {"original_date": "2027-05-20", "kind": "cancelled", "note": "Hall closed"}
    times = {"start_time": "18:00", "end_time": "20:00"}
    url = reverse("wagtailadmin_pages:add", args=("wagtail_ngo", "eventpage", calendar.pk))
    admin_client.post(url, third_thursdays([cancelled], **times))
    page = EventPage.objects.get()
    page.occurrences.filter(recurrence_id=datetime.date(2027, 4, 15)).update(seats_taken=7)
    fields = ("pk", "recurrence_id", "status", "note", "seats_taken")
    before = list(page.occurrences.values_list(*fields))
    addresses = [row.url for row in page.occurrences.all()]

    edit = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    stored = {**cancelled, "id": page.overrides.get().pk}
    data = third_thursdays(start_time="19:00", end_time="21:00")
    formset = inline_formset([stored], initial=1)
    data |= {f"overrides-{name}": value for name, value in _flat(formset).items()}
    admin_client.post(edit, data)

    rows = list(page.occurrences.all())
    assert {row.local_start.time() for row in rows} == {datetime.time(19)}
    assert list(page.occurrences.values_list(*fields)) == before
    assert [row.url for row in rows] == addresses
    assert [row.recurrence_id for row in rows if row.is_cancelled] == [datetime.date(2027, 5, 20)]
    assert rows[0].zone == ZoneInfo("Europe/Warsaw")


def _flat(formset: dict) -> dict:
    flat = {}
    for name, value in formset.items():
        if isinstance(value, dict):
            flat |= {f"{name}-{key}": one for key, one in value.items()}
        else:
            flat[name] = value
    return flat
