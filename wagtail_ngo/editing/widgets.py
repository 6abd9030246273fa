"""Form widgets of the admin: the editor of a repeat rule.

It needs no JavaScript; with it, only what the chosen frequency uses is shown, and the rule is read
back as a sentence with its next dates.
"""

from __future__ import annotations

import datetime
from typing import Any

import recurrence
from django import forms
from django.core.exceptions import ValidationError
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import register_form_field_override

from wagtail_ngo.domain.events.recurrence import (
    RuleError,
    check,
    from_recurrence,
    parse,
)
from wagtail_ngo.domain.events.rule_sentence import sentence
from wagtail_ngo.editing.date_widgets import DayInput
from wagtail_ngo.editing.rule_parts import (
    ENDS,
    FREQUENCIES,
    KEEP,
    MONTHLY,
    NAMES,
    POSITION_DAYS,
    POSITIONS,
    WEEKDAY_CHOICES,
    join_rule,
    split_rule,
)
from wagtail_ngo.fields import RecurrenceField
from wagtail_ngo.form_fields import DayField

PREVIEW_URL = "wagtail_ngo_recurrence_preview"


class RecurrenceWidget(forms.MultiWidget):
    """A repeat rule in Wagtail's own looks."""

    template_name = "wagtail_ngo/admin/recurrence_widget.html"
    use_fieldset = True

    def __init__(self, attrs=None):
        super().__init__(
            {
                "frequency": forms.Select(choices=FREQUENCIES),
                "interval": forms.NumberInput(attrs={"min": 1, "max": 999}),
                "weekdays": forms.CheckboxSelectMultiple(choices=WEEKDAY_CHOICES),
                "monthly": forms.RadioSelect(choices=MONTHLY),
                "month_day": forms.NumberInput(attrs={"min": 1, "max": 31}),
                "position": forms.Select(choices=POSITIONS),
                "position_day": forms.Select(choices=POSITION_DAYS),
                "ends": forms.RadioSelect(choices=ENDS),
                "until": DayInput(),
                "count": forms.NumberInput(attrs={"min": 1, "max": 1000}),
                "kept": forms.HiddenInput(),
            },
            attrs,
        )

    @property
    def media(self):
        return super().media + forms.Media(
            js=["wagtail_ngo/js/recurrence-widget.js"],
            css={"all": ["wagtail_ngo/css/recurrence-widget.css"]},
        )

    def decompress(self, value) -> list:
        rule = from_recurrence(RecurrenceField().to_python(value))
        values = split_rule(rule)
        if values is None:
            values = split_rule(None) | {"frequency": KEEP, "kept": str(rule)}
        return [values[name] for name in NAMES]

    def get_context(self, name, value, attrs):
        # The kept rule is offered as a choice of its own, only where there is one.
        parts = value if isinstance(value, list) else self.decompress(value)
        text = parts[NAMES.index("kept")] or ""
        frequency = self.widgets[0]
        choices = [(KEEP, _("As imported"))] if text else []
        frequency.choices = [*choices, *FREQUENCIES]
        context = super().get_context(name, parts, attrs)
        context["parts"] = dict(zip(NAMES, context["widget"]["subwidgets"], strict=True))
        context["kept"] = text
        context["kept_sentence"] = _kept_sentence(text)
        try:
            context["preview_url"] = reverse(PREVIEW_URL)
        except NoReverseMatch:
            context["preview_url"] = ""
        context["page_id"] = self.attrs.get("data-page-id", "")
        return context


def _kept_sentence(text: str) -> str:
    try:
        rule = parse(text) if text else None
    except RuleError:
        return ""
    return sentence(rule, timezone.localdate(), language=get_language() or "en") if rule else ""


class RecurrenceFormField(forms.MultiValueField):
    """A repeat rule as ``recurrence.Recurrence``; None if it does not repeat."""

    widget = RecurrenceWidget

    def __init__(self, **kwargs):
        for name in ("max_length", "strip", "empty_value"):
            kwargs.pop(name, None)
        number = forms.IntegerField
        super().__init__(
            [
                forms.ChoiceField(choices=[*FREQUENCIES, (KEEP, KEEP)], required=False),
                number(min_value=1, max_value=999, required=False),
                forms.MultipleChoiceField(choices=WEEKDAY_CHOICES, required=False),
                forms.ChoiceField(choices=MONTHLY, required=False),
                number(min_value=1, max_value=31, required=False),
                forms.ChoiceField(choices=POSITIONS, required=False),
                forms.ChoiceField(choices=POSITION_DAYS, required=False),
                forms.ChoiceField(choices=ENDS, required=False),
                DayField(required=False),
                number(min_value=1, max_value=1000, required=False),
                forms.CharField(required=False, max_length=500),
            ],
            require_all_fields=False,
            **kwargs,
        )

    def compress(self, data_list) -> recurrence.Recurrence | None:
        if not data_list:
            return None
        values = dict(zip(NAMES, data_list, strict=True))
        try:
            if values["frequency"] == KEEP:
                return parse(values["kept"] or "").to_recurrence()
            if values["frequency"]:
                _require_end(values)
            rule = join_rule(values)
            if rule is None:
                return None
            check(rule)
        except RuleError as error:
            raise ValidationError(error.message, code=error.code) from error
        return rule.to_recurrence()

    def has_changed(self, initial, data) -> bool:
        try:
            value = self.clean(data)
        except ValidationError:
            return True
        return from_recurrence(RecurrenceField().to_python(initial)) != from_recurrence(value)


def _require_end(values: dict[str, Any]) -> None:
    if values["ends"] == "until" and not isinstance(values["until"], datetime.date):
        raise RuleError("until", _("Give the last date."))
    if values["ends"] == "count" and not values["count"]:
        raise RuleError("count", _("Give the number of dates."))


register_form_field_override(
    RecurrenceField, override={"form_class": RecurrenceFormField, "widget": RecurrenceWidget}
)
