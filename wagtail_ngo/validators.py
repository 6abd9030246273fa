"""ValidationErrors in words over the checks of the domain room."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum import issn

from wagtail_ngo.domain import registry_numbers
from wagtail_ngo.domain.colors import contrast_with_white


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
