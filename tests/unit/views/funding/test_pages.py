import datetime
import re

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone
from icalendar import Calendar
from wagtail.models import Site

from tests.factories.bulletin import FundingCallFactory, FundingCallIndexFactory
from tests.factories.directory import ActivityAreaFactory
from wagtail_ngo.models import FundingCall, FundingCallIndexPage

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
    return [(item.title, days) for _call, item, days in response.context["rows"]]


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

    assert [item.title for _call, item, _days in response.context["rows"]] == ["Konkurs"]


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
    calendar = Calendar.from_ical(response.content)
    [event] = calendar.events
    assert str(event["summary"]) == "Konkurs na psy"
    assert event["dtstart"].dt == call.deadline
    assert str(calendar["x-wr-calname"]) == page.title
    assert b"\r\nREFRESH-INTERVAL;VALUE=DURATION:PT6H\r\n" in response.content
    assert str(event["url"]) == f"{page.full_url}{call.pk}/"


def test_a_deadline_keeps_its_uid_when_the_site_gets_another_host(client):
    page = FundingCallIndexFactory()
    make_call("Jeden")
    make_call("Drugi")

    def uids() -> list[str]:
        calendar = Calendar.from_ical(client.get(f"{page.url}deadlines/").content)
        return [str(event["uid"]) for event in calendar.events]

    before = uids()
    Site.objects.update(hostname="elsewhere.example.org")

    assert len(set(before)) == 2
    assert uids() == before
    assert not any("@" in uid or "localhost" in uid for uid in before)


def test_the_feed_holds_open_public_calls(client):
    page = FundingCallIndexFactory()
    make_call("Otwarty")
    make_call("Szkic", is_public=False)

    text = client.get(f"{page.url}feed/").content.decode()

    assert text.count("<entry>") == 1
    assert "Otwarty" in text


def test_a_rolling_call_is_open_and_comes_last_without_a_countdown(client):
    FundingCallFactory(title="Ciągły", deadline=None, is_rolling=True)
    make_call("Z terminem", days=100)

    assert shown(client) == [("Z terminem", 100), ("Ciągły", None)]
    assert shown(client, ended="on") == []


def test_a_call_ends_with_the_later_of_its_deadlines(client):
    day = datetime.timedelta(days=1)
    make_call("Papier później", days=-1, paper_deadline=NOW + 2 * day)
    make_call("Oba minęły", days=-3, paper_deadline=NOW - day)
    FundingCallFactory(title="Tylko papier", deadline=None, paper_deadline=NOW + 3 * day)

    assert sorted(shown(client)) == [("Papier później", 2), ("Tylko papier", 3)]
    assert shown(client, ended="on") == [("Oba minęły", -1)]


def test_procedure_and_commission_narrow_the_list(client):
    today = NOW.date()
    make_call("Regranting", procedure="regranting", days=1)
    make_call("Komisja", commission_wanted=True, commission_until=today, days=2)
    make_call("Komisja bez dnia", commission_wanted=True, days=3)
    late = today - datetime.timedelta(days=1)
    make_call("Za późno", commission_wanted=True, commission_until=late, days=4)

    def titles(**query):
        return [title for title, _days in shown(client, **query)]

    assert titles(procedure="regranting") == ["Regranting"]
    assert titles(commission="on") == ["Komisja", "Komisja bez dnia"]
    assert len(titles(procedure="x")) == 4


def test_an_offer_of_article_19a_takes_remarks_for_seven_days(client):
    page = FundingCallIndexFactory()
    call = FundingCall(
        title="Oferta", funder="Miasto", procedure="small_grant", announced_on=NOW.date()
    )
    call.full_clean()
    call.save()

    html = client.get(f"{page.url}{call.pk}/").content.decode()

    assert timezone.localtime(call.deadline).isoformat()[:16] == "2017-11-09T23:59"
    assert "Remarks until" in html
    assert "Apply by" not in html


def test_a_call_needs_a_deadline_or_says_that_there_is_none():
    call = FundingCall(title="X", funder="Y", pool=1, amount_max=2)

    with pytest.raises(ValidationError) as caught:
        call.full_clean()

    assert set(caught.value.message_dict) == {"deadline", "pool"}
    FundingCall(title="X", funder="Y", is_rolling=True).full_clean()
    FundingCall(title="X", funder="Y", paper_deadline=NOW).full_clean()


def test_both_deadlines_are_in_the_calendar_file_and_rolling_calls_are_not(client):
    page = FundingCallIndexFactory()
    paper = NOW + datetime.timedelta(days=3)
    call = make_call("Dwa terminy", days=1, paper_deadline=paper)
    FundingCallFactory(title="Ciągły", deadline=None, is_rolling=True)

    events = Calendar.from_ical(client.get(f"{page.url}deadlines/").content).events

    assert [one["dtstart"].dt for one in events] == [call.deadline, paper]
    assert len({str(one["uid"]) for one in events}) == 2


def test_the_page_of_a_call_says_pool_place_and_commission(client):
    page = FundingCallIndexFactory()
    call = make_call(
        "Konkurs",
        pool=250000,
        where_to_apply="Generator https://witkac.example\npokój 12",
        commission_wanted=True,
        commission_text="Zgłoszenia na formularzu.",
    )

    html = client.get(f"{page.url}{call.pk}/").content.decode()

    for words in ("250,000", "pokój 12", 'href="https://witkac.example"', "na formularzu"):
        assert words in html


def chips(client, **query) -> list[tuple[str, str]]:
    page = FundingCallIndexPage.objects.first() or FundingCallIndexFactory()
    return [(one.label, one.remove) for one in client.get(page.url, query).context["chips"]]


def test_each_condition_is_a_chip_that_takes_only_itself_away(client):
    culture, sport = ActivityAreaFactory(name="Kultura"), ActivityAreaFactory(name="Sport")
    make_call("Kultura", areas=[culture, sport])
    asked = {"area": [culture.pk, sport.pk], "amount": "5000", "ended": "on", "page": "2"}

    found = dict(chips(client, **asked))

    assert found["Kultura"] == f"?area={sport.pk}&amount=5000&ended=on"
    assert found["Sport"] == f"?area={culture.pk}&amount=5000&ended=on"
    assert found["Show those that have ended"] == f"?area={culture.pk}&area={sport.pk}&amount=5000"
    assert len(found) == 4
    assert chips(client) == []
    assert chips(client, amount="dużo", area="x", procedure="x") == []


def test_filters_stay_folded_once_they_are_set(client):
    page = FundingCallIndexFactory()
    text = client.get(page.url, {"ended": "on"}).content.decode()
    assert re.search(r'<details class="ngo-disclosure ngo-filters[^>]*>', text)[0][-5:] != "open>"
    wrong = client.get(page.url, {"amount": "dużo"}).content.decode()
    assert re.search(r'<details class="ngo-disclosure ngo-filters[^>]*>', wrong)[0][-5:] == "open>"
