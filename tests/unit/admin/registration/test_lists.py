"""The desk's lists: registrations, dates, and what an export says."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.factories.events import EventFactory, EventIndexFactory, OccurrenceFactory
from tests.factories.registration import make_event
from tests.unit.admin.registration.desk import DAY, coming, people, url, yesterday
from wagtail_ngo.admin.registration.dates import header_buttons
from wagtail_ngo.models import EventPage, Registration
from wagtail_ngo.services.events import occurrences

pytestmark = pytest.mark.django_db


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
        people(coming(title=f"Another {number}"), [4 + number])
    with CaptureQueriesContext(connection) as many:
        page = desk.get(addresses[name])

    assert page.status_code == 200
    assert len(many) <= len(few)


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


def test_an_event_leads_to_its_dates(client, admin_user):
    page = make_event(now=timezone.now(), start_date=timezone.localdate() + 7 * DAY, title="Mine")
    coming(title="Foreign")
    client.force_login(admin_user)
    address = f"{url('dates')}?event={page.pk}"

    editor = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    assert address in editor
    alias = page.create_alias(parent=EventIndexFactory(slug="other"))
    assert [button.url for button in header_buttons(alias, admin_user)] == [address]
    listed = client.get(address).content.decode()
    assert ("Mine" in listed, "Foreign" in listed) == (True, False)
    for wrong in ("x", "9" * 40, "0"):
        assert client.get(f"{url('dates')}?event={wrong}").status_code == 404


def test_date_of_an_alias_is_listed_and_closed_at_its_original(desk):
    date = yesterday(title="Meeting")
    alias = EventPage.objects.get(
        pk=date.page.create_alias(parent=EventIndexFactory(slug="other")).pk
    )
    older = alias.occurrences.get()
    # Younger than the row of its alias, as after a rule that was changed there and back.
    date.delete()
    occurrences.rebuild(date.page, now=timezone.now() - 3 * DAY)
    date = date.page.occurrences.get()
    assert older.pk < date.pk

    for show in ("not-closed", "coming"):
        html = desk.get(f"{url('dates')}?show={show}").content.decode()
        assert (f'id="date-{date.pk}"' in html) == (show == "not-closed")
        assert f'id="date-{older.pk}"' not in html
    assert desk.get(url("date", older.pk)).status_code == 404
    assert desk.get(url("date", date.pk)).status_code == 200
