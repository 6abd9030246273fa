"""What the record of a date keeps, and what stays as it was."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.models import ModelLogEntry

from tests.factories.bulletin import BulletinIssueFactory
from tests.factories.directory import NGOFactory
from tests.factories.events import EventFactory, EventKindFactory, VenueFactory
from wagtail_ngo.enums import CountsAs, DateRole, OccurrenceStatus
from wagtail_ngo.models import (
    Attendance,
    Occurrence,
    OccurrenceClosing,
    OccurrenceOrganization,
)
from wagtail_ngo.services.events import occurrences
from wagtail_ngo.services.events.closing import Record, close, copies_of, record_of, reopen

pytestmark = pytest.mark.django_db
AFTER = datetime.datetime(2027, 3, 18, 20, tzinfo=datetime.UTC)
BEGIN = datetime.datetime(2027, 3, 18, 16, tzinfo=datetime.UTC)
SECOND = datetime.timedelta(seconds=1)


@pytest.fixture
def date() -> Occurrence:
    """18 March 2027, 17 to 19 o'clock."""
    kind = EventKindFactory(name="Spotkania", counts_as=CountsAs.MEETING)
    page = EventFactory(title="Spotkanie", kind=kind, venue=VenueFactory(name="Rondo"))
    occurrences.rebuild(page, now=BEGIN - datetime.timedelta(days=30))
    return page.occurrences.get()


def links(row, role) -> list[tuple[str, str]]:
    rows = row.organization_links.filter(role=role).order_by("sort_order", "pk")
    return [(str(link.organization or ""), link.name) for link in rows]


def test_a_record_is_written_as_it_was_given_and_read_again(date, admin_user):
    guest, host = NGOFactory(title="Gość"), NGOFactory(title="Gospodarz")
    issue = BulletinIssueFactory()
    minutes = get_document_model().objects.create(
        title="M", file=ContentFile(b"x", name="minutes.txt")
    )
    record = Record(
        head_count=12,
        summary="S",
        minutes=minutes,
        present=[guest, guest],
        other_organizations=["  Koło   Łąka ", ""],
        hosts=[host],
        copies={issue.pk: 30},
    )

    closing = close(date, record, now=AFTER, user=admin_user)

    row = Occurrence.objects.get(pk=date.pk)
    assert (row.status, row.closed_at) == (OccurrenceStatus.HELD, AFTER)
    assert (date.status, date.closed_at) == (OccurrenceStatus.HELD, AFTER)
    assert (closing.closed_by, closing.status_before) == (admin_user, OccurrenceStatus.SCHEDULED)
    assert links(row, DateRole.PRESENT) == [("Gość", "Gość"), ("", "Koło Łąka")]
    assert links(row, DateRole.HOST) == [("Gospodarz", "Gospodarz")]
    assert copies_of(row) == {issue.pk: 30}
    read = record_of(closing)
    assert (read.head_count, read.summary, read.minutes) == (12, "S", minutes)
    assert (read.present, read.other_organizations) == ([guest], ["Koło Łąka"])
    assert (read.hosts, read.copies) == ([host], {issue.pk: 30})


def test_the_names_are_those_of_the_day_of_closing(date):
    date.page.title, date.page.kind.name, date.page.venue.name = "Nowe", "Inne", "Aula"
    for changed in (date.page, date.page.kind, date.page.venue):
        changed.save()
    host = NGOFactory(title="Dawna nazwa")
    link = OccurrenceOrganization(occurrence=date, organization=host, role=DateRole.HOST)
    link.remember()
    link.save()
    host.title = "Nowa nazwa"
    host.save()

    close(date, Record(), now=AFTER)

    row = Occurrence.objects.get(pk=date.pk)
    assert (row.event_title, row.venue_name) == ("Nowe", "Aula")
    # The kind is what it was when the date took place.
    assert (row.kind_name, row.counts_as) == ("Spotkania", CountsAs.MEETING)
    assert links(row, DateRole.HOST) == [("Nowa nazwa", "Nowa nazwa")]


def test_hosts_that_are_not_given_stay(date):
    host = NGOFactory(title="Gospodarz")
    link = OccurrenceOrganization(occurrence=date, organization=host, role=DateRole.HOST)
    link.remember()
    link.save()

    close(date, Record(present=[host]), now=AFTER)

    assert links(date, DateRole.HOST) == [("Gospodarz", "Gospodarz")]
    assert links(date, DateRole.PRESENT) == [("Gospodarz", "Gospodarz")]


@pytest.mark.parametrize(
    ("record", "named", "now", "code"),
    [
        (Record(), 0, BEGIN - SECOND, "ahead"),
        (Record(), 0, BEGIN, None),
        (Record(was_held=False), 0, BEGIN - SECOND, None),
        (Record(was_held=False, head_count=1), 0, AFTER, "people"),
        (Record(was_held=False), 1, AFTER, "people"),
        (Record(head_count=2), 2, AFTER, None),
        (Record(head_count=1), 2, AFTER, "head_count"),
        (Record(head_count=0), 0, AFTER, None),
    ],
)
def test_a_record_must_agree_with_the_clock_and_the_people(date, record, named, now, code):
    if named:
        Attendance.objects.create(occurrence=date, person_key="k", people=named)

    if code is None:
        close(date, record, now=now)
        assert Occurrence.objects.get(pk=date.pk).is_closed
        return
    with pytest.raises(ValidationError) as error:
        close(date, record, now=now)
    told = error.value
    assert code in (getattr(told, "code", None), *getattr(told, "error_dict", {}))
    assert not OccurrenceClosing.objects.exists()


def test_opening_again_is_about_this_date_alone(date, admin_user):
    other = EventFactory(title="Inne")
    occurrences.rebuild(other, now=BEGIN - datetime.timedelta(days=30))
    other_date = other.occurrences.get()
    close(other_date, Record(summary="inne"), now=AFTER)
    with pytest.raises(ValidationError) as error:
        reopen(date, reason="pomyłka", now=AFTER)
    assert error.value.code == "not_closed"

    close(date, Record(summary="to"), now=AFTER)
    assert reopen(date, reason=" pomyłka ", now=AFTER, user=admin_user).summary == "to"

    row = Occurrence.objects.get(pk=date.pk)
    assert (row.status, row.closed_at) == (OccurrenceStatus.SCHEDULED, None)
    assert (date.status, date.closed_at) == (OccurrenceStatus.SCHEDULED, None)
    assert Occurrence.objects.get(pk=other_date.pk).is_closed
    entry = ModelLogEntry.objects.get(action="wagtail_ngo.reopen_date")
    assert (entry.data, entry.user) == ({"reason": "pomyłka"}, admin_user)


def test_copies_that_say_the_same_stay_and_others_are_written_again(date):
    first, second, third = (BulletinIssueFactory() for _ in range(3))
    date.distributions.create(issue=first, copies=10, date=date.local_day, place="Biblioteka")
    date.distributions.create(issue=second, copies=10, date=date.local_day)
    date.distributions.create(issue=third, copies=10, date=date.local_day)

    close(date, Record(copies={first.pk: 10, second.pk: 7, third.pk: 0}), now=AFTER)

    assert copies_of(date) == {first.pk: 10, second.pk: 7}
    assert date.distributions.get(issue=first).place == "Biblioteka"


def test_a_host_whose_entry_came_back_is_named_once(date):
    host = NGOFactory(title="Gospodarz")
    link = OccurrenceOrganization(occurrence=date, role=DateRole.HOST, name="Dawna nazwa")
    link.key = str(host.uuid)
    link.save()

    close(date, Record(hosts=[host]), now=AFTER)

    assert links(date, DateRole.HOST) == [("", "Dawna nazwa")]
