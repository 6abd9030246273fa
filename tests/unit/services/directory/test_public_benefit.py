"""Which organizations may be given 1.5 per cent of a tax."""

import pytest

from tests.factories.directory import ActivityAreaFactory, NGOFactory
from wagtail_ngo.enums import OrganizationStatus
from wagtail_ngo.services.directory.public_benefit import list_organizations, public_benefit_entries

pytestmark = pytest.mark.django_db
NUMBERS = ["0000123456", "0000654321", "0000111111"]


def entry(title, krs, **fields):
    return NGOFactory(title=title, krs=krs, **{"is_public_benefit": True, **fields})


def test_only_public_benefit_organizations_with_a_number_are_listed_by_name():
    late, early = entry("Zryw", NUMBERS[0]), entry("Azyl", NUMBERS[1])
    entry("Bez OPP", NUMBERS[2], is_public_benefit=False)
    entry("Bez numeru", "")
    entry("Szkic", NUMBERS[2], live=False)
    struck = entry("Skreślona", "")
    type(struck).objects.filter(pk=struck.pk).update(
        krs=NUMBERS[2], status=OrganizationStatus.STRUCK_OFF
    )
    early.create_alias(update_slug="kopia")

    assert list(public_benefit_entries(None)) == [early, late]
    assert list_organizations(None) == [early, late]
    assert list_organizations(None, most=1) == [early]


def test_a_number_that_no_return_takes_leaves_an_entry_out():
    right, wrong = entry("A", NUMBERS[0]), entry("B", "")
    type(wrong).objects.filter(pk=wrong.pk).update(krs="12")

    assert list(public_benefit_entries(None)) == [right, wrong]
    assert list_organizations(None) == [right]


def test_areas_are_any_of_those_given_and_each_entry_is_listed_once():
    culture, sport, other = (ActivityAreaFactory() for _ in range(3))
    both = entry("A", NUMBERS[0], areas=[culture, sport])
    one = entry("B", NUMBERS[1], areas=[sport])
    entry("C", NUMBERS[2], areas=[other])

    assert list_organizations(None, areas=(culture.pk, sport.pk)) == [both, one]
    assert list_organizations(None, areas=(culture.pk,)) == [both]
