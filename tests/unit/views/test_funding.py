import datetime

import pytest
import time_machine
from icalendar import Calendar

from tests.factories.bulletin import FundingCallFactory, FundingCallIndexFactory
from tests.factories.directory import ActivityAreaFactory
from wagtail_ngo.models import FundingCallIndexPage

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2017, 11, 2, 9, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOW, tick=False):
        yield


def make_call(title, *, days=10, areas=(), **fields):
    call = FundingCallFactory(title=title, deadline=NOW + datetime.timedelta(days=days), **fields)
    call.areas.set(areas)
    return call


def shown(client, **query):
    page = FundingCallIndexPage.objects.first() or FundingCallIndexFactory()
    response = client.get(page.url, query)
    return [(item.title, days) for item, days in response.context["rows"]]


def test_open_calls_stand_in_order_of_their_deadline_with_days_left(client):
    make_call("Później", days=10)
    make_call("Dziś", days=0.2)
    make_call("Minął", days=-1)
    make_call("Szkic", is_public=False)

    assert shown(client) == [("Dziś", 0), ("Później", 10)]
    assert shown(client, ended="on") == [("Minął", -1)]


def test_a_call_for_every_area_answers_every_area_filter(client):
    culture, sport = ActivityAreaFactory(name="Kultura"), ActivityAreaFactory(name="Sport")
    make_call("Kultura", areas=[culture])
    make_call("Sport", areas=[sport], days=11)
    make_call("Wszystkie", days=12)

    assert shown(client, area=[culture.pk]) == [("Kultura", 10), ("Wszystkie", 12)]


def test_only_areas_that_would_find_something_or_were_asked_for_are_offered(client):
    culture, sport = ActivityAreaFactory(name="Kultura"), ActivityAreaFactory(name="Sport")
    secret = ActivityAreaFactory(name="Szkic")
    make_call("Kultura", areas=[culture])
    make_call("Szkic", areas=[secret], is_public=False)
    page = FundingCallIndexFactory()

    def offered(query):
        form = client.get(f"{page.url}?{query}").context["form"]
        return [area.name for area in form.fields["area"].queryset]

    assert offered("") == ["Kultura"]
    assert sorted(offered(f"area={sport.pk}&area={'9' * 40}")) == ["Kultura", "Sport"]


def test_without_any_area_there_is_no_such_filter(client):
    make_call("Wszystkie")

    assert "area" not in client.get(FundingCallIndexFactory().url).context["form"].fields


@pytest.mark.parametrize(
    ("amount", "titles"),
    [
        ("500", ["Bez kwot"]),
        ("5000", ["Do 10 tys.", "Bez kwot"]),
        ("5 000,00 zł", ["Do 10 tys.", "Bez kwot"]),
        ("5\u00a0tys.\u202fzł", ["Do 10 tys.", "Bez kwot"]),
        ("50000", ["Bez kwot"]),
        ("50.000", ["Bez kwot"]),
    ],
)
def test_amount_asks_for_calls_that_may_grant_it(client, amount, titles):
    make_call("Do 10 tys.", amount_min=1000, amount_max=10000)
    make_call("Bez kwot", days=11)

    assert [title for title, _days in shown(client, amount=amount)] == titles


@pytest.mark.parametrize("query", ["area=x", "amount=x", "amount=-1", "area=99999", "page=x"])
def test_a_filter_that_makes_no_sense_filters_nothing(client, query):
    make_call("Konkurs")

    response = client.get(f"{FundingCallIndexFactory().url}?{query}")

    assert [item.title for item, _days in response.context["rows"]] == ["Konkurs"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_database_equally_often(client, count, django_assert_max_num_queries):
    page = FundingCallIndexFactory()
    for number in range(count):
        make_call(f"K{number}", areas=[ActivityAreaFactory()])
    client.get(page.url)

    with django_assert_max_num_queries(14):
        client.get(page.url)


def test_an_ended_call_stays_readable_and_a_draft_does_not(client):
    page = FundingCallIndexFactory()
    ended, draft = make_call("Minął", days=-3), make_call("Szkic", is_public=False)

    response = client.get(f"{page.url}{ended.pk}/")

    assert response.context["is_open"] is False
    assert client.get(f"{page.url}{draft.pk}/").status_code == 404
    assert client.get(f"{page.url}999999/").status_code == 404


def test_markup_in_a_title_cannot_end_the_json_ld_script(client):
    page = FundingCallIndexFactory()
    call = make_call("</script><script>alert(1)</script>")

    text = client.get(f"{page.url}{call.pk}/").content.decode()

    assert "<script>alert" not in text


def test_deadlines_become_calendar_events(client):
    page = FundingCallIndexFactory()
    call = make_call("Konkurs\r\nna psy", amount_max=10000)
    make_call("Minął", days=-1)
    make_call("Szkic", is_public=False)

    response = client.get(f"{page.url}deadlines/")

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    [event] = Calendar.from_ical(response.content).events
    assert str(event["summary"]) == "Konkurs na psy"
    assert event["dtstart"].dt == call.deadline
    assert str(event["uid"]) == f"funding-call-{call.pk}@localhost"
    assert str(event["url"]) == f"{page.full_url}{call.pk}/"


def test_the_feed_holds_open_public_calls(client):
    page = FundingCallIndexFactory()
    make_call("Otwarty")
    make_call("Szkic", is_public=False)

    text = client.get(f"{page.url}feed/").content.decode()

    assert text.count("<entry>") == 1
    assert "Otwarty" in text
