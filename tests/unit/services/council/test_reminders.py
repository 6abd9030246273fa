"""Terms that end soon: which of them, and one letter to the office."""

import datetime

import pytest

from tests.factories.council import CouncilFactory
from wagtail_ngo.models import CouncilPage, CouncilTerm, OutgoingMail
from wagtail_ngo.services.council import reminders

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2027, 3, 1, 12, tzinfo=datetime.UTC)
TODAY, DAY = NOW.date(), datetime.timedelta(days=1)


@pytest.fixture
def council():
    return CouncilFactory(title="Rada", slug="rada", office_email="biuro@example.org")


def term(council, *, ends: int | None, starts: int = -900) -> CouncilTerm:
    """A term by the days from today on which it begins and ends."""
    return CouncilTerm.objects.create(
        council=council,
        starts_on=TODAY + starts * DAY,
        ends_on=None if ends is None else TODAY + ends * DAY,
    )


def ending() -> list[CouncilTerm]:
    return list(reminders.ending_terms(today=TODAY))


def test_running_terms_that_end_within_the_days_the_first_end_first(council, settings):
    settings.WAGTAIL_NGO = {"TERM_REMINDER_DAYS": 90}
    other, hidden = CouncilFactory(slug="b"), CouncilFactory(slug="c", live=False)
    last = term(council, ends=90)
    first = term(other, ends=5)
    term(CouncilFactory(slug="d"), ends=91)
    term(CouncilFactory(slug="e"), ends=-1)
    term(hidden, ends=5)

    assert ending() == [first, last]


@pytest.mark.parametrize(("starts", "is_told"), [(0, True), (1, False), (400, False)])
def test_a_council_whose_next_term_is_entered_needs_no_reminder(council, starts, is_told):
    own = term(council, ends=30)
    term(CouncilFactory(slug="b"), starts=starts, ends=900)
    assert ending() == [own]

    term(council, starts=starts, ends=900)

    assert ending() == [own] * is_told


def test_the_office_gets_one_letter(council):
    own, other = term(council, ends=30), term(CouncilFactory(slug="b"), ends=30)

    assert reminders.remind(own, now=NOW)
    assert not reminders.remind(own, now=NOW + DAY)

    mail = OutgoingMail.objects.get()
    assert (mail.kind, mail.recipient) == ("council.term", "biuro@example.org")
    assert "Rada" in mail.subject + mail.text
    assert council.full_url in mail.text
    told = CouncilTerm.objects.order_by("pk").values_list("reminded_at", flat=True)
    assert list(told) == [NOW, None]
    assert other.reminded_at is None


def test_an_office_without_an_address_is_told_when_it_has_one(council):
    own = term(council, ends=30)
    CouncilPage.objects.update(office_email="")
    own.refresh_from_db()

    assert not reminders.remind(CouncilTerm.objects.get(), now=NOW)
    assert (OutgoingMail.objects.count(), CouncilTerm.objects.get().reminded_at) == (0, None)

    CouncilPage.objects.update(office_email="biuro@example.org")
    assert reminders.remind(CouncilTerm.objects.get(), now=NOW)
