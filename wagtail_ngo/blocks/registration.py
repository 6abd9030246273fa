"""The way to register for an event, on any page of the host.

A button and not the form: the form belongs to a page that no cache keeps, and there it says at
once what is missing. The page of this block may be kept by a cache and shown to everybody.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.coreutils import resolve_model_string

from wagtail_ngo.blocks.batches import BatchBlock
from wagtail_ngo.blocks.choosers import OccurrenceChooserBlock
from wagtail_ngo.blocks.event_dates import EventDates
from wagtail_ngo.blocks.events import PREVIEW
from wagtail_ngo.enums import RegistrationMode


class RegistrationBlock(BatchBlock):
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    event = blocks.PageChooserBlock(page_type="wagtail_ngo.EventPage", label=_("Event"))
    date = OccurrenceChooserBlock(
        required=False,
        label=_("One date of the event"),
        help_text=_("Empty: the next date with a free seat. For a course leave it empty."),
    )

    def clean(self, value):
        cleaned = super().clean(value)
        event, date = cleaned["event"], cleaned["date"]
        if date is not None and date.page_id != event.pk:
            error = ValidationError(_("This is a date of another event. Choose one of the event."))
            raise StructBlockValidationError(block_errors={"date": error})
        return cleaned

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        dates = EventDates.of(context.get("request"))
        context["event"], context["occurrence"], context["coming"] = dates.answer(
            value, dates.registrations
        )
        return context

    def get_preview_value(self):
        """The next event to register for, else any next one."""
        rows = resolve_model_string("wagtail_ngo.Occurrence").objects.visible_to(None)
        rows = rows.upcoming(now=timezone.now())
        row = rows.filter(page__registration_mode=RegistrationMode.HERE).first() or rows.first()
        return self.to_python({"heading": "", "event": row.page_id if row else None})

    class Meta:
        icon = "form"
        label = _("Register for an event")
        description = _("Whether there are seats, and the button that leads to the form.")
        template = "wagtail_ngo/blocks/registration.html"
        preview_template = PREVIEW
