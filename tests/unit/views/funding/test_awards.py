"""What a call came to: on its page, in the list of awards, on entries, as open data."""

import csv
import datetime
import io
import json

import pytest
import time_machine
from wagtail.models import PageViewRestriction

from tests.factories.bulletin import (
    FundingAwardFactory,
    FundingCallFactory,
    FundingCallIndexFactory,
)
from tests.factories.directory import ActivityAreaFactory, NGOFactory
from wagtail_ngo.models import FundingAward, FundingCall

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2017, 12, 20, 9, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def after_the_decision():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def page():
    return FundingCallIndexFactory(slug="konkursy", data_publisher="Urząd Przykładowy")


@pytest.fixture
def call():
    return FundingCallFactory(title="Kultura", funder="Miasto", is_public_money=True)


def secrets(call):
    """Awards and calls that must appear nowhere."""
    hidden = FundingCallFactory(title="SECRET call", is_public=False, is_public_money=True)
    FundingAwardFactory(call=hidden, organization_name="SECRET of a draft")
    FundingAwardFactory(call=call, organization_name="SECRET draft", is_public=False)


def test_an_ended_call_lives_on_with_its_result(client, page, call):
    secrets(call)
    FundingCall.objects.filter(pk=call.pk).update(
        offers_received=7, decided_on=datetime.date(2017, 12, 15), result_note="Dwie bez środków."
    )
    FundingAwardFactory(call=call, organization_name="Chór", amount=12000, task="Koncert")
    FundingAwardFactory(call=call, organization_name="Klub", amount="500.50")

    response = client.get(f"{page.url}{call.pk}/")

    html = response.content.decode()
    assert [award.row.organization_name for award in response.context["awards"]] == ["Chór", "Klub"]
    for words in ("Dwie bez środków.", "<dd>7</dd>", "12,500.50", "Koncert"):
        assert words in html
    assert "SECRET" not in html


def test_a_call_without_a_result_says_nothing_of_one(client, page, call):
    assert client.get(f"{page.url}{call.pk}/").context["has_result"] is False

    FundingCall.objects.filter(pk=call.pk).update(offers_received=0)
    assert client.get(f"{page.url}{call.pk}/").context["has_result"] is True


def test_a_hidden_entry_keeps_its_published_name_and_gets_no_link(client, page, call):
    shown, draft = NGOFactory(title="Jawna"), NGOFactory(title="SECRET title", live=False)
    closed = NGOFactory(title="SECRET closed", slug="secret")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    for entry, name in ((shown, "Jawna"), (draft, "Nazwa z wyniku"), (closed, "Druga z wyniku")):
        FundingAwardFactory(call=call, organization=entry, organization_name=name)

    forms = [f"{page.url}{call.pk}/", f"{page.url}awards/", f"{page.url}data/awards/json/"]
    for address in forms:
        text = client.get(address).content.decode()
        assert "Nazwa z wyniku" in text
        assert "Druga z wyniku" in text
        assert shown.url in text
        assert "secret" not in text.lower()


def test_a_deleted_entry_leaves_the_award_with_its_published_name(call):
    entry = NGOFactory(title="Nowa nazwa")
    award = FundingAwardFactory(call=call, organization=entry, organization_name="Jak w wyniku")

    entry.delete()

    award.refresh_from_db()
    assert (award.organization, award.organization_name) == (None, "Jak w wyniku")


def test_an_entry_shows_public_money_only(client, page, call):
    entry = NGOFactory(title="Chór")
    private = FundingCallFactory(title="SECRET fund", is_public_money=False)
    secrets(call)
    for of_call, amount in ((call, 12000), (private, 77_777)):
        FundingAwardFactory(call=of_call, organization=entry, amount=amount, task=of_call.title)
    FundingAwardFactory(call=call, organization=entry, task="SECRET task", is_public=False)
    FundingAwardFactory(call=call, organization=NGOFactory(), task="Other")

    html = client.get(entry.url).content.decode()

    assert "SECRET" not in html
    assert "Other" not in html
    assert "77777" not in html.replace("\u00a0", "").replace(",", "")
    assert "12000" in html.replace("\u00a0", "").replace(",", "")
    assert f'href="{page.url}{call.pk}/"' in html


def test_the_list_of_awards_is_narrowed_by_year_and_money_and_adds_up(client, page, call):
    secrets(call)
    other = FundingCallFactory()
    FundingAwardFactory(call=call, organization_name="A", amount=100)
    FundingAwardFactory(
        call=other, organization_name="B", amount=50, decided_on=datetime.date(2016, 5, 1)
    )

    def listed(query=""):
        context = client.get(f"{page.url}awards/{query}").context
        names = [award.row.organization_name for award in context["awards"]]
        return names, [text.replace("\u00a0", " ") for text in context["sums"]]

    assert listed() == (["A", "B"], ["150 PLN"])
    assert listed("?year=2016") == (["B"], ["50 PLN"])
    assert listed("?public_money=on") == (["A"], ["100 PLN"])
    assert listed("?year=1999&page=x") == (["A", "B"], ["150 PLN"])


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_awards_asks_equally_often(client, page, count, django_assert_max_num_queries):
    for _number in range(count):
        FundingAwardFactory(organization=NGOFactory())
    client.get(f"{page.url}awards/")

    with django_assert_max_num_queries(14):
        client.get(f"{page.url}awards/")


def table(client, page, name, extension="csv"):
    return client.get(f"{page.url}data/{name}/{extension}/")


def test_tables_hold_all_public_rows_in_both_formats_alike(client, page, call):
    secrets(call)
    call.areas.add(ActivityAreaFactory(name="Kultura, sztuka"))
    FundingCallFactory(title="Nabór ciągły", deadline=None, is_rolling=True, offers_received=0)
    FundingAwardFactory(call=call, organization_name="=HYPERLINK(1)", amount="12500.5")

    for name, keys in (("calls", {"Kultura", "Nabór ciągły"}), ("awards", {"=HYPERLINK(1)"})):
        response = table(client, page, name)
        text = response.content.decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
        records = json.loads(table(client, page, name, "json").content)["records"]
        key = "title" if name == "calls" else "organization"
        assert {row[key].lstrip("'") for row in rows} == {row[key] for row in records} == keys
        assert response["Access-Control-Allow-Origin"] == "*"
        assert "SECRET" not in text
    [award] = records
    assert (award["amount"], award["currency"]) == ("12500.50", "PLN")
    assert rows[0]["organization"] == "'=HYPERLINK(1)"


def test_unknown_is_empty_and_zero_is_zero(client, page):
    FundingCallFactory(title="A", offers_received=None)
    FundingCallFactory(title="B", offers_received=0)

    records = json.loads(table(client, page, "calls", "json").content)["records"]
    text = table(client, page, "calls").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))

    assert {row["title"]: row["offers_received"] for row in records} == {"A": None, "B": 0}
    assert {row["title"]: row["offers_received"] for row in rows} == {"A": "", "B": "0"}


def test_deadlines_carry_their_offset(client, page, call):
    [record] = json.loads(table(client, page, "calls", "json").content)["records"]

    moment = datetime.datetime.fromisoformat(record["deadline"])
    assert (moment, moment.utcoffset() is not None) == (call.deadline, True)


@pytest.mark.parametrize("name", ["calls/xml", "people/csv", "awards/CSV"])
def test_other_files_do_not_exist(client, page, name):
    assert client.get(f"{page.url}data/{name}/").status_code == 404


def test_a_copied_file_says_whose_it_is(client, page):
    about = json.loads(table(client, page, "awards", "json").content)

    assert about["publisher"] == "Urząd Przykładowy"
    assert about["license"].endswith("/licence/CC0")
    assert about["source"] == f"{page.full_url}data/"


def test_files_may_be_kept_and_grow_old_with_a_new_award(client, page, call):
    first = table(client, page, "awards")
    kept = client.get(f"{page.url}data/awards/csv/", headers={"if-none-match": first["ETag"]})
    FundingAwardFactory(call=call)

    assert kept.status_code == 304
    assert table(client, page, "awards")["ETag"] != first["ETag"]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("name", ["calls", "awards"])
def test_tables_ask_the_database_equally_often(
    client, page, name, count, django_assert_max_num_queries
):
    for _number in range(count):
        award = FundingAwardFactory(organization=NGOFactory())
        award.call.areas.add(ActivityAreaFactory())
    table(client, page, name)

    with django_assert_max_num_queries(16):
        table(client, page, name)


def test_the_catalogue_names_every_file_under_its_address(client, page, call):
    response = client.get(f"{page.url}data/catalog/")
    described = json.loads(response.content)

    assert response["Content-Type"] == "application/ld+json"
    assert described["@type"] == "dcat:Catalog"
    assert described["dct:publisher"]["foaf:name"]["@value"] == "Urząd Przykładowy"
    files = [
        distribution["dcat:downloadURL"]["@id"]
        for dataset in described["dcat:dataset"]
        for distribution in dataset["dcat:distribution"]
    ]
    assert files == [
        f"{page.full_url}data/{name}"
        for name in ("calls/csv/", "calls/json/", "awards/csv/", "awards/json/")
    ]
    for address in files:
        assert client.get(address.removeprefix("http://localhost")).status_code == 200


def test_the_page_about_the_data_explains_every_column(client, page):
    html = client.get(f"{page.url}data/").content.decode()

    for words in ("<code>paper_deadline</code>", "<code>organization</code>", "DCAT-AP 3.0"):
        assert words in html


def test_an_award_takes_name_and_day_from_what_is_known(call):
    call.decided_on = datetime.date(2017, 12, 15)
    entry = NGOFactory(title="Chór")
    award = FundingAward(call=call, organization=entry, amount=1)

    award.full_clean()

    assert (award.organization_name, award.decided_on) == ("Chór", call.decided_on)


def test_an_award_without_name_or_day_is_refused_in_words(call):
    award = FundingAward(call=call, amount=-1)

    with pytest.raises(Exception, match="amount") as caught:
        award.full_clean()

    assert set(caught.value.message_dict) == {"amount", "organization_name", "decided_on"}
