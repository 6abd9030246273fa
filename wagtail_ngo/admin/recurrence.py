"""The rule editor's other half: what the rule in the form would mean."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import get_language

from wagtail_ngo.domain.recurrence import from_recurrence
from wagtail_ngo.domain.rule_sentence import sentence
from wagtail_ngo.domain.schedule import Schedule
from wagtail_ngo.models import Venue
from wagtail_ngo.page_forms import check_rule
from wagtail_ngo.services.date_preview import next_dates
from wagtail_ngo.validators import validate_event
from wagtail_ngo.widgets import PREVIEW_URL, RecurrenceFormField

TEMPLATE = "wagtail_ngo/admin/recurrence_preview.html"
SHOWN = 10


class PreviewForm(forms.Form):
    start_date = forms.DateField(required=False)
    start_time = forms.TimeField(required=False)
    end_date = forms.DateField(required=False)
    end_time = forms.TimeField(required=False)
    all_day = forms.BooleanField(required=False)
    time_zone = forms.CharField(required=False, max_length=64)
    venue = forms.ModelChoiceField(Venue.objects.all(), required=False)
    page = forms.IntegerField(required=False)
    rule = RecurrenceFormField(required=False)

    def schedule(self) -> Schedule:
        """The schedule as far as the form is filled in."""
        values = self.cleaned_data
        times = {
            name: values.get(name) for name in ("start_time", "end_date", "end_time", "all_day")
        }
        return Schedule(
            start_date=values.get("start_date") or timezone.localdate(),
            time_zone=values.get("time_zone") or timezone.get_default_timezone_name(),
            rule=from_recurrence(values["rule"]),
            **times,
        )


def preview(request: HttpRequest) -> HttpResponse:
    """The rule as a sentence with its next dates, or what is wrong with it. A fragment of HTML."""
    form = PreviewForm(request.GET)
    form.full_clean()
    context: dict = {"dates": []}
    if "rule" in form.errors:
        context["error"] = form.errors["rule"][0]
    elif form.cleaned_data.get("rule"):
        context |= _meaning(form)
    return TemplateResponse(request, TEMPLATE, context)


def _meaning(form: PreviewForm) -> dict:
    try:
        schedule = form.schedule()
        schedule.zone  # noqa: B018 -- an unknown zone raises here
        validate_event(schedule)
        check_rule(schedule, now=timezone.now())
    except forms.ValidationError as error:
        return {"error": error.messages[0]}
    except (KeyError, ValueError, OSError):
        return {}
    venue = form.cleaned_data.get("venue")
    dates = next_dates(
        schedule,
        now=timezone.now(),
        limit=SHOWN + 1,
        venue_id=venue and venue.pk,
        except_page=form.cleaned_data.get("page"),
    )
    return {
        "sentence": sentence(schedule.rule, schedule.start_date, language=get_language() or "en"),
        "dates": dates[:SHOWN],
        "more": len(dates) > SHOWN,
    }


urlpatterns = [path("ngo/recurrence-preview/", preview, name=PREVIEW_URL)]
