"""A search by e-mail: asked for once, confirmed by the address alone, ended for good."""

import datetime

import pytest
from wagtail.models import Locale

from tests.factories.directory import NGODirectoryFactory
from wagtail_ngo.models import OutgoingMail, SearchAlert
from wagtail_ngo.models.mail import address_hash
from wagtail_ngo.services.search import alerts
from wagtail_ngo.services.search.results import Selection

NOW = datetime.datetime(2027, 3, 1, 12, tzinfo=datetime.UTC)
HOUR, SECOND = datetime.timedelta(hours=1), datetime.timedelta(seconds=1)
CHESS = Selection("szachy", {"area": {"sport", "kultura"}, "group": set()})


@pytest.fixture
def directory(db):
    return NGODirectoryFactory(slug="spis")


def subscribe(directory, email="Anna@Example.org ", selection=CHESS, *, label="szachy", now=NOW):
    alerts.subscribe(directory, email, selection, label=label, now=now)


def test_an_address_is_asked_and_gets_nothing_else(directory):
    subscribe(directory)

    alert = SearchAlert.objects.get()
    assert (alert.email, alert.words, alert.label) == ("Anna@Example.org", "szachy", "szachy")
    assert alert.filters == {"area": ["kultura", "sport"]}
    assert alert.address_hash == address_hash("anna@example.org")
    assert (alert.created_at, alert.asked_at) == (NOW, NOW)
    assert (alert.confirmed_at, alert.told_until) == (None, None)
    mail = OutgoingMail.objects.get()
    assert (mail.kind, mail.recipient, mail.about) == (
        "search.question",
        "Anna@Example.org",
        f"wagtail_ngo.searchalert:{alert.pk}",
    )
    assert mail.expires_at == NOW + datetime.timedelta(days=30)
    assert alerts.link("search_alert", alert) in mail.text
    assert "szachy" in mail.text


def test_the_same_search_of_the_same_address_is_one(directory):
    subscribe(directory)
    subscribe(directory, "anna@example.org", Selection("SZACHY", {"area": ["sport", "kultura"]}))

    assert SearchAlert.objects.count() == OutgoingMail.objects.count() == 1


@pytest.mark.parametrize(
    ("email", "selection"),
    [
        ("jan@example.org", CHESS),
        ("anna@example.org", Selection("warcaby", CHESS.chosen)),
        ("anna@example.org", Selection("szachy", {"area": {"sport"}})),
        ("anna@example.org", Selection("szachy")),
    ],
)
def test_another_address_or_another_search_is_another(directory, email, selection):
    subscribe(directory)
    subscribe(directory, email, selection)

    assert SearchAlert.objects.count() == OutgoingMail.objects.count() == 2


def test_a_search_of_another_directory_is_another(directory):
    subscribe(directory)
    subscribe(NGODirectoryFactory(slug="drugi"))

    assert SearchAlert.objects.count() == 2


@pytest.mark.parametrize(("later", "letters"), [(HOUR - SECOND, 1), (HOUR, 2)])
def test_an_address_is_asked_again_after_an_hour(directory, later, letters):
    subscribe(directory)
    subscribe(directory, now=NOW + later)

    assert OutgoingMail.objects.count() == letters
    alert = SearchAlert.objects.get()
    assert alert.created_at == NOW
    assert alert.asked_at == (NOW + later if letters == 2 else NOW)


def test_who_has_confirmed_is_not_asked_again(directory):
    subscribe(directory)
    alerts.confirm(SearchAlert.objects.get(), now=NOW)

    subscribe(directory, now=NOW + 2 * HOUR)

    assert OutgoingMail.objects.count() == 1


def test_a_second_press_confirms_nothing_again_and_no_other(directory):
    subscribe(directory)
    subscribe(directory, "jan@example.org")
    alert, other = SearchAlert.objects.order_by("pk")

    for now in (NOW + SECOND, NOW + HOUR):
        alerts.confirm(alert, now=now)

    alert.refresh_from_db()
    other.refresh_from_db()
    assert (alert.confirmed_at, alert.told_until) == (NOW + SECOND, NOW + SECOND)
    assert other.confirmed_at is None


def test_unsubscribing_forgets_the_address_and_its_letters_alone(directory):
    subscribe(directory)
    subscribe(directory, "jan@example.org")
    alert, other = SearchAlert.objects.order_by("pk")

    alerts.unsubscribe(alert)

    assert list(SearchAlert.objects.all()) == [other]
    waiting = OutgoingMail.objects.filter(status="queued")
    assert [mail.recipient for mail in waiting] == ["jan@example.org"]


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("szachy dla dzieci", True),
        ("zajęcia 12345", True),
        ("sala 12 3456", False),
        ("600 100 200", False),
        ("600-100", False),
        ("zadzwon.pl", False),
        ("po. kropce", True),
        ("a/b", False),
        ("a\\b", False),
        ("anna@", False),
        ("x" * 80, True),
        ("x" * 81, False),
        ("", True),
    ],
)
def test_a_question_names_no_search_that_leads_somewhere(label, shown):
    assert alerts.quotable(label) == (label if shown else "")


def test_a_label_is_cut_to_its_field_and_too_long_to_be_named(directory):
    subscribe(directory, label="x" * 300)

    assert SearchAlert.objects.get().label == "x" * 255
    assert "xxx" not in OutgoingMail.objects.get().text


@pytest.mark.parametrize(("status", "is_open"), [("failed", True), ("sent", False)])
def test_an_address_that_could_not_be_asked_may_be_entered_at_once(directory, status, is_open):
    subscribe(directory)
    subscribe(directory, "jan@example.org")
    mail = OutgoingMail.objects.get(recipient="jan@example.org")
    mail.status = status

    alerts.QUESTION.settled(mail)

    asked = SearchAlert.objects.order_by("pk").values_list("asked_at", flat=True)
    assert list(asked) == [NOW, None if is_open else NOW]


def test_a_letter_is_in_the_language_of_its_directory(directory):
    subscribe(directory)
    alert = SearchAlert.objects.get()
    polish = Locale.objects.create(language_code="pl")
    alert.directory.locale = polish

    parts = alerts.compose(alert, "search_question", {"url": "https://x.example/", "label": "a b"})

    assert parts.subject.startswith("Potwierdź: „a b”")
    assert "https://x.example/" in parts.text
    assert OutgoingMail.objects.get().subject == "Confirm: “szachy” by e-mail"
