"""The table of coming dates with their hosts, and the look at the dates before publishing."""

import datetime
import re

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.db.models import signals
from django.urls import reverse

from tests.factories.directory import NGOFactory
from tests.factories.events import EventFactory, EventIndexFactory, VenueFactory, publish
from tests.unit.admin.events.test_editor import form_data
from wagtail_ngo.admin.events import dates as event_dates
from wagtail_ngo.models import EventPage, NGOPage, OccurrenceOverride

pytestmark = pytest.mark.django_db
D = datetime.date


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel("2027-03-20 12:00Z", tick=False):
        yield


@pytest.fixture
def series():
    """Thursdays from 18 March to 15 April 2027; the first has taken place."""
    page = EventFactory(parent=EventIndexFactory(), recurrence="RRULE:FREQ=WEEKLY;COUNT=5")
    page.save_revision().publish()
    return EventPage.objects.get(pk=page.pk)


def dates_url(page) -> str:
    return reverse("wagtail_ngo_event_dates", args=[page.pk])


def rows(page) -> list[tuple]:
    page = EventPage.objects.get(pk=page.pk)
    return [
        (row.original_date.day, row.kind, row.host and row.host.title, row.venue, row.note)
        for row in page.get_latest_revision_as_object().overrides.all().order_by("original_date")
    ]


def test_host_venue_and_status_are_set_by_date_in_a_draft(admin_client, series):
    host, venue = NGOFactory(title="Host"), VenueFactory()
    data = {
        "date-2027-03-25-host": host.pk,
        "date-2027-03-25-venue": venue.pk,
        "date-2027-04-01-action": "cancelled",
        "date-2027-04-01-note": "Ill",
        "date-2027-04-08-action": "removed",
    }

    response = admin_client.post(dates_url(series), data)

    assert response.status_code == 302
    assert rows(series) == [
        (25, "changed", "Host", venue, ""),
        (1, "cancelled", None, None, "Ill"),
        (8, "removed", None, None, ""),
    ]
    assert series.overrides.count() == 0
    cleared = dict.fromkeys(data, "") | {"date-2027-03-25-host": host.pk}
    admin_client.post(dates_url(series), {"publish": "1", **cleared})
    assert [o.host_organizations for o in series.occurrences.all()] == [[], [host], [], [], []]
    assert rows(series) == [(25, "changed", "Host", None, "")]


def test_table_keeps_what_was_moved_or_added_and_can_bring_back_a_date(admin_client, series):
    series.overrides = [
        OccurrenceOverride(original_date=D(2027, 3, 25), kind="moved", new_date=D(2027, 3, 26)),
        OccurrenceOverride(original_date=D(2027, 4, 1), kind="removed"),
        OccurrenceOverride(original_date=D(2027, 4, 3), kind="extra", note="Market"),
        OccurrenceOverride(original_date=D(2027, 3, 18), kind="changed", note="The past"),
    ]
    publish(series)
    host = NGOFactory(title="Host")

    html = admin_client.get(dates_url(series)).content.decode()
    data = {"date-2027-03-25-host": host.pk, "date-2027-04-03-host": host.pk}
    admin_client.post(dates_url(series), {**data, "date-2027-04-01-action": ""})

    assert "Fri, 26 March 2027" in html
    assert '<option value="removed" selected>' in html
    assert rows(series) == [
        (18, "changed", None, None, "The past"),
        (25, "moved", "Host", None, ""),
        (3, "extra", "Host", None, ""),
    ]


def test_table_says_who_has_not_hosted_yet(admin_client, series):
    past, coming, never, draft = (
        NGOFactory(title=title) for title in ("Past", "Coming", "Never", "Draft")
    )
    draft.unpublish()
    series.overrides = [
        OccurrenceOverride(original_date=D(2027, 3, 18), kind="changed", host=past),
        OccurrenceOverride(original_date=D(2027, 3, 25), kind="changed", host=coming),
        OccurrenceOverride(original_date=D(2027, 4, 1), kind="cancelled", host=never),
    ]
    publish(series)

    hosting = admin_client.get(dates_url(series)).context_data["hosting"]

    assert [one.title for one in hosting.not_yet] == ["Never"]
    assert [(one.title, count, day) for one, count, day in hosting.have] == [
        ("Past", 1, D(2027, 3, 18)),
        ("Coming", 1, D(2027, 3, 25)),
    ]


def test_table_costs_the_same_number_of_queries_for_few_and_many(
    admin_client, series, django_assert_max_num_queries
):
    for number in range(12):
        NGOFactory(title=f"NGO {number}")
    admin_client.get(dates_url(series))

    with django_assert_max_num_queries(60):
        admin_client.get(dates_url(series))


def test_organizations_of_a_town_are_named_without_a_page_of_each(admin_client, series):
    for number in range(12):
        NGOFactory(title=f"NGO {number:02} & <b>")
    made = []

    def count(instance, **kwargs):
        made.append(instance)

    signals.post_init.connect(count, sender=NGOPage)
    try:
        html = admin_client.get(dates_url(series)).text
    finally:
        signals.post_init.disconnect(count, sender=NGOPage)

    names = [f"NGO {number:02} &amp; &lt;b&gt;" for number in range(12)]
    assert re.findall(r"<li>(NGO .*?)</li>", html) == names
    assert made == []


def test_table_is_for_those_who_may_edit(client, series, django_user_model):
    user = django_user_model.objects.create_user("reader")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)

    for name in ("wagtail_ngo_event_dates", "wagtail_ngo_event_publish"):
        response = client.post(reverse(name, args=[series.pk]), {"publish": "1"})
        assert response.status_code == 302
        assert response.url == reverse("wagtailadmin_home")
    assert series.revisions.count() == 1


def publish_in_editor(admin_client, page, **values):
    weekly = {
        "title": page.title,
        "slug": page.slug,
        "start_date": "2027-03-18",
        "recurrence_frequency": "2",
        "recurrence_ends": "count",
        "recurrence_count": "5",
        "action-publish": "1",
    }
    data = form_data(**{**weekly, **values})
    return admin_client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


def test_unchanged_rule_is_published_without_questions(admin_client, series):
    response = publish_in_editor(admin_client, series, title="New title")

    assert response.url != reverse("wagtail_ngo_event_publish", args=[series.pk])
    assert EventPage.objects.get(pk=series.pk).title == "New title"


def test_changed_rule_is_shown_with_people_registered_before_it_is_published(admin_client, series):
    series.occurrences.filter(recurrence_id=D(2027, 4, 1)).update(seats_taken=7)

    response = publish_in_editor(
        admin_client, series, recurrence_interval="2", recurrence_count="4"
    )

    url = reverse("wagtail_ngo_event_publish", args=[series.pk])
    assert response.url == url
    assert series.occurrences.count() == 5
    page = admin_client.get(url)
    impact = page.context_data["impact"]
    days = {
        name: [row.recurrence_id.day for row in getattr(impact, name)]
        for name in ("kept", "added", "removed", "locked")
    }
    assert days == {"kept": [1, 15], "added": [29], "removed": [25, 8], "locked": []}
    assert "7 people registered" in page.content.decode()

    admin_client.post(url)

    assert [row.recurrence_id.day for row in series.occurrences.all()] == [18, 1, 15, 29]


def test_date_with_people_stays_locked_when_the_rule_drops_it(admin_client, series):
    series.occurrences.filter(recurrence_id=D(2027, 4, 8)).update(seats_taken=7)

    publish_in_editor(admin_client, series, recurrence_count="2")
    url = reverse("wagtail_ngo_event_publish", args=[series.pk])
    impact = admin_client.get(url).context_data["impact"]
    admin_client.post(url)

    assert [(row.recurrence_id.day, row.seats_taken) for row in impact.locked] == [(8, 7)]
    assert impact.people == 7
    assert [row.recurrence_id.day for row in series.occurrences.all()] == [18, 25, 8]
    # What was confirmed once is not asked again.
    response = publish_in_editor(admin_client, series, recurrence_count="2", title="Again")
    assert response.url != url


def preview(admin_client, page=None, *changes, **values) -> str:
    data = {
        "start_date": "2027-03-18",
        "start_time": "17:00",
        "time_zone": "Europe/Warsaw",
        "rule_frequency": "2",
        "rule_interval": "1",
        "rule_ends": "count",
        "rule_count": "5",
        "page": page.pk if page else "",
        "overrides-TOTAL_FORMS": len(changes),
        **values,
    }
    for number, change in enumerate(changes):
        data |= {f"overrides-{number}-{name}": value for name, value in change.items()}
    return admin_client.post(reverse("wagtail_ngo_recurrence_preview"), data).content.decode()


def test_preview_counts_changes_to_single_dates_in(admin_client):
    html = preview(
        admin_client,
        None,
        {"original_date": "2027-03-25", "kind": "cancelled"},
        {"original_date": "2027-04-01", "kind": "moved", "new_date": "2027-04-02"},
        {"original_date": "2027-04-08", "kind": "removed"},
        {"original_date": "2027-04-10", "kind": "extra"},
        {"original_date": "2027-04-15", "kind": "removed", "DELETE": "on"},
        {"original_date": "nonsense", "kind": "moved"},
    )

    text = " ".join(html.replace("</li>", ";").split())
    assert "<s>Thu, 25 March 2027, 17:00</s>" in text
    assert "Fri, 2 April 2027, 17:00" in text
    assert "Moved from 1 April" in text
    assert "8 April" not in text
    assert "Sat, 10 April 2027, 17:00" in text
    assert "Thu, 15 April 2027, 17:00" in text


def test_preview_says_what_publishing_would_do(admin_client, series):
    series.occurrences.filter(recurrence_id=D(2027, 4, 8)).update(seats_taken=1)

    html = preview(admin_client, series, rule_count="2")

    assert "2 dates disappear" in html
    assert "1 date stays although the rule no longer names it" in html
    assert "1 person registered" in html
    assert dates_url(series) in html
    assert "If you publish this" not in preview(admin_client, series)


def test_day_that_is_left_out_need_not_follow_the_rule(admin_client):
    calendar = EventIndexFactory()
    url = reverse("wagtailadmin_pages:add", args=("wagtail_ngo", "eventpage", calendar.pk))
    change = {"original_date": "2027-05-03", "kind": "removed"}

    response = admin_client.post(
        url, form_data(overrides=[change], start_date="2027-04-15", **{"action-publish": "1"})
    )

    assert response.status_code == 302
    assert [row.recurrence_id for row in EventPage.objects.get().occurrences.all()] == [
        D(2027, 4, 15),
        D(2027, 5, 20),
        D(2027, 6, 17),
    ]


def test_many_venues_are_chosen_and_not_listed_at_every_date(admin_client, series, monkeypatch):
    monkeypatch.setattr(event_dates, "LISTED_VENUES", 2)
    venues = [VenueFactory(name=f"Sala {number}") for number in range(2)]
    listed = admin_client.get(dates_url(series)).content.decode()
    venues.append(VenueFactory(name="Sala 2"))

    chosen = admin_client.get(dates_url(series)).content.decode()
    admin_client.post(dates_url(series), {"date-2027-03-25-venue": venues[2].pk})

    assert listed.count("Sala 1</option>") == 4
    assert "Sala 1" not in chosen
    assert chosen.count('data-chooser-url="/admin/ngo/venue-chooser/') == 4
    assert rows(series) == [(25, "changed", None, venues[2], "")]
