"""A search by e-mail: asked for, confirmed, sent at most weekly, ended with one click."""

import datetime
import re
from urllib.parse import urlencode

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import PageViewRestriction

from tests.factories.directory import ActivityAreaFactory, NGODirectoryFactory, NGOFactory
from wagtail_ngo.admin.search import SearchAlertAdmin
from wagtail_ngo.models import OutgoingMail, SearchAlert
from wagtail_ngo.services.mail import outbox
from wagtail_ngo.services.people import retention
from wagtail_ngo.services.search import alert_news

pytestmark = pytest.mark.django_db
WEEK = datetime.timedelta(days=7)


@pytest.fixture
def area():
    return ActivityAreaFactory(name="Pszczelarstwo", slug="pszczelarstwo")


@pytest.fixture
def directory(area):
    directory = NGODirectoryFactory(title="Organizacje", slug="organizacje")
    published(directory, "Barć", areas=[area])
    return directory


def ask(client, directory, *, email="anna@example.org", query="?area=pszczelarstwo", **more):
    return client.post(f"{directory.url}by-mail/{query}", {"email": email, **more})


def confirmed(client, directory, **more) -> SearchAlert:
    ask(client, directory, **more)
    alert = SearchAlert.objects.get()
    client.post(f"/ngo/search/by-mail/{alert.token}/")
    alert.refresh_from_db()
    return alert


def sent(now) -> list:
    """What is queued on that day, sent."""
    mail.outbox.clear()
    alert_news.queue_due(now=now)
    outbox.deliver(now=now, mails=OutgoingMail.objects.filter(kind="search.news"))
    return mail.outbox


def published(directory, title, **more):
    return NGOFactory(parent=directory, title=title, first_published_at=timezone.now(), **more)


def test_an_address_is_asked_once_and_gets_nothing_before_it_confirms(client, directory):
    answers = [ask(client, directory) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert OutgoingMail.objects.filter(kind="search.question").count() == 1
    assert sent(timezone.now() + 3 * WEEK) == []


def test_a_known_and_an_unknown_address_get_the_same_answer(client, directory):
    confirmed(client, directory)
    known = ask(client, directory).content.decode()
    unknown = ask(client, directory, email="bea@example.org").content.decode()
    token = re.compile(r'csrf[^>]+value="[^"]+"')
    assert token.sub("", known) == token.sub("", unknown)


def test_news_are_sent_weekly_and_only_what_is_new_and_public(client, directory, area):
    alert = confirmed(client, directory)
    start = alert.told_until
    published(directory, "Ule na dachach", areas=[area])
    published(directory, "Szachy")
    hidden = published(directory, "Ukryte ule", areas=[area])
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    assert sent(start + WEEK - datetime.timedelta(minutes=1)) == []
    [letter] = sent(start + WEEK)
    assert "Ule na dachach" in letter.body
    assert [word for word in ("Barć", "Szachy", "Ukryte") if word in letter.body] == []
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert sent(start + WEEK) == []
    assert sent(start + 3 * WEEK) == []


def test_one_click_ends_it_and_forgets_the_address(client, directory, area):
    alert = confirmed(client, directory)
    published(directory, "Ule na dachach", areas=[area])
    alert_news.queue_due(now=alert.told_until + WEEK)
    assert OutgoingMail.objects.filter(kind="search.news").count() == 1
    answer = client.post(f"/ngo/search/by-mail/{alert.token}/end/")
    assert answer.status_code == 200
    assert (SearchAlert.objects.count(), OutgoingMail.objects.count()) == (0, 0)
    assert client.get(f"/ngo/search/by-mail/{alert.token}/end/").status_code == 404


def test_opening_a_link_changes_nothing(client, directory):
    ask(client, directory)
    alert = SearchAlert.objects.get()
    for path in ("", "end/"):
        assert client.get(f"/ngo/search/by-mail/{alert.token}/{path}").status_code == 200
    assert SearchAlert.objects.get().confirmed_at is None


def test_a_machine_that_fills_everything_leaves_nothing(client, directory):
    assert ask(client, directory, website="spam").status_code == 200
    assert SearchAlert.objects.count() == 0


def test_without_words_or_filters_nothing_is_asked(client, directory):
    assert ask(client, directory, query="").status_code == 422
    assert SearchAlert.objects.count() == 0


def test_too_many_requests_are_refused(client, directory):
    answers = [ask(client, directory, email=f"a{n}@example.org").status_code for n in range(6)]
    assert answers == [200] * 5 + [429]


def test_addresses_that_never_confirm_are_forgotten(client, directory):
    ask(client, directory)
    now = timezone.now() + datetime.timedelta(days=31)
    assert retention.forget_unconfirmed_alerts(now=now, dry_run=True) == 1
    assert retention.forget_unconfirmed_alerts(now=now, dry_run=False) == 1
    assert SearchAlert.objects.count() == 0


def test_the_command_says_how_many_letters_it_queued(client, directory, area, capsys):
    alert = confirmed(client, directory)
    SearchAlert.objects.update(told_until=alert.told_until - 2 * WEEK)
    published(directory, "Ule na dachach", areas=[area])
    call_command("ngo_send_alerts")
    assert capsys.readouterr().out == "1 letters queued\n"


@pytest.mark.parametrize(
    "words",
    [
        "nagroda czeka na example.com",
        "https://example.com",
        "pisz na anna@example.com",
        "zadzwoń 600-100 200",
        "wygrana " * 11,
    ],
)
def test_a_strangers_message_is_not_sent_to_any_address(client, directory, words):
    """Anybody may type words and somebody else's address."""
    ask(client, directory, query=f"?{urlencode({'q': words})}")

    outbox.deliver(now=timezone.now(), mails=OutgoingMail.objects.all())
    [letter] = mail.outbox
    assert letter.subject == "Confirm: “words of your own” by e-mail"
    assert words.strip() not in letter.body
    assert SearchAlert.objects.get().words == words.strip()


def test_the_question_names_the_search(client, directory):
    ask(client, directory, query="?q=joga+dla+senior%C3%B3w+60")

    outbox.deliver(now=timezone.now(), mails=OutgoingMail.objects.all())
    assert mail.outbox[0].subject == "Confirm: “joga dla seniorów 60” by e-mail"


def test_nobody_makes_or_edits_an_alert_in_the_admin(client, admin_client, directory):
    alert = confirmed(client, directory)
    urls = SearchAlertAdmin().url_helper

    assert admin_client.get(urls.index_url).status_code == 200
    for url in (urls.create_url, urls.get_action_url("edit", alert.pk)):
        assert admin_client.post(url, {}).status_code == 302
        assert admin_client.get(url).status_code == 302
    assert list(SearchAlert.objects.values_list("email", flat=True)) == ["anna@example.org"]
