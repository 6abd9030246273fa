"""The form of a page whose drafts may be half done."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminPageForm

from wagtail_ngo.validators import MISSING


class DraftForm(WagtailAdminPageForm):
    """A draft may wait for what it still misses (``validators.missing``); publishing asks for it.

    Wagtail puts off required fields of a draft; what only
    ``Model.clean()`` can say is put off here.
    """

    def _update_errors(self, errors: ValidationError) -> None:
        if self.is_deferred_validation and hasattr(errors, "error_dict"):
            kept = {
                name: [error for error in found if error.code != MISSING]
                for name, found in errors.error_dict.items()
            }
            errors = ValidationError({name: found for name, found in kept.items() if found})
        super()._update_errors(errors)
