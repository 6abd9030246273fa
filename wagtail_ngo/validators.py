"""ValidationErrors in words over the checks of the domain room."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum import issn

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
