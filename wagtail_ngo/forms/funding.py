"""Filters of the list of funding calls."""

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from wagtail_ngo.enums import CallProcedure
from wagtail_ngo.form_fields import AmountField, RowsField
from wagtail_ngo.models import ActivityArea, FundingAward, FundingCall
from wagtail_ngo.services.funding.calls import CallFilters
from wagtail_ngo.validators import is_row_number

MOST_AREAS = 50


class CallFilterForm(forms.Form):
    area = RowsField(
        queryset=ActivityArea.objects.none(),
        label=_("Activity area"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    amount = AmountField(
        label=_("How much you need"),
        required=False,
        min_value=0,
        max_digits=12,
        decimal_places=2,
        help_text=_("In zlotys: shows the calls that may grant it."),
    )
    procedure = forms.ChoiceField(
        label=_("Procedure"),
        required=False,
        choices=[("", _("all")), *CallProcedure.choices],
    )
    commission = forms.BooleanField(label=_("Members of the commission wanted"), required=False)
    ended = forms.BooleanField(label=_("Show those that have ended"), required=False)

    def __init__(self, data, *, calls: QuerySet[FundingCall]) -> None:
        """Offers the areas of ``calls``, and those that were asked for."""
        # Numbers that no key can have would be an error of the database.
        numbers = [text for text in data.getlist("area") if is_row_number(text)]
        data = data.copy()
        data.setlist("area", numbers[:MOST_AREAS])
        super().__init__(data)
        asked = data.getlist("area")
        areas = ActivityArea.objects.filter(Q(pk__in=calls.values("areas")) | Q(pk__in=asked))
        if areas:
            self.fields["area"].queryset = areas
        else:
            del self.fields["area"]

    def filters(self) -> CallFilters:
        """What was asked for; a field that makes no sense filters nothing."""
        self.is_valid()
        chosen = self.cleaned_data
        return CallFilters(
            areas=tuple(area.pk for area in chosen.get("area") or ()),
            amount=chosen.get("amount"),
            procedure=chosen.get("procedure") or "",
            commission=bool(chosen.get("commission")),
            ended=bool(chosen.get("ended")),
        )


class AwardFilterForm(forms.Form):
    """Of the list of awards: one year, public money only."""

    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)
    public_money = forms.BooleanField(label=_("Public money only"), required=False)

    def __init__(self, data, *, awards: QuerySet[FundingAward]) -> None:
        """Offers the years in which something was decided."""
        super().__init__(data)
        years = awards.order_by().dates("decided_on", "year", order="DESC")
        self.fields["year"].choices = [("", _("all")), *((day.year, day.year) for day in years)]

    def apply(self, awards: QuerySet[FundingAward]) -> QuerySet[FundingAward]:
        """The awards that fit; a value that makes no sense filters nothing."""
        self.is_valid()
        if year := self.cleaned_data.get("year"):
            awards = awards.filter(decided_on__year=year)
        if self.cleaned_data.get("public_money"):
            awards = awards.of_public_money()
        return awards
