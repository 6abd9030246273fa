"""What every factory of pages builds on."""

from contextlib import nullcontext

import wagtail_factories
from wagtail.signal_handlers import (
    disable_reference_index_auto_update,
    reference_index_auto_update_disabled,
)


class PageFactory(wagtail_factories.PageFactory):
    """A page whose references Wagtail does not note down.

    Hardly a test asks what links to what, and noting it takes a tenth of a suite's time.
    ``ReferenceIndex.create_or_update_for_object(page)`` does it where it is asked.
    """

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        nested = getattr(reference_index_auto_update_disabled, "value", False)
        with nullcontext() if nested else disable_reference_index_auto_update():
            return super()._create(model_class, *args, **kwargs)
