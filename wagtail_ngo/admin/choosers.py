"""Choosers of models that are neither pages nor snippets."""

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView

from wagtail_ngo.admin.editors_choosers import EditorsChooserViewSet
from wagtail_ngo.form_fields import DayBox, DayField


class FundingCallChooserViewSet(EditorsChooserViewSet):
    model = "wagtail_ngo.FundingCall"
    icon = "tag"
    choose_one_text = _("Choose a funding call")
    choose_another_text = _("Choose another funding call")
    edit_item_text = _("Edit this funding call")
    form_fields = ["title", "funder", "deadline", "url"]
    per_page = 20
    register_widget = False


funding_call_chooser = FundingCallChooserViewSet("wagtail_ngo_funding_call_chooser")


class CooperationChooserViewSet(EditorsChooserViewSet):
    model = "wagtail_ngo.Cooperation"
    icon = "link"
    choose_one_text = _("Choose a cooperation")
    choose_another_text = _("Choose another cooperation")
    ordering = ["-started_on", "-pk"]
    per_page = 20
    register_widget = False


cooperation_chooser = CooperationChooserViewSet("wagtail_ngo_cooperation_chooser")


class OccurrenceFilterForm(BaseFilterForm):
    """Dates by the title of their event and by the day."""

    q = forms.CharField(label=_("Title of the event"), required=False, max_length=100)
    day = DayField(
        label=_("Day"),
        required=False,
        widget=DayBox,
    )

    def filter(self, objects):
        words, day = self.cleaned_data.get("q"), self.cleaned_data.get("day")
        if words:
            objects = objects.filter(
                Q(page__title__icontains=words) | Q(own_title__icontains=words)
            )
        if day:
            start = timezone.make_aware(
                timezone.datetime.combine(day, timezone.datetime.min.time())
            )
            objects = objects.filter(
                starts_at__gte=start, starts_at__lt=start + timezone.timedelta(days=1)
            )
        return super().filter(objects)


class OccurrencesOnce:
    """One query a page of dates: their titles come from their events."""

    filter_form_class = OccurrenceFilterForm

    def get_object_list(self):
        return super().get_object_list().select_related("page")


class ChooseOccurrenceView(OccurrencesOnce, ChooseView):
    pass


class ChooseOccurrenceResultsView(OccurrencesOnce, ChooseResultsView):
    pass


class OccurrenceChooserViewSet(EditorsChooserViewSet):
    model = "wagtail_ngo.Occurrence"
    icon = "date"
    choose_one_text = _("Choose a date of an event")
    choose_another_text = _("Choose another date")
    choose_view_class = ChooseOccurrenceView
    choose_results_view_class = ChooseOccurrenceResultsView
    ordering = ["-starts_at", "-pk"]
    per_page = 20
    register_widget = False


occurrence_chooser = OccurrenceChooserViewSet("wagtail_ngo_occurrence_chooser")
