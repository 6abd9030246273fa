"""Before an offer or a need ends, its organization is asked once and answers by a button."""

import datetime
import re

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from tests.factories.cooperation import NeedFactory, OfferFactory
from tests.factories.directory import ContactChannelFactory, NGOFactory
from wagtail_ngo.models import NGOPage, Offer
from wagtail_ngo.services.directory import exchange_reminders
from wagtail_ngo.services.mail import outbox

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 23)
DAY = datetime.timedelta(days=1)
LINK = re.compile(r"http://localhost(/\S+)")


@pytest.fixture(autouse=True)
def one_day():
    with time_machine.travel(datetime.datetime(2026, 11, 23, 9, tzinfo=datetime.UTC), tick=False):
        yield


@pytest.fixture
def entry():
    entry = NGOFactory(title="Klub Seniora")
    ContactChannelFactory(organization=entry, value="klub@example.org")
    return entry


def ending():
    return [item.text for item in exchange_reminders.ending_items(today=TODAY)]


def ask():
    """As the daily jobs do."""
    call_command("ngo_ask_offers")
    outbox.deliver(now=timezone.now())


def link():
    return LINK.search(mail.outbox[-1].body)[1]


def test_items_within_a_week_of_their_last_day_are_asked_about(entry):
    OfferFactory(text="Za tydzień", organization=entry, valid_until=TODAY + 7 * DAY)
    OfferFactory(text="Dziś", organization=entry, valid_until=TODAY)
    OfferFactory(text="Za osiem dni", organization=entry, valid_until=TODAY + 8 * DAY)
    OfferFactory(text="Minęła", organization=entry, valid_until=TODAY - DAY)
    OfferFactory(text="Bez końca", organization=entry, valid_until=None)
    OfferFactory(text="Szkic", organization=NGOFactory(live=False), valid_until=TODAY)

    assert ending() == ["Za tydzień", "Dziś"]


def test_one_mail_an_organization_and_never_twice(entry):
    OfferFactory(text="Sala", organization=entry, valid_until=TODAY + DAY)
    NeedFactory(text="Chór", organization=entry, valid_until=TODAY + DAY)
    OfferFactory(text="Bez adresu", organization=NGOFactory(), valid_until=TODAY + DAY)

    ask()
    ask()

    [sent] = mail.outbox
    assert sent.to == ["klub@example.org"]
    assert [words in sent.body for words in ("Sala", "Chór", "Bez adresu")] == [True, True, False]
    assert len(LINK.findall(sent.body)) == 2


def test_an_item_with_a_new_last_day_is_asked_about_again(entry):
    item = OfferFactory(text="Sala", organization=entry, valid_until=TODAY)
    ask()
    assert ending() == []

    Offer.objects.filter(pk=item.pk).update(valid_until=TODAY + DAY)

    assert ending() == ["Sala"]


def test_an_offer_and_a_need_of_one_number_are_asked_about_apart(entry):
    item = OfferFactory(text="Sala", organization=entry, valid_until=TODAY)
    ask()

    NeedFactory(pk=item.pk, text="Chór", organization=entry, valid_until=TODAY)

    assert ending() == ["Chór"]


def test_organizations_that_were_asked_are_counted_up_to_the_limit(entry):
    others = [NGOFactory() for _ in range(5)]
    for other in (others[3], others[4]):
        ContactChannelFactory(organization=other)
    for asked in (entry, entry, *others):
        OfferFactory(organization=asked, valid_until=TODAY)

    counts = [exchange_reminders.remind_all(now=timezone.now(), limit=2) for _ in range(3)]

    assert counts == [2, 1, 0]


def test_a_dry_run_names_the_items_only(entry, capsys):
    OfferFactory(text="Sala", organization=entry, valid_until=TODAY)

    call_command("ngo_ask_offers", "--dry-run")

    assert capsys.readouterr().out == "Klub Seniora: Sala (2026-11-23)\n"
    assert mail.outbox == []


def test_opening_the_link_changes_nothing_and_the_button_prolongs_once(client, entry):
    item = OfferFactory(organization=entry, valid_until=TODAY + DAY)
    ask()

    client.get(link())
    item.refresh_from_db()
    assert item.valid_until == TODAY + DAY
    for _press in range(2):
        response = client.post(link(), {"holds": "1"})

    item.refresh_from_db()
    assert item.valid_until == TODAY + 181 * DAY
    assert b"<button" not in response.content
    assert ending() == []


def test_what_is_over_is_taken_down_at_once(client, entry):
    item = OfferFactory(organization=entry, valid_until=TODAY + DAY)
    other = OfferFactory(organization=entry, valid_until=TODAY + 90 * DAY)
    ask()

    client.post(link(), {"over": "1"})

    assert list(Offer.objects.current(TODAY)) == [other]
    assert Offer.objects.filter(pk=item.pk).exists()


def test_a_draft_that_is_published_later_keeps_the_answer(client, entry):
    item = OfferFactory(organization=entry, text="Sala", valid_until=TODAY + DAY)
    ask()
    draft = NGOPage.objects.get(pk=entry.pk)
    draft.lead = "Szkic opisu"
    draft.save_revision()

    client.post(link(), {"holds": "1"})
    entry = NGOPage.objects.get(pk=entry.pk)
    assert (entry.lead, entry.has_unpublished_changes) == ("", True)
    entry.get_latest_revision().publish()

    item.refresh_from_db()
    assert item.valid_until == TODAY + 181 * DAY
    assert NGOPage.objects.get(pk=entry.pk).lead == "Szkic opisu"


def test_a_wrong_or_old_link_does_not_open(client, entry):
    item = OfferFactory(organization=entry, valid_until=TODAY)
    ask()
    address = link()
    tampered = address[:-3] + "xx/"
    item.delete()

    assert client.get(tampered).status_code == 404
    assert client.post(address, {"holds": "1"}).status_code == 404
