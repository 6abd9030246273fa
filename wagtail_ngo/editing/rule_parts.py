"""A repeat rule taken apart into the values of a form, and put together again."""

from __future__ import annotations

from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_lazy as _

from wagtail_ngo.domain.events.recurrence import (
    Frequency,
    RecurrenceRule,
    Weekday,
)
from wagtail_ngo.domain.events.rule_sentence.shape import WORKING_DAYS

KEEP = "keep"


NAMES = (
    "frequency",
    "interval",
    "weekdays",
    "monthly",
    "month_day",
    "position",
    "position_day",
    "ends",
    "until",
    "count",
    "kept",
)


FREQUENCIES = [
    ("", _("Does not repeat")),
    (str(Frequency.DAILY.value), _("Daily")),
    (str(Frequency.WEEKLY.value), _("Weekly")),
    (str(Frequency.MONTHLY.value), _("Monthly")),
    (str(Frequency.YEARLY.value), _("Yearly")),
]


WEEKDAY_CHOICES = [(str(number), name) for number, name in WEEKDAYS.items()]


MONTHLY = [
    ("day", _("on a day of the month")),
    ("position", _("on a certain weekday")),
    ("last_day", _("on the last day of the month")),
]


POSITIONS = [
    ("1", _("first")),
    ("2", _("second")),
    ("3", _("third")),
    ("4", _("fourth")),
    ("5", _("fifth")),
    ("-2", _("last but one")),
    ("-1", _("last")),
]


WORKING = "working"


POSITION_DAYS = [*WEEKDAY_CHOICES, (WORKING, gettext_lazy("working day (Monday to Friday)"))]


ENDS = [("never", _("Never")), ("until", _("On a date")), ("count", _("After a number of dates"))]


def split_rule(rule: RecurrenceRule | None) -> dict[str, Any] | None:
    """The values of the widget's parts, or None for a rule that they cannot say exactly."""
    values: dict[str, Any] = {
        "frequency": "",
        "interval": 1,
        "weekdays": [],
        "monthly": "day",
        "month_day": None,
        "position": "1",
        "position_day": "0",
        "ends": "never",
        "until": None,
        "count": None,
        "kept": "",
    }
    if rule is None:
        return values
    values |= {"frequency": str(rule.frequency.value), "interval": rule.interval}
    values |= {"until": rule.until, "count": rule.count}
    values["ends"] = "until" if rule.until else "count" if rule.count else "never"
    if rule.frequency is Frequency.WEEKLY:
        values["weekdays"] = [str(day.number) for day in rule.weekdays]
    if rule.frequency is Frequency.MONTHLY:
        values |= _split_month(rule)
    is_sayable = values["position"] in dict(POSITIONS) and (values["month_day"] or 1) > 0
    return values if is_sayable and join_rule(values) == rule else None


def _split_month(rule: RecurrenceRule) -> dict[str, Any]:
    if rule.month_days == (-1,):
        return {"monthly": "last_day"}
    if len(rule.month_days) == 1:
        return {"monthly": "day", "month_day": rule.month_days[0]}
    if len(rule.positions) == 1:
        return {
            "monthly": "position",
            "position": str(rule.positions[0]),
            "position_day": WORKING,
        }
    if len(rule.weekdays) == 1:
        day = rule.weekdays[0]
        return {
            "monthly": "position",
            "position": str(day.position),
            "position_day": str(day.number),
        }
    return {}


def join_rule(values: dict[str, Any]) -> RecurrenceRule | None:
    """The rule that the widget's parts say; parts that the frequency does not use are ignored."""
    if not values["frequency"]:
        return None
    frequency = Frequency(int(values["frequency"]))
    fields: dict[str, Any] = {"frequency": frequency, "interval": values["interval"] or 1}
    if values["ends"] == "until":
        fields["until"] = values["until"]
    elif values["ends"] == "count":
        fields["count"] = values["count"]
    if frequency is Frequency.WEEKLY:
        fields["weekdays"] = tuple(Weekday(int(day)) for day in sorted(values["weekdays"] or ()))
    if frequency is Frequency.MONTHLY:
        fields |= _join_month(values)
    return RecurrenceRule(**fields)


def _join_month(values: dict[str, Any]) -> dict[str, Any]:
    if values["monthly"] == "last_day":
        return {"month_days": (-1,)}
    if values["monthly"] == "position":
        position = int(values["position"] or 1)
        if values["position_day"] == WORKING:
            weekdays = tuple(Weekday(number) for number in WORKING_DAYS)
            return {"weekdays": weekdays, "positions": (position,)}
        return {"weekdays": (Weekday(int(values["position_day"] or 0), position),)}
    return {"month_days": (values["month_day"],)} if values["month_day"] else {}
