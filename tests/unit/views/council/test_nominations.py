"""The page behind the link: opening changes nothing, the button does, words are beside fields."""

import datetime

import pytest

from tests.factories.council import CandidateFactory, ElectionFactory
from tests.factories.directory import NGODirectoryFactory, NGOFactory
from wagtail_ngo.models import Candidate, ElectionArea, NominationInvitation
from wagtail_ngo.services.council import nominations

pytestmark = pytest.mark.django_db
OPEN = datetime.datetime(2027, 4, 10, 12, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def _open(time_machine):
    time_machine.move_to(OPEN, tick=False)


@pytest.fixture
def organization():
    return NGOFactory(parent=NGODirectoryFactory(), title="Fundacja Łąka")


def link(election, organization) -> str:
    invitation = nominations.new_invitation(election, organization, now=OPEN)
    return nominations.link_path(invitation)


PERSON = {"given_names": "Anna", "family_name": "Nowak", "consent": "on", "statement": "Uczę."}


def test_opening_the_link_changes_nothing(client, organization):
    election = ElectionFactory(title="Wybory", consent_text="Zgadzam się na publikację.")

    response = client.get(link(election, organization))

    html = response.content.decode()
    assert response.status_code == 200
    assert "Fundacja Łąka" in html
    assert "Zgadzam się na publikację." in html
    assert '<meta name="robots" content="noindex">' in html
    assert (response["Cache-Control"], response["Referrer-Policy"]) == ("no-store", "same-origin")
    assert NominationInvitation.objects.get().used_at is None
    assert not Candidate.objects.exists()


def test_the_button_sends_the_nomination_and_uses_the_link_up(client, organization):
    election = ElectionFactory()
    url = link(election, organization)

    sent = client.post(url, PERSON)
    again = client.post(url, {**PERSON, "family_name": "Drugi"})

    assert (sent.status_code, again.status_code) == (200, 410)
    candidate = Candidate.objects.get()
    assert (candidate.name, candidate.state, candidate.organization) == (
        "Anna Nowak",
        "a_waiting",
        organization,
    )
    assert (candidate.consented_at, candidate.statement) == (OPEN, "Uczę.")
    assert "Anna Nowak" not in client.get(election.get_url()).content.decode()


def test_without_consent_nothing_is_stored_and_it_is_said_beside_the_box(client, organization):
    url = link(ElectionFactory(), organization)

    response = client.post(url, {**PERSON, "consent": ""})

    assert response.status_code == 422
    assert response.context["form"].errors == {
        "consent": ["Without this consent nobody can stand for election."]
    }
    assert not Candidate.objects.exists()
    assert client.post(url, PERSON).status_code == 200


def test_a_form_by_areas_asks_for_area_deputy_and_sex(client, organization):
    election = ElectionFactory(areas=["Kultura"], form="own_area", deputy="other_sex")
    area = ElectionArea.objects.get()
    url = link(election, organization)
    deputy = {"deputy_given_names": "Ewa", "deputy_family_name": "Kos", "deputy_consent": "on"}
    same = {**PERSON, **deputy, "area": area.pk, "sex": "w", "deputy_sex": "w"}

    empty = client.post(url, PERSON)
    wrong = client.post(url, same)
    right = client.post(url, {**same, "deputy_sex": "m"})

    assert set(empty.context["form"].errors) == {
        "area", "sex", "deputy_given_names", "deputy_family_name", "deputy_sex",
    }  # fmt: skip
    assert wrong.context["form"].errors == {"deputy_sex": ["The deputy must be of the other sex."]}
    assert right.status_code == 200
    candidate = Candidate.objects.get()
    assert (candidate.area, candidate.deputy_name) == (area, "Ewa Kos")
    assert candidate.deputy_consented_at == OPEN


def test_a_deputys_consent_is_asked_for_when_there_is_a_deputy(client, organization):
    url = link(ElectionFactory(deputy="allowed"), organization)
    deputy = {"deputy_given_names": "Ewa", "deputy_family_name": "Kos"}

    response = client.post(url, {**PERSON, **deputy})

    assert list(response.context["form"].errors) == ["deputy_consent"]
    assert client.post(url, PERSON).status_code == 200


def test_fields_that_the_rules_do_not_ask_for_are_not_there(client, organization):
    response = client.get(link(ElectionFactory(), organization))

    assert list(response.context["form"].fields) == [
        "given_names", "family_name", "statement", "email", "phone", "consent",
    ]  # fmt: skip


def test_a_second_candidate_is_refused_above_the_form_and_the_link_stays(client, organization):
    election = ElectionFactory()
    CandidateFactory(election=election, organization=organization)
    url = link(election, organization)

    response = client.post(url, PERSON)

    assert response.status_code == 422
    assert "has a candidate already" in response.content.decode()
    assert client.get(url).status_code == 200


@pytest.mark.parametrize(
    ("moment", "status", "words"),
    [
        (datetime.datetime(2027, 3, 1, tzinfo=datetime.UTC), 425, "Nominations have not begun."),
        (datetime.datetime(2027, 5, 2, tzinfo=datetime.UTC), 410, "Nominations are closed."),
    ],
)
def test_a_link_outside_its_time_says_why(
    client, organization, time_machine, moment, status, words
):
    url = link(ElectionFactory(title="Wybory tajne"), organization)
    time_machine.move_to(moment)

    response = client.post(url, PERSON)

    assert response.status_code == status
    html = response.content.decode()
    assert words in html
    assert "Fundacja Łąka" not in html
    assert not Candidate.objects.exists()


@pytest.mark.parametrize("token", ["x", "a:b:c", "%00"])
def test_a_link_that_nobody_sent_is_not_found(client, organization, token):
    ElectionFactory()

    assert client.get(f"/ngo/nominate/{token}/").status_code == 404


def test_a_link_to_an_election_that_is_not_published_opens_nothing(client, organization):
    election = ElectionFactory()
    url = link(election, organization)
    election.unpublish()

    assert client.get(url).status_code == 404
