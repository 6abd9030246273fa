"""Deleting a term, a venue or an entry that something uses."""

import pytest
from django.urls import reverse

from tests.factories.directory import (
    ActivityAreaFactory,
    DistrictFactory,
    LegalFormFactory,
    NGODirectoryFactory,
    NGOFactory,
    RepresentativeFactory,
)
from tests.factories.events import EventFactory, EventKindFactory, OccurrenceFactory, VenueFactory
from wagtail_ngo.enums import DateRole
from wagtail_ngo.models import (
    ActivityArea,
    EventKind,
    EventPage,
    NGOPage,
    OccurrenceOrganization,
    Venue,
)

pytestmark = pytest.mark.django_db


def delete_url(row):
    return reverse(f"wagtail_ngo_{row._meta.model_name}_modeladmin_delete", args=[row.pk])


def test_a_term_in_use_is_not_deleted_and_what_uses_it_is_said(admin_client):
    area, other = ActivityAreaFactory(name="Kultura"), ActivityAreaFactory(name="Sztuka")
    entry = NGOFactory(areas=[area])
    NGOFactory(areas=[area, other])

    html = admin_client.get(delete_url(area)).content.decode()
    assert "<li>NGOs: 2</li>" in html
    assert f'<option value="{other.pk}">Sztuka</option>' in html
    assert f'<option value="{area.pk}"' not in html
    admin_client.post(delete_url(area))

    assert ActivityArea.objects.filter(pk=area.pk).exists()
    assert list(NGOPage.objects.get(pk=entry.pk).areas.all()) == [area]


def test_a_term_nobody_uses_is_deleted_as_ever(admin_client):
    area = ActivityAreaFactory(name="Nieużywany")

    assert "Replace and delete" not in admin_client.get(delete_url(area)).content.decode()
    admin_client.post(delete_url(area))

    assert not ActivityArea.objects.filter(pk=area.pk).exists()


def test_a_merged_term_is_the_other_everywhere_drafts_included(admin_client, client):
    area, other, third = (ActivityAreaFactory(name=name) for name in ("Alfa", "Beta", "Gamma"))
    directory = NGODirectoryFactory()
    one = NGOFactory(parent=directory, areas=[area, third], title="Klub Jeden")
    both = NGOFactory(parent=directory, areas=[area, other], title="Klub Dwa")
    draft = NGOFactory(parent=directory, title="Klub Trzy")
    draft.areas = [area, other]
    draft.save_revision()

    admin_client.post(delete_url(area), {"into": other.pk})

    assert not ActivityArea.objects.filter(pk=area.pk).exists()
    one, both, draft = (NGOPage.objects.get(pk=page.pk) for page in (one, both, draft))
    assert {term.name for term in one.areas.all()} == {"Beta", "Gamma"}
    assert [term.name for term in both.areas.all()] == ["Beta"]
    assert [term.name for term in draft.areas.all()] == []
    assert [term.name for term in draft.get_latest_revision_as_object().areas.all()] == ["Beta"]
    # Search knows it at once.
    found = client.get(directory.url, {"q": "beta"}).content.decode()
    assert "Klub Jeden" in found
    assert "Klub Trzy" not in found


@pytest.mark.parametrize("make", [LegalFormFactory, EventKindFactory, VenueFactory])
def test_what_one_field_holds_is_merged_too(admin_client, make):
    old = make(name="Stary")
    new = VenueFactory(name="Nowy") if make is VenueFactory else type(old).objects.create(name="N")
    if make is LegalFormFactory:
        page, name = NGOFactory(legal_form=old), "legal_form"
    else:
        name = "kind" if make is EventKindFactory else "venue"
        page = EventFactory(**{name: old})
        OccurrenceFactory(page=page, **{name: old})
    page.save_revision()

    admin_client.post(delete_url(old), {"into": new.pk})

    assert not type(old).objects.filter(pk=old.pk).exists()
    page = type(page).objects.get(pk=page.pk)
    assert getattr(page, name) == new
    assert getattr(page.get_latest_revision_as_object(), name) == new
    if isinstance(page, EventPage):
        assert getattr(page.occurrences.get(), name) == new


def test_a_term_of_another_list_or_itself_is_refused(admin_client):
    district = DistrictFactory(name="Zatorze")
    NGOFactory(districts=[district])

    admin_client.post(delete_url(district), {"into": district.pk})
    admin_client.post(delete_url(district), {"into": 99999})

    assert NGOPage.objects.get().districts.get() == district


def test_the_page_that_deletes_an_entry_says_what_hangs_on_it(admin_client):
    entry = NGOFactory()
    RepresentativeFactory(organization=entry)
    date = OccurrenceFactory()
    OccurrenceOrganization.objects.create(
        occurrence=date, organization=entry, name=entry.title, role=DateRole.HOST
    )

    html = admin_client.get(reverse("wagtailadmin_pages:delete", args=[entry.pk])).content.decode()

    assert "Deleted with the entry: representatives (1)." in html
    assert "Stays under its name: " in html
    assert "An organization that has ended can stay" in html


def test_the_page_that_deletes_a_lonely_entry_says_nothing(admin_client):
    entry = NGOFactory()

    html = admin_client.get(reverse("wagtailadmin_pages:delete", args=[entry.pk])).content.decode()

    assert "Deleted with the entry" not in html


def test_kinds_and_venues_in_use_are_still_there_after_a_plain_post(admin_client):
    kind, venue = EventKindFactory(name="Próba", slug="proba"), VenueFactory()
    EventFactory(kind=kind, venue=venue)

    admin_client.post(delete_url(kind))
    admin_client.post(delete_url(venue))

    assert EventKind.objects.filter(pk=kind.pk).exists()
    assert Venue.objects.filter(pk=venue.pk).exists()
