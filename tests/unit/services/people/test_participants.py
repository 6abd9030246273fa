"""People who registered, stood for election or were written to."""

import datetime

import pytest
from django.utils import timezone

from tests.factories.directory import NGOFactory, RepresentativeFactory
from tests.factories.events import OccurrenceFactory
from wagtail_ngo.domain.people.traces import Traces
from wagtail_ngo.models import (
    Attendance,
    Candidate,
    CouncilElectionPage,
    CouncilPage,
    CouncilSeat,
    CouncilTerm,
    OutgoingMail,
    Registration,
)
from wagtail_ngo.models.person_keys import person_key
from wagtail_ngo.services.people import erasure
from wagtail_ngo.services.people.register import Subject

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2027, 3, 1, 12, tzinfo=datetime.UTC)
ZANETA = Subject(Traces.of(names=["Żaneta Próbna"], emails=["zaneta@example.org"]))


def test_a_participant_goes_and_stays_one_person_in_the_counts():
    key, other = person_key("zaneta@example.org"), person_key("jan@example.org")
    for number in range(2):
        date = OccurrenceFactory(starts_at=NOW + datetime.timedelta(days=number))
        for email, name, own in (
            ("zaneta@example.org", "Żaneta Próbna", key),
            ("jan@example.org", "Jan Inny", other),
        ):
            registration = Registration.objects.create(
                occurrence=date, email=email, name=name, phone="600100200", person_key=own,
                seat_key=own, answers={"Dieta?": "wege"}, needs="pętla",
            )  # fmt: skip
            Attendance.objects.create(
                occurrence=date, registration=registration, person_key=own, name=name
            )

    erasure.erase(ZANETA, now=NOW, also={f"wagtail_ngo.attendance:{pk}" for pk in range(99)})

    rows = Registration.objects.order_by("pk").values_list("name", "email", "answers", "needs")
    assert list(rows) == [
        ("", "", {}, ""), ("Jan Inny", "jan@example.org", {"Dieta?": "wege"}, "pętla"),
    ] * 2  # fmt: skip
    for model in (Registration, Attendance):
        keys = set(model.objects.values_list("person_key", flat=True))
        assert (len(keys), other in keys, key in keys) == (2, True, False)
    shared = Attendance.objects.exclude(person_key=other).values("person_key")
    assert Registration.objects.filter(person_key__in=shared).count() == 2
    assert list(Attendance.objects.values_list("name", flat=True).order_by("pk")) == [
        "", "Jan Inny", "", "Jan Inny",
    ]  # fmt: skip


@pytest.fixture
def election():
    council = NGOFactory().get_root().add_child(instance=CouncilPage(title="Rada", slug="rada"))
    return council.add_child(instance=CouncilElectionPage(title="Wybory", slug="wybory"))


def candidate(election, **values):
    return Candidate.objects.create(
        election=election, nominated_at=NOW, organization=NGOFactory(), **values
    )


def test_a_deputy_is_erased_without_the_candidate(election):
    row = candidate(
        election, given_names="Jan", family_name="Inny", deputy_given_names="Żaneta",
        deputy_family_name="Próbna", statement="Zna się.",
    )  # fmt: skip
    term = CouncilTerm.objects.create(council=election.get_parent().specific, starts_on=NOW)
    seat = CouncilSeat.objects.create(
        term=term, candidate=row, given_names="Jan", family_name="Inny",
        deputy_given_names="Żaneta", deputy_family_name="Próbna",
    )  # fmt: skip
    keys = {f"wagtail_ngo.candidate:{row.pk}", f"wagtail_ngo.councilseat:{seat.pk}"}

    erasure.erase(ZANETA, now=NOW, also=keys)

    row.refresh_from_db()
    seat.refresh_from_db()
    assert (row.name, row.deputy_name, row.statement) == ("Jan Inny", "", "Zna się.")
    assert (seat.name, seat.deputy_name) == ("Jan Inny", "")


def test_a_candidate_is_found_by_a_name_in_two_fields_and_erased(election):
    row = candidate(election, given_names="Żaneta Maria", family_name="Próbna", email="x@y.pl")
    other = candidate(election, given_names="Żaneta", family_name="Inna")
    person = RepresentativeFactory(name="Żaneta Maria Próbna", organization=row.organization)

    erasure.erase_person(person, now=NOW)

    row.refresh_from_db()
    other.refresh_from_db()
    assert (row.name, row.email, row.erased_on) == ("Erased person", "", timezone.localdate(NOW))
    assert other.name == "Żaneta Inna"


def test_mail_to_her_is_deleted_and_she_goes_from_mail_to_others():
    for number, recipient in enumerate(["Zaneta@example.org", "jan@example.org"]):
        OutgoingMail.objects.create(
            kind="x", recipient=recipient, subject="Nowe", message_id=str(number),
            text="Pisze zaneta@example.org, do jutra.",
        )  # fmt: skip

    erasure.erase(ZANETA, now=NOW)

    mails = OutgoingMail.objects.values_list("recipient", "text")
    assert list(mails) == [("jan@example.org", "Pisze [erased], do jutra.")]
