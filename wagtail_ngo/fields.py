"""Model fields over the domain room."""

from collections.abc import Callable

from django.db import models
from recurrence.fields import RecurrenceField as BaseRecurrenceField

from wagtail_ngo import validators
from wagtail_ngo.domain import registry_numbers


class RecurrenceField(BaseRecurrenceField):
    """A repeat rule (RFC 5545 §3.8.5.3) as text."""


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
