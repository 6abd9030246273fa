"""What happens to records after a year, and what must happen to its figures: these and no other.

Each trap compares all figures of a small year before and after; see ``small_year``.
"""

import datetime

import pytest
from django.utils import timezone
from wagtail.models import Locale, Site

from tests.factories.bulletin import (
    BulletinIndexFactory,
    BulletinIssueFactory,
    FundingAwardFactory,
    publish,
)
from tests.factories.events import EventIndexFactory
from tests.unit.services.reports.small_year import (
    BEFORE,
    NEXT_YEAR,
    NOW,
    YEAR,
    Town,
    attend,
    changes,
    figures,
    link,
)
from wagtail_ngo.enums import DateRole, OccurrenceStatus, OverrideKind
from wagtail_ngo.models import (
    Attendance,
    BulletinDistribution,
    CooperationProgramme,
    EventKind,
    EventPage,
    OccurrenceOrganization,
    OccurrenceOverride,
)
from wagtail_ngo.models.person_keys import new_pseudonym, person_key
from wagtail_ngo.services.events import closing, occurrences
from wagtail_ngo.services.reports.scope import Scope

pytestmark = [pytest.mark.django_db, pytest.mark.any_version]


@pytest.fixture
def town():
    return Town()


def test_the_year_itself(town):
    assert figures() == {
        "meetings": 11,
        "hosts": 1,
        "training_days": 2,
        "trainees": 2,
        "training_participations": 3,
        "other_events": 0,
        "participations": 30 + 1 + 3,
        "people": 2,
        "organizations": 2,
        "representatives": 2,
        "issues": 2,
        "copies": 120,
        "elections": 1,
        "voters": 30,
        "turnout": 62.5,
        "new_entries": 2,
        "calls": 1,
        "awards": 1,
        "granted": (("PLN", 5000),),
        "cooperations": 1,
        "searches": None,
        "downloads": None,
    }


def test_a_cancelled_twelfth_meeting_counts_when_it_is_held_after_all(town):
    twelfth = town.meetings.occurrences.order_by("starts_at").last()
    assert twelfth.status == OccurrenceStatus.CANCELLED

    with changes(meetings=(11, 12)):
        OccurrenceOverride.objects.all().delete()
        occurrences.rebuild(EventPage.objects.get(pk=town.meetings.pk), now=BEFORE)


def test_a_draft_of_a_twelfth_issue_counts_when_it_is_issued(town):
    with changes(issues=(2, 3)):
        publish(town.draft)


def test_an_issue_that_is_taken_back_does_not_count(town):
    with changes(issues=(2, 1)):
        town.issues[0].unpublish()


def test_a_correction_of_an_issue_is_no_further_one(town):
    issue = town.issues[0]
    issue.title, issue.correction_note = "Poprawiony", "Tytuł"

    with changes():
        publish(issue)


def test_a_date_closed_as_not_held_does_not_count(town):
    third = town.meetings.occurrences.order_by("starts_at")[2]

    with changes(meetings=(11, 10)):
        closing.close(third, closing.Record(was_held=False), now=NOW)


def test_a_person_in_two_trainings_is_one_person(town):
    second_day = town.training.occurrences.order_by("starts_at").last()

    with changes(training_participations=(3, 2), participations=(34, 33)):
        Attendance.objects.get(
            occurrence=second_day, person_key=person_key("anna@example.org")
        ).delete()


def test_a_person_of_two_organizations_is_one_representative(town):
    both = Attendance.objects.filter(person_key=person_key("anna@example.org"))
    assert both.values("organization_key").distinct().count() == 2

    with changes():
        both.update(organization_key=str(town.host.uuid), organization=town.host)


def test_an_organization_present_under_a_head_count_took_part(town):
    Attendance.objects.exclude(organization=town.host).update(
        organization=town.host, organization_key=str(town.host.uuid)
    )

    with changes(organizations=(2, 1)):
        OccurrenceOrganization.objects.filter(role=DateRole.PRESENT).delete()


def test_a_person_erased_stays_one_person(town):
    with changes():
        Attendance.objects.filter(person_key=person_key("anna@example.org")).update(
            person_key=new_pseudonym()
        )


def test_a_deleted_kind_changes_nothing(town):
    with changes():
        EventKind.objects.all().delete()


@pytest.mark.parametrize(
    "name", ["meetings", "training", "election", "calendar", "serial", "council"]
)
def test_a_deleted_page_changes_nothing(town, name):
    with changes():
        getattr(town, name).delete()


def test_a_deleted_issue_keeps_its_number_and_copies(town):
    with changes():
        town.issues[-1].delete()


def test_a_deleted_entry_is_no_new_organization_and_took_part_all_the_same(town):
    with changes(new_entries=(2, 1)):
        town.host.delete()


def test_what_is_unpublished_was_held_all_the_same(town):
    with changes():
        for page in (town.meetings, town.training, town.host, town.election):
            page.unpublish()


def test_a_date_moved_into_the_next_year_counts_there(town):
    eleventh = town.meetings.occurrences.order_by("starts_at")[10]
    OccurrenceOverride.objects.create(
        page=town.meetings,
        original_date=eleventh.recurrence_id,
        kind=OverrideKind.MOVED,
        new_date=datetime.date(2018, 1, 4),
    )

    there = {"meetings": (0, 1), "hosts": (0, 1), "organizations": (0, 1)}
    with changes(meetings=(11, 10)), changes(NEXT_YEAR, **there):
        occurrences.rebuild(EventPage.objects.get(pk=town.meetings.pk), now=BEFORE)


def test_a_december_issue_printed_in_january_is_of_december(town):
    town.draft.issue_date = datetime.date(2017, 12, 31)
    january = datetime.date(2018, 1, 4)

    with changes(issues=(2, 3)), changes(NEXT_YEAR, copies=(0, 80)):
        issue = publish(town.draft)
        BulletinDistribution.objects.create(issue=issue, copies=80, date=january, place="Ratusz")


def test_an_issue_whose_date_was_wrong_counts_by_the_right_one(town):
    issue = town.issues[-1]
    issue.issue_date, issue.correction_note = datetime.date(2018, 1, 2), "Data"

    with changes(issues=(2, 1)), changes(NEXT_YEAR, issues=(0, 1)):
        publish(issue)


@pytest.fixture
def ukrainian():
    return Locale.objects.create(language_code="uk")


def test_translations_are_the_same_events_issues_and_entries(town, ukrainian):
    with changes():
        for page in (town.meetings, town.training, town.issues[0], town.host):
            page.copy_for_translation(ukrainian, copy_parents=True).save_revision().publish()


def test_a_translation_outlives_its_original_and_still_counts_once(town, ukrainian):
    issue = publish(town.issues[0].copy_for_translation(ukrainian, copy_parents=True))

    with changes():
        town.issues[0].delete()
        issue.delete()


def test_aliases_are_the_same_events_issues_and_entries(town):
    elsewhere = EventIndexFactory(parent=town.home, slug="other")

    with changes():
        town.meetings.create_alias(parent=elsewhere)
        town.issues[0].create_alias(update_slug="alias")
        town.host.create_alias(update_slug="alias")


class SecondSite:
    """The same year once more, smaller, on a site of its own."""

    def __init__(self, town: Town):
        first = Site.objects.get(is_default_site=True)
        root = first.root_page.get_parent()
        self.home = root.add_child(instance=type(town.home)(title="Second", slug="second"))
        self.site = Site.objects.create(hostname="second.example.org", root_page=self.home)
        self.calendar = EventIndexFactory(parent=self.home)
        self.page = town.event(
            "FREQ=DAILY;COUNT=2", datetime.date(2017, 9, 5), town.kind, parent=self.calendar
        )
        self.serial = BulletinIndexFactory(parent=self.home)
        self.issue = publish(BulletinIssueFactory(parent=self.serial, number=1, year=2017))
        BulletinDistribution.objects.create(
            issue=self.issue, copies=7, date=datetime.date(2017, 2, 2), place="Ratusz"
        )


def test_a_second_site_adds_to_the_town_and_not_to_the_first_site(town):
    only_first = Scope(YEAR.period, NOW, site=Site.objects.get(is_default_site=True))

    with changes(only_first), changes(meetings=(11, 13), issues=(2, 3), copies=(120, 127)):
        second = SecondSite(town)

    own = figures(Scope(YEAR.period, NOW, site=second.site))
    assert [own[key] for key in ("meetings", "issues", "copies", "elections", "new_entries")] == [
        2, 1, 7, 0, 0,
    ]  # fmt: skip


def test_deleted_pages_stay_in_the_figures_of_their_site_and_calendar(town):
    second = SecondSite(town)
    own = Scope(YEAR.period, NOW, site=second.site)
    of_calendar = Scope(YEAR.period, NOW, calendar=second.calendar)
    first = Scope(YEAR.period, NOW, site=Site.objects.get(is_default_site=True))

    with changes(own), changes(of_calendar), changes(first):
        for page in (second.page, second.issue, town.meetings, town.issues[-1], town.election):
            page.delete()
    assert figures(of_calendar)["meetings"] == 2


def test_an_entry_is_new_in_the_local_year(town):
    midnight = timezone.make_aware(
        datetime.datetime.combine(datetime.date(2018, 1, 1), datetime.time())
    )

    with changes(new_entries=(2, 1)), changes(NEXT_YEAR, new_entries=(0, 1)):
        town.host.first_published_at = midnight
        town.host.save()


def test_free_events_and_two_dates_at_one_hour_keep_their_own_numbers(town):
    other = town.event("FREQ=DAILY;COUNT=1", datetime.date(2017, 5, 9), town.training_kind)
    row = other.occurrences.get()

    with changes(
        trainees=(2, 3), training_participations=(3, 4), participations=(34, 35), people=(2, 3)
    ):
        attend(row, "ewa@example.org")
    assert figures()["training_days"] == 3


def test_what_came_by_several_roles_is_one_organization(town):
    row = town.meetings.occurrences.order_by("starts_at")[2]

    with changes():
        link(row, town.host, DateRole.PARTNER)
        link(row, town.host, DateRole.PRESENT)


def test_a_programme_counts_its_own_events_calls_and_awards(town):
    programme = CooperationProgramme.objects.create(name="Program współpracy 2017")
    own = Scope(YEAR.period, NOW, programme=programme)

    events = {
        "meetings": (0, 11),
        "hosts": (0, 1),
        "participations": (0, 31),
        "people": (0, 1),
        "organizations": (0, 2),
        "representatives": (0, 1),
    }
    with changes(), changes(own, **events):
        tag(town.meetings, programme)
    with changes(), changes(own, calls=(0, 1), awards=(0, 1), granted=((), (("PLN", 5000),))):
        town.call.programme = programme
        town.call.save()
    # Not of the programme, and in the figures of it neither more nor less than before.
    FundingAwardFactory(amount=9)
    assert figures(own)["granted"] == (("PLN", 5000),)


def test_a_series_that_goes_on_into_the_next_programme_leaves_its_past_where_it_was(town):
    old, new = (CooperationProgramme.objects.create(name=f"Program {n}") for n in (2017, 2018))
    tag(town.meetings, old, now=NOW)

    with changes(Scope(YEAR.period, NOW, programme=old)):
        tag(town.meetings, new, now=NOW)
        town.meetings.delete()
    assert figures(Scope(YEAR.period, NOW, programme=new))["meetings"] == 0


def tag(page: EventPage, programme: CooperationProgramme, *, now: datetime.datetime = NOW) -> None:
    EventPage.objects.filter(pk=page.pk).update(programme=programme)
    occurrences.rebuild(page, now=now)
