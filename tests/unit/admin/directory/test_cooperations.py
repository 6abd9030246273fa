"""Cooperations in the admin: recorded from an entry, refused in words, safe from lookups."""

import datetime

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from tests.factories.bulletin import FundingAwardFactory, FundingCallFactory
from tests.factories.cooperation import CooperationFactory
from tests.factories.directory import NGOFactory
from wagtail_ngo.models import BoardReply, Cooperation, FundingAward, FundingCall

pytestmark = pytest.mark.django_db
NAME = "wagtail_ngo_{}_modeladmin_{}"


def url(model, action, *args):
    return reverse(NAME.format(model, action), args=args)


@pytest.fixture
def client_with(django_user_model, client):
    def make(*codenames):
        user = django_user_model.objects.create_user("office", "office@example.org", "word")
        codes = ["access_admin", *codenames]
        user.user_permissions.set(Permission.objects.filter(codename__in=codes))
        client.force_login(user)
        return client

    return make


@pytest.fixture
def editor(client_with):
    return client_with(
        "view_cooperation", "add_cooperation", "change_cooperation", "delete_cooperation"
    )


def form(*partners, **fields):
    """What the browser sends: a row is an entry, a name, or a mapping."""
    data = {
        "title": "Grządka",
        "purpose": "",
        "started_on": "2026-03-01",
        "ended_on": "",
        "origin": "",
        "occurrence": "",
        "origin_text": "",
        "result": "",
        "is_public": "on",
        "partners-TOTAL_FORMS": len(partners),
        "partners-INITIAL_FORMS": 0,
        "partners-MIN_NUM_FORMS": 0,
        "partners-MAX_NUM_FORMS": 1000,
    }
    for number, partner in enumerate(partners):
        row = {"organization": "", "name": "", "id": "", "ORDER": number + 1, "DELETE": ""}
        row |= partner if isinstance(partner, dict) else {"name": partner}
        data |= {f"partners-{number}-{key}": value for key, value in row.items()}
    return data | fields


def test_a_cooperation_is_recorded_with_its_partners(editor):
    entry = NGOFactory(title="Chór")

    editor.post(
        url("cooperation", "create"),
        form({"organization": entry.pk, "is_lead": "on"}, "Szkoła nr 1"),
    )

    row = Cooperation.objects.get()
    parts = list(row.partners.values_list("organization", "name", "is_lead"))
    assert parts == [(entry.pk, "Chór", True), (None, "Szkoła nr 1", False)]
    assert row.started_on == datetime.date(2026, 3, 1)


@pytest.mark.parametrize(
    ("partners", "words"),
    [
        (["Szkoła"], "A cooperation has at least two partners."),
        (["Szkoła", {"name": "Dom", "DELETE": "on"}], "A cooperation has at least two partners."),
        (
            [{"name": "A", "is_lead": "on"}, {"name": "B", "is_lead": "on"}],
            "Only one partner leads.",
        ),
    ],
)
def test_partners_that_cannot_be_are_refused_in_words(editor, partners, words):
    response = editor.post(url("cooperation", "create"), form(*partners))

    assert words in response.content.decode()
    assert not Cooperation.objects.exists()


def test_an_organization_cannot_be_its_own_partner(editor):
    entry = NGOFactory()

    response = editor.post(
        url("cooperation", "create"), form({"organization": entry.pk}, {"organization": entry.pk})
    )

    assert "An organization is there twice." in response.content.decode()
    assert not Cooperation.objects.exists()


def test_the_way_from_an_entry_fills_it_in_as_first_partner(editor):
    entry = NGOFactory(title="Chór Przykładowy")

    html = editor.get(url("cooperation", "create"), {"organization": entry.pk}).content.decode()

    assert "Chór Przykładowy" in html
    for nonsense in ("x", "9" * 30, "0"):
        answer = editor.get(url("cooperation", "create"), {"organization": nonsense})
        assert answer.status_code == 200


def test_the_editor_of_an_entry_lists_its_cooperations(admin_client):
    entry, partner = NGOFactory(title="Chór"), NGOFactory(title="Klub")
    row = CooperationFactory(title="Grządka", partners=[partner, entry])

    html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[entry.pk])).content.decode()

    assert f'href="{url("cooperation", "edit", row.pk)}"' in html
    assert f"?organization={entry.pk}" in html


def test_the_list_shows_partners_in_the_same_number_of_queries(
    admin_client, django_assert_max_num_queries
):
    CooperationFactory(partners=[NGOFactory(), "Szkoła"])
    index = url("cooperation", "index")
    admin_client.get(index)
    with django_assert_max_num_queries(60) as for_one:
        admin_client.get(index)
    cost = len(for_one)
    CooperationFactory.create_batch(3, partners=[NGOFactory(), "Szkoła", "Dom"])

    with django_assert_max_num_queries(cost):
        html = admin_client.get(index).content.decode()
    assert "Szkoła, Dom" in html


@pytest.mark.parametrize("model", ["cooperation", "fundingaward", "boardreply"])
@pytest.mark.parametrize("action", ["index", "create"])
def test_nobody_without_permission_gets_in(client_with, model, action):
    response = client_with().get(url(model, action))

    assert response.status_code == 302
    assert response.url == reverse("wagtailadmin_home")


def test_answers_on_the_board_are_counted_by_the_board_alone(admin_client):
    row = BoardReply.objects.create(
        side="offer", kind="rooms", text="Sala", organization_name="Chór"
    )

    assert "Sala" in admin_client.get(url("boardreply", "index")).content.decode()
    assert admin_client.get(url("boardreply", "create")).status_code == 302
    assert admin_client.get(url("boardreply", "edit", row.pk)).status_code == 302


def test_an_award_is_typed_in_from_its_call(admin_client):
    call = FundingCallFactory(title="Kultura", decided_on=datetime.date(2017, 12, 15))
    entry = NGOFactory(title="Chór")
    page = admin_client.get(url("fundingaward", "create"), {"call": call.pk})
    assert "Kultura" in page.content.decode()

    data = {"call": call.pk, "organization": entry.pk, "amount": "1000", "is_public": "on"}
    admin_client.post(url("fundingaward", "create"), data)

    award = FundingAward.objects.get()
    assert (award.organization_name, award.decided_on) == ("Chór", call.decided_on)


def test_a_call_with_awards_is_not_deleted(admin_client):
    award = FundingAwardFactory()

    response = admin_client.post(url("fundingcall", "delete", award.call_id))

    assert response.status_code == 200
    assert FundingCall.objects.filter(pk=award.call_id).exists()


def test_the_list_of_calls_says_when_there_is_no_closing_date(admin_client):
    FundingCallFactory(deadline=None, is_rolling=True)
    FundingCallFactory()

    html = admin_client.get(url("fundingcall", "index")).content.decode()

    assert html.count("No closing date") >= 1
    assert "Ended" in html
