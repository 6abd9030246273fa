"""ValidationErrors in words over the checks of the domain room."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext_lazy as _
from stdnum import issn

from wagtail_ngo.domain.bulletin.colors import contrast_with_white
from wagtail_ngo.domain.council.calendar import Calendar
from wagtail_ngo.domain.council.rules import Nominee, Rules, nomination_faults
from wagtail_ngo.domain.directory import registry_numbers
from wagtail_ngo.domain.events.schedule import Schedule
from wagtail_ngo.domain.phones import normalise_phone
from wagtail_ngo.enums import ContactKind

WEB_KINDS = {
    ContactKind.WEBSITE,
    ContactKind.FACEBOOK,
    ContactKind.INSTAGRAM,
    ContactKind.YOUTUBE,
    ContactKind.LINKEDIN,
}
FIRST_YEAR, LAST_YEAR = 1900, 2200
MAX_DAYS = 366


def validate_issn(value: str) -> None:
    if not issn.is_valid(value):
        raise ValidationError(
            _("This is not an ISSN: it has eight characters and the last one must fit the others."),
            code="issn",
        )


def validate_color(value: str) -> None:
    """A colour that text can have on white: WCAG 2.2 §1.4.3."""
    contrast = contrast_with_white(value)
    if contrast is None:
        raise ValidationError(_("Enter a colour as #12395b."), code="color")
    if contrast < 4.5:
        raise ValidationError(
            _("This colour is too pale to read on paper. Choose a darker one."), code="contrast"
        )


def validate_nip(value: str) -> None:
    if not registry_numbers.is_valid_nip(value):
        raise ValidationError(
            _("This is not a NIP: it has ten digits and the last one must fit the others."),
            code="nip",
        )


def validate_regon(value: str) -> None:
    if not registry_numbers.is_valid_regon(value):
        raise ValidationError(
            _("This is not a REGON: it has 9 or 14 digits and the last one must fit the others."),
            code="regon",
        )


def validate_krs(value: str) -> None:
    if not registry_numbers.is_valid_krs(value):
        raise ValidationError(
            _("Enter the ten digits of the KRS number, for example 0000123456."), code="krs"
        )


def validate_iban(value: str) -> None:
    if not registry_numbers.is_valid_iban(value):
        raise ValidationError(_("This is not an account number: check its 26 digits."), code="iban")


def validate_postcode(value: str) -> None:
    if not registry_numbers.is_valid_postcode(value):
        raise ValidationError(_("Enter the postcode as 00-000."), code="postcode")


#: Code of an error about something that is not there yet: a draft may be saved without it.
MISSING = "missing"


def missing(text: str) -> ValidationError:
    """What a page needs beside what it says already, once it is published."""
    return ValidationError(text, code=MISSING)


def check_all(*checks: Callable[[], None]) -> None:
    """Run every check, and raise one ValidationError with what all of them said."""
    errors: dict = {}
    for check in checks:
        try:
            check()
        except ValidationError as error:
            errors = error.update_error_dict(errors)
    if errors:
        raise ValidationError(errors)


def validate_event(schedule: Schedule) -> None:
    """Raise ValidationError, by field, unless the times of an event fit together."""
    errors = {}
    if not FIRST_YEAR <= schedule.start_date.year <= LAST_YEAR:
        errors["start_date"] = _("Check the year of the date.")
    elif schedule.end_date and schedule.end_date < schedule.start_date:
        errors["end_date"] = _("The end lies before the start.")
    elif schedule.days > MAX_DAYS:
        errors["end_date"] = _("One date may last a year at most.")
    if schedule.end_time and not schedule.start_time and not schedule.all_day:
        errors["start_time"] = missing(_("Give the time at which it starts."))
    elif schedule.open_end and schedule.end_time:
        errors["end_time"] = _("Either give an end time or tick “open end”, not both.")
    elif not errors and schedule.end_time and not schedule.is_whole_day:
        start, end = schedule.times_on(schedule.start_date)
        if end <= start:
            errors["end_time"] = _("The end lies before the start. For a night, give the end date.")
    if errors:
        raise ValidationError(errors)


def validate_election(calendar: Calendar, *, seats: int, max_names: int) -> None:
    """Raise ValidationError, by field, unless the dates and rules of an election fit."""
    errors = {name: _("This lies before the date it follows.") for name in calendar.disorder()}
    if calendar.voting_until and not calendar.voting_from:
        text = _("Give the moment at which the voting begins.")
        errors["voting_from"] = missing(text)
    if calendar.nominations_from and not calendar.nominations_until:
        text = _("Give the moment until which nominations are taken.")
        errors["nominations_until"] = missing(text)
    for name, number in (("seats", seats), ("max_names", max_names)):
        if number is not None and number < 1:
            errors[name] = _("At least one.")
    if errors:
        raise ValidationError(errors)


#: Code of a fault → the field it is beside, and the words.
NOMINATION_FAULTS = {
    "area": ("area", _("Choose the area.")),
    "second_candidate": (
        "organization",
        _("This organization has a candidate already, and each may have one."),
    ),
    "no_deputies": ("deputy_family_name", _("There are no deputies in this election.")),
    "deputy_missing": ("deputy_family_name", _("Name the deputy: each candidate has one.")),
    "deputy_same_person": (
        "deputy_family_name",
        _("The deputy must be somebody else than the candidate."),
    ),
    "sex_missing": (
        "deputy_sex",
        _("Give the sex of both: the deputy must be of the other sex."),
    ),
    "deputy_same_sex": ("deputy_sex", _("The deputy must be of the other sex.")),
}


def validate_nomination(
    nominee: Nominee, rules: Rules, *, others: Collection[int | None] = ()
) -> None:
    """Raise ValidationError, by field, where the rules of an election forbid a nomination."""
    faults = nomination_faults(nominee, rules, others=others)
    errors = dict(NOMINATION_FAULTS[fault] for fault in faults)
    if errors:
        raise ValidationError(errors)


def parse_day(text: str) -> datetime.date:
    """The date that ``YYYY-MM-DD`` names. Raises ValueError for anything else."""
    day = datetime.date.fromisoformat(text)
    if text != day.isoformat() or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(text)
    return day


def is_possible_key(text: str) -> bool:
    """Whether a key or slug of some table may read so: bounded, within 64 bits, no zero byte."""
    if len(text) > 255 or "\x00" in text:
        return False
    return not text.isdecimal() or len(text) <= 18


def is_row_number(text: str) -> bool:
    """Whether the text is a number that a primary key can have."""
    return text.isdecimal() and is_possible_key(text)


def clean_contact(kind: str, value: str) -> str:
    """The stored form of a contact, or a ValidationError that says what is wrong."""
    value = (value or "").strip()
    if kind == ContactKind.PHONE:
        try:
            return normalise_phone(value)
        except ValueError:
            raise ValidationError(
                _("Enter a phone number: nine digits, or + and the country code."), code="phone"
            ) from None
    if kind == ContactKind.EMAIL:
        validate_email(value)
    elif kind in WEB_KINDS:
        value = value if "://" in value else f"https://{value}"
        URLValidator(schemes=["http", "https"])(value)
    return value
