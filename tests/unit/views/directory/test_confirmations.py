import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission

from tests.factories.directory import ContactChannelFactory, NGODirectoryFactory, NGOFactory
from wagtail_ngo.models import ActivityArea, ChangeRequest, ConfirmationRequest
from wagtail_ngo.services.directory import change_requests, reviews

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    page = NGOFactory(
        title="Stowarzyszenie Łąka",
        parent=NGODirectoryFactory(slug="spis"),
        slug="laka",
        lead="Opis",
        internal_note="SECRET",
        areas=[ActivityArea.objects.get(code="18")],
    )
    ContactChannelFactory(organization=page, kind="phone", value="+48598400000")
    ContactChannelFactory(organization=page, value="secret@example.org", is_public=False)
    return page


@pytest.fixture
def token(entry):
    return reviews.link_token(ConfirmationRequest.objects.create(entry=entry, nonce="n"))


def confirm_url(token):
    return reverse("wagtail_ngo:confirm", args=[token])


def form_url(token):
    return reverse("wagtail_ngo:confirm_changes", args=[token])


def form_data(**changes):
    area = ActivityArea.objects.get(code="18")
    return {"lead": "Opis", "areas": [area.pk], "phone": "59 840 00 00", **changes}


def test_opening_the_link_changes_nothing(client, entry, token):
    response = client.get(confirm_url(token))

    html = response.content.decode()
    assert "Stowarzyszenie Łąka" in html
    assert "SECRET" not in html
    assert "secret@example.org" not in html
    assert '<meta name="robots" content="noindex">' in html
    assert (response["Cache-Control"], response["Referrer-Policy"]) == ("no-store", "same-origin")
    entry.refresh_from_db()
    assert entry.verified_on is None


def test_one_button_confirms_and_the_link_is_used_up(client, entry, token):
    client.post(confirm_url(token))

    entry.refresh_from_db()
    assert entry.verified_on == timezone.localdate()
    response = client.get(confirm_url(token))
    assert response.status_code == 410
    assert "each link works once" in response.content.decode()


def test_a_tampered_link_is_refused_in_words(client, token):
    response = client.post(confirm_url(token + "x"))

    assert response.status_code == 404
    assert "was changed" in response.content.decode()


def test_the_form_begins_with_the_entry_and_hides_private_contacts(client, token):
    html = client.get(form_url(token)).content.decode()

    assert "Opis" in html
    assert "SECRET" not in html
    assert "secret@example.org" not in html


def test_a_sent_form_waits_for_an_editor(client, entry, token):
    client.post(form_url(token), form_data(lead="Nowy opis", message="Dziękujemy"))

    request = ChangeRequest.objects.get()
    assert [(one.key, one.new) for one in request.fields.all()] == [("lead", "Nowy opis")]
    assert request.message == "Dziękujemy"
    entry.refresh_from_db()
    assert (entry.lead, entry.verified_on) == ("Opis", None)
    assert client.get(form_url(token)).status_code == 410


def test_a_form_without_a_change_confirms(client, entry, token):
    client.post(form_url(token), form_data())

    entry.refresh_from_db()
    assert ChangeRequest.objects.count() == 0
    assert entry.verified_on == timezone.localdate()


def test_errors_stand_beside_the_fields_and_the_link_stays(client, entry, token):
    response = client.post(
        form_url(token), form_data(phone="dzwonić rano", seat_postcode="7", iban="1")
    )

    form = response.context["form"]
    assert response.status_code == 422
    assert sorted(form.errors) == ["iban", "phone", "seat_postcode"]
    assert client.get(form_url(token)).status_code == 200


def test_a_visitor_reports_an_error(client, entry, settings):
    settings.WAGTAIL_NGO = {"REPORTS_PER_HOUR": 2}
    url = "/spis/laka/report/"

    assert client.get(url).status_code == 200
    statuses = [client.post(url, {"message": "Zły numer"}).status_code for _ in range(3)]
    trapped = client.post(url, {"message": "spam", "website": "http://x"})

    assert statuses == [200, 200, 429]
    assert trapped.status_code == 200
    assert ChangeRequest.objects.count() == 2


def test_the_editor_sees_old_and_new_and_decides(entry, admin_client):
    request = change_requests.submit_changes(entry, {"lead": "Nowy opis", "seat_city": "Ustka"})
    url = reverse("wagtail_ngo_change_request", args=[request.pk])

    html = admin_client.get(url).content.decode()
    assert "Opis" in html
    assert "Nowy opis" in html
    admin_client.post(url, {"accept": ["lead"], "publish": "1"})

    entry.refresh_from_db()
    assert (entry.lead, entry.seat_city) == ("Nowy opis", "")
    listing = admin_client.get(reverse("wagtail_ngo_changerequest_modeladmin_index"))
    assert "Partly accepted" in listing.content.decode()


def test_deciding_needs_the_right_to_edit_the_page(entry, client, django_user_model):
    request = change_requests.submit_changes(entry, {"lead": "Nowy opis"})
    group = Group.objects.create(name="Elsewhere")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    other = NGODirectoryFactory(title="Other")
    for codename in ("add_page", "change_page", "publish_page"):
        GroupPagePermission.objects.create(
            group=group,
            page=other,
            permission=Permission.objects.get(
                codename=codename, content_type__app_label="wagtailcore"
            ),
        )
    user = django_user_model.objects.create_user("office")
    user.groups.add(group)
    client.force_login(user)

    url = reverse("wagtail_ngo_change_request", args=[request.pk])
    response = client.post(url, {"accept": ["lead"], "publish": "1"})

    entry.refresh_from_db()
    assert response.status_code == 302
    assert response.url == reverse("wagtailadmin_home")
    assert entry.lead == "Opis"


# One fact at a time


def fact_url(token, name):
    return reverse("wagtail_ngo:confirm_fact", args=[token, name])


def waiting_fields():
    request = ChangeRequest.objects.get()
    return {one.key: (one.old, one.new) for one in request.fields.all()}


def test_the_form_of_a_fact_asks_for_that_alone(client, token):
    names = list(client.get(fact_url(token, "seat")).context["form"].fields)
    assert names == ["seat_street", "seat_postcode", "seat_city", "hide_street"]
    assert list(client.get(fact_url(token, "lead")).context["form"].fields) == ["lead"]
    assert client.get(fact_url(token, "krs")).status_code == 404


def test_facts_are_corrected_one_after_the_other_in_one_request(client, entry, token):
    response = client.post(fact_url(token, "lead"), {"lead": "Nowy opis"})
    assert response.url == confirm_url(token)
    client.post(fact_url(token, "phone"), {"phone": "59 841 46 05"})

    assert waiting_fields()["lead"] == ("Opis", "Nowy opis")
    assert set(waiting_fields()) == {"lead", "phone"}
    page = client.get(confirm_url(token)).content.decode()
    assert "Nowy opis" in page
    assert "All else is correct" in page
    entry.refresh_from_db()
    assert (entry.lead, entry.verified_on) == ("Opis", None)


def test_a_fact_that_is_changed_back_waits_no_more(client, token):
    client.post(fact_url(token, "lead"), {"lead": "Nowy opis"})
    client.post(fact_url(token, "lead"), {"lead": "Opis"})
    assert not ChangeRequest.objects.exists()
    client.post(fact_url(token, "lead"), {"lead": "Opis"})
    assert not ChangeRequest.objects.exists()


def test_all_else_is_right_ends_the_link_and_leaves_the_decision_to_the_editor(
    client, entry, token, admin_user
):
    client.post(fact_url(token, "lead"), {"lead": "Nowy opis"})
    client.post(confirm_url(token))

    entry.refresh_from_db()
    assert entry.verified_on is None
    assert client.post(fact_url(token, "lead"), {"lead": "Za późno"}).status_code == 410
    assert waiting_fields()["lead"][1] == "Nowy opis"


def test_a_correction_after_the_decision_is_a_new_request(client, entry, token, admin_user):
    client.post(fact_url(token, "lead"), {"lead": "Nowy opis"})
    first = ChangeRequest.objects.get()
    change_requests.close_request(
        first, accepted=[], publish=False, user=admin_user, now=timezone.now()
    )
    client.post(fact_url(token, "lead"), {"lead": "Jeszcze raz"})
    assert ChangeRequest.objects.count() == 2
    assert first.fields.get().new == "Nowy opis"


def test_what_is_wrong_stands_beside_the_field_of_the_fact(client, token):
    response = client.post(fact_url(token, "phone"), {"phone": "dzwonić rano"})
    assert response.status_code == 422
    assert response.context["form"].errors["phone"]
    assert not ChangeRequest.objects.exists()


def test_the_letter_links_the_form_of_each_fact(entry):
    ContactChannelFactory(organization=entry, kind="email", value="biuro@example.org")
    text = reviews.ask(entry, now=timezone.now()).text
    token = text.partition("/confirm/")[2].partition("/")[0]
    for name in ("lead", "areas", "phone", "email"):
        assert fact_url(token, name) in text
    assert "secret@example.org" not in text
    assert "SECRET" not in text
    # An empty fact has no line of its own.
    assert fact_url(token, "iban") not in text
