"""The report that people read, and what others get of it."""

import csv
import datetime
import io
import json

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.bulletin import FundingAwardFactory
from tests.factories.cooperation import CooperationFactory
from tests.factories.directory import NGOFactory
from tests.factories.events import OccurrenceFactory
from tests.factories.reports import ActivityReportFactory, figure
from tests.unit.views.reports.pages import meeting, soup, text_block
from wagtail_ngo.enums import ChartSubject, CountsAs, DateRole, FigureKey
from wagtail_ngo.models import (
    Attendance,
    BulletinDistribution,
    BulletinRecord,
    DailyCount,
    ElectionRecord,
    Occurrence,
    OccurrenceOrganization,
    SearchedQuery,
)
from wagtail_ngo.models.person_keys import person_key
from wagtail_ngo.services.reports import changes, freezing

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2018, 2, 1, tzinfo=datetime.UTC)


def test_a_figure_within_a_sentence_is_counted_when_the_page_is_opened(client, settings):
    settings.LANGUAGE_CODE = "pl"
    html = f"<p>Odbyło się {figure('meetings')} dla organizacji.</p>"
    page = ActivityReportFactory(body=[text_block(html)])
    meeting(3)

    first = soup(client, page.url).select_one(".ngo-prose p").get_text()
    for month in range(4, 8):
        meeting(month)
    second = soup(client, page.url).select_one(".ngo-prose p").get_text()

    assert first == "Odbyło się 1\xa0spotkanie integracyjne dla organizacji."
    assert second == "Odbyło się 5\xa0spotkań integracyjnych dla organizacji."


def test_a_figure_leads_to_its_definition(client):
    page = ActivityReportFactory(body=[text_block(f"<p>{figure('meetings')}</p>")])
    document = soup(client, page.url)

    link = document.select_one("a.ngo-figure")["href"]

    assert document.select_one(link).dt.get_text() == "meetings: 0"


def test_a_figure_that_no_longer_exists_leaves_its_words(client):
    page = ActivityReportFactory(body=[text_block(f"<p>{figure('gone', 'liczba czegoś')}</p>")])

    paragraph = soup(client, page.url).select_one(".ngo-prose p")

    assert (paragraph.get_text(), paragraph.select("a[href]")) == ("liczba czegoś", [])


def test_figures_stand_beside_those_of_the_period_before(client):
    value = {"heading": "Rok", "figures": ["meetings"], "compare": True}
    page = ActivityReportFactory(body=[{"type": "figures", "value": value}])
    meeting(3)
    meeting(4)
    starts_at = datetime.datetime(2016, 5, 10, 16, tzinfo=datetime.UTC)
    OccurrenceFactory(starts_at=starts_at, counts_as=CountsAs.MEETING)

    item = soup(client, page.url).select_one(".ngo-figures__item")

    assert item.select_one(".ngo-figures__number").get_text() == "2"
    assert item.select_one(".ngo-meta").get_text() == "2016: 1 (+100.0%)"


def test_hosts_are_named_in_order_in_the_form_that_was_written_down(client, settings):
    settings.LANGUAGE_CODE = "pl"
    block = {"type": "hosts", "value": {"intro": "Spotkania zorganizowano"}}
    page = ActivityReportFactory(body=[block])
    names = [("Stowarzyszenie B", "Stowarzyszeniem B"), ("Fundacja A", "Fundacją A")]
    entries = [NGOFactory(title=title, name_with=form) for title, form in names]
    for month, entry in zip((3, 4), entries, strict=True):
        OccurrenceOrganization.objects.create(
            occurrence=meeting(month), organization=entry, role=DateRole.HOST
        )

    sentence = soup(client, page.url).select_one("p.ngo-prose").get_text()
    entries[0].name_with = ""
    entries[0].save()
    nominative = soup(client, page.url).select_one("p.ngo-prose").get_text()

    assert sentence == "Spotkania zorganizowano ze Stowarzyszeniem B i\u00a0Fundacją A."
    assert nominative == "Spotkania zorganizowano: Stowarzyszenie B i\u00a0Fundacja A."


def test_a_chart_tells_its_figures_in_a_table(client):
    block = {"type": "chart", "value": {"subject": "months", "heading": "Miesiące"}}
    page = ActivityReportFactory(body=[block])
    meeting(3)
    meeting(3)
    meeting(4)

    rows = soup(client, page.url).select(".ngo-chart tbody tr")
    bars = [row.rect["width"] for row in rows]

    assert len(rows) == 12
    assert [row.td.get_text() for row in rows[1:5]] == ["0", "2", "1", "0"]
    assert bars[1:5] == ["0.0", "100.0", "50.0", "0.0"]


def test_what_nobody_counted_in_the_period_before_is_no_zero_in_the_chart(client):
    page = ActivityReportFactory(body=[{"type": "chart", "value": {"subject": "years"}}])
    SearchedQuery.objects.create(day=datetime.date(2017, 5, 5), words="zupa", times=4)
    meeting(3)

    rows = {
        row.th.get_text(strip=True): [cell.get_text(strip=True) for cell in row.select("td")]
        for row in soup(client, page.url).select(".ngo-chart tbody tr")
    }

    assert (rows["searches in the directory"], rows["meetings"]) == (["4", "no data"], ["1", "0"])


def test_a_figure_without_data_leads_to_its_definition_as_well(client):
    page = ActivityReportFactory(body=[text_block(f"<p>{figure('searches')}</p>")])
    document = soup(client, page.url)

    link = document.select_one("a.ngo-figure")["href"]

    assert document.select_one(link).dt.get_text() == "searches in the directory: no data"
    assert document.select("#ngo-figure-downloads") == []


def test_editors_alone_read_that_the_calendar_was_deleted(client, admin_client):
    page = ActivityReportFactory()
    type(page).objects.filter(pk=page.pk).update(scope="calendar")
    whole = ActivityReportFactory(slug="whole")

    notes = [
        [note.get_text() for note in soup(reader, one.url).select(".ngo-note")]
        for reader, one in ((client, page), (admin_client, page), (admin_client, whole))
    ]

    assert [len(found) for found in notes] == [0, 1, 0]
    assert "was deleted, so that nothing is counted" in notes[1][0]


@pytest.mark.parametrize("name", ["csv", "json", "indicators"])
def test_data_of_a_restricted_report_are_kept_by_no_shared_cache(client, admin_user, name):
    rows = [{"figure": "meetings", "label": "", "note": ""}]
    body = [{"type": "indicators", "value": {"heading": "", "rows": rows}}]
    page = ActivityReportFactory(body=body)
    assert "private" not in client.get(f"{page.url}{name}/")["Cache-Control"]
    page.view_restrictions.create(restriction_type="login")
    client.force_login(admin_user)

    assert "private" in client.get(f"{page.url}{name}/")["Cache-Control"]


@pytest.mark.parametrize("name", ["csv", "json", "indicators", "docx", "odt"])
def test_files_read_what_is_kept(client, name):
    """Searches make no other state, so what was counted a moment ago is told."""
    rows = [{"figure": "searches", "label": "", "note": ""}]
    body = [{"type": "indicators", "value": {"heading": "", "rows": rows}}]
    page = ActivityReportFactory(body=body)
    SearchedQuery.objects.create(day=datetime.date(2017, 5, 5), words="zupa", times=4)
    first = client.get(f"{page.url}{name}/")
    SearchedQuery.objects.update(times=5)

    assert client.get(f"{page.url}{name}/").content == first.content


def test_a_frozen_report_keeps_showing_what_it_showed(client, admin_user):
    page = ActivityReportFactory(body=[text_block(f"<p>{figure('meetings')}</p>")])
    meeting(3)
    freezing.freeze(page, user=admin_user, now=NOW)
    meeting(4)

    shown = soup(client, page.url).select_one("a.ngo-figure").get_text()

    assert shown == "1\xa0integration meeting"
    changed = changes.changes_since_freezing(page, now=NOW)
    assert [(one.key, one.kept, one.now) for one in changed] == [("meetings", 1, 2)]


def test_records_are_shown_to_editors_alone_and_name_no_person(client, admin_client):
    page = ActivityReportFactory()
    date = meeting(3, own_title="Spotkanie u Indygo")
    Attendance.objects.create(
        occurrence=date, person_key=person_key("anna@example.org"), name="Anna Markiewicz"
    )
    user = get_user_model().objects.create_user("reader", "r@example.org", "secret")
    url = f"{page.url}records/people/"

    assert client.get(url).status_code == 404
    client.force_login(user)
    assert client.get(url).status_code == 404
    answer = admin_client.get(url)

    assert "Spotkanie u Indygo" in answer.content.decode()
    assert "Markiewicz" not in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert admin_client.get(f"{page.url}records/nothing/").status_code == 404


@pytest.mark.parametrize("key", FigureKey.values)
def test_records_behind_every_figure_can_be_opened(admin_client, key):
    page = ActivityReportFactory()
    date = meeting(3)
    OccurrenceOrganization.objects.create(occurrence=date, role=DateRole.PRESENT, name="Klub Łąka")
    Attendance.objects.create(
        occurrence=date,
        person_key=person_key("anna@example.org"),
        organization_name="Koło",
        organization_key="koło",
    )

    html = admin_client.get(f"{page.url}records/{key}/").content.decode()

    named = ("Klub Łąka" in html, "Koło" in html)
    assert named == ((True, True) if key == FigureKey.ORGANIZATIONS else (False, False))


@pytest.mark.parametrize("key", FigureKey.values)
def test_every_figure_opens_its_records(admin_client, key):
    page = ActivityReportFactory()
    fill_month(3)
    Occurrence.objects.filter(pk__in=[meeting(4).pk]).update(counts_as=CountsAs.TRAINING)
    Occurrence.objects.filter(pk__in=[meeting(5).pk]).update(counts_as=CountsAs.OTHER)

    answer = admin_client.get(f"{page.url}records/{key}/")

    assert answer.status_code == 200
    assert soup_of(answer).select(".ngo-table tbody th") != []


def soup_of(answer) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


def test_figures_as_files_say_what_the_page_says(client):
    page = ActivityReportFactory()
    meeting(3)

    table = client.get(f"{page.url}csv/")
    data = json.loads(client.get(f"{page.url}json/").content)
    rows = list(csv.DictReader(io.StringIO(table.content.decode("utf-8-sig")), delimiter=";"))

    assert {row["key"]: row["value"] for row in rows}["meetings"] == "1"
    assert {item["key"]: item["value"] for item in data["figures"]}["meetings"] == 1
    assert data["period"] == {"first_day": "2017-01-01", "last_day": "2017-12-31"}


def test_a_draft_report_shows_nothing_to_anybody(client):
    page = ActivityReportFactory(live=False)

    addresses = ("", "csv/", "json/", "records/meetings/")

    assert [client.get(page.url_path + end).status_code for end in addresses] == [404] * 4


def test_a_figure_can_be_the_number_alone_and_hosts_be_named_in_a_sentence(client):
    html = f"<p>{figure('meetings.number')} razy: {figure('host_names', 'gospodarze')}</p>"
    page = ActivityReportFactory(body=[text_block(html)])
    for month, name in ((4, "B & C"), (3, "A")):
        OccurrenceOrganization.objects.create(
            occurrence=meeting(month), name=name, role=DateRole.HOST
        )

    paragraph = soup(client, page.url).select_one(".ngo-prose p").get_text()

    assert paragraph == "2 razy: A, B & C"


def test_a_report_asks_the_same_number_of_questions_whatever_the_year_holds(client):
    body = [
        text_block(f"<p>{', '.join(figure(key) for key in FigureKey.values)}</p>"),
        {"type": "figures", "value": {"figures": FigureKey.values[:12], "compare": True}},
        {"type": "hosts", "value": {"intro": ""}},
        *({"type": "chart", "value": {"subject": one}} for one in ChartSubject.values),
    ]
    page = ActivityReportFactory(body=body)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(page.url)
        return len(queries)

    client.get(page.url)
    fill_month(1)
    few = (asked(), asked())
    for month in range(2, 6):
        fill_month(month)
    many = (asked(), asked())

    assert many == few
    assert many[1] < many[0]


def fill_month(month: int) -> None:
    """One more of everything that has a figure."""
    date, day = meeting(month), datetime.date(2017, month, 10)
    entry = NGOFactory(first_published_at=date.starts_at)
    OccurrenceOrganization.objects.create(occurrence=date, organization=entry, role=DateRole.HOST)
    Attendance.objects.create(occurrence=date, person_key=person_key(f"{month}@example.org"))
    BulletinRecord.objects.create(title="Biuletyn", issue_date=day)
    BulletinDistribution.objects.create(date=day, copies=5, place="Ratusz")
    ElectionRecord.objects.create(title="Wybory", held_on=day, voters=5, entitled=9)
    FundingAwardFactory(call__announced_on=day, organization=entry, decided_on=day)
    CooperationFactory(started_on=day, partners=[entry, "Klub"])
    SearchedQuery.objects.create(day=day, words="zupa", times=2)
    DailyCount.objects.create(day=day, use="download", key="1/web", times=2)


def test_the_year_on_one_page_is_a_section_that_leads_to_its_sheet(client):
    value = {"heading": "Rok", "figures": ["meetings", "issues"], "months": True, "hosts": True}
    page = ActivityReportFactory(body=[{"type": "poster", "value": value}])
    OccurrenceOrganization.objects.create(
        occurrence=meeting(4), name="Fundacja A", role=DateRole.HOST
    )

    section = soup(client, page.url).select_one("section.ngo-poster")

    assert section.h2.get_text() == "Rok"
    assert section.select_one(".ngo-poster__number").get_text() == "1"
    assert [item.get_text() for item in section.select(".ngo-poster__hosts li")] == ["Fundacja A"]
    assert section.select(".ngo-poster__months tbody td")[3].get_text() == "1"
    assert section.select("a")[-1]["href"] == f"{page.url}poster/"
