"""After a report was frozen: which records count or no longer count, and why."""

import datetime
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.log_actions import log

from tests.factories.bulletin import FundingAwardFactory
from tests.factories.cooperation import CooperationFactory
from tests.factories.directory import NGOFactory
from tests.factories.events import EventFactory
from tests.factories.reports import ActivityReportFactory
from tests.unit.services.reports.small_year import BEFORE, NOW, Town, attend, link
from wagtail_ngo.enums import CountsAs, DateRole, FigureKey, OverrideKind
from wagtail_ngo.models import (
    Attendance,
    BulletinRecord,
    DailyCount,
    ElectionRecord,
    EventPage,
    OccurrenceOverride,
    ReportFreeze,
)
from wagtail_ngo.models.person_keys import new_pseudonym
from wagtail_ngo.services.events import closing, occurrences
from wagtail_ngo.services.reports import changes, freezing
from wagtail_ngo.services.reports.figures import report_values
from wagtail_ngo.services.reports.scope import scope_of

pytestmark = [pytest.mark.django_db, pytest.mark.any_version]
LATER = NOW + datetime.timedelta(days=30)


@pytest.fixture
def town(time_machine):
    time_machine.move_to(NOW, tick=False)
    return Town()


@pytest.fixture
def report(town, time_machine):
    page = ActivityReportFactory()
    freezing.freeze(page, user=None, now=NOW)
    time_machine.move_to(LATER, tick=False)
    return page


def told(report) -> dict:
    """Figure → (label, before, after, reason) of each record that changed."""
    return {
        str(one.key): [
            (row.change.record.label, *row.change.amounts, row.reason) for row in one.records
        ]
        for one in changes.changes_since_freezing(report, now=LATER)
    }


def meetings(town):
    return list(town.meetings.occurrences.order_by("starts_at"))


def override(page, row, **fields) -> None:
    OccurrenceOverride.objects.create(page=page, original_date=row.recurrence_id, **fields)
    occurrences.rebuild(EventPage.objects.get(pk=page.pk), now=BEFORE)


def test_nothing_changed_is_nothing_told(report):
    assert told(report) == {}


def test_another_language_is_no_change(report):
    with translation.override("pl"):
        assert told(report) == {}


def test_a_date_that_is_cancelled_after_all(report, town):
    fourth = meetings(town)[3]
    override(town.meetings, fourth, kind=OverrideKind.CANCELLED)
    log(instance=town.meetings, action="wagtail.publish")

    assert told(report) == {"meetings": [(fourth.title, "", "", "cancelled on March 3, 2018")]}


def test_a_date_moved_into_the_next_year(report, town):
    fourth = meetings(town)[3]
    override(town.meetings, fourth, kind=OverrideKind.MOVED, new_date=datetime.date(2018, 1, 25))

    assert told(report) == {"meetings": [(fourth.title, "", "", "moved to Jan. 25, 2018")]}


def test_a_date_counted_as_another_kind(report, town):
    fourth = meetings(town)[3]
    type(fourth).objects.filter(pk=fourth.pk).update(counts_as=CountsAs.OTHER)

    assert told(report) == {
        "meetings": [(fourth.title, "", "", "counts as “Other event” now")],
        "other_events": [(fourth.title, "", "", "changed")],
    }


def test_a_date_opened_again_and_closed_with_another_head_count(report, town):
    second = meetings(town)[1]
    closing.reopen(second, reason="Somebody was forgotten", now=LATER)
    closing.close(second, closing.Record(head_count=31, present=[town.guest]), now=LATER)

    why = "closed again on March 3, 2018: Somebody was forgotten"
    assert told(report) == {"participations": [(second.title, "30", "31", why)]}


def test_a_date_closed_as_not_held(report, town):
    fourth = meetings(town)[3]
    closing.close(fourth, closing.Record(was_held=False), now=LATER)

    assert told(report) == {
        "meetings": [(fourth.title, "", "", "closed as not held on March 3, 2018")]
    }


def test_somebody_written_down_later(report, town):
    fourth = meetings(town)[3]
    attend(fourth, "eve@example.org", town.guest)

    row = (fourth.title, "", "1", "somebody was written down on March 3, 2018")
    figures = ("participations", "people", "representatives")
    assert told(report) == {key: [row] for key in figures}


def test_an_event_published_later_and_its_page_deleted_before(report, town):
    page = EventFactory(parent=town.calendar, start_date=datetime.date(2017, 7, 4))
    occurrences.rebuild(page, now=BEFORE)
    log(instance=page, action="wagtail.publish")

    row = (page.title, "", "", "event published on March 3, 2018")
    assert told(report) == {"other_events": [row]}


def test_erasing_people_and_deleting_pages_is_no_change(report, town):
    for key in set(Attendance.objects.values_list("person_key", flat=True)):
        Attendance.objects.filter(person_key=key).update(person_key=new_pseudonym())
    for page in (town.meetings, town.training, town.election):
        type(page).objects.get(pk=page.pk).delete()
    type(town.kind).objects.all().delete()

    assert told(report) == {}


def test_a_deleted_entry_is_no_new_organization(report, town):
    page = type(town.guest).objects.get(pk=town.guest.pk)
    log(instance=page, action="wagtail.delete", deleted=True)
    page.delete()

    assert told(report) == {"new_entries": [("Klub Zryw", "", "", "deleted on March 3, 2018")]}


def test_an_organization_says_where_it_took_part(report, town):
    entry = NGOFactory(title="Chór", first_published_at=LATER)
    fourth = meetings(town)[3]
    row = link(fourth, entry, DateRole.PARTNER)

    why = f"named at: {fourth.title}, April 19, 2017"
    assert told(report) == {"organizations": [("Chór", "", "", why)]}
    row.delete()
    assert told(report) == {}


def test_hosts_that_are_another_are_told_where_the_number_stays(report, town):
    other = NGOFactory(title="Chór", first_published_at=LATER)
    for row in meetings(town):
        row.organization_links.filter(role=DateRole.HOST).delete()
    link(meetings(town)[0], other, DateRole.HOST)

    (figure,) = [
        one
        for one in changes.changes_since_freezing(report, now=LATER)
        if one.key == FigureKey.HOSTS
    ]
    assert (figure.kept, figure.now, figure.is_other_number) == (1, 1, False)
    assert [(row.change.record.label, row.change.kind.value) for row in figure.records] == [
        ("Fundacja Indygo", "went"),
        ("Chór", "came"),
    ]


def test_issues_taken_back_dated_anew_and_issued(town, time_machine):
    back, moved, new = (
        BulletinRecord.objects.create(
            issue=issue, title=title, issue_date=datetime.date(2017, 5, 4)
        )
        for issue, title in zip([*town.issues, town.draft], "abc", strict=True)
    )
    for record in (back, moved, new):
        type(town.draft).objects.filter(pk=record.issue_id).update(live=record is not new)
    report = ActivityReportFactory()
    freezing.freeze(report, user=None, now=NOW)
    time_machine.move_to(LATER, tick=False)
    type(back.issue).objects.filter(pk=back.issue.pk).update(live=False)
    type(new.issue).objects.filter(pk=new.issue.pk).update(live=True)
    BulletinRecord.objects.filter(pk=moved.pk).update(issue_date=datetime.date(2018, 1, 3))
    log(instance=back.issue, action="wagtail.unpublish")
    log(instance=new.issue, action="wagtail.publish")

    assert told(report) == {
        "issues": [
            ("a", "", "", "not public any more on March 3, 2018"),
            ("b", "", "", "dated Jan. 3, 2018 now"),
            ("c", "", "", "published on March 3, 2018"),
        ]
    }


def test_copies_corrected(report, town):
    town.copies.copies = 90
    town.copies.save()
    log(instance=town.copies, action="wagtail.edit")

    label = f"{town.issues[-1].title}, Ratusz"
    assert told(report) == {"copies": [(label, "120", "90", "corrected on March 3, 2018")]}


def test_an_election_counted_again(report, town):
    ElectionRecord.objects.update(voters=31)
    log(instance=town.election, action="wagtail_ngo.correct_count", data={"reason": "Mixed up"})
    log(instance=town.election, action="wagtail_ngo.validate_count")

    why = "count corrected on March 3, 2018: Mixed up"
    title = town.election.title
    assert told(report) == {
        "voters": [(title, "30", "31", why)],
        "turnout": [(title, "30 / 48", "31 / 48", why)],
    }


def test_money_added_corrected_hidden_and_dated_anew(report, town):
    late = FundingAwardFactory(
        call=town.call, organization=town.guest, organization_name="Klub Zryw", amount=100
    )
    log(instance=late, action="wagtail.create")
    town.award.amount = 4000
    town.award.save()

    found = told(report)
    assert found["awards"] == [("Klub Zryw", "", "", "added on March 3, 2018")]
    assert found["granted"] == [
        (str(town.award), "5000.00 PLN", "4000.00 PLN", "corrected"),
        ("Klub Zryw", "", "100.00 PLN", "added on March 3, 2018"),
    ]
    town.award.decided_on = datetime.date(2018, 1, 2)
    town.award.save()
    assert told(report)["awards"][0] == (str(town.award), "", "", "dated Jan. 2, 2018 now")
    town.award.is_public = False
    town.award.save()
    assert told(report)["awards"][0] == (str(town.award), "", "", "not public any more")


def test_calls_and_cooperations(report, town):
    town.call.is_public = False
    town.call.save()
    log(instance=town.call, action="wagtail.edit")
    CooperationFactory(
        title="Piknik", started_on=datetime.date(2017, 9, 1), partners=[town.host, town.guest]
    )
    town.cooperation.delete()

    found = told(report)
    assert found["calls"] == [(str(town.call), "", "", "not public any more on March 3, 2018")]
    assert found["cooperations"] == [
        (town.cooperation.title, "", "", "deleted"),
        ("Piknik", "", "", "changed"),
    ]


def test_downloads_have_no_reason(report, town):
    day = datetime.date(2017, 6, 1)
    DailyCount.objects.create(use="download", day=day, key="a", label="a.pdf", times=3)

    assert told(report) == {"downloads": [("a.pdf", "", "3", "")]}


def test_what_is_kept_names_nobody_and_is_not_read_with_the_page(report, town):
    Attendance.objects.update(name="Anna Markiewicz")
    kept = ReportFreeze.objects.get()

    text = json.dumps(kept.records)
    keys = Attendance.objects.values_list("person_key", flat=True)
    assert not [key for key in keys if key in text]
    assert "Markiewicz" not in text
    assert set(kept.records) == set(FigureKey.values)
    assert "records" in freezing.freeze_of(report).get_deferred_fields()


def test_records_agree_with_the_figures(town):
    scope = scope_of(ActivityReportFactory(), now=NOW)
    values, kept = report_values(scope).figures, changes.kept_records(scope)

    for key in ("meetings", "hosts", "training_days", "organizations", "issues", "elections",
                "new_entries", "calls", "awards", "cooperations", "other_events"):  # fmt: skip
        assert len(kept[key]) == values[key], key
    for key in ("training_participations", "participations", "copies", "voters"):
        assert sum(int(row[3]) for row in kept[key]) == values[key], key


def test_a_report_frozen_without_records_compares_numbers(report, town):
    ReportFreeze.objects.update(records={})
    override(town.meetings, meetings(town)[3], kind=OverrideKind.CANCELLED)

    (figure,) = changes.changes_since_freezing(report, now=LATER)

    assert (figure.key, figure.kept, figure.now, figure.records) == ("meetings", 11, 10, ())
    assert not changes.has_records(ReportFreeze.objects.get())


def test_of_many_changes_some_are_explained_and_the_others_counted(report, town, monkeypatch):
    monkeypatch.setattr(changes, "MOST_EXPLAINED", 2)
    for row in meetings(town)[:4]:
        type(row).objects.filter(pk=row.pk).update(counts_as=CountsAs.OTHER)

    found = {one.key: one for one in changes.changes_since_freezing(report, now=LATER)}

    assert (len(found["meetings"].records), found["meetings"].more) == (2, 2)


def test_the_number_of_queries_does_not_grow(report, town):
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            told(report)
        return len(found)

    attend(meetings(town)[3], "a@example.org", town.guest)
    queries()
    few = queries()
    for row in meetings(town)[4:9]:
        attend(row, "b@example.org", town.host)

    assert queries() == few


def test_a_date_that_was_held_after_all(town, time_machine):
    fourth = meetings(town)[3]
    closing.close(fourth, closing.Record(was_held=False), now=NOW)
    page = ActivityReportFactory()
    freezing.freeze(page, user=None, now=NOW)
    time_machine.move_to(LATER, tick=False)
    closing.reopen(fourth, reason="Pomyłka", now=LATER)

    opened = {"meetings": [(fourth.title, "", "", "opened again on March 3, 2018: Pomyłka")]}
    assert told(page) == opened
    closing.close(fourth, closing.Record(), now=LATER)

    why = "closed as held on March 3, 2018: Pomyłka"
    assert told(page) == {"meetings": [(fourth.title, "", "", why)]}
