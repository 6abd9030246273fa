"""Whatever people, organisers and editors do in any order: seats, order and letters hold.

Never more seats taken than there are; nobody is lost; the line is served by time; everybody
concerned has one letter about each thing that happened to them.
"""

import datetime
import os
from collections import Counter, defaultdict
from contextlib import contextmanager, suppress

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
    Attendance,
    EventPage,
    Occurrence,
    OccurrenceOverride,
    OutgoingMail,
    Registration,
)
from wagtail_ngo.models.person_keys import person_key
from wagtail_ngo.services.events import occurrences
from wagtail_ngo.services.events.closing import Record, close, reopen
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
DATES = st.integers(0, 1)
START = datetime.date(2027, 3, 18)


class Desk(RuleBasedStateMachine):
    """Two dates of an event, seven people, an organiser and an editor."""

    @initialize(capacity=st.integers(0, 3), limit=st.sampled_from([None, 0, 2]))
    def begin(self, capacity, limit):
        self.now = NOW
        page = make_event(
            capacity=capacity,
            waiting_limit=limit,
            max_companions=1,
            title="Talk",
            recurrence="RRULE:FREQ=WEEKLY;COUNT=2",
        )
        self.page_pk = page.pk
        self.known: set[int] = set()
        #: Registration → letters of each kind that its moves to another date account for.
        self.moved: dict[int, Counter] = defaultdict(Counter)
        #: Whom the organiser took off the list without a letter.
        self.taken_off: set[int] = set()

    # What people do

    @rule(which=DATES, number=PEOPLE, companions=st.integers(0, 1))
    def register(self, which, number, companions):
        one = person(number, companions=companions)
        self.with_date(which, lambda date: registering.register(date, one, now=self.now))

    @rule(number=PEOPLE)
    def confirm(self, number):
        self.with_row(number, lambda row: registering.confirm(row, now=self.now))

    @rule(number=PEOPLE)
    def cancel(self, number):
        before, row = self.statuses(), self.row(number)
        self.with_row(number, lambda row: waiting.cancel(row, now=self.now))
        if row is not None and row.status == S.WAITING and not self.has_room(row):
            self.nobody_moved_up(before)

    @rule(number=PEOPLE)
    def accept(self, number):
        self.with_row(number, lambda row: waiting.accept(row, now=self.now))

    # What the organiser does

    @rule(which=DATES, number=PEOPLE, waits=st.booleans())
    def add(self, which, number, waits):
        one = person(number)
        self.with_date(which, lambda date: desk.add(date, one, now=self.now, waits=waits))

    @rule(number=PEOPLE)
    def offer(self, number):
        self.with_row(number, lambda row: waiting.offer_now(row, now=self.now))

    @rule(number=PEOPLE, which=DATES)
    def move(self, number, which):
        def act(row):
            kind = "line" if row.status == S.WAITING else "seat"
            desk.move(row, self.date(which), now=self.now)
            self.moved[row.pk][kind] += 1

        if self.date(which) is not None:
            self.with_row(number, act)

    @rule(number=PEOPLE)
    def check_in(self, number):
        self.with_row(number, lambda row: attendance.check_in(row.occurrence, row, now=self.now))

    @rule(number=PEOPLE)
    def take_check_in_back(self, number):
        self.with_row(
            number, lambda row: attendance.undo_check_in(row.occurrence, row, now=self.now)
        )

    @rule(number=PEOPLE)
    def slip(self, number):
        """A tap and its undo leave everybody as they were."""
        row = self.row(number)
        if row is None or Attendance.objects.filter(person_key=row.person_key).exists():
            return
        before = self.statuses()
        self.with_row(number, lambda row: attendance.check_in(row.occurrence, row, now=self.now))
        self.take_check_in_back(number)
        after = self.statuses()
        # Whoever stood behind may have been offered a seat for the moment in between.
        assert {**after, row.pk: before[row.pk]} == after or after[row.pk] == S.OFFERED

    @rule(number=PEOPLE)
    def seat(self, number):
        self.with_row(number, lambda row: desk.seat(row, now=self.now))

    @rule(number=PEOPLE)
    def take_off(self, number):
        row = self.row(number)
        if row is not None and row.status == S.WAITING:
            self.taken_off.add(row.pk)
        self.with_row(number, lambda row: desk.delete_waiting(row, now=self.now))
        row = self.row(number)
        assert row is None or row.status != S.WAITING

    @rule(number=PEOPLE, companions=st.integers(0, 1))
    def change(self, number, companions):
        one = person(number, companions=companions)
        self.with_row(number, lambda row: registering.change(row, one, now=self.now))

    @rule(which=DATES, capacity=st.one_of(st.none(), st.integers(0, 5)))
    def set_capacity(self, which, capacity):
        self.with_date(which, lambda date: desk.set_capacity(date, capacity, now=self.now))

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
        self.rebuild(page)

    @rule(count=st.integers(1, 3), hour=st.sampled_from([9, 17]))
    def publish_rule(self, count, hour):
        page = EventPage.objects.get(pk=self.page_pk)
        page.recurrence = f"RRULE:FREQ=WEEKLY;COUNT={count}"
        page.start_time, page.end_time = datetime.time(hour), datetime.time(hour + 2)
        self.rebuild(page)

    @rule(capacity=st.integers(0, 5))
    def publish_capacity(self, capacity):
        page = EventPage.objects.get(pk=self.page_pk)
        page.capacity = capacity
        self.rebuild(page)

    @rule()
    def unpublish(self):
        page = EventPage.objects.get(pk=self.page_pk)
        with self.everybody_is_told_once():
            EventPage.objects.filter(pk=page.pk).update(live=False)
            occurrences.withdraw(page, now=self.now)

    def rebuild(self, page):
        with self.everybody_is_told_once():
            page.live = True
            page.save()
            occurrences.rebuild(page, now=self.now)

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

    @rule(which=DATES)
    def reopen(self, which):
        self.with_date(which, lambda date: reopen(date, reason="Mistake", now=self.now))

    @rule(which=DATES, was_held=st.booleans())
    def close(self, which, was_held):
        self.with_date(which, lambda date: close(date, Record(was_held=was_held), now=self.now))

    # What always holds

    @invariant()
    def seats_and_counters_agree(self):
        for date in self.dates():
            rows = list(Registration.objects.of(date))
            assert date.seats_taken == sum(row.seats_held for row in rows)
            assert date.waiting == sum(row.status == S.WAITING for row in rows)
            assert date.capacity is None or date.seats_taken <= date.capacity
            assert date.record_count >= len(rows)
        for row in Registration.objects.all():
            held = row.seats if row.status in (S.CONFIRMED, S.OFFERED) else None
            assert held is None or row.seats_held == held
            assert row.status not in (S.WAITING, S.EXPIRED, S.CANCELLED) or row.seats_held == 0

    @invariant()
    def nobody_is_lost(self):
        rows = {row.pk: row.occurrence_id for row in Registration.objects.all()}
        assert self.known <= set(rows)
        assert set(rows.values()) <= {date.pk for date in self.dates()}
        self.known = set(rows)
        active = [(row.occurrence_id, row.seat_key) for row in Registration.objects.active()]
        assert len(active) == len(set(active))

    @invariant()
    def line_is_served_by_time(self):
        for date in self.dates():
            first = Registration.objects.of(date).in_line().first()
            if first is None or not self.is_announced(date):
                continue
            left = first.seats if date.seats_left is None else date.seats_left
            if first.seats <= left and self.now < date.starts_at:
                # Only too late for an offer: then nobody is asked any more.
                assert date.starts_at - self.now < datetime.timedelta(hours=1)

    @invariant()
    def everybody_has_one_letter_about_it(self):
        for row in Registration.objects.filter(erased_on=None):
            counts, moved = self.letters(row), self.moved[row.pk]
            assert counts["line"] <= 1 + moved["line"]
            assert counts["offer"] <= 1 + counts["line"]
            assert counts["seat"] <= 1 + moved["seat"]
            assert row.status != S.OFFERED or counts["offer"] >= 1
            assert row.status != S.CONFIRMED or counts["seat"] >= max(1, moved["seat"])
            withdrew = row.status == S.CANCELLED and row.confirmed_at is not None
            assert counts["cancelled"] == (withdrew and row.pk not in self.taken_off)

    @contextmanager
    def everybody_is_told_once(self):
        """Whoever expects to come has one more letter where the date did change, else none."""
        dates = {date.pk: date for date in self.dates()}
        people = list(Registration.objects.expected())
        told = {row.pk: self.letters(row)["changed"] for row in people}
        yield
        after = {date.pk: date for date in self.dates()}
        for row in people:
            old, new = dates[row.occurrence_id], after[row.occurrence_id]
            is_news = differs(old, new) and max(old.ends_at, new.ends_at) > self.now
            assert self.letters(row)["changed"] == told[row.pk] + is_news

    # Helpers

    def letters(self, row) -> Counter:
        rows = OutgoingMail.objects.filter(about=f"registration:{row.pk}")
        return Counter(kind.rpartition(".")[2] for kind in rows.values_list("kind", flat=True))

    def row(self, number) -> Registration | None:
        return Registration.objects.active().filter(email=f"p{number}@example.org").first()

    def with_row(self, number, act):
        row = self.row(number)
        if row is not None:
            self.try_to(lambda: act(row))

    def with_date(self, which, act):
        date = self.date(which)
        if date is not None:
            self.try_to(lambda: act(date))

    def try_to(self, act):
        """Refusals are answers too; nothing is half done."""
        with suppress(RefusedError, ValidationError), transaction.atomic():
            act()

    def dates(self) -> list[Occurrence]:
        return list(Occurrence.objects.filter(page=self.page_pk).order_by("recurrence_id"))

    def date(self, which) -> Occurrence | None:
        dates = self.dates()
        return dates[which % len(dates)] if dates else None

    def is_announced(self, date) -> bool:
        states = (OccurrenceStatus.SCHEDULED, OccurrenceStatus.MOVED)
        page = EventPage.objects.get(pk=self.page_pk)
        return date.status in states and page.live and not date.is_closed

    def has_room(self, row) -> bool:
        return Occurrence.objects.get(pk=row.occurrence_id).seats_left != 0

    def statuses(self) -> dict:
        return dict(Registration.objects.values_list("pk", "status"))

    def nobody_moved_up(self, before) -> None:
        after = self.statuses()
        moved = [pk for pk, status in before.items() if status == S.WAITING != after[pk]]
        assert all(after[pk] == S.CANCELLED for pk in moved)


def differs(old: Occurrence, new: Occurrence) -> bool:
    """Whether somebody who wants to come must know: called off, on again, or at another hour."""
    off = (OccurrenceStatus.CANCELLED, OccurrenceStatus.WITHDRAWN)
    if new.status in off:
        return old.status not in off
    return old.status in off or (old.starts_at, old.ends_at) != (new.starts_at, new.ends_at)


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
