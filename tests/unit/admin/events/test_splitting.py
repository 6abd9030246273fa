"""“This and the following dates” in the admin, and what visitors see of the two events."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from tests.factories.events import EventFactory, publish
from tests.factories.registration import join, make_event
from wagtail_ngo.models import EventPage

pytestmark = pytest.mark.django_db
DAY = "2027-04-01"


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel("2027-02-01 12:00Z", tick=False):
        yield


@pytest.fixture
def series():
    """Five Thursdays from 18 March to 15 April 2027."""
    return publish(make_event(recurrence="RRULE:FREQ=WEEKLY;COUNT=5", capacity=9))


def url_of(page, day: str = DAY) -> str:
    return reverse("wagtail_ngo_event_split", args=[page.pk, day])


def successor_of(page) -> EventPage:
    return EventPage.objects.get(predecessor=page)


def test_the_table_offers_it_from_the_second_date_on(admin_client, series):
    page = admin_client.get(reverse("wagtail_ngo_event_dates", args=[series.pk])).content.decode()

    assert url_of(series, "2027-03-18") not in page
    for day in ("2027-03-25", "2027-04-01", "2027-04-15"):
        assert url_of(series, day) in page


def test_the_page_says_how_many_dates_and_people_go_over(admin_client, series):
    join(series.occurrences.get(recurrence_id=datetime.date(2027, 4, 8)))

    text = admin_client.get(url_of(series)).content.decode()

    assert "The series ends before 1 April 2027." in text
    assert "2 dates stay in the event" in text
    assert "3 dates go over" in text
    assert "1 person registered for them stays registered" in text
    assert 'value="17:00"' in text


def test_a_press_leads_to_the_successor_and_a_second_one_too(admin_client, series):
    data = {"start_time": "18:00", "end_time": "20:00", "venue": "", "host": ""}

    first = admin_client.post(url_of(series), data)
    second = admin_client.post(url_of(series), data)

    successor = successor_of(series)
    edit = reverse("wagtailadmin_pages:edit", args=[successor.pk])
    assert (first.url, second.url) == (edit, edit)
    assert successor.start_time == datetime.time(18)
    assert EventPage.objects.count() == 2


def test_what_cannot_be_is_said_in_words(admin_client, series):
    data = {"start_time": "20:00", "end_time": "18:00", "venue": "", "host": ""}

    wrong = admin_client.post(url_of(series), data)
    series.lead = "Another"
    series.save_revision()
    draft = admin_client.get(url_of(series))

    assert "end" in str(wrong.context["form"].non_field_errors())
    assert "not published" in draft.content.decode()
    assert '<form method="post"' not in draft.content.decode().split("main_content")[-1]
    assert EventPage.objects.count() == 1


def test_a_day_that_is_no_date_is_not_found(admin_client, series):
    assert admin_client.get(url_of(series, "tomorrow")).status_code == 404


def test_who_may_not_publish_may_not_split_a_live_event(client, series, django_user_model):
    from django.contrib.auth.models import Group, Permission
    from wagtail.models import GroupPagePermission

    group = Group.objects.create(name="Writers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    root = series.get_parent()
    for codename in ("add_page", "change_page"):
        permission = Permission.objects.get(
            codename=codename, content_type__app_label="wagtailcore"
        )
        GroupPagePermission.objects.create(group=group, page=root, permission=permission)
    user = django_user_model.objects.create_user("writer", password="x")
    user.groups.add(group)
    client.force_login(user)
    draft = EventFactory(live=False, owner=user, recurrence="RRULE:FREQ=WEEKLY;COUNT=5")
    draft.save_revision()

    tables = {
        page: client.get(reverse("wagtail_ngo_event_dates", args=[page.pk])).text
        for page in (series, draft)
    }

    assert client.get(url_of(series)).status_code == 302
    assert client.get(url_of(draft)).status_code == 200
    assert (url_of(series) in tables[series], url_of(draft) in tables[draft]) == (False, True)
    client.post(url_of(series), {"start_time": "18:00"})
    assert not EventPage.objects.filter(predecessor=series).exists()


def test_both_pages_link_to_each_other_and_old_addresses_lead_on(admin_client, client, series):
    old = series.occurrences.get(recurrence_id=datetime.date(2027, 4, 8)).get_url()
    admin_client.post(url_of(series), {"start_time": "17:00", "end_time": "19:00"})
    successor = successor_of(series)

    before, after = (client.get(page.url).content.decode() for page in (series, successor))
    moved = client.get(old)

    assert successor.url in before
    assert series.url in after
    assert (moved.status_code, moved.url) == (301, f"{successor.url}2027-04-08/")
    assert client.get(f"{old}ics/").status_code == 200
    assert client.get(f"{series.url}2027-05-08/").status_code == 404
    successor.unpublish()
    assert client.get(old).status_code == 404
    assert successor.url not in client.get(series.url).content.decode()
