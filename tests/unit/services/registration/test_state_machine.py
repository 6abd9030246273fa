"""Whatever people, organisers and editors do in whatever order: seats, order and letters hold.

Never more seats taken than there are; nobody is lost; the line is served by time; everybody
concerned has one letter about each thing that happened to them.
"""

import datetime
import os

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.factories.registration import NOW, make_event, person
from wagtail_ngo.enums import OccurrenceStatus, RegistrationStatus
from wagtail_ngo.models import (
    EventPage,
    Occurrence,
    OccurrenceOverride,
    OutgoingMail,
    Registration,
)
from wagtail_ngo.models.person_keys import person_key
from wagtail_ngo.services.events import occurrences
from wagtail_ngo.services.events.closing import Record, close
from wagtail_ngo.services.registration import (
    attendance,
    desk,
    privacy,
    registering,
    waiting,
)
from wagtail_ngo.services.registration.refusals import RefusedError

pytestmark = pytest.mark.django_db
S = RegistrationStatus
PEOPLE = st.integers(1, 7)
START = datetime.date(2027, 3, 18)


class Desk(RuleBasedStateMachine):
    """One date of an event, seven people, an organiser and an editor."""

    @initialize(capacity=st.integers(0, 3), limit=st.sampled_from([None, 0, 2]))
    def begin(self, capacity, limit):
        self.now = NOW
        page = make_event(capacity=capacity, waiting_limit=limit, max_companions=1, title="Talk")
        self.page_pk = page.pk
        self.date = page.occurrences.get()
        self.letters: set[int] = set()
        self.known: set[int] = set()

    # What people do

    @rule(number=PEOPLE, companions=st.integers(0, 1))
    def register(self, number, companions):
        self.try_to(
            lambda: registering.register(
                self.date, person(number, companions=companions), now=self.now
            )
        )

    @rule(number=PEOPLE)
    def confirm(self, number):
        self.with_row(number, lambda row: registering.confirm(row, now=self.now))

    @rule(number=PEOPLE)
    def cancel(self, number):
        before = self.statuses()
        row = self.row(number)
        self.with_row(number, lambda row: waiting.cancel(row, now=self.now))
        if row is not None and row.status == S.WAITING and not self.has_room():
            self.nobody_moved_up(before)

    @rule(number=PEOPLE)
    def accept(self, number):
        self.with_row(number, lambda row: waiting.accept(row, now=self.now))

    # What the organiser does

    @rule(number=PEOPLE, waits=st.booleans())
    def add(self, number, waits):
        self.try_to(lambda: desk.add(self.date, person(number), now=self.now, waits=waits))

    @rule(number=PEOPLE)
    def offer(self, number):
        self.with_row(number, lambda row: waiting.offer_now(row, now=self.now))

    @rule(number=PEOPLE)
    def check_in(self, number):
        self.with_row(number, lambda row: attendance.check_in(self.date, row, now=self.now))

    @rule(capacity=st.one_of(st.none(), st.integers(0, 5)))
    def set_capacity(self, capacity):
        self.try_to(lambda: desk.set_capacity(self.date, capacity, now=self.now))

    @rule(number=PEOPLE)
    def erase(self, number):
        row = Registration.objects.filter(person_key=person_key(f"p{number}@example.org")).first()
        if row is not None:
            privacy.erase_person(row, now=self.now)

    # What the editor does

    @rule(kind=st.sampled_from(["cancelled", "moved", "removed", "none"]), days=st.integers(1, 3))
    def publish(self, kind, days):
        page = EventPage.objects.get(pk=self.page_pk)
        page.overrides = []
        if kind != "none":
            new = START + datetime.timedelta(days=days) if kind == "moved" else None
            page.overrides = [OccurrenceOverride(original_date=START, kind=kind, new_date=new)]
        page.live = True
        page.save()
        occurrences.rebuild(page, now=self.now)

    @rule(capacity=st.integers(0, 5))
    def publish_capacity(self, capacity):
        page = EventPage.objects.get(pk=self.page_pk)
        page.capacity, page.live = capacity, True
        page.save()
        occurrences.rebuild(page, now=self.now)

    @rule()
    def unpublish(self):
        page = EventPage.objects.get(pk=self.page_pk)
        EventPage.objects.filter(pk=page.pk).update(live=False)
        occurrences.withdraw(page, now=self.now)

    # Time

    @rule(hours=st.sampled_from([1, 3, 30, 60]))
    def wait(self, hours):
        self.now += datetime.timedelta(hours=hours)
        waiting.expire_all(now=self.now)

    @precondition(lambda self: self.now.month < 4)
    @rule()
    def wait_for_the_end(self):
        self.now = max(self.now, NOW + datetime.timedelta(days=60))
        waiting.expire_all(now=self.now)

    @rule(was_held=st.booleans())
    def close(self, was_held):
        date = self.stored()
        if date is not None:
            self.try_to(lambda: close(date, Record(was_held=was_held), now=self.now))

    # What always holds

    @invariant()
    def seats_and_counters_agree(self):
        date = self.stored()
        if date is None:
            assert not Registration.objects.exists()
            return
        rows = list(Registration.objects.all())
        assert date.seats_taken == sum(row.seats_held for row in rows)
        assert date.waiting == sum(row.status == S.WAITING for row in rows)
        assert date.capacity is None or date.seats_taken <= date.capacity
        assert date.record_count >= len(rows)
        for row in rows:
            held = row.seats if row.status in (S.CONFIRMED, S.OFFERED) else None
            assert held is None or row.seats_held == held
            assert row.status not in (S.WAITING, S.EXPIRED, S.CANCELLED) or row.seats_held == 0

    @invariant()
    def nobody_is_lost(self):
        keys = set(Registration.objects.values_list("pk", flat=True))
        assert self.known <= keys
        self.known = keys
        active = [row.seat_key for row in Registration.objects.active()]
        assert len(active) == len(set(active))

    @invariant()
    def line_is_served_by_time(self):
        date = self.stored()
        first = Registration.objects.in_line().first()
        if first is None or date is None or not self.is_announced(date):
            return
        if first.seats <= (date.seats_left or 0) and self.now < date.starts_at:
            # Only too late for an offer: then nobody is asked any more.
            assert date.starts_at - self.now < datetime.timedelta(hours=1)

    @invariant()
    def everybody_has_one_letter_about_it(self):
        for row in Registration.objects.filter(erased_on=None):
            letters = OutgoingMail.objects.filter(about=f"registration:{row.pk}")
            kinds = list(letters.values_list("kind", flat=True))
            counts = {kind.rpartition(".")[2]: kinds.count(kind) for kind in kinds}
            assert counts.get("line", 0) <= 1
            assert counts.get("offer", 0) <= 1 + counts.get("line", 0)
            assert counts.get("seat", 0) <= 1
            assert (row.status == S.OFFERED) <= (counts.get("offer", 0) >= 1)
            was_expected = row.status == S.CONFIRMED
            assert not was_expected or counts.get("seat", 0) == 1

    # Helpers

    def row(self, number) -> Registration | None:
        return Registration.objects.active().filter(email=f"p{number}@example.org").first()

    def with_row(self, number, act):
        row = self.row(number)
        if row is not None:
            self.try_to(lambda: act(row))

    def try_to(self, act):
        """Refusals are answers too; nothing is half done."""
        if self.stored() is None:
            return
        try:
            with transaction.atomic():
                act()
        except (RefusedError, ValidationError):
            pass

    def stored(self) -> Occurrence | None:
        date = Occurrence.objects.filter(page=self.page_pk).first()
        self.date = date or self.date
        return date

    def is_announced(self, date) -> bool:
        states = (OccurrenceStatus.SCHEDULED, OccurrenceStatus.MOVED)
        page = EventPage.objects.get(pk=self.page_pk)
        return date.status in states and page.live and not date.is_closed

    def has_room(self) -> bool:
        date = self.stored()
        return date is not None and date.seats_left != 0

    def statuses(self) -> dict:
        return dict(Registration.objects.values_list("pk", "status"))

    def nobody_moved_up(self, before) -> None:
        after = self.statuses()
        moved = [pk for pk, status in before.items() if status == S.WAITING != after[pk]]
        assert all(after[pk] == S.CANCELLED for pk in moved)


def test_seats_order_and_letters_hold_whatever_happens():
    class Rolled(Desk):
        """Each run begins with an empty database."""

        def __init__(self):
            self.savepoint = transaction.savepoint()
            super().__init__()

        def teardown(self):
            transaction.savepoint_rollback(self.savepoint)
            super().teardown()

    run_state_machine_as_test(
        Rolled,
        settings=settings(
            max_examples=int(os.environ.get("NGO_EXAMPLES", "8")),
            stateful_step_count=16,
            print_blob=True,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
