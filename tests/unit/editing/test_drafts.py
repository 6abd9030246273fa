"""A draft may be half done; what is published may not."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from tests.factories.directory import NGODirectoryFactory, NGOFactory
from tests.factories.events import EventFactory, EventIndexFactory
from tests.unit.admin.events.test_editor import form_data
from wagtail_ngo.models import EventPage

pytestmark = pytest.mark.django_db
ONCE = {
    "recurrence_frequency": "",
    "recurrence_until": "",
    "recurrence_ends": "",
}
HALF_DONE = [
    ({"start_time": "", "end_time": "10:00"}, "Give the time at which it starts."),
    ({"registration_mode": "external"}, "Give the address where people register."),
]


def post(client, page, **values):
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(url, form_data(**ONCE, **values))


@pytest.mark.parametrize(("values", "message"), HALF_DONE)
def test_a_draft_waits_for_what_it_misses_and_publishing_asks_for_it(admin_client, values, message):
    page = EventFactory(live=False)

    assert post(admin_client, page, title="Szkic", **values).status_code == 302
    draft = EventPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert draft.title == "Szkic"

    answer = post(admin_client, page, **values, **{"action-publish": "1"})
    assert message in answer.content.decode()
    assert not EventPage.objects.get(pk=page.pk).live


@pytest.mark.parametrize(("values", "message"), HALF_DONE)
def test_a_new_draft_may_be_half_done_too(admin_client, values, message):
    calendar = EventIndexFactory()
    url = reverse("wagtailadmin_pages:add", args=("wagtail_ngo", "eventpage", calendar.pk))

    answer = admin_client.post(url, form_data(**ONCE, **values) | {"action-publish": "1"})
    assert message in answer.content.decode()
    assert not EventPage.objects.exists()

    assert admin_client.post(url, form_data(**ONCE, **values)).status_code == 302
    assert not EventPage.objects.get().live
    answer = admin_client.get(reverse("wagtailadmin_pages:edit", args=[EventPage.objects.get().pk]))
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"end_time": "16:00"}, "The end lies before the start."),
        (
            {"end_date": "2027-01-20", "registration_mode": "external"},
            "The end lies before the start.",
        ),
    ],
)
def test_what_contradicts_itself_is_refused_in_a_draft_too(admin_client, values, message):
    page = EventFactory(live=False, title="Dawny")

    answer = post(admin_client, page, title="Szkic", **values)

    assert message in answer.content.decode()
    assert not page.revisions.exists()


@pytest.mark.parametrize("is_draft", [True, False])
def test_half_a_place_on_the_map_waits_with_the_draft(is_draft):
    entry = NGOFactory(parent=NGODirectoryFactory())
    form_class = type(entry).get_edit_handler().get_form_class()
    data = nested_form_data({"description": streamfield([])})
    form = form_class(data, instance=entry, parent_page=entry.get_parent().specific)
    if is_draft:
        form.defer_required_fields()
    form.full_clean()
    form._errors.clear()
    entry.latitude = Decimal("54.46")

    with pytest.raises(ValidationError) as error:
        entry.clean()
    form._update_errors(error.value)

    assert ("longitude" in form.errors) is not is_draft
