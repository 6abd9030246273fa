"""What is new for a search by e-mail, and in which words it is asked for again."""

import datetime

import pytest

from tests.factories.bulletin import FundingCallFactory, FundingCallIndexFactory
from tests.factories.directory import ActivityAreaFactory, NGODirectoryFactory, NGOFactory
from tests.factories.events import EventFactory
from wagtail_ngo.models import EventOrganization, OutgoingMail, SearchAlert
from wagtail_ngo.services.search import alert_news, alerts

pytestmark = pytest.mark.django_db
SINCE = datetime.datetime(2027, 6, 1, 12, tzinfo=datetime.UTC)
UNTIL = SINCE + datetime.timedelta(days=7)
SECOND = datetime.timedelta(seconds=1)
#: Just outside of the week, and its first and its last moment.
MOMENTS = {"begun": SINCE, "first": SINCE + SECOND, "last": UNTIL, "later": UNTIL + SECOND}


@pytest.fixture
def alert():
    area = ActivityAreaFactory(name="Sport", slug="sport")
    directory = NGODirectoryFactory()
    for title, moment in MOMENTS.items():
        NGOFactory(parent=directory, title=title, areas=[area], first_published_at=moment)
    NGOFactory(parent=directory, title="other", first_published_at=UNTIL)
    return SearchAlert(directory=directory, email="a@example.org", filters={"area": ["sport"]})


def test_entries_of_the_week_are_new_the_latest_first(alert):
    news = alert_news.news(alert, since=SINCE, until=UNTIL)

    assert [item.title for item in news.entries] == ["last", "first"]
    assert news.entries[0].url.endswith("/last/")
    assert (news.calls, news.events) == ([], [])
    assert not alert_news.news(alert, since=UNTIL + SECOND, until=UNTIL + 2 * SECOND)


def test_events_of_entries_that_are_found_are_new_in_the_same_week(alert):
    entries = {entry.title: entry for entry in alert.directory.get_children().specific()}
    for title, moment in MOMENTS.items():
        event = EventFactory(title=title, first_published_at=moment)
        EventOrganization.objects.create(page=event, organization=entries["begun"])
    elsewhere = EventFactory(title="elsewhere", first_published_at=UNTIL)
    EventOrganization.objects.create(page=elsewhere, organization=entries["other"])

    news = alert_news.news(alert, since=SINCE, until=UNTIL)

    assert [item.title for item in news.events] == ["last", "first"]


def test_the_address_of_a_search_holds_its_words_and_filters():
    filters = {"area": ["sport", "muzyka i taniec"], "place": []}

    assert alert_news.search_query(SearchAlert(words="psy", filters=filters)) == (
        "?q=psy&area=sport&area=muzyka+i+taniec"
    )
    assert alert_news.search_query(SearchAlert(filters={})) == "?"


def test_calls_of_the_chosen_areas_announced_since_the_day_of_the_last_letter(alert):
    area = alert.directory.get_children().specific().first().areas.get()
    index = FundingCallIndexFactory()
    days = [SINCE.date() + datetime.timedelta(days=number) for number in (0, 1, 7, 8)]
    calls = [FundingCallFactory(announced_on=day, is_public=True) for day in (*days, days[1])]
    for call in calls[:4]:
        call.areas.add(area)

    news = alert_news.news(alert, since=SINCE, until=UNTIL)

    assert [(item.title, item.url) for item in news.calls] == [
        (call.title, f"{index.full_url}{call.pk}/") for call in (calls[2], calls[1])
    ]
    alert.filters = {}
    assert alert_news.news(alert, since=SINCE, until=UNTIL).calls == []


def confirmed(alert, told_until=SINCE, **fields) -> SearchAlert:
    alert.confirmed_at, alert.told_until = SINCE, told_until
    for name, value in fields.items():
        setattr(alert, name, value)
    alert.save()
    return alert


@pytest.mark.parametrize(("now", "letters"), [(UNTIL - SECOND, 0), (UNTIL, 1)])
def test_a_week_after_the_last_letter_the_next_is_queued_once(alert, now, letters):
    confirmed(alert, label="sport")

    assert alert_news.queue_due(now=now) == letters
    assert alert_news.queue_due(now=now) == 0

    alert.refresh_from_db()
    assert alert.told_until == (now if letters else SINCE)
    sent = OutgoingMail.objects.values_list("kind", "recipient", "about", "key", "expires_at")
    assert (
        list(sent)
        == [
            (
                "search.news",
                "a@example.org",
                f"wagtail_ngo.searchalert:{alert.pk}",
                f"search.alert:{alert.pk}:20270608",
                UNTIL + datetime.timedelta(days=7),
            )
        ]
        * letters
    )


def test_a_search_without_news_begins_its_week_again_in_silence(alert):
    confirmed(alert, filters={"area": ["gone"]}, words="nikt")

    assert alert_news.queue_due(now=UNTIL) == 0

    alert.refresh_from_db()
    assert (alert.told_until, OutgoingMail.objects.count()) == (UNTIL, 0)


def test_nobody_is_written_to_about_a_directory_that_is_not_public(alert):
    confirmed(alert)
    type(alert.directory).objects.update(live=False)

    assert alert_news.queue_due(now=UNTIL) == 0
    assert OutgoingMail.objects.count() == 0


def test_a_letter_lists_what_is_new_and_ends_with_one_click(alert):
    confirmed(alert, label="sport")
    current = alert_news.news(alert, since=SINCE, until=UNTIL)

    parts = alert_news.letter(alert, current)

    end = alerts.link("search_alert_end", alert)
    assert "– last\n  http" in parts.text
    assert f"{alert.directory.full_url}?area=sport" in parts.text
    assert end in parts.text
    assert parts.headers == {
        "List-Unsubscribe": f"<{end}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "List-Id": f"<search-{alert.directory_id}.localhost>",
        "Precedence": "bulk",
        "Auto-Submitted": "auto-generated",
    }
