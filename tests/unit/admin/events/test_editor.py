"""The event's page in the Wagtail editor: the rule, changes to dates, what is filled in."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from tests.factories.directory import ContactChannelFactory, NGOFactory
from tests.factories.events import EventFactory, EventIndexFactory, VenueFactory, publish
from wagtail_ngo.domain.events.recurrence import from_recurrence
from wagtail_ngo.models import EventPage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel("2027-01-04 12:00Z", tick=False):
        yield


@pytest.fixture
def calendar():
    return EventIndexFactory()


def form_data(*, overrides=(), organizations=(), **values) -> dict:
    """What the editor posts for a monthly meeting on third Thursdays, changed by ``values``."""
    return nested_form_data(
        {
            "title": "Meeting",
            "slug": "meeting",
            "lead": "",
            "start_date": "2027-01-21",
            "start_time": "17:00",
            "end_date": "",
            "end_time": "19:00",
            "time_zone": "Europe/Warsaw",
            "recurrence_frequency": "1",
            "recurrence_interval": "1",
            "recurrence_monthly": "position",
            "recurrence_position": "3",
            "recurrence_position_day": "3",
            "recurrence_ends": "until",
            "recurrence_until": "2027-06-30",
            "is_free": "on",
            "body": streamfield([]),
            "overrides": inline_formset(list(overrides)),
            "organizations": inline_formset(list(organizations)),
            "registration_mode": "none",
            "registration_scope": "date",
            "registration_closes_hours": "0",
            "who_may_register": "anyone",
            "max_companions": "0",
            "offer_hours": "48",
            "reminder_hours": "24",
            "retention_days": "30",
            "registration_questions": inline_formset([]),
            "registration_consents": inline_formset([]),
            "attachments": inline_formset([]),
            "comments": inline_formset([]),
            **values,
        }
    )


def create(admin_client, calendar, **values):
    url = reverse("wagtailadmin_pages:add", args=("wagtail_ngo", "eventpage", calendar.pk))
    return admin_client.post(url, form_data(**values))


def test_editor_creates_a_series(admin_client, calendar):
    response = create(admin_client, calendar, **{"action-publish": "1"})

    page = EventPage.objects.get()
    assert response.status_code == 302
    assert str(from_recurrence(page.recurrence)) == "FREQ=MONTHLY;UNTIL=20270630;BYDAY=3TH"
    assert [f"{row.local_start:%d.%m %H:%M}" for row in page.occurrences.all()] == [
        "21.01 17:00",
        "18.02 17:00",
        "18.03 17:00",
        "15.04 17:00",
        "20.05 17:00",
        "17.06 17:00",
    ]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"start_date": "2027-01-20"}, "The next date that follows it is 21 January 2027."),
        ({"recurrence_until": "2026-12-31"}, "The last date lies before the first one."),
        ({"end_time": "16:00"}, "The end lies before the start."),
    ],
)
def test_editor_refuses_in_words(admin_client, calendar, values, message):
    response = create(admin_client, calendar, **{"action-publish": "1"}, **values)

    assert EventPage.objects.count() == 0
    assert message in response.content.decode()


ENDLESS = {
    "start_date": "2020-01-01",
    "recurrence_frequency": "3",
    "recurrence_ends": "never",
    "recurrence_until": "",
}


def test_old_endless_series_can_be_saved_since_dates_count_from_today(admin_client, calendar):
    create(admin_client, calendar, **{"action-publish": "1"}, **ENDLESS)

    page = EventPage.objects.get()
    coming = page.occurrences.filter(starts_at__gte="2027-01-04T12:00Z")
    # Two years from 4 January 2027, the evening of that day included.
    assert (coming.count(), coming.last().local_start.year) == (732, 2029)
    url = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    response = admin_client.post(url, form_data(**ENDLESS) | {"title": "Open house"})
    assert response.status_code == 302
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().title == "Open house"


def test_rule_with_more_coming_dates_than_are_stored_is_refused(admin_client, calendar, settings):
    settings.WAGTAIL_NGO = {"OCCURRENCE_LIMIT": 100}

    response = create(admin_client, calendar, **{"action-publish": "1"}, **ENDLESS)

    assert EventPage.objects.count() == 0
    assert "more than 100 dates" in response.content.decode()


def test_further_date_on_a_day_of_the_rule_is_known_by_its_hour(admin_client, calendar):
    further = {"original_date": "2027-02-18", "kind": "extra", "start_time": "10:00"}
    create(admin_client, calendar, overrides=[further], **{"action-publish": "1"})

    rows = EventPage.objects.get().occurrences.all()
    assert [(row.key.address, f"{row.local_start:%H:%M}") for row in rows][1:3] == [
        ("2027-02-18-1000", "10:00"),
        ("2027-02-18", "17:00"),
    ]


@pytest.mark.parametrize(
    ("override", "message"),
    [
        ({"original_date": "2027-02-19", "kind": "cancelled"}, "no date on this day"),
        ({"original_date": "2027-02-18", "kind": "extra"}, "takes place on this day anyway"),
        ({"original_date": "2027-02-18", "kind": "moved"}, "Give the new date or the new time."),
    ],
)
def test_change_must_name_a_date_of_the_event(admin_client, calendar, override, message):
    response = create(admin_client, calendar, overrides=[override], **{"action-publish": "1"})

    assert EventPage.objects.count() == 0
    assert message in response.content.decode()


def test_host_fills_what_is_empty_and_overwrites_nothing(admin_client, calendar):
    host = NGOFactory()
    ContactChannelFactory(organization=host, kind="email", value="host@example.org")
    venue = VenueFactory(organization=host)
    roles = [{"organization": host.pk, "role": "host"}]

    create(admin_client, calendar, organizations=roles)
    create(
        admin_client,
        calendar,
        organizations=roles,
        slug="second",
        contact_phone="123 456 789",
        venue=VenueFactory().pk,
    )

    first, second = (p.get_latest_revision_as_object() for p in EventPage.objects.order_by("pk"))
    assert (first.contact_email, first.venue) == ("host@example.org", venue)
    assert (second.contact_email, second.contact_phone) == ("", "123 456 789")
    assert second.venue != venue


def test_edit_page_shows_the_rule_and_keeps_an_imported_one(admin_client, calendar):
    rule = "RRULE:FREQ=YEARLY;BYDAY=2SA;BYMONTH=5,6"
    page = publish(
        EventFactory(parent=calendar, start_date=datetime.date(2027, 5, 8), recurrence=rule)
    )

    html = admin_client.get(reverse("wagtailadmin_pages:edit", args=(page.pk,))).content.decode()

    assert "every year; in May and June; on the second Saturday" in html
    assert 'value="keep" selected' in html


def test_revision_compare_shows_sentences(admin_client, calendar):
    page = publish(EventFactory(parent=calendar, recurrence="RRULE:FREQ=WEEKLY"))
    first = page.latest_revision
    page.recurrence = "RRULE:FREQ=DAILY"
    second = page.save_revision()

    url = reverse("wagtailadmin_pages:revisions_compare", args=(page.pk, first.pk, second.pk))
    html = admin_client.get(url).content.decode()

    assert "every week on Thursday" in html
    assert "every day" in html
    assert "FREQ=" not in html


def preview(admin_client, **values) -> str:
    url = reverse("wagtail_ngo_recurrence_preview")
    return admin_client.get(url, values).content.decode()


def test_preview_says_the_rule_and_marks_holidays_and_clashes(admin_client, calendar):
    venue = VenueFactory()
    publish(
        EventFactory(
            parent=calendar, title="Choir", venue=venue, start_date=datetime.date(2027, 5, 10)
        )
    )

    html = preview(
        admin_client,
        start_date="2027-05-03",
        start_time="18:00",
        end_time="20:00",
        time_zone="Europe/Warsaw",
        venue=venue.pk,
        rule_frequency="2",
        rule_interval="1",
        rule_ends="count",
        rule_count="2",
    )

    assert "Every week on Monday, 2 times." in html
    assert "Constitution Day" in html
    assert html.count("Choir") == 1


def test_preview_says_what_is_wrong(admin_client):
    html = preview(admin_client, start_date="2027-05-03", rule_frequency="2", rule_interval="0")

    assert "greater than or equal to 1" in html


@pytest.mark.parametrize(
    "values",
    [
        {"time_zone": "../../etc/passwd"},
        {"time_zone": "No/Where"},
        {"start_date": "nonsense"},
        {"start_date": "9999-12-31"},
        {"venue": "x", "page": "y"},
        {"rule_frequency": "keep", "rule_kept": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"},
    ],
)
def test_preview_survives_nonsense(admin_client, values):
    url = reverse("wagtail_ngo_recurrence_preview")
    defaults = {"start_date": "2027-05-03", "rule_frequency": "3", "rule_interval": "1"}

    assert admin_client.get(url, {**defaults, **values}).status_code == 200


def test_preview_is_for_editors_only(client):
    url = reverse("wagtail_ngo_recurrence_preview")

    assert client.get(url, {"rule_frequency": "3"}).status_code == 302


def test_each_choice_of_the_rule_is_named_once(admin_client, calendar):
    url = reverse("wagtailadmin_pages:add", args=("wagtail_ngo", "eventpage", calendar.pk))

    html = admin_client.get(url).content.decode()

    rule = html[html.index('<div class="ngo-rule"') :]
    rule = rule[: rule.index('class="ngo-rule__preview"')]
    # In the list of weekdays, and in "on a certain weekday".
    assert rule.count("Wednesday") == 2
    assert rule.count("on the last day of the month") == 1
