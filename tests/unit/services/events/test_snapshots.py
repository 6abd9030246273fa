"""What a date's row remembers of its page, and of the organizations."""

import datetime

import pytest

from tests.factories.directory import NGOFactory
from tests.factories.events import (
    EventFactory,
    EventIndexFactory,
    EventKindFactory,
    OccurrenceFactory,
    VenueFactory,
)
from wagtail_ngo.enums import CountsAs, DateRole, OverrideKind
from wagtail_ngo.models import (
    CooperationProgramme,
    EventOrganization,
    EventPage,
    Occurrence,
    OccurrenceOrganization,
    OccurrenceOverride,
)
from wagtail_ngo.services.events import snapshots

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2027, 3, 18, 18, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)


def test_a_date_remembers_title_kind_and_what_it_counts_as():
    kind = EventKindFactory(name="Szkolenia", counts_as=CountsAs.TRAINING)
    page = EventFactory(title="Kurs", kind=kind)

    assert snapshots.snapshot_of(page) == {
        "event_title": "Kurs",
        "event_key": page.translation_key,
        "kind_id": kind.pk,
        "kind_name": "Szkolenia",
        "counts_as": CountsAs.TRAINING,
    }
    plain = snapshots.snapshot_of(EventFactory(title="x" * 255))
    assert (plain["kind_name"], plain["counts_as"]) == ("", CountsAs.OTHER)


def test_an_alias_is_the_event_that_it_shows():
    page = EventFactory()
    alias = EventPage.objects.get(pk=page.create_alias(update_slug="kopia").pk)

    assert snapshots.snapshot_of(alias)["event_key"] == page.translation_key


def test_a_date_with_hosts_of_its_own_keeps_the_partners_of_the_page():
    host, partner, own, second = (NGOFactory() for _ in range(4))
    page = EventFactory()
    page.organizations.add(
        EventOrganization(organization=host, role="host"),
        EventOrganization(organization=partner, role="partner"),
    )
    page.save()

    def announced(**fields):
        override = OccurrenceOverride(original_date=page.start_date, **fields) if fields else None
        return snapshots.announced_organizations(page, override)

    usual = ((host.pk, DateRole.HOST), (partner.pk, DateRole.PARTNER))
    assert announced() == announced(kind=OverrideKind.CANCELLED) == usual
    assert announced(host=own, co_host=second) == (
        (own.pk, DateRole.HOST),
        (second.pk, DateRole.HOST),
        (partner.pk, DateRole.PARTNER),
    )
    assert announced(host=own, co_host=own) == ((own.pk, DateRole.HOST), usual[1])


def test_writing_organizations_again_leaves_names_and_who_was_present():
    old, new = NGOFactory(title="Stara"), NGOFactory(title="Nowa")
    date, other = OccurrenceFactory(), OccurrenceFactory()
    for row, entry, name, role in (
        (date, old, "", DateRole.HOST),
        (date, None, "Bez wpisu", DateRole.HOST),
        (date, old, "", DateRole.PRESENT),
        (other, old, "", DateRole.HOST),
    ):
        link = OccurrenceOrganization(occurrence=row, organization=entry, name=name, role=role)
        link.remember()
        link.save()

    snapshots.store_organizations({date: ((new.pk, DateRole.HOST), (0, DateRole.PARTNER))})

    rows = OccurrenceOrganization.objects.order_by("occurrence", "role", "name")
    assert {(row.occurrence_id, row.role, row.name) for row in rows} == {
        (date.pk, DateRole.HOST, "Bez wpisu"),
        (date.pk, DateRole.HOST, "Nowa"),
        (date.pk, DateRole.PRESENT, "Stara"),
        (other.pk, DateRole.HOST, "Stara"),
    }


def test_coming_dates_follow_the_programme_and_past_ones_keep_theirs():
    first, second = (CooperationProgramme.objects.create(name=name) for name in "AB")
    page = EventFactory(programme=second)
    dates = [
        OccurrenceFactory(page=page, starts_at=NOW + days * DAY, programme=programme, **fields)
        for days, programme, fields in (
            (-2, first, {}),
            (-3, None, {}),
            (2, first, {}),
            (3, first, {"closed_at": NOW}),
        )
    ]
    elsewhere = OccurrenceFactory(programme=first, starts_at=NOW + DAY)

    snapshots.remember_programme(page, now=NOW)

    names = [Occurrence.objects.get(pk=row.pk).programme.name for row in [*dates, elsewhere]]
    assert names == ["A", "B", "B", "A", "A"]

    page.programme = None
    snapshots.remember_programme(page, now=NOW)
    programmes = [Occurrence.objects.get(pk=row.pk).programme for row in dates]
    assert programmes == [first, second, None, first]


@pytest.mark.parametrize("named", ["A", None])
@pytest.mark.parametrize("own", ["A", "B", None])
@pytest.mark.parametrize(
    ("ends_in", "closed_at"),
    [(-DAY, None), (0 * DAY, None), (datetime.timedelta(seconds=1), None), (DAY, NOW)],
)
def test_it_is_known_beforehand_whether_a_date_follows_the_programme(
    named, own, ends_in, closed_at
):
    of = {name: CooperationProgramme.objects.create(name=name) for name in "AB"}
    page = EventFactory(programme=of.get(named))
    date = OccurrenceFactory(
        page=page, programme=of.get(own), ends_at=NOW + ends_in, closed_at=closed_at
    )

    is_other = snapshots.has_other_programme(page, [date], now=NOW)

    snapshots.remember_programme(page, now=NOW)
    assert is_other == (Occurrence.objects.get().programme != date.programme)


def test_dates_of_a_page_that_goes_remember_its_calendar():
    calendar = EventIndexFactory(slug="szkolenia")
    date, other = OccurrenceFactory(page=EventFactory(parent=calendar)), OccurrenceFactory()

    snapshots.remember_calendar(date.page)

    assert Occurrence.objects.get(pk=date.pk).calendar == calendar
    assert Occurrence.objects.get(pk=other.pk).calendar_id != calendar.pk


def test_names_of_venues_are_those_of_the_page_and_of_its_changes():
    first, second, third = (VenueFactory(name=name) for name in ("Rondo", "Aula", "Park"))
    page = EventFactory(venue=first)
    page.overrides.add(
        OccurrenceOverride(original_date=page.start_date, kind=OverrideKind.CHANGED, venue=second)
    )

    assert snapshots.venue_names(page) == {first.pk: "Rondo", second.pk: "Aula"}
    assert snapshots.venue_names(EventFactory()) == {}
    assert third.pk not in snapshots.venue_names(page)
