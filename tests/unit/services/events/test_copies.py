"""A duplicate of an event keeps the draft's content and nothing that belongs to the original."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from tests.factories.directory import NGOFactory
from tests.factories.events import EventFactory, EventIndexFactory, publish
from wagtail_ngo.domain.events.recurrence import from_recurrence
from wagtail_ngo.models import EventOrganization, EventPage, OccurrenceOverride

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel("2027-01-04 12:00Z", tick=False):
        yield


@pytest.fixture
def series():
    """A published weekly series whose draft is monthly, with a host and a cancelled date."""
    page = publish(
        EventFactory(
            parent=EventIndexFactory(), title="Series", recurrence="RRULE:FREQ=WEEKLY;COUNT=4"
        )
    )
    page.occurrences.update(seats_taken=3)
    page.lead = "Written in the draft"
    page.start_time = datetime.time(18)
    page.recurrence = "RRULE:FREQ=MONTHLY;COUNT=3"
    page.organizations = [EventOrganization(organization=NGOFactory(title="Host"))]
    page.overrides = [
        OccurrenceOverride(original_date=datetime.date(2027, 4, 18), kind="cancelled", note="Ill")
    ]
    page.save_revision()
    return page


def content(page) -> tuple:
    return (
        page.lead,
        page.start_time,
        str(from_recurrence(page.recurrence)),
        [row.organization.title for row in page.organizations.all()],
        [(row.original_date, row.kind, row.note) for row in page.overrides.all()],
    )


DRAFT = (
    "Written in the draft",
    datetime.time(18),
    "FREQ=MONTHLY;COUNT=3",
    ["Host"],
    [(datetime.date(2027, 4, 18), "cancelled", "Ill")],
)


def duplicate(admin_client, page, **values) -> EventPage:
    url = reverse("wagtailadmin_pages:copy", args=(page.pk,))
    data = {
        "new_title": "Copy",
        "new_slug": "copy",
        "new_parent_page": page.get_parent().pk,
        **values,
    }
    assert admin_client.post(url, data).status_code == 302
    return EventPage.objects.get(slug="copy")


def test_duplicate_in_the_admin_is_a_draft_with_the_drafts_content(admin_client, series):
    copy = duplicate(admin_client, series)

    draft = copy.get_latest_revision_as_object()
    assert content(draft) == DRAFT
    assert not copy.live
    assert (draft.uid, draft.sequence) == (copy.uid, copy.sequence)
    assert copy.uid != EventPage.objects.get(pk=series.pk).uid
    assert copy.occurrences.count() == 0


def test_published_duplicate_publishes_the_drafts_content(admin_client, series):
    copy = duplicate(admin_client, series, publish_copies="on")

    assert content(copy) == DRAFT
    assert [row.seats_taken for row in copy.occurrences.all()] == [0, 0, 0]
    assert [row.recurrence_id.month for row in copy.occurrences.all()] == [3, 4, 5]


@pytest.mark.parametrize("copy_revisions", [True, False])
@pytest.mark.parametrize("keep_live", [True, False])
def test_duplicate_by_code_keeps_the_drafts_content(series, copy_revisions, keep_live):
    page = EventPage.objects.get(pk=series.pk)

    copy = page.copy(
        update_attrs={"title": "Copy", "slug": "copy"},
        copy_revisions=copy_revisions,
        keep_live=keep_live,
    )

    assert content(copy.get_latest_revision_as_object()) == DRAFT
    assert EventPage.objects.get(pk=copy.pk).live is keep_live
    if keep_live:
        assert content(EventPage.objects.get(pk=copy.pk)) == DRAFT
    assert copy.uid != page.uid


def test_copying_a_calendar_keeps_the_drafts_of_its_events(series):
    calendar = series.get_parent().specific

    copy = calendar.copy(recursive=True, update_attrs={"slug": "copied"}, keep_live=True)

    event = EventPage.objects.child_of(copy).get()
    assert content(event.get_latest_revision_as_object()) == DRAFT
    assert event.uid != series.uid
