import json
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from tests.factories.directory import NGOFactory, RepresentativeFactory
from tests.factories.events import EventFactory
from wagtail_ngo.models import Consent, Representative
from wagtail_ngo.services.people import erasure, export, retention

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def person():
    person = RepresentativeFactory(
        name="Anna Tajna", role="skarbniczka", email="anna@example.org", phone="+48600100200"
    )
    Consent.objects.create(
        person=person, scope="contact", text_version="1", given_on=TODAY, source="paper"
    )
    log(instance=person, action="wagtail.edit")
    return person


def test_erase_leaves_nothing_of_the_person_but_the_row(person):
    erasure.erase_person(person, now=NOW)

    row = Representative.objects.values().get()
    kept = {key: value for key, value in row.items() if value}
    assert kept == {
        "id": person.pk,
        "name": "Erased person",
        "organization_id": person.organization_id,
        "erased_on": TODAY,
    }
    assert Consent.objects.count() == 0
    labels = set(ModelLogEntry.objects.values_list("label", flat=True))
    assert labels == {f"representative {person.pk}"}


def test_retention_erases_those_past_their_day_only(person):
    RepresentativeFactory(name="Over", keep_until=date(2026, 11, 22))
    RepresentativeFactory(name="Last day", keep_until=TODAY)

    assert retention.forget_representatives(now=NOW, dry_run=True) == 1
    assert retention.forget_representatives(now=NOW, dry_run=False) == 1
    assert retention.forget_representatives(now=NOW, dry_run=False) == 0
    assert sorted(Representative.objects.values_list("name", flat=True)) == [
        "Anna Tajna",
        "Erased person",
        "Last day",
    ]


def test_export_holds_everything(person):
    exported = export.export_person(person)

    assert exported["email"] == "anna@example.org"
    assert [one["text_version"] for one in exported["consents"]] == ["1"]
    assert [one["label"] for one in exported["log"]] == ["Anna Tajna"]


def test_command_exports_by_email(person):
    out = StringIO()
    call_command("ngo_privacy", "export", email="ANNA@example.org", stdout=out)

    assert [one["name"] for one in json.loads(out.getvalue())] == ["Anna Tajna"]


def test_command_says_when_nobody_is_found(person):
    with pytest.raises(CommandError, match="no such person"):
        call_command("ngo_privacy", "erase", email="x@example.org")


@pytest.mark.parametrize("action", ["export", "erase"])
def test_views_need_their_permission(person, action, client, django_user_model):
    user = django_user_model.objects.create_user("office")
    from django.contrib.auth.models import Permission

    user.user_permissions.set(
        Permission.objects.filter(codename__in=["access_admin", "view_representative"])
    )
    client.force_login(user)

    response = client.post(reverse(f"wagtail_ngo_person_{action}", args=[person.pk]))

    assert response.status_code == 302
    assert Representative.objects.get().name == "Anna Tajna"


def test_erase_view_asks_then_erases(person, admin_client):
    url = reverse("wagtail_ngo_person_erase", args=[person.pk])

    assert "Anna Tajna" in admin_client.get(url).content.decode()
    assert Representative.objects.get().erased_on is None
    admin_client.post(url)
    assert Representative.objects.get().name == "Erased person"
    assert admin_client.get(url).status_code == 404


def test_listing_offers_export_and_erasure(person, admin_client):
    html = admin_client.get(reverse("wagtail_ngo_representative_modeladmin_index")).content.decode()

    assert reverse("wagtail_ngo_person_export", args=[person.pk]) in html
    assert reverse("wagtail_ngo_person_erase", args=[person.pk]) in html


def test_erase_view_shows_what_goes_and_asks_about_the_rest(person, admin_client):
    own = EventFactory(title="Piknik", contact_email="anna@example.org", contact_name="Anna Tajna")
    other = NGOFactory(title="Inne koło", lead="Prezeska: Anna Tajna")
    titled = NGOFactory(title="Fundacja Anna Tajna")
    url = reverse("wagtail_ngo_person_erase", args=[person.pk])

    html = admin_client.get(url).content.decode()

    assert "<li>event: 1</li>" in html
    assert f'name="also" value="wagtail_ngo.ngopage:{other.pk}"' in html
    assert reverse("wagtailadmin_pages:edit", args=[titled.pk]) in html
    admin_client.post(url)
    own.refresh_from_db()
    other.refresh_from_db()
    assert (own.contact_name, other.lead) == ("", "Prezeska: Anna Tajna")


def test_what_an_editor_ticks_is_erased_too(person, admin_client):
    other = NGOFactory(lead="Prezeska: Anna Tajna")
    namesake = NGOFactory(lead="Prezeska: Anna Tajna")
    url = reverse("wagtail_ngo_person_erase", args=[person.pk])

    admin_client.post(url, {"also": f"wagtail_ngo.ngopage:{other.pk}"})

    other.refresh_from_db()
    namesake.refresh_from_db()
    assert (other.lead, namesake.lead) == ("Prezeska: [erased]", "Prezeska: Anna Tajna")
