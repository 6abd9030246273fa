"""The panel “this year”: what it counts, who sees it, where it leads."""

import datetime
import io

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.bulletin import FundingAwardFactory
from tests.factories.events import OccurrenceFactory
from tests.factories.reports import ActivityReportFactory
from wagtail_ngo.domain.reports.periods import Period
from wagtail_ngo.enums import CountsAs, FigureKey
from wagtail_ngo.models import Attendance
from wagtail_ngo.services.people.roles import EDITING, EVENT_DESK
from wagtail_ngo.services.reports.this_year import MAIN_FIGURES

pytestmark = pytest.mark.django_db
HOME = "/admin/"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(datetime.datetime(2027, 6, 30, 12, tzinfo=datetime.UTC), tick=False):
        yield


def meeting(year: int, month: int, day: int, **fields):
    starts_at = datetime.datetime(year, month, day, 9, tzinfo=datetime.UTC)
    return OccurrenceFactory(starts_at=starts_at, counts_as=CountsAs.MEETING, **fields)


def panel(client) -> dict[str, list[str]]:
    """Label of each figure → number, year before, change."""
    document = BeautifulSoup(client.get(HOME).content, "html.parser")
    rows = document.select(".ngo-this-year tbody tr")
    return {
        row.th.get_text(): [cell.get_text().replace("\xa0", " ") for cell in row.select("td")]
        for row in rows
    }


def member_of(client, group: str):
    call_command("ngo_setup", verbosity=0, stdout=io.StringIO())
    user = get_user_model().objects.create_user(group, "u@example.org", "secret")
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    return client


def test_the_year_stands_beside_the_year_before_to_the_same_day(admin_client):
    for when in ((2027, 1, 1), (2027, 6, 30), (2026, 6, 30)):
        meeting(*when)
    # Not yet, and not by the same day.
    for when in ((2027, 7, 1), (2026, 7, 1), (2026, 12, 31), (2025, 6, 1)):
        meeting(*when)
    FundingAwardFactory(decided_on=datetime.date(2026, 2, 1), amount=1500)

    shown = panel(admin_client)

    assert len(shown) == len(MAIN_FIGURES)
    assert shown["meetings"] == ["2", "1", "+100.0%"]
    assert shown["money granted"] == ["0.00 zł", "1,500.00 zł", ""]
    assert shown["downloads of the bulletin"] == ["no data", "no data", ""]
    document = BeautifulSoup(admin_client.get(HOME).content, "html.parser")
    heads = [cell.get_text() for cell in document.select(".ngo-this-year thead th")]
    assert "This year, until 30 June 2027" in document.get_text()
    assert heads == ["Figure", "2027", "until 30 June 2026", "Change"]


def test_29_february_is_compared_with_28_february():
    day = datetime.date(2028, 2, 29)

    earlier = Period.of_year_until(day).year_earlier()

    assert earlier == Period(datetime.date(2027, 1, 1), datetime.date(2027, 2, 28))


def test_each_figure_opens_its_records_which_name_no_person(admin_client):
    row = meeting(2027, 3, 4, own_title="Spotkanie u Indygo")
    meeting(2026, 3, 4, own_title="Dawne spotkanie")
    Attendance.objects.create(occurrence=row, person_key="f" * 64, name="Anna Markiewicz")
    document = BeautifulSoup(admin_client.get(HOME).content, "html.parser")

    links = [link["href"] for link in document.select(".ngo-this-year a")]
    answers = [admin_client.get(link) for link in links]

    assert [answer.status_code for answer in answers] == [200] * len(MAIN_FIGURES)
    assert all("no-store" in answer["Cache-Control"] for answer in answers)
    assert not any("Markiewicz" in answer.content.decode() for answer in answers)
    meetings = answers[0].content.decode()
    assert ("Spotkanie u Indygo" in meetings, "Dawne spotkanie" in meetings) == (True, False)


def test_those_who_may_edit_a_report_see_it_and_no_others(client):
    ActivityReportFactory()
    meeting(2027, 3, 4)
    member_of(client, EDITING)
    url = reverse("wagtail_ngo_this_year_records", args=[FigureKey.MEETINGS])

    assert panel(client)["meetings"][0] == "1"
    assert client.get(url).status_code == 200
    assert client.get(reverse("wagtail_ngo_this_year_records", args=["gone"])).status_code == 404

    member_of(client, EVENT_DESK)
    assert panel(client) == {}
    assert client.get(url, follow=False).status_code == 302


def test_the_number_of_queries_is_the_same_and_small_when_nothing_changed(admin_client):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            admin_client.get(HOME)
        return len(queries)

    meeting(2027, 1, 4)
    admin_client.get(HOME)
    cache.clear()
    first, again = asked(), asked()
    for month in (2, 3, 4):
        meeting(2027, month, 4)
    cache.clear()

    assert (asked(), asked()) == (first, again)
    assert again < first
    assert panel(admin_client)["meetings"][0] == "4"
