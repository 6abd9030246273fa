"""What is new for a search by e-mail, and in which words it is asked for again."""

import datetime

import pytest

from tests.factories.directory import ActivityAreaFactory, NGODirectoryFactory, NGOFactory
from tests.factories.events import EventFactory
from wagtail_ngo.models import EventOrganization, SearchAlert
from wagtail_ngo.services.search import alert_news

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
