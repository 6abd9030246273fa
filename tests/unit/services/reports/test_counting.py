"""What the figures count, and what they must not."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from tests.factories.directory import NGOFactory
from tests.factories.events import EventFactory, EventIndexFactory, OccurrenceFactory
from wagtail_ngo.domain.reports.periods import Period
from wagtail_ngo.enums import CountsAs, DateRole, FigureKey, OccurrenceStatus
from wagtail_ngo.models import (
    Attendance,
    Occurrence,
    OccurrenceClosing,
    OccurrenceOrganization,
)
from wagtail_ngo.models.person_keys import new_pseudonym, person_key
from wagtail_ngo.services.events import occurrences
from wagtail_ngo.services.events.closing import Record, close, reopen
from wagtail_ngo.services.registration.lists import not_closed
from wagtail_ngo.services.reports import counting
from wagtail_ngo.services.reports.figures import COUNTERS, Figures
from wagtail_ngo.services.reports.scope import Scope

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2018, 2, 1, 12, tzinfo=datetime.UTC)
YEAR = Scope(Period.of_year(2017), NOW)


def day(month: int, number: int, *, hour: int = 16, year: int = 2017) -> datetime.datetime:
    return datetime.datetime(year, month, number, hour, tzinfo=datetime.UTC)


def held(starts_at: datetime.datetime, counts_as=CountsAs.MEETING, **fields) -> Occurrence:
    return OccurrenceFactory(starts_at=starts_at, counts_as=counts_as, **fields)


def attend(date: Occurrence, *addresses: str, people: int = 1, organization: str = "") -> None:
    for address in addresses:
        Attendance.objects.create(
            occurrence=date,
            person_key=person_key(address),
            people=people,
            organization_key=organization,
        )


def host(date: Occurrence, name: str, role=DateRole.HOST) -> OccurrenceOrganization:
    return OccurrenceOrganization.objects.create(occurrence=date, name=name, role=role)


def value(key: FigureKey, scope: Scope = YEAR):
    return Figures(scope).value(key)


def test_every_figure_has_a_counter():
    assert set(COUNTERS) == set(FigureKey)


def test_an_empty_year_counts_nothing():
    figures = {key: value(key) for key in FigureKey}

    unknown = (FigureKey.TURNOUT, FigureKey.SEARCHES, FigureKey.DOWNLOADS)
    assert [figures.pop(key) for key in unknown] == [None, None, None]
    assert figures.pop(FigureKey.GRANTED) == ()
    assert set(figures.values()) == {0}


def test_meetings_are_dates_held_and_not_called_off():
    for month in range(1, 12):
        held(day(month, 19))
    held(day(12, 21), status=OccurrenceStatus.CANCELLED)
    held(day(12, 22), status=OccurrenceStatus.NOT_HELD)
    held(day(12, 23), status=OccurrenceStatus.WITHDRAWN)
    held(day(12, 20), CountsAs.OTHER)

    assert value(FigureKey.MEETINGS) == 11
    assert value(FigureKey.OTHER_EVENTS) == 1


def test_a_date_that_is_not_over_does_not_count_yet():
    held(day(12, 31))
    now = day(12, 31, hour=18)

    assert value(FigureKey.MEETINGS, Scope(YEAR.period, now)) == 1
    earlier = now - datetime.timedelta(seconds=1)
    assert value(FigureKey.MEETINGS, Scope(YEAR.period, earlier)) == 0


def test_a_date_belongs_to_the_year_of_its_local_start():
    held(day(12, 31, hour=23))  # 0:00 on 1 January in Warsaw
    held(day(12, 31, hour=22))
    held(day(12, 31, hour=23, year=2016))  # 0:00 on 1 January 2017

    assert value(FigureKey.MEETINGS) == 2
    assert value(FigureKey.MEETINGS, Scope(Period.of_year(2018), NOW)) == 1


def test_a_translation_of_an_event_counts_once():
    calendar = EventIndexFactory()
    polish = EventFactory(parent=calendar, start_date=datetime.date(2017, 3, 16))
    occurrences.rebuild(polish, now=day(1, 1))
    locale = Locale.objects.create(language_code="uk")
    calendar.copy_for_translation(locale, copy_parents=True)
    other = polish.copy_for_translation(locale)
    other.live = True
    other.save()
    occurrences.rebuild(other, now=day(1, 1))
    Occurrence.objects.update(counts_as=CountsAs.MEETING)
    first, second = Occurrence.objects.order_by("pk")
    attend(first, "anna@example.org")
    attend(second, "anna@example.org", "jan@example.org")

    assert value(FigureKey.MEETINGS) == 1
    assert value(FigureKey.PEOPLE) == 2


def test_an_alias_of_an_event_is_the_same_event():
    calendar = EventIndexFactory()
    source = EventFactory(parent=calendar, start_date=datetime.date(2017, 3, 16))
    alias = source.create_alias(parent=EventIndexFactory(slug="other"), update_slug="alias")
    for page in (source, alias):
        Occurrence.objects.filter(page=page).delete()
        occurrences.rebuild(page, now=day(1, 1))
    Occurrence.objects.update(counts_as=CountsAs.MEETING)

    assert value(FigureKey.MEETINGS) == 1


def test_two_events_on_the_same_day_are_two():
    held(day(3, 16))
    held(day(3, 16))

    assert value(FigureKey.MEETINGS) == 2


def test_a_deleted_page_changes_no_figure():
    date = held(day(3, 16))
    attend(date, "anna@example.org")
    before = {key: value(key) for key in FigureKey}

    date.page.delete()

    assert {key: value(key) for key in FigureKey} == before
    assert before[FigureKey.MEETINGS] == 1


def test_people_are_counted_once_and_participations_add_up():
    for number in (22, 29):
        attend(held(day(4, number), CountsAs.TRAINING), "anna@example.org", "jan@example.org")
    attend(held(day(5, 6), CountsAs.TRAINING), "Anna@Example.org ", "ewa@example.org")

    assert value(FigureKey.TRAINEES) == 3
    assert value(FigureKey.TRAINING_PARTICIPATIONS) == 6
    assert value(FigureKey.TRAINING_DAYS) == 3


def test_a_head_count_adds_to_participations_and_not_to_people():
    only_heads, both, names = held(day(4, 20)), held(day(5, 18)), held(day(6, 22))
    OccurrenceClosing.objects.create(occurrence=only_heads, head_count=30)
    OccurrenceClosing.objects.create(occurrence=both, head_count=20)
    attend(both, "anna@example.org", "jan@example.org")
    attend(names, "anna@example.org", people=3)

    assert value(FigureKey.PARTICIPATIONS) == 30 + 20 + 3
    assert value(FigureKey.PEOPLE) == 2


def test_more_names_than_heads_are_believed():
    date = held(day(4, 20))
    OccurrenceClosing.objects.create(occurrence=date, head_count=1)
    attend(date, "anna@example.org", "jan@example.org")

    assert value(FigureKey.PARTICIPATIONS) == 2


def test_voters_are_no_trainees_nor_participants():
    attend(held(day(6, 8), CountsAs.ELECTION), "anna@example.org", organization="name:a")
    attend(held(day(4, 22), CountsAs.TRAINING), "jan@example.org", organization="name:b")

    assert value(FigureKey.TRAINEES) == 1
    assert (value(FigureKey.PEOPLE), value(FigureKey.PARTICIPATIONS)) == (1, 1)
    assert value(FigureKey.REPRESENTATIVES) == 2


def test_an_erased_person_stays_one_person():
    days = [held(day(4, number), CountsAs.TRAINING) for number in (22, 29)]
    for date in days:
        attend(date, "anna@example.org", "jan@example.org")
    Attendance.objects.filter(person_key=person_key("anna@example.org")).update(
        person_key=new_pseudonym()
    )

    assert value(FigureKey.TRAINEES) == 2
    assert value(FigureKey.TRAINING_PARTICIPATIONS) == 4


def test_an_organization_counts_once_whatever_it_did():
    first, second = held(day(3, 16)), held(day(4, 20))
    entry = NGOFactory(title="Fundacja A")
    host(first, "Stowarzyszenie B")
    OccurrenceOrganization.objects.create(occurrence=first, organization=entry)
    OccurrenceOrganization.objects.create(
        occurrence=second, organization=entry, role=DateRole.PRESENT
    )
    host(second, "stowarzyszenie  b", DateRole.PRESENT)
    attend(second, "anna@example.org", organization=str(entry.uuid))
    attend(second, "jan@example.org", organization="name:klub c")

    assert value(FigureKey.ORGANIZATIONS) == 3
    entry.delete()
    assert value(FigureKey.ORGANIZATIONS) == 3


def test_a_person_of_two_organizations_is_one_person():
    attend(held(day(3, 16)), "anna@example.org", organization="name:a")
    attend(held(day(4, 20)), "anna@example.org", organization="name:b")

    assert value(FigureKey.REPRESENTATIVES) == 1
    assert value(FigureKey.ORGANIZATIONS) == 2


def test_hosts_come_in_the_order_held_each_once():
    host(held(day(4, 20)), "B")
    host(held(day(3, 16)), "A")
    host(held(day(5, 18)), "A")
    host(held(day(6, 22)), "C", DateRole.PARTNER)
    host(held(day(7, 20), CountsAs.OTHER), "D")

    assert [row.name for row in counting.hosts(YEAR)] == ["A", "B"]


def test_a_calendar_has_its_own_figures():
    ours, theirs = EventIndexFactory(slug="ours"), EventIndexFactory(slug="theirs")
    held(day(3, 16), page=EventFactory(parent=ours))
    held(day(3, 17), page=EventFactory(parent=theirs))

    assert value(FigureKey.MEETINGS, Scope(YEAR.period, NOW, calendar=ours)) == 1
    assert value(FigureKey.MEETINGS) == 2


def test_the_number_of_queries_does_not_grow(django_assert_num_queries):
    def fill(month: int) -> None:
        date = held(day(month, 10))
        host(date, f"Host {month}")
        attend(date, *(f"{n}@example.org" for n in range(month)), organization="name:a")

    def count_all() -> list:
        figures = Figures(YEAR)
        return [figures.value(key) for key in FigureKey]

    fill(1)
    count_all()
    with CaptureQueriesContext(connection) as few:
        count_all()
    for month in range(2, 13):
        fill(month)

    with django_assert_num_queries(len(few)):
        figures = count_all()
    assert figures[list(FigureKey).index(FigureKey.MEETINGS)] == 12
    assert len(few) <= 40


def test_a_date_opened_again_counts_what_was_said_of_it_until_it_is_closed_anew():
    date = held(day(3, 1), status=OccurrenceStatus.SCHEDULED)
    attend(date, "anna@example.org")
    close(date, Record(head_count=14), now=NOW)
    assert value(FigureKey.PARTICIPATIONS) == 14

    reopen(date, reason="Miscounted", now=NOW)

    # Nothing counted is lost while somebody corrects it; it is among those not closed yet.
    assert value(FigureKey.PARTICIPATIONS) == 14
    assert (value(FigureKey.MEETINGS), value(FigureKey.PEOPLE)) == (1, 1)
    assert list(not_closed(now=NOW)) == [date]
    close(date, Record(head_count=9), now=NOW)
    assert value(FigureKey.PARTICIPATIONS) == 9


def test_a_date_closed_as_not_held_counts_again_while_it_is_open():
    date = held(day(3, 1), status=OccurrenceStatus.SCHEDULED)
    close(date, Record(was_held=False), now=NOW)
    assert value(FigureKey.MEETINGS) == 0

    reopen(date, reason="It was held after all", now=NOW)

    assert value(FigureKey.MEETINGS) == 1
