"""A series that goes on in another event: the rows stay the same rows, people hear what matters."""

import datetime

import icalendar
import pytest
from django.core.exceptions import ValidationError
from wagtail.models import GroupApprovalTask, Locale, Workflow, WorkflowTask

from tests.factories.directory import NGOFactory
from tests.factories.events import EventFactory, VenueFactory, publish
from tests.factories.registration import NOW, counters, join, make_course, make_event
from wagtail_ngo.enums import OverrideKind
from wagtail_ngo.exports.events import icalendar as exports
from wagtail_ngo.models import (
    EventOrganization,
    EventPage,
    Occurrence,
    OccurrenceOverride,
    OutgoingMail,
    RegistrationQuestion,
)
from wagtail_ngo.services.events import closing, occurrences, splitting
from wagtail_ngo.services.events.splitting import Wishes
from wagtail_ngo.services.locks import AlreadyDecidedError

pytestmark = pytest.mark.django_db
D, T = datetime.date, datetime.time
DAY = D(2027, 4, 1)
SAME = Wishes(T(17), T(19))


@pytest.fixture(autouse=True)
def _clock():
    import time_machine

    with time_machine.travel("2027-02-01 12:00Z", tick=False):
        yield


@pytest.fixture
def series():
    """Five Thursdays from 18 March to 15 April 2027, with registration."""
    return publish(make_event(recurrence="RRULE:FREQ=WEEKLY;COUNT=5", capacity=9))


def days(page) -> list[D]:
    return list(page.occurrences.order_by("recurrence_id").values_list("recurrence_id", flat=True))


def date_of(page, day: D) -> Occurrence:
    return page.occurrences.get(recurrence_id=day)


def mails() -> list[str]:
    return list(OutgoingMail.objects.order_by("pk").values_list("recipient", flat=True))


def test_the_later_dates_go_to_the_successor_as_the_same_rows(series):
    before = dict(series.occurrences.values_list("recurrence_id", "pk"))

    successor = splitting.split(series, DAY, SAME)

    assert days(series) == [D(2027, 3, 18), D(2027, 3, 25)]
    assert days(successor) == [D(2027, 4, 1), D(2027, 4, 8), D(2027, 4, 15)]
    after = dict(Occurrence.objects.values_list("recurrence_id", "pk"))
    assert after == before
    series.refresh_from_db()
    assert series.live
    assert successor.live
    assert (successor.title, successor.predecessor) == (series.title, series)
    assert successor.slug == f"{series.slug}-2027-04-01"
    keys = set(successor.occurrences.values_list("event_key", flat=True))
    assert keys == {successor.translation_key}


def test_a_later_rebuild_of_either_changes_nothing(series):
    successor = splitting.split(series, DAY, SAME)

    for page in (EventPage.objects.get(pk=series.pk), successor):
        assert not occurrences.rebuild(page, now=NOW).has_changes


def test_registrations_stay_and_nobody_is_written_to_where_nothing_changes(series):
    early, late = join(date_of(series, D(2027, 3, 25)), 1), join(date_of(series, DAY), 2)
    known = len(mails())

    successor = splitting.split(series, DAY, SAME)

    early.refresh_from_db()
    late.refresh_from_db()
    assert (early.occurrence.page_id, late.occurrence.page_id) == (series.pk, successor.pk)
    assert counters(late.occurrence) == (1, 0, 1)
    assert late.status == "confirmed"
    assert len(mails()) == known


def test_another_hour_is_told_to_those_of_the_later_dates_alone(series):
    join(date_of(series, D(2027, 3, 25)), 1)
    join(date_of(series, DAY), 2)
    known = len(mails())

    successor = splitting.split(series, DAY, Wishes(T(18), T(20)))

    assert mails()[known:] == ["p2@example.org"]
    starts = {row.local_start.time() for row in successor.occurrences.all()}
    assert starts == {T(18)}
    assert {row.local_start.time() for row in series.occurrences.all()} == {T(17)}


def test_place_and_host_are_those_asked_for_and_partners_stay(series):
    old, partner, new = (NGOFactory(title=name) for name in ("Old", "Partner", "New"))
    venue = VenueFactory()
    page = series.get_latest_revision_as_object()
    page.organizations.add(EventOrganization(organization=old, role="host"))
    page.organizations.add(EventOrganization(organization=partner, role="partner"))
    series = publish(page)

    successor = splitting.split(series, DAY, Wishes(T(17), T(19), venue=venue, host=new))

    row = successor.occurrences.first()
    names = [(link.name, link.role) for link in row.organization_links.all()]
    assert names == [("New", "host"), ("Partner", "partner")]
    assert row.venue == venue
    first = series.occurrences.first()
    names = [(link.name, link.role) for link in first.organization_links.all()]
    assert names == [("Old", "host"), ("Partner", "partner")]
    assert first.venue is None


def test_changes_to_single_dates_go_where_their_date_goes(series):
    page = series.get_latest_revision_as_object()
    page.overrides = [
        OccurrenceOverride(original_date=D(2027, 3, 25), kind=OverrideKind.CANCELLED, note="early"),
        OccurrenceOverride(original_date=D(2027, 4, 8), kind=OverrideKind.REMOVED),
        OccurrenceOverride(
            original_date=D(2027, 4, 15), kind=OverrideKind.MOVED, new_date=D(2027, 4, 16)
        ),
        OccurrenceOverride(original_date=D(2027, 5, 3), kind=OverrideKind.EXTRA, note="extra"),
    ]
    series = publish(page)

    successor = splitting.split(series, DAY, SAME)

    series = EventPage.objects.get(pk=series.pk)
    assert [row.note for row in series.overrides.all()] == ["early"]
    assert [row.original_date for row in successor.overrides.all()] == [
        D(2027, 4, 8),
        D(2027, 4, 15),
        D(2027, 5, 3),
    ]
    assert days(successor) == [DAY, D(2027, 4, 15), D(2027, 5, 3)]
    assert date_of(successor, D(2027, 4, 15)).first_day == D(2027, 4, 16)
    assert date_of(series, D(2027, 3, 25)).is_cancelled


def test_a_closed_date_and_its_record_go_along(series):
    import time_machine

    row = date_of(series, D(2027, 4, 8))
    with time_machine.travel("2027-04-09 12:00Z", tick=False):
        now = datetime.datetime(2027, 4, 9, 12, tzinfo=datetime.UTC)
        record = closing.close(row, closing.Record(head_count=12), now=now)
        successor = splitting.split(series, DAY, SAME)

    record.refresh_from_db()
    assert record.occurrence.page_id == successor.pk
    assert (record.head_count, record.occurrence.status) == (12, "held")
    assert record.occurrence.event_key == successor.translation_key


def test_questions_are_asked_by_both(series):
    page = series.get_latest_revision_as_object()
    page.registration_questions.add(RegistrationQuestion(label="Diet?"))
    series = publish(page)

    successor = splitting.split(series, DAY, SAME)

    for event in (series, successor):
        assert [one.label for one in event.registration_questions.all()] == ["Diet?"]


def test_of_a_draft_both_are_drafts_and_no_date_is_stored():
    page = EventFactory(live=False, recurrence="RRULE:FREQ=WEEKLY;COUNT=5")
    page.save_revision()

    successor = splitting.split(page, DAY, Wishes(T(18), T(20)))

    page.refresh_from_db()
    draft = page.get_latest_revision_as_object()
    assert not page.live
    assert not successor.live
    assert draft.schedule.rule.until == D(2027, 3, 31)
    made = successor.get_latest_revision_as_object()
    assert (made.start_date, made.start_time) == (DAY, T(18))
    assert made.schedule.rule.count == 3
    assert made.predecessor_id == page.pk
    assert not Occurrence.objects.exists()


def test_calendars_name_the_other_part_and_the_old_uid_ends(series):
    sequence = series.sequence
    successor = splitting.split(series, DAY, SAME)
    third = splitting.split(successor, D(2027, 4, 15), SAME)
    series.refresh_from_db()

    rows = Occurrence.objects.with_details().order_by("page", "recurrence_id")
    data = exports.calendar(rows, name="x")

    parts = {str(part["UID"]): part for part in icalendar.Calendar.from_ical(data).walk("VEVENT")}
    assert set(parts) == {series.uid, successor.uid, third.uid}
    assert series.sequence == sequence + 1
    assert _relations(parts[series.uid]) == [("NEXT", successor.uid)]
    assert _relations(parts[successor.uid]) == [("FIRST", series.uid), ("NEXT", third.uid)]
    assert _relations(parts[third.uid]) == [("FIRST", series.uid)]
    assert parts[series.uid]["RRULE"]["UNTIL"][0].date() == D(2027, 3, 31)


def _relations(part) -> list[tuple[str, str]]:
    values = part.get("RELATED-TO", [])
    values = values if isinstance(values, list) else [values]
    return [(value.params["RELTYPE"], str(value)) for value in values]


def test_a_second_press_is_told_and_changes_nothing(series):
    splitting.split(series, DAY, SAME)
    count, revisions = EventPage.objects.count(), series.revisions.count()

    with pytest.raises(AlreadyDecidedError):
        splitting.split(series, DAY, Wishes(T(20), T(21)))

    assert (EventPage.objects.count(), series.revisions.count()) == (count, revisions)


def _code(page, day=DAY) -> str:
    with pytest.raises(ValidationError) as caught:
        splitting.split(page, day, SAME)
    return caught.value.code


def test_what_cannot_be_split_is_refused_and_stays_as_it_was(series):
    assert _code(series, D(2027, 3, 18)) == "day"
    assert _code(series, D(2027, 3, 19)) == "day"
    assert _code(publish(EventFactory())) == "no_rule"
    assert EventPage.objects.count() == 2
    assert len(days(series)) == 5


def test_a_draft_over_a_live_event_is_refused(series):
    series.lead = "Another"
    series.save_revision()

    assert _code(series) == "draft"


def test_a_course_with_people_is_refused_and_an_empty_one_is_not():
    course = make_course()
    publish(course.page)
    join(course)
    assert _code(course.page) == "course"

    empty = make_course()
    publish(empty.page)
    assert splitting.split(empty.page, DAY, SAME).is_course


def test_translations_and_aliases_are_refused(series):
    series.create_alias(update_slug="alias", parent=series.get_parent())
    assert _code(series) == "alias"
    other = publish(EventFactory(recurrence="RRULE:FREQ=WEEKLY;COUNT=5"))
    polish, _made = Locale.objects.get_or_create(language_code="pl")
    other.copy_for_translation(polish, copy_parents=True)

    assert _code(other) == "translations"


def test_hours_that_cannot_be_change_nothing(series):
    with pytest.raises(ValidationError):
        splitting.split(series, DAY, Wishes(T(19), T(17)))

    assert EventPage.objects.count() == 1
    assert len(days(series)) == 5


def _draft() -> EventPage:
    """The series, never published."""
    page = make_event(recurrence="RRULE:FREQ=WEEKLY;COUNT=5", live=False)
    page.save_revision()
    return EventPage.objects.get(pk=page.pk)


def test_a_second_press_on_a_draft_is_told_too():
    page = _draft()
    successor = splitting.split(page, DAY, SAME)

    with pytest.raises(AlreadyDecidedError):
        splitting.split(page, DAY, SAME)

    assert splitting.successor_from(page, DAY) == successor
    assert EventPage.objects.count() == 2


def test_of_a_draft_the_hours_and_days_are_those_of_the_draft():
    page = _draft().get_latest_revision_as_object()
    page.end_date = page.start_date + datetime.timedelta(days=1)
    page.save_revision()
    EventPage.objects.filter(pk=page.pk).update(all_day=True)

    successor = splitting.split(page, DAY, Wishes(T(18), T(20)))

    draft = successor.get_latest_revision_as_object()
    assert (draft.start_date, draft.end_date) == (DAY, DAY + datetime.timedelta(days=1))
    assert (draft.start_time, draft.end_time) == (T(18), T(20))


def test_what_is_to_be_published_at_a_set_time_is_refused():
    page = _draft().get_latest_revision_as_object()
    page.go_live_at = datetime.datetime(2027, 3, 1, tzinfo=datetime.UTC)
    page.save_revision().publish()

    assert _code(EventPage.objects.get(pk=page.pk)) == "scheduled"


def test_what_waits_for_approval_is_refused(django_user_model):
    page = _draft()
    user = django_user_model.objects.create_superuser("boss", password="x")
    workflow = Workflow.objects.create(name="Approval")
    WorkflowTask.objects.create(
        workflow=workflow, task=GroupApprovalTask.objects.create(name="Look"), sort_order=0
    )
    workflow.start(page, user)

    assert _code(EventPage.objects.get(pk=page.pk)) == "scheduled"
    assert EventPage.objects.count() == 1
