"""Model fields over the domain room."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import recurrence
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from recurrence.fields import RecurrenceField as BaseRecurrenceField

from wagtail_ngo import form_fields, validators
from wagtail_ngo.domain.directory import registry_numbers
from wagtail_ngo.domain.events.recurrence import RuleError, from_recurrence, parse


class _RecurrenceAttribute(DeferredAttribute):
    """Loads a deferred value like any field and converts what is assigned.

    django-recurrence's own descriptor raises KeyError after ``defer()`` and ``only()``.
    """

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = self.field.to_python(value)


class RuleTextField(forms.CharField):
    """A repeat rule typed as text, for forms outside the Wagtail admin (see ``widgets``)."""

    def to_python(self, value: Any) -> recurrence.Recurrence | None:
        return RecurrenceField().to_python(super().to_python(value))

    def prepare_value(self, value: Any) -> Any:
        return str(from_recurrence(value)) if isinstance(value, recurrence.Recurrence) else value


class RecurrenceField(BaseRecurrenceField):
    """One repeat rule (RFC 5545 §3.3.10) as text, a ``recurrence.Recurrence`` in Python.

    Never holds DTSTART, EXDATE or RDATE, nor a rule below a day; UNTIL is the last local date.
    Whatever does not fit raises ValidationError when it is assigned, not later on save.
    """

    def __init__(self, *args: Any, include_dtstart: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, include_dtstart=include_dtstart, **kwargs)

    def contribute_to_class(self, cls: type, *args: Any, **kwargs: Any) -> None:
        super().contribute_to_class(cls, *args, **kwargs)
        setattr(cls, self.attname, _RecurrenceAttribute(self))

    def to_python(self, value: Any) -> recurrence.Recurrence | None:
        if isinstance(value, recurrence.Recurrence):
            if value.dtstart or value.dtend or value.exrules or value.rdates or value.exdates:
                raise ValidationError("Only a repeat rule can be kept here.", code="parts")
            return value if value.rrules else None
        if not value:
            return None
        try:
            return parse(str(value)).to_recurrence()
        except RuleError as error:
            raise ValidationError(error.message, code=error.code) from error

    def get_prep_value(self, value: Any) -> str | None:
        rule = from_recurrence(self.to_python(value))
        return f"RRULE:{rule}" if rule else None

    def value_to_string(self, obj: Any) -> str | None:
        return self.get_prep_value(self.value_from_object(obj))

    def formfield(self, **kwargs: Any) -> forms.Field:
        """Never django-recurrence's own widget: it loses pages and writes wrong dates."""
        defaults = {"form_class": RuleTextField, "widget": forms.TextInput}
        return super().formfield(**{**defaults, **kwargs})


class _TypedField:
    """A field of Django's whose forms read what people type; a migration sees Django's own."""

    django_field: str
    form_class: type[forms.Field]

    def deconstruct(self) -> tuple[str, str, list, dict]:
        name, _path, args, kwargs = super().deconstruct()
        return name, f"django.db.models.{self.django_field}", args, kwargs

    def formfield(self, **kwargs: Any) -> forms.Field:
        return super().formfield(**{"form_class": self.form_class, **kwargs})


class DayField(_TypedField, models.DateField):
    django_field = "DateField"
    form_class = form_fields.DayField


class HourField(_TypedField, models.TimeField):
    django_field = "TimeField"
    form_class = form_fields.HourField


class MomentField(_TypedField, models.DateTimeField):
    django_field = "DateTimeField"
    form_class = form_fields.MomentField


class DeadlineField(MomentField):
    """A moment at which something ends; a day typed without an hour ends with that day."""

    form_class = form_fields.DeadlineField


class AmountField(_TypedField, models.DecimalField):
    """A sum of money."""

    django_field = "DecimalField"
    form_class = form_fields.AmountField


class RegistryNumberField(models.CharField):
    """A number that is stored in one written form and checked; blank is allowed by ``blank``."""

    compact: Callable[[str], str]
    check_number: Callable[[str], None]
    default_length: int

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", self.default_length)
        super().__init__(*args, **kwargs)

    @property
    def validators(self):
        return [*super().validators, type(self).check_number]

    def to_python(self, value):
        value = super().to_python(value)
        return type(self).compact(value) if value else value


class NIPField(RegistryNumberField):
    """Tax identification number."""

    default_length = 20
    compact = staticmethod(registry_numbers.compact_nip)
    check_number = staticmethod(validators.validate_nip)


class REGONField(RegistryNumberField):
    """Number in the register of the statistical office."""

    default_length = 20
    compact = staticmethod(registry_numbers.compact)
    check_number = staticmethod(validators.validate_regon)


class KRSField(RegistryNumberField):
    """Number in the National Court Register."""

    default_length = 20
    compact = staticmethod(registry_numbers.compact_krs)
    check_number = staticmethod(validators.validate_krs)


class IBANField(RegistryNumberField):
    """Bank account."""

    default_length = 50
    compact = staticmethod(registry_numbers.compact_iban)
    check_number = staticmethod(validators.validate_iban)


class PostcodeField(RegistryNumberField):
    """Polish postcode."""

    default_length = 10
    compact = staticmethod(registry_numbers.compact_postcode)
    check_number = staticmethod(validators.validate_postcode)
