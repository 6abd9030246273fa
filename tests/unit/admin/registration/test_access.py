"""Who may do what at the desk, and that nothing passes the services."""

import pytest
from django.urls import reverse

from tests.unit.admin.registration.desk import PERMISSIONS, log_in, people, status, url
from wagtail_ngo.admin.registration import urls
from wagtail_ngo.enums import RegistrationStatus as S
from wagtail_ngo.models import Registration
from wagtail_ngo.services.registration import codes
from wagtail_ngo.services.registration.rules import target_for

pytestmark = pytest.mark.django_db
#: Address → the permissions of which one is enough.
WHO = {
    "wagtail_ngo_dates": ("view_registration", "add_attendance", "add_occurrenceclosing"),
    "wagtail_ngo_dates_counts": ("view_registration", "add_attendance", "add_occurrenceclosing"),
    "wagtail_ngo_date": ("view_registration",),
    "wagtail_ngo_date_add": ("add_registration",),
    "wagtail_ngo_date_import": ("add_registration",),
    "wagtail_ngo_date_letter": ("change_registration",),
    "wagtail_ngo_date_seats": ("change_registration",),
    "wagtail_ngo_date_sheet": ("change_registration",),
    "wagtail_ngo_date_badges": ("change_registration",),
    "wagtail_ngo_check_in": ("add_attendance",),
    "wagtail_ngo_check_in_tick": ("add_attendance",),
    "wagtail_ngo_check_in_code": ("add_attendance",),
    "wagtail_ngo_walk_in": ("add_attendance",),
    "wagtail_ngo_walk_in_undo": ("add_attendance",),
    "wagtail_ngo_close": ("add_occurrenceclosing", "change_occurrenceclosing"),
    "wagtail_ngo_reopen": ("change_occurrenceclosing",),
    "wagtail_ngo_registration": ("view_registration",),
    "wagtail_ngo_registration_act": ("change_registration",),
}
BUTTONS = {
    "wagtail_ngo_date_seats",
    "wagtail_ngo_check_in_tick",
    "wagtail_ngo_walk_in",
    "wagtail_ngo_walk_in_undo",
    "wagtail_ngo_reopen",
    "wagtail_ngo_registration_act",
}


def arguments(name, date, row):
    if name in ("wagtail_ngo_dates", "wagtail_ngo_dates_counts"):
        return []
    if name == "wagtail_ngo_registration":
        return [row.pk]
    if name == "wagtail_ngo_registration_act":
        return [row.pk, "cancel"]
    if name == "wagtail_ngo_check_in_code":
        return [codes.token_for(row, target_for(row.target))]
    if name in ("wagtail_ngo_check_in_tick", "wagtail_ngo_walk_in_undo"):
        return [date.pk, row.pk]
    return [date.pk]


@pytest.mark.parametrize("codename", PERMISSIONS)
def test_every_endpoint_asks_its_own_permission(client, django_user_model, date, codename):
    log_in(client, django_user_model, codename)
    row = people(date, [1])[0]
    assert set(WHO) == {pattern.name for pattern in urls.urlpatterns}

    for name, enough in WHO.items():
        if name in ("wagtail_ngo_date_sheet", "wagtail_ngo_date_badges") and codename in enough:
            continue  # made in tests of the sheet
        address = reverse(name, args=arguments(name, date, row))
        if name in BUTTONS:
            assert client.get(address).status_code == 405, name
        response = client.post(address) if name in BUTTONS else client.get(address)
        refused = response.status_code == 302 and response.url == reverse("wagtailadmin_home")
        assert refused == (codename not in enough), name
    assert status(row) == (S.ATTENDED if codename == "add_attendance" else S.CONFIRMED)


def test_nobody_edits_a_registration_past_the_services(client, admin_user, date):
    client.force_login(admin_user)
    row = people(date, [1])[0]
    for name, args in (("create", []), ("edit", [row.pk]), ("delete", [row.pk])):
        address = url(f"registration_modeladmin_{name}", *args)
        assert client.post(address, {"name": "X"}).url == reverse("wagtailadmin_home")
    assert Registration.objects.get().name == "Person 1"
