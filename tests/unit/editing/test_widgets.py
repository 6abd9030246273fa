"""The editor of a repeat rule, as a form sees it."""

import pytest
from django import forms
from django.core.exceptions import ValidationError

from wagtail_ngo.domain.events.recurrence import from_recurrence, parse
from wagtail_ngo.editing.widgets import NAMES, RecurrenceFormField, RecurrenceWidget, split_rule

EVERYDAY = [
    "FREQ=DAILY",
    "FREQ=DAILY;INTERVAL=3;COUNT=10",
    "FREQ=WEEKLY",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;UNTIL=20270630",
    "FREQ=MONTHLY",
    "FREQ=MONTHLY;BYMONTHDAY=15",
    "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=MONTHLY;BYDAY=3TH;UNTIL=20270630",
    "FREQ=MONTHLY;BYDAY=-1FR",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=YEARLY;COUNT=5",
]
EXOTIC = [
    "FREQ=YEARLY;BYMONTH=5,6;BYDAY=2SA",
    "FREQ=WEEKLY;WKST=SU;BYDAY=MO",
    "FREQ=MONTHLY;BYMONTHDAY=1,15",
    "FREQ=MONTHLY;BYDAY=2TU;BYSETPOS=1",
    "FREQ=DAILY;BYMONTH=1",
    "FREQ=MONTHLY;BYDAY=-3WE",
]


class Form(forms.Form):
    rule = RecurrenceFormField(required=False)


def posted(text: str) -> dict:
    """What a browser sends when the form shows ``text`` and nobody touches it."""
    values = RecurrenceWidget().decompress(parse(text).to_recurrence())
    return {
        f"rule_{name}": value
        for name, value in zip(NAMES, values, strict=True)
        if value not in (None, "", [])
    }


@pytest.mark.parametrize("text", EVERYDAY)
def test_rule_with_fields_comes_back_equal(text):
    assert split_rule(parse(text)) is not None

    form = Form(posted(text))

    assert form.is_valid(), form.errors
    assert from_recurrence(form.cleaned_data["rule"]) == parse(text)


@pytest.mark.parametrize("text", EXOTIC)
def test_exotic_rule_is_kept_unchanged(text):
    assert split_rule(parse(text)) is None

    form = Form(posted(text))

    assert form.is_valid(), form.errors
    assert from_recurrence(form.cleaned_data["rule"]) == parse(text)


@pytest.mark.parametrize("text", EVERYDAY + EXOTIC)
def test_untouched_rule_has_not_changed(text):
    form = Form(posted(text), initial={"rule": parse(text).to_recurrence()})

    assert not form.has_changed()


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"rule_interval": "0"}, "greater than or equal to 1"),
        ({"rule_ends": "until"}, "Give the last date."),
        ({"rule_ends": "count"}, "Give the number of dates."),
        ({"rule_ends": "count", "rule_count": "5000"}, "less than or equal to 1000"),
        ({"rule_frequency": "keep", "rule_kept": "FREQ=HOURLY"}, "once a day at most"),
        ({"rule_frequency": "keep", "rule_kept": "<script>"}, "cannot be read"),
    ],
)
def test_wrong_input_is_refused_in_words(values, message):
    form = Form({"rule_frequency": "2", "rule_interval": "1", **values})

    assert not form.is_valid()
    assert message in str(form.errors["rule"])


def test_nothing_chosen_means_no_repetition():
    form = Form({"rule_frequency": "", "rule_interval": "1", "rule_ends": "never"})

    assert form.is_valid()
    assert form.cleaned_data["rule"] is None


def test_field_refuses_parts_it_cannot_keep():
    import recurrence

    from wagtail_ngo.fields import RecurrenceField

    text = "RRULE:FREQ=DAILY\nEXDATE:20270101T000000Z"
    with pytest.raises(ValidationError):
        RecurrenceField().to_python(recurrence.deserialize(text))
