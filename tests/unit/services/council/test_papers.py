"""How the roll is set on paper, and which file of a result is kept."""

import pytest
from django.core.files.base import ContentFile

from tests.factories.council import (
    VOTING,
    CandidateFactory,
    ElectionFactory,
    frozen_election,
    issue,
    validated,
)
from wagtail_ngo.enums import ElectionForm
from wagtail_ngo.models import ElectionCount
from wagtail_ngo.services.council import papers

pytestmark = pytest.mark.django_db


def test_a_roll_of_one_list_is_one_group():
    election = frozen_election(2)
    entries = list(election.roll.entries.all())

    assert papers._groups(election, entries) == [("", entries)]


def test_a_roll_by_areas_has_a_group_for_each_and_one_for_the_rest_if_there_is_any():
    election = frozen_election(3, form=ElectionForm.OWN_AREA, areas=["Culture", "Sport"])
    culture, _sport = election.areas.order_by("sort_order")
    first, second, third = election.roll.entries.order_by("pk")
    first.area = second.area = culture

    assert papers._groups(election, [first, second, third]) == [
        ("Culture", [first, second]),
        ("Sport", []),
        ("Without an area", [third]),
    ]
    assert papers._groups(election, [first]) == [("Culture", [first]), ("Sport", [])]


def test_the_file_of_one_version_is_dropped_and_others_stay():
    election = frozen_election(3)
    candidate = CandidateFactory(election=election)
    issue(election, 3)
    first = validated(election, {candidate.pk: 3}, issued=3)
    other = ElectionFactory()
    second = ElectionCount.objects.create(
        election=other, number=1, voters=0, entitled=0, typed_at=VOTING
    )
    for count in (first, second):
        count.protocol.save("p.pdf", ContentFile(b"%PDF"))

    papers.drop_protocol(ElectionCount.objects.get(pk=first.pk))

    assert ElectionCount.objects.get(pk=first.pk).protocol.name == ""
    kept = ElectionCount.objects.get(pk=second.pk).protocol
    assert kept.storage.exists(kept.name)
