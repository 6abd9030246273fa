"""A small year of which every figure is known, and how a trap changes them."""

import datetime
from contextlib import contextmanager

from wagtail.models import Site

from tests.factories.bulletin import (
    BulletinIndexFactory,
    BulletinIssueFactory,
    FundingAwardFactory,
    FundingCallFactory,
    publish,
)
from tests.factories.cooperation import CooperationFactory
from tests.factories.council import CouncilFactory, ElectionFactory
from tests.factories.directory import NGOFactory
from tests.factories.events import EventFactory, EventIndexFactory, EventKindFactory
from wagtail_ngo.domain.reports.periods import Period
from wagtail_ngo.enums import CountsAs, DateRole, FigureKey, OverrideKind
from wagtail_ngo.models import (
    Attendance,
    BulletinDistribution,
    ElectionCount,
    EventKind,
    EventOrganization,
    EventPage,
    Occurrence,
    OccurrenceOrganization,
    OccurrenceOverride,
)
from wagtail_ngo.models.person_keys import person_key
from wagtail_ngo.services.council.figures import keep_record
from wagtail_ngo.services.events import closing, occurrences
from wagtail_ngo.services.reports.figures import Figures
from wagtail_ngo.services.reports.scope import Scope

BEFORE = datetime.datetime(2016, 12, 1, 12, tzinfo=datetime.UTC)
NOW = datetime.datetime(2018, 2, 1, 12, tzinfo=datetime.UTC)
YEAR = Scope(Period.of_year(2017), NOW)
NEXT_YEAR = Scope(Period.of_year(2018), NOW)


def figures(scope: Scope = YEAR) -> dict[str, object]:
    counted = Figures(scope)
    return {str(key): counted.value(key) for key in FigureKey}


@contextmanager
def changes(scope: Scope = YEAR, **expected):
    """What happens inside changes just these figures of the scope: old value, new value."""
    before = figures(scope)
    yield
    after = figures(scope)
    changed = {key: (before[key], after[key]) for key in before if before[key] != after[key]}
    assert changed == expected


class Town:
    """A year in which each figure has something to count, and a second site beside it."""

    def __init__(self):
        self.home = Site.objects.get(is_default_site=True).root_page
        self.calendar = EventIndexFactory(parent=self.home)
        self.kind = EventKindFactory(counts_as=CountsAs.MEETING)
        self.training_kind = EventKindFactory(slug="t", name="T", counts_as=CountsAs.TRAINING)
        self.host = NGOFactory(title="Fundacja Indygo", first_published_at=day(2, 1))
        self.guest = NGOFactory(title="Klub Zryw", first_published_at=day(2, 2))
        self.meetings = self.event("FREQ=MONTHLY;COUNT=12", datetime.date(2017, 1, 19), self.kind)
        self.training = self.event(
            "FREQ=DAILY;COUNT=2", datetime.date(2017, 5, 9), self.training_kind
        )
        self.meet()
        self.train()
        self.print()
        self.elect()
        self.grant()

    def event(self, rule: str, first: datetime.date, kind: EventKind, parent=None) -> EventPage:
        page = EventFactory(
            parent=parent or self.calendar,
            start_date=first, recurrence=f"RRULE:{rule}", kind=kind, registration_mode="here",
        )  # fmt: skip
        occurrences.rebuild(page, now=BEFORE)
        return page

    def meet(self) -> None:
        """Eleven meetings; the twelfth was called off. One was only counted by head."""
        rows = list(self.meetings.occurrences.order_by("starts_at"))
        attend(rows[0], "anna@example.org", self.guest)
        OccurrenceOverride.objects.create(
            page=self.meetings, original_date=rows[11].recurrence_id, kind=OverrideKind.CANCELLED
        )
        EventOrganization.objects.create(page=self.meetings, organization=self.host, role="host")
        occurrences.rebuild(EventPage.objects.get(pk=self.meetings.pk), now=BEFORE)
        second = Occurrence.objects.get(pk=rows[1].pk)
        closing.close(second, closing.Record(head_count=30, present=[self.guest]), now=NOW)

    def train(self) -> None:
        """Two days: Anna came on both, once for each of two organizations, Jan on one."""
        first, second = self.training.occurrences.order_by("starts_at")
        attend(first, "anna@example.org", self.guest)
        attend(second, "anna@example.org", self.host)
        attend(second, "jan@example.org", self.host)

    def print(self) -> None:
        """Two issues, a draft of the twelfth, and 120 copies of the eleventh."""
        self.serial = BulletinIndexFactory(parent=self.home)
        self.issues = [
            publish(BulletinIssueFactory(parent=self.serial, number=number, year=2017))
            for number in (10, 11)
        ]
        self.draft = BulletinIssueFactory(parent=self.serial, number=12, year=2017, live=False)
        self.copies = BulletinDistribution.objects.create(
            issue=self.issues[-1], copies=120, date=datetime.date(2017, 11, 16), place="Ratusz"
        )

    def elect(self) -> None:
        self.council = CouncilFactory(parent=self.home)
        self.election = ElectionFactory(
            parent=self.council,
            nominations_from=day(4, 1), nominations_until=day(5, 1), list_published_at=day(6, 1),
            voting_from=day(6, 8), voting_until=day(6, 8, hour=19),
        )  # fmt: skip
        count = ElectionCount.objects.create(
            election=self.election, voters=30, entitled=48, typed_at=NOW, validated_at=NOW
        )
        keep_record(count)

    def grant(self) -> None:
        self.call = FundingCallFactory(announced_on=datetime.date(2017, 3, 1))
        self.award = FundingAwardFactory(call=self.call, organization=self.host, amount=5000)
        self.cooperation = CooperationFactory(
            started_on=datetime.date(2017, 4, 1), partners=[self.host, self.guest]
        )


def day(month: int, number: int, *, hour: int = 16, year: int = 2017) -> datetime.datetime:
    return datetime.datetime(year, month, number, hour, tzinfo=datetime.UTC)


def attend(row: Occurrence, address: str, entry=None) -> Attendance:
    return Attendance.objects.create(
        occurrence=row,
        person_key=person_key(address),
        organization=entry,
        organization_name=entry.title if entry else "",
        organization_key=str(entry.uuid) if entry else "",
    )


def link(row: Occurrence, entry, role: DateRole) -> OccurrenceOrganization:
    return OccurrenceOrganization.objects.create(occurrence=row, organization=entry, role=role)
