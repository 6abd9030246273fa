"""What people type into our forms, and that every form of ours reads it."""

import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.apps import apps
from django.db import models
from django.utils import timezone, translation
from wagtail import blocks
from wagtail.admin.forms.models import formfield_for_dbfield
from wagtail.fields import StreamField
from wagtail.models import Page

from wagtail_ngo import fields, form_fields
from wagtail_ngo.editing.date_widgets import DayBlock, _KeepsText
from wagtail_ngo.models import FundingCall

WARSAW = ZoneInfo("Europe/Warsaw")
STOCK = (models.DateField, models.TimeField)
READING = (form_fields.DayField, form_fields.HourField, form_fields.MomentField)


class CallForm(forms.ModelForm):
    class Meta:
        model = FundingCall
        fields = ["deadline", "amount_min", "amount_max"]


def shown_fields(model) -> set[str]:
    """Names of the fields that the panels of a model show, however deep."""
    names, panels = set(), []
    for attribute in ("panels", "content_panels", "settings_panels", "edit_handler"):
        value = getattr(model, attribute, None) or []
        panels += value if isinstance(value, list | tuple) else [value]
    while panels:
        panel = panels.pop()
        names.add(panel if isinstance(panel, str) else getattr(panel, "field_name", ""))
        panels += getattr(panel, "children", None) or []
    return names


def typed_fields() -> list[models.Field]:
    own = set(apps.get_app_config("wagtail_ngo").get_models())
    return [
        field
        for model in own
        for field in model._meta.local_fields
        if isinstance(field, STOCK) and field.name in shown_fields(model)
    ]


def test_every_date_and_time_of_an_editor_is_read_as_people_write():
    found = typed_fields()

    assert len(found) > 20
    for field in found:
        form_field = formfield_for_dbfield(field)
        assert isinstance(form_field, READING), field
        assert isinstance(form_field.widget, _KeepsText), field


def test_every_sum_of_money_is_read_as_people_write():
    sums = [
        field
        for model in apps.get_app_config("wagtail_ngo").get_models()
        for field in model._meta.local_fields
        if isinstance(field, models.DecimalField) and field.decimal_places == 2
    ]

    assert {field.name for field in sums} >= {"amount_min", "amount_max"}
    assert [
        one for one in sums if type(formfield_for_dbfield(one)) is not form_fields.AmountField
    ] == []


def all_blocks(block):
    yield block
    children = getattr(block, "child_blocks", {}).values()
    inner = getattr(block, "child_block", None)
    for child in (*children, *([inner] if inner else [])):
        yield from all_blocks(child)


def test_every_date_of_a_stream_is_read_as_people_write():
    streams = [
        field.stream_block
        for model in apps.get_app_config("wagtail_ngo").get_models()
        for field in model._meta.local_fields
        if isinstance(field, StreamField)
    ]
    dates = [
        one
        for stream in streams
        for one in all_blocks(stream)
        if isinstance(one, blocks.DateBlock | blocks.DateTimeBlock | blocks.TimeBlock)
    ]

    assert dates
    assert {type(one) for one in dates} == {DayBlock}
    assert dates[0].value_from_form(dates[0].field.clean("16 stycznia 2027")) == datetime.date(
        2027, 1, 16
    )


def test_migrations_see_the_fields_of_django():
    for field in (fields.DayField(), fields.AmountField(max_digits=5, decimal_places=2)):
        assert field.deconstruct()[1].startswith("django.db.models.")
    assert DayBlock().deconstruct()[0] == "wagtail.blocks.DateBlock"


def test_pages_of_others_keep_the_widgets_of_wagtail():
    widget = formfield_for_dbfield(Page._meta.get_field("go_live_at")).widget

    assert not isinstance(widget, _KeepsText)


@pytest.mark.parametrize("text", ["15.01.2027", "15 stycznia 2027 r.", "2027-01-15"])
def test_deadline_given_as_a_day_ends_with_that_day(text, settings):
    settings.TIME_ZONE = "Europe/Warsaw"

    with timezone.override("America/New_York"):  # whoever types it
        deadline = form_fields.DeadlineField().clean(text)

    assert deadline == datetime.datetime(2027, 1, 15, 23, 59, 59, tzinfo=WARSAW)
    call = FundingCall(deadline=deadline)
    assert call.is_open(datetime.datetime(2027, 1, 15, 23, 59, 58, tzinfo=WARSAW))
    assert not call.is_open(datetime.datetime(2027, 1, 16, tzinfo=WARSAW))


@timezone.override(WARSAW)
def test_deadline_with_an_hour_keeps_it():
    deadline = form_fields.DeadlineField().clean("15.01.2027 15.00")

    assert deadline == datetime.datetime(2027, 1, 15, 15, tzinfo=WARSAW)


@timezone.override(WARSAW)
def test_form_sent_as_it_was_shown_changes_nothing():
    end = datetime.datetime(2027, 1, 15, 23, 59, 59, tzinfo=WARSAW)
    call = FundingCall(deadline=end, amount_min=Decimal("10000.50"))
    with translation.override("pl"):
        form = CallForm(instance=call)
        shown = {name: form[name].value() for name in form.fields}
        widgets = {name: form.fields[name].widget for name in form.fields}
        sent = {name: widgets[name].format_value(value) or "" for name, value in shown.items()}

        again = CallForm({**sent, "deadline": "2027-01-15 23:59"}, instance=call)

        assert sent["amount_min"] == "10000,50"
        assert again.is_valid(), again.errors
        assert again.changed_data == []
    assert again.cleaned_data["deadline"] == end


def test_amounts_of_a_form_are_read_and_bounded():
    form = CallForm(
        {"deadline": "2027-01-15", "amount_min": "5 tys. zł", "amount_max": "10 000,00"}
    )

    assert form.is_valid(), form.errors
    assert form.cleaned_data["amount_min"] == 5000
    assert form.cleaned_data["amount_max"] == 10_000


@pytest.mark.parametrize(
    ("field", "text", "message"),
    [
        (form_fields.DayField(), "31.02.2027", "This date cannot be read"),
        (form_fields.DayField(), "16.01.0027", "Check the year"),
        (form_fields.HourField(), "25:00", "This time cannot be read"),
        (form_fields.MomentField(), "16.01.2027", "Add the time"),
        (form_fields.DeadlineField(), "wkrótce", "This date cannot be read"),
        (form_fields.AmountField(), "dużo", "This amount cannot be read"),
        (form_fields.AmountField(max_digits=12, decimal_places=2), "9" * 13, "no more than"),
    ],
)
def test_what_cannot_be_read_is_named_and_becomes_nothing_else(field, text, message):
    with pytest.raises(forms.ValidationError, match=message):
        field.clean(text)
