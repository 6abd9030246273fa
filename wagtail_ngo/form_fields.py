"""Form fields for what people type and choose: days, hours, sums of money, rows of a table.

What cannot be read is an error beside the field; it never becomes another value.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import from_current_timezone
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail_ngo.domain.amounts import read_amount
from wagtail_ngo.domain.written_dates import DAY_END, read_date, read_moment, read_time
from wagtail_ngo.validators import FIRST_YEAR, LAST_YEAR, is_possible_key


def _check_year(day: datetime.date) -> None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValidationError(_("Check the year of the date."), code="year")


class DayField(forms.DateField):
    """A date as people write it, within the years that our pages can hold."""

    default_error_messages = {
        "invalid": _("This date cannot be read. Write it as 16.01.2027 or 2027-01-16.")
    }

    def to_python(self, value: Any) -> datetime.date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, datetime.datetime):
            return value.date()
        if isinstance(value, datetime.date):
            return value
        try:
            day = read_date(str(value))
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        _check_year(day)
        return day


class HourField(forms.TimeField):
    """A time of day as people write it."""

    default_error_messages = {
        "invalid": _("This time cannot be read. Write it as 15:00, from 0:00 to 23:59.")
    }

    def to_python(self, value: Any) -> datetime.time | None:
        if value in self.empty_values:
            return None
        if isinstance(value, datetime.time):
            return value
        try:
            return read_time(str(value))
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None


class MomentField(forms.DateTimeField):
    """Date and time as people write them. A day alone is refused: its hour is not known."""

    default_error_messages = {
        "invalid": _("This date cannot be read. Write it as 16.01.2027 15:00."),
        "no_time": _("Add the time, for example 16.01.2027 15:00."),
    }

    def to_python(self, value: Any) -> datetime.datetime | None:
        if value in self.empty_values:
            return None
        if isinstance(value, datetime.datetime):
            return from_current_timezone(value) if timezone.is_naive(value) else value
        try:
            day, time = read_moment(str(value))
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        _check_year(day)
        return self.combine(day, time)

    def combine(self, day: datetime.date, time: datetime.time | None) -> datetime.datetime:
        if time is None:
            raise ValidationError(self.error_messages["no_time"], code="no_time")
        return from_current_timezone(datetime.datetime.combine(day, time))


class DeadlineField(MomentField):
    """A moment at which something ends; a day alone ends with its last second.

    That second is one of the site's zone, whoever types the day. A time written 23:59 includes
    its minute, so that a form shown and sent again changes nothing.
    """

    def combine(self, day: datetime.date, time: datetime.time | None) -> datetime.datetime:
        if time is None:
            end = datetime.datetime.combine(day, DAY_END)
            return timezone.make_aware(end, timezone.get_default_timezone())
        end = DAY_END if time == datetime.time(23, 59) else time
        return super().combine(day, end)


class DayBox(forms.DateInput):
    """The browser's own box for a date, where it has one; shown as the standard demands."""

    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")

    def format_value(self, value) -> str | None:
        """What was typed in another spelling, in the one that a browser's box can show."""
        try:
            return read_date(value).isoformat() if isinstance(value, str) else value.isoformat()
        except (AttributeError, ValueError):
            return value


class AmountField(forms.DecimalField):
    """A sum of money as people write it."""

    widget = forms.TextInput
    default_error_messages = {
        "invalid": _("This amount cannot be read. Write it in figures, for example 10 000,00.")
    }

    def __init__(self, **kwargs: Any) -> None:
        # Shown as the reader's language writes numbers.
        super().__init__(**{"localize": True, **kwargs})

    def to_python(self, value: Any) -> Decimal | None:
        if value in self.empty_values:
            return None
        if isinstance(value, Decimal | int | float):
            return Decimal(str(value))
        try:
            return read_amount(str(value))
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """A keyboard of figures on a phone; never a number box, which loses ``10 000,00``."""
        return {**super().widget_attrs(widget), "inputmode": "decimal"}


class ChosenRows:
    """A choice of rows: what no database could hold as a key is refused before it is asked.

    A number of forty figures is an error of SQLite, a zero byte one of PostgreSQL.
    """

    def _refuse_impossible(self, value: Any) -> None:
        if not is_possible_key(str(getattr(value, "pk", value))):
            raise ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice", params={"value": ""}
            )


class RowField(ChosenRows, forms.ModelChoiceField):
    def to_python(self, value: Any) -> Any:
        if value not in self.empty_values:
            self._refuse_impossible(value)
        return super().to_python(value)


class RowsField(ChosenRows, forms.ModelMultipleChoiceField):
    def clean(self, value: Any) -> Any:
        for item in value if isinstance(value, list | tuple) else ():
            self._refuse_impossible(item)
        return super().clean(value)
