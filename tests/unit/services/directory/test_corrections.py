"""Facts corrected one by one through one link, until it is used up."""

import datetime

import pytest

from tests.factories.directory import NGODirectoryFactory, NGOFactory
from wagtail_ngo.enums import ChangeSource, ChangeState, Confirmer
from wagtail_ngo.models import ChangeRequest, ConfirmationRequest, NGOPage
from wagtail_ngo.services.directory import corrections, reviews

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2027, 3, 1, 12, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def entry():
    return NGOFactory(
        parent=NGODirectoryFactory(slug="spis"), title="Łąka", lead="Stary", seat_city="Słupsk"
    )


@pytest.fixture
def question(entry):
    return ConfirmationRequest.objects.create(entry=entry, nonce="n")


def stored() -> list[dict]:
    return [
        {field.key: (field.old, field.new) for field in request.fields.all()}
        for request in ChangeRequest.objects.order_by("pk")
    ]


def test_facts_are_gathered_in_one_request_and_the_last_word_counts(question):
    assert corrections.correct(question, {"lead": "Nowy", "seat_city": "Słupsk"})
    assert corrections.correct(question, {"seat_city": "Ustka"})
    assert corrections.correct(question, {"lead": "Najnowszy"})

    assert stored() == [{"lead": ("Stary", "Najnowszy"), "seat_city": ("Słupsk", "Ustka")}]
    assert corrections.proposals(question) == {"lead": "Najnowszy", "seat_city": "Ustka"}
    request = ChangeRequest.objects.get()
    assert (request.source, request.state, request.entry_id) == (
        ChangeSource.ORGANIZATION,
        ChangeState.WAITING,
        question.entry_id,
    )


def test_what_is_changed_back_is_taken_back_and_the_rest_stays(question):
    corrections.correct(question, {"lead": "Nowy", "seat_city": "Ustka"})

    assert corrections.correct(question, {"lead": "Stary"})
    assert stored() == [{"seat_city": ("Słupsk", "Ustka")}]
    assert not corrections.correct(question, {"seat_city": "Słupsk"})
    assert stored() == []


def test_a_request_with_a_message_stays_when_its_facts_are_taken_back(question):
    corrections.correct(question, {"lead": "Nowy"})
    ChangeRequest.objects.update(message="Prosimy")

    assert corrections.correct(question, {"lead": "Stary"})
    assert stored() == [{}]


def test_what_says_the_same_makes_no_request(question):
    assert not corrections.correct(question, {"lead": "Stary"})
    assert stored() == []
    assert corrections.proposals(question) == {}


def test_after_a_decision_a_new_request_begins(question):
    corrections.correct(question, {"lead": "Nowy"})
    ChangeRequest.objects.update(state=ChangeState.REJECTED)

    assert corrections.correct(question, {"lead": "Inny"})

    assert stored() == [{"lead": ("Stary", "Nowy")}, {"lead": ("Stary", "Inny")}]


def test_only_what_the_organization_sent_since_it_was_asked_is_waiting(entry, question):
    for source, shift, state in (
        (ChangeSource.VISITOR, HOUR, ChangeState.WAITING),
        (ChangeSource.ORGANIZATION, -HOUR, ChangeState.WAITING),
        (ChangeSource.ORGANIZATION, HOUR, ChangeState.ACCEPTED),
    ):
        row = ChangeRequest.objects.create(entry=entry, source=source, state=state)
        moment = question.created_at + shift
        ChangeRequest.objects.filter(pk=row.pk).update(created_at=moment)
    ChangeRequest.objects.create(entry=NGOFactory(), source=ChangeSource.ORGANIZATION)
    assert corrections.waiting(question) is None

    own = ChangeRequest.objects.create(entry=entry, source=ChangeSource.ORGANIZATION)
    ChangeRequest.objects.filter(pk=own.pk).update(created_at=question.created_at)

    assert corrections.waiting(question) == own


def test_without_a_correction_the_entry_is_confirmed_and_the_link_used(entry, question):
    assert corrections.finish(question, now=NOW) is None

    values = NGOPage.objects.values_list("verified_on", "verified_by").get(pk=entry.pk)
    assert values == (NOW.date(), Confirmer.ORGANIZATION)
    with pytest.raises(reviews.LinkError, match="used"):
        corrections.correct(ConfirmationRequest.objects.get(), {"lead": "Nowy"})
    assert stored() == []


def test_with_a_correction_the_entry_waits_for_the_editor(entry, question):
    corrections.correct(question, {"lead": "Nowy"})

    assert corrections.finish(question, now=NOW) == ChangeRequest.objects.get()

    assert NGOPage.objects.get(pk=entry.pk).verified_on is None
    with pytest.raises(reviews.LinkError):
        corrections.finish(ConfirmationRequest.objects.get(), now=NOW)
