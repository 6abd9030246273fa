"""The partner board: what is on it, how an item is answered, what never gets out."""

import datetime
import email
import email.policy

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from tests.factories.cooperation import NeedFactory, OfferFactory, PartnerBoardFactory
from tests.factories.directory import ActivityAreaFactory, ContactChannelFactory, NGOFactory
from wagtail_ngo.models import BoardReply, NGOPage, Offer, OutgoingMail
from wagtail_ngo.services.mail import outbox

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 23)
DAY = datetime.timedelta(days=1)
WORDS = {
    "name": "Anna z Klubu",
    "reply_to": "anna@example.org",
    "message": "Chętnie skorzystamy w sobotę.",
    "consent": "on",
}


@pytest.fixture(autouse=True)
def one_day():
    cache.clear()
    with time_machine.travel(datetime.datetime(2026, 11, 23, 9, tzinfo=datetime.UTC), tick=False):
        yield


@pytest.fixture
def page():
    return PartnerBoardFactory()


@pytest.fixture
def entry():
    entry = NGOFactory(title="Klub Seniora")
    ContactChannelFactory(organization=entry, value="tajne@example.org", is_public=False)
    ContactChannelFactory(organization=entry, value="klub@example.org", sort_order=2)
    return entry


def send():
    """What waits in the outbox leaves."""
    outbox.deliver(now=timezone.now())


def listed(client, address, **query):
    return [item.text for item in client.get(address, query).context["items"]]


def test_the_board_holds_current_items_of_visible_entries_newest_first(client, page):
    OfferFactory(text="Starsza", added_on=TODAY - 3 * DAY)
    NeedFactory(text="Nowsza", kind="rooms", added_on=TODAY - DAY)
    OfferFactory(text="Ostatni dzień", added_on=TODAY - 5 * DAY, valid_until=TODAY)
    OfferFactory(text="Po terminie", valid_until=TODAY - DAY)
    OfferFactory(text="Minęło", ends_on=TODAY - DAY)
    OfferFactory(text="SECRET", organization=NGOFactory(live=False))

    assert listed(client, page.url) == ["Nowsza", "Starsza", "Ostatni dzień"]


def test_an_alias_does_not_double_its_original(client, page):
    item = OfferFactory(text="Sala")
    root = Page.objects.get(pk=page.get_parent().pk)
    item.organization.create_alias(parent=root, update_slug="odbicie")

    assert NGOPage.objects.count() == 2
    assert listed(client, page.url) == ["Sala"]


def test_filters_narrow_by_side_kind_area_and_day(client, page):
    culture = ActivityAreaFactory(name="Kultura")
    of_culture = NGOFactory(areas=[culture])
    OfferFactory(text="Sala", kind="rooms", organization=of_culture)
    OfferFactory(text="Namiot", kind="equipment", starts_on=TODAY + DAY, ends_on=TODAY + 9 * DAY)
    NeedFactory(text="Chór", kind="partners")

    assert listed(client, page.url, side="need") == ["Chór"]
    assert listed(client, page.url, kind="equipment") == ["Namiot"]
    assert listed(client, page.url, area=culture.pk) == ["Sala"]
    on_day = {
        day: sorted(listed(client, page.url, day=day))
        for day in ("2026-11-23", "2026-11-24", "2026-12-02", "2026-12-03")
    }
    assert on_day == {
        "2026-11-23": ["Chór", "Sala"],
        "2026-11-24": ["Chór", "Namiot", "Sala"],
        "2026-12-02": ["Chór", "Namiot", "Sala"],
        "2026-12-03": ["Chór", "Sala"],
    }


@pytest.mark.parametrize(
    "query", ["side=x", "kind=x", "area=x", "area=99999", "day=x", "day=0001-01-01", "page=x"]
)
def test_a_filter_that_makes_no_sense_narrows_nothing(client, page, query):
    OfferFactory(text="Sala", organization=NGOFactory(areas=[ActivityAreaFactory()]))

    response = client.get(f"{page.url}?{query}")

    assert [item.text for item in response.context["items"]] == ["Sala"]


def test_volunteering_shows_tasks_only_with_their_terms(client, page):
    NeedFactory(
        text="Czytanie na głos",
        hours="dwie godziny w tygodniu",
        age_from=16,
        place="Biblioteka",
        starts_on=TODAY,
    )
    NeedFactory(text="Szukamy sali", kind="rooms")
    OfferFactory(text="Oferta wolontariatu", kind="volunteers")

    assert listed(client, f"{page.url}volunteering/") == ["Czytanie na głos"]
    html = client.get(f"{page.url}volunteering/?side=offer&kind=rooms").content.decode()
    for words in ("dwie godziny w tygodniu", "Biblioteka", "16", "consent of a parent"):
        assert words in html


@pytest.mark.parametrize("count", [1, 3])
def test_the_board_asks_the_database_equally_often(
    client, page, count, django_assert_max_num_queries
):
    for _number in range(count):
        OfferFactory()
        NeedFactory()
    client.get(page.url)

    with django_assert_max_num_queries(16):
        client.get(page.url)


def test_feeds_hold_what_the_lists_hold(client, page, entry):
    OfferFactory(text="Sala & <kuchnia>\x0b", organization=entry)
    NeedFactory(text="Czytanie", organization=entry)

    board = client.get(f"{page.url}feed/?side=offer").content.decode()
    volunteering = client.get(f"{page.url}volunteering/feed/").content.decode()

    assert board.count("<entry>") == volunteering.count("<entry>") == 1
    assert "Klub Seniora: Sala &amp; &lt;kuchnia&gt;" in board
    assert "Klub Seniora: Czytanie" in volunteering
    assert "@example.org" not in board + volunteering


def test_an_item_has_an_address_of_its_own_and_shows_no_address(client, page, entry):
    item = OfferFactory(organization=entry, details="Na parterze.\n\nZ kuchnią.")

    html = client.get(f"{page.url}{item.path}").content.decode()

    assert "<p>Na parterze.</p>" in html
    assert f'href="{entry.url}"' in html
    assert "@example.org" not in html


def test_items_that_ended_say_so_and_hidden_ones_do_not_exist(client, page):
    ended = OfferFactory(text="Dawna sala", valid_until=TODAY - DAY)
    hidden = OfferFactory(text="SECRET", organization=NGOFactory(live=False))
    over = client.get(f"{page.url}{ended.path}")

    assert over.status_code == 410
    assert "Dawna sala" not in over.content.decode()
    assert client.get(f"{page.url}{hidden.path}").status_code == 404
    assert client.get(f"{page.url}need/{ended.pk}/").status_code == 404


def test_the_key_of_an_item_stays_when_its_page_is_published_again(entry):
    item = OfferFactory(organization=entry, text="Sala")
    page = NGOPage.objects.get(pk=entry.pk)
    page.lead = "Nowy opis"
    page.save_revision().publish()
    NGOPage.objects.get(pk=entry.pk).save_revision().publish()

    assert list(Offer.objects.values_list("pk", "text")) == [(item.pk, "Sala")]


def test_an_answer_goes_to_the_public_address_and_is_kept_nowhere(client, page, entry):
    item = OfferFactory(organization=entry, text="Sala\nna 40 osób")

    response = client.post(f"{page.url}{item.path}", WORDS)

    assert response.status_code == 200
    assert b'role="status"' in response.content
    send()
    [sent] = mail.outbox
    assert sent.to == ["klub@example.org"]
    received = email.message_from_bytes(sent.message().as_bytes(), policy=email.policy.default)
    assert received["Reply-To"] == "anna@example.org"
    assert received["Subject"] == "Answer to your offer: Sala na 40 osób"
    body = sent.body
    for words in (*list(WORDS.values())[:3], f"http://localhost{page.url}{item.path}"):
        assert words in body
    [row] = BoardReply.objects.values()
    stored = str([row, *OutgoingMail.objects.values()])
    assert [words in stored for words in list(WORDS.values())[:3]] == [False] * 3
    assert (row["organization_name"], row["sent_on"]) == ("Klub Seniora", TODAY)


def test_the_same_answer_pressed_twice_is_sent_once_and_another_one_too(client, page, entry):
    item = OfferFactory(organization=entry)
    url = f"{page.url}{item.path}"

    client.post(url, WORDS)
    client.post(url, WORDS)
    client.post(url, {**WORDS, "message": "Jeszcze jedno pytanie."})

    send()
    assert len(mail.outbox) == 2
    assert BoardReply.objects.count() == 2


def test_a_machine_that_fills_the_trap_sends_nothing(client, page, entry):
    item = OfferFactory(organization=entry)

    response = client.post(f"{page.url}{item.path}", {**WORDS, "website": "https://x.example"})

    assert (response.status_code, response.context["is_sent"]) == (200, True)
    assert not OutgoingMail.objects.exists()
    assert not BoardReply.objects.exists()


@pytest.mark.parametrize(
    "change", [{"consent": ""}, {"reply_to": "x"}, {"message": " "}, {"name": ""}]
)
def test_an_incomplete_answer_is_not_sent(client, page, entry, change):
    item = OfferFactory(organization=entry)

    response = client.post(f"{page.url}{item.path}", {**WORDS, **change})

    assert response.status_code == 422
    assert set(response.context["form"].errors) == set(change)
    assert not OutgoingMail.objects.exists()


def test_line_ends_in_the_address_cannot_add_a_header(client, page, entry):
    item = OfferFactory(organization=entry)

    response = client.post(
        f"{page.url}{item.path}", {**WORDS, "reply_to": "a@example.org\nBcc: b@example.org"}
    )

    assert response.status_code == 422
    assert not OutgoingMail.objects.exists()


def test_one_visitor_sends_so_many_answers_an_hour(client, page, entry, settings):
    settings.WAGTAIL_NGO = {"REPLIES_PER_HOUR": 2}
    item = OfferFactory(organization=entry)
    url = f"{page.url}{item.path}"
    answers = [client.post(url, {**WORDS, "message": f"Pytanie {n}"}) for n in range(3)]

    assert [one.status_code for one in answers] == [200, 200, 429]
    assert OutgoingMail.objects.count() == 2
    other = Client(REMOTE_ADDR="192.0.2.7").post(url, WORDS)
    assert other.status_code == 200


def test_without_a_public_address_there_is_no_form(client, page):
    entry = NGOFactory()
    ContactChannelFactory(organization=entry, value="tajne@example.org", is_public=False)
    item = OfferFactory(organization=entry)

    response = client.post(f"{page.url}{item.path}", WORDS)

    assert response.context["can_reply"] is False
    assert b"<textarea" not in response.content
    assert not OutgoingMail.objects.exists()


def test_the_entry_leads_to_its_items_where_there_is_a_board(client, entry):
    item = OfferFactory(organization=entry)
    without = client.get(entry.url).content.decode()
    page = PartnerBoardFactory()

    assert item.path not in without
    assert f'href="{page.url}{item.path}"' in client.get(entry.url).content.decode()
