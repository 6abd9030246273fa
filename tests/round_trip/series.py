"""Random series with everything an editor may do to their dates."""

from __future__ import annotations

import datetime
import random
from dataclasses import replace
from pathlib import Path

from tests.factories.events import EventFactory
from wagtail_ngo.domain.events.recurrence import (
    RecurrenceRule,
    RuleError,
    check_series,
    next_match,
    parse,
)
from wagtail_ngo.enums import OverrideKind
from wagtail_ngo.models import EventIndexPage, EventPage, OccurrenceOverride
from wagtail_ngo.services.events import occurrences

TABLE = Path(__file__).parents[1] / "data" / "recurrence_rules.txt"
RULES = [
    line.split(" | ")[0] for line in TABLE.read_text().splitlines() if not line.startswith("#")
]
ZONES = [
    *["Europe/Warsaw"] * 4,
    "UTC",
    "Europe/London",
    "America/New_York",
    "America/Sao_Paulo",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Pacific/Auckland",
]
#: Times that clock changes leave out or repeat are among them, and midnight.
TIMES = [datetime.time(*one) for one in [(0, 0), (1, 30), (2, 0), (2, 30), (9, 15), (17, 0)]]
ONE_DAY = datetime.timedelta(days=1)


def rule_and_start(
    chance: random.Random, after: datetime.date
) -> tuple[RecurrenceRule | None, datetime.date]:
    """A rule of the table with another end, and a day that it names."""
    day = after + chance.randrange(120) * ONE_DAY
    if chance.random() < 0.1:
        return None, day
    while True:
        rule = replace(parse(chance.choice(RULES)), count=None, until=None)
        start = next_match(rule, day)
        end = chance.choice(["never", "count", "until", "until"])
        if end == "count":
            rule = replace(rule, count=chance.randint(1, 30))
        if end == "until":
            rule = replace(rule, until=day + chance.randint(20, 300) * ONE_DAY)
        try:
            check_series(rule, start, last=after + 400 * ONE_DAY, limit=60)
        except (RuleError, TypeError, AttributeError):
            continue
        return rule, start


def times(chance: random.Random, start: datetime.date) -> dict:
    """Whole days, an hour or two, a night, several days, without an end."""
    shape = chance.choice(["all_day", "hours", "hours", "hours", "night", "days", "open", "none"])
    time = chance.choice(TIMES)
    later = (datetime.datetime.combine(start, time) + datetime.timedelta(minutes=75)).time()
    days = chance.randrange(1, 4) * ONE_DAY
    return {
        "all_day": {"all_day": True, "end_date": chance.choice([None, start + days])},
        "hours": {"start_time": time, "end_time": later},
        "night": {
            "start_time": datetime.time(22),
            "end_date": start + ONE_DAY,
            "end_time": datetime.time(2, 30),
        },
        "days": {"start_time": time, "end_date": start + days, "end_time": datetime.time(12)},
        "open": {"start_time": time, "end_time": None, "open_end": True},
        "none": {"start_time": time, "end_time": None},
    }[shape]


def override(
    chance: random.Random, day: datetime.date, *, is_extra: bool, is_whole_day: bool
) -> OccurrenceOverride:
    kinds = [one for one in OverrideKind if one != OverrideKind.EXTRA]
    kind = OverrideKind.EXTRA if is_extra else chance.choice(kinds)
    row = OccurrenceOverride(original_date=day, kind=kind)
    if chance.random() < 0.4 or kind == OverrideKind.CHANGED:
        row.title = f"Own title {chance.randrange(100)}"
    if chance.random() < 0.4:
        row.note = "Zażółć gęślą jaźń, „uwaga”; \\ koniec"
    if kind in (OverrideKind.MOVED, OverrideKind.EXTRA):
        if kind == OverrideKind.MOVED and chance.random() < 0.8:
            row.new_date = day + chance.randint(-5, 9) * ONE_DAY
        if not is_whole_day and (row.new_date is None or chance.random() < 0.5):
            row.start_time = chance.choice(TIMES)
            if chance.random() < 0.5:
                row.end_time = datetime.time(23)
    return row


def random_series(seed: int, parent: EventIndexPage, *, now: datetime.datetime) -> EventPage:
    """A live event with rows; the same for the same seed."""
    chance = random.Random(seed)
    rule, start = rule_and_start(chance, now.date() + 2 * ONE_DAY)
    page = EventFactory(
        parent=parent,
        title=f"Series {seed}",
        start_date=start,
        recurrence=rule and str(rule),
        time_zone=chance.choice(ZONES),
        **{"end_time": None, "start_time": None, **times(chance, start)},
    )
    named = [date.recurrence_id for date in occurrences.planned(page, now=now)]
    others = {day + chance.randint(1, 9) * ONE_DAY for day in named[:20]} - set(named)
    chosen = set(chance.sample(named, min(len(named), chance.randrange(7))))
    chosen |= set(chance.sample(sorted(others), min(len(others), chance.randrange(3))))
    for day in sorted(chosen):
        is_whole_day = page.schedule.is_whole_day
        row = override(chance, day, is_extra=day in others, is_whole_day=is_whole_day)
        page.overrides.add(row)
    page.save()
    occurrences.rebuild(page, now=now)
    if named and chance.random() < 0.2:
        change_rule(chance, page, now=now)
    return page


def change_rule(chance: random.Random, page: EventPage, *, now: datetime.datetime) -> None:
    """Every second date, another hour or zone; a date with registrations stays as it was."""
    rows = page.occurrences.order_by("pk")
    rows.filter(pk=chance.choice(rows.values_list("pk", flat=True))).update(seats_taken=3)
    if page.recurrence:
        page.recurrence = str(replace(page.schedule.rule, interval=2))
    if page.start_time and page.end_date:
        page.start_time = datetime.time(21)
    if page.start_time:
        page.time_zone = chance.choice(ZONES)
    page.save()
    occurrences.rebuild(page, now=now)
