"""Wagtail's date widgets, which leave what was typed as it is.

Wagtail's own replace a text that their script cannot read by today's date as soon as the field
loses the focus. The server reads more than the script: see ``domain.written_dates``.
"""

from __future__ import annotations

from django import forms
from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminTimeInput

from wagtail_ngo import fields, form_fields


class _KeepsText:
    """The picker stays; only its correction of what was typed is off."""

    def get_config(self) -> dict:
        return {**super().get_config(), "validateOnBlur": False}


class DayInput(_KeepsText, AdminDateInput):
    pass


class HourInput(_KeepsText, AdminTimeInput):
    pass


class MomentInput(_KeepsText, AdminDateTimeInput):
    pass


class DayBlock(blocks.DateBlock):
    """A date in a stream; migrations see Wagtail's own block."""

    @cached_property
    def field(self) -> forms.Field:
        return form_fields.DayField(widget=DayInput(format=self.format), **self.field_options)

    def deconstruct(self) -> tuple[str, list, dict]:
        _path, args, kwargs = super().deconstruct()
        return "wagtail.blocks.DateBlock", args, kwargs


for model_field, widget in (
    (fields.DayField, DayInput),
    (fields.HourField, HourInput),
    (fields.MomentField, MomentInput),
):
    register_form_field_override(
        model_field, override={"form_class": model_field.form_class, "widget": widget}
    )
# A subclass finds its parent's entry; its own reading of a day has to be named.
register_form_field_override(
    fields.DeadlineField, override={"form_class": form_fields.DeadlineField, "widget": MomentInput}
)
