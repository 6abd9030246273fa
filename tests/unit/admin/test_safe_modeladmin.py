"""Traps for wagtail-modeladmin: each input here leaked or crashed the stock classes."""

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse

from tests.factories.directory import NGOFactory, RepresentativeFactory
from wagtail_ngo.admin.safe_modeladmin import SafeModelAdmin
from wagtail_ngo.models import NGOPage, Representative

pytestmark = pytest.mark.django_db
PEOPLE = "wagtail_ngo_representative_modeladmin"


def url(action, *args):
    return reverse(f"{PEOPLE}_{action}", args=args)


@pytest.fixture
def user_with(django_user_model, client):
    def make(*codenames):
        user = django_user_model.objects.create_user("office", "office@example.org", "word")
        user.user_permissions.set(
            Permission.objects.filter(codename__in=["access_admin", *codenames])
        )
        client.force_login(user)
        return client

    return make


@pytest.fixture
def viewer(user_with):
    return user_with("view_representative")


@pytest.fixture
def editor(user_with):
    return user_with(
        "view_representative",
        "add_representative",
        "change_representative",
        "delete_representative",
    )


def listed(response):
    return sorted(one.name for one in response.context["object_list"])


def test_index_ignores_lookups_that_no_filter_declares(viewer):
    RepresentativeFactory(name="Anna", email="a@example.org")
    RepresentativeFactory(name="Jan", email="j@example.org")

    for query in ("email__startswith=a", "organization__internal_note__contains=x"):
        assert listed(viewer.get(f"{url('index')}?{query}")) == ["Anna", "Jan"]


def test_index_filters_by_what_is_declared(viewer):
    person = RepresentativeFactory(name="Anna")
    RepresentativeFactory(name="Jan")

    response = viewer.get(f"{url('index')}?organization={person.organization_id}")

    assert listed(response) == ["Anna"]


@pytest.mark.parametrize(
    "query",
    [
        "organization=abc",
        "may_represent__exact=maybe",
        "q=%00",
        "p=-1",
        "p=x",
        "o=99",
        "is_public=2",
    ],
)
def test_index_answers_broken_queries(viewer, query):
    RepresentativeFactory(name="Anna")

    response = viewer.get(f"{url('index')}?{query}", follow=True)

    assert response.status_code == 200


def test_export_needs_more_than_viewing(viewer):
    RepresentativeFactory(name="Anna")

    assert viewer.get(f"{url('index')}?export=csv").status_code == 302
    assert "export=csv" not in viewer.get(url("index")).content.decode()


def test_export_defuses_formulas(editor):
    organization = NGOFactory(title="Horyzont")
    RepresentativeFactory(name='=HYPERLINK("http://x")', organization=organization)

    text = b"".join(editor.get(f"{url('index')}?export=csv").streaming_content).decode()

    assert text.splitlines()[1].startswith("\"'=HYPERLINK(")
    assert text.startswith("\ufeff")


def test_history_needs_the_right_to_edit(viewer):
    person = RepresentativeFactory()

    assert viewer.get(url("history", person.pk)).status_code == 302


@pytest.mark.parametrize("action", ["edit", "delete", "inspect", "history"])
def test_single_objects_come_from_the_listing_only(editor, action):
    person = RepresentativeFactory(erased_on="2024-01-01")

    assert editor.get(url(action, person.pk)).status_code == 404
    assert editor.get(url(action, "x")).status_code == 404


@pytest.mark.parametrize("action", ["index", "create"])
def test_nothing_opens_without_a_permission(user_with, action):
    client = user_with()
    RepresentativeFactory(name="Anna")

    response = client.get(url(action))

    assert response.status_code == 302


def test_editor_adds_a_person_with_a_consent(editor):
    organization = NGOFactory()
    response = editor.post(
        url("create"),
        {
            "organization": organization.pk,
            "name": "Anna Przykładowa",
            "role": "prezeska",
            "email": "anna@example.org",
            "phone": "600 100 200",
            "is_public": "on",
            "consents-TOTAL_FORMS": "1",
            "consents-INITIAL_FORMS": "0",
            "consents-0-scope": "publication",
            "consents-0-text_version": "2024-1",
            "consents-0-given_on": "2024-01-01",
            "consents-0-source": "paper",
        },
    )

    person = Representative.objects.get()
    assert response.status_code == 302
    assert (person.name, person.phone) == ("Anna Przykładowa", "+48600100200")
    assert [one.text_version for one in person.consents.all()] == ["2024-1"]


def test_index_costs_the_same_for_more_rows(viewer, django_assert_max_num_queries):
    RepresentativeFactory()
    with django_assert_max_num_queries(30) as one_row:
        viewer.get(url("index"))
    RepresentativeFactory.create_batch(3)
    with django_assert_max_num_queries(len(one_row)):
        viewer.get(url("index"))


def test_page_types_are_refused():
    class Pages(SafeModelAdmin):
        model = NGOPage

    with pytest.raises(ImproperlyConfigured, match="PageListingViewSet"):
        Pages()
