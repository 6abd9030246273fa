"""Forms of the partner board: its filters, and the answer to an item."""

from __future__ import annotations

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from wagtail_ngo.enums import ExchangeKind, ExchangeSide
from wagtail_ngo.form_fields import DayBox, DayField, RowsField
from wagtail_ngo.models import ActivityArea, NGOPage
from wagtail_ngo.services.directory.board import BoardFilters
from wagtail_ngo.validators import is_row_number

MOST_AREAS = 50


class AreasField(RowsField):
    """Activity areas by number, ticked."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options) -> None:
        super().__init__(ActivityArea.objects.none(), required=False, **options)

    def clean(self, value):
        # Numbers that no key can have would be an error of the database.
        numbers = [text for text in value or [] if is_row_number(text)]
        return super().clean(numbers[:MOST_AREAS])


def areas_of(entries: QuerySet[NGOPage]) -> QuerySet[ActivityArea]:
    """The activity areas of these organizations."""
    return ActivityArea.objects.filter(pk__in=entries.order_by().values("areas"))


class AreaFilterForm(forms.Form):
    """Activity areas that some of ``entries`` have."""

    area = AreasField(label=_("Activity area"))

    def __init__(self, data, *, entries: QuerySet[NGOPage]) -> None:
        super().__init__(data)
        self.fields["area"].queryset = areas = areas_of(entries)
        if not areas:
            del self.fields["area"]

    def chosen_areas(self) -> tuple[int, ...]:
        self.is_valid()
        return tuple(area.pk for area in self.cleaned_data.get("area") or ())


class BoardFilterForm(AreaFilterForm):
    """What a visitor narrows the board down by. A value that makes no sense narrows nothing."""

    side = forms.ChoiceField(
        label=_("Offers or needs"), required=False, choices=[("", _("both")), *ExchangeSide.choices]
    )
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("all")), *ExchangeKind.choices]
    )
    day = DayField(
        label=_("On the day"),
        required=False,
        widget=DayBox,
    )
    field_order = ["side", "kind", "day", "area"]

    def filters(self) -> BoardFilters:
        areas = self.chosen_areas()
        chosen = self.cleaned_data
        return BoardFilters(
            side=chosen.get("side") or "",
            kind=chosen.get("kind") or "",
            areas=areas,
            day=chosen.get("day"),
        )


class VolunteeringFilterForm(BoardFilterForm):
    """The board of tasks for volunteers has one side and one kind."""

    side = kind = None


class ReplyForm(forms.Form):
    """A visitor's answer to an offer or a need. ``website`` is a trap for machines."""

    name = forms.CharField(
        label=_("Your name or organization"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    reply_to = forms.EmailField(
        label=_("Your e-mail"),
        help_text=_("The organization answers to this address."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    message = forms.CharField(
        label=_("Message"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5})
    )
    consent = forms.BooleanField(
        label=_(
            "I agree that my name, e-mail and message are sent to this organization so that it can "
            "answer. This site deletes them as soon as the message is sent."
        )
    )
    website = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def is_trapped(self) -> bool:
        return bool(self.cleaned_data["website"])
