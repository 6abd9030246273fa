"""The rule editor's other half: what the rule in the form would mean."""

from __future__ import annotations

import dataclasses
from types import SimpleNamespace

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language

from wagtail_ngo.admin.page_lists import may_work_on
from wagtail_ngo.domain.events.recurrence import from_recurrence
from wagtail_ngo.domain.events.rule_sentence import sentence
from wagtail_ngo.domain.events.schedule import Change, Schedule
from wagtail_ngo.editing.forms import check_rule
from wagtail_ngo.editing.widgets import PREVIEW_URL, RecurrenceFormField
from wagtail_ngo.enums import OverrideKind
from wagtail_ngo.form_fields import DayField, HourField, RowField
from wagtail_ngo.models import EventIndexPage, EventPage, OccurrenceOverride, Venue
from wagtail_ngo.services.events import dates as event_dates
from wagtail_ngo.services.events.date_preview import left_out_dates, next_dates
from wagtail_ngo.services.events.left_out import LeftOut, left_out_of
from wagtail_ngo.validators import validate_event

TEMPLATE = "wagtail_ngo/admin/recurrence_preview.html"
SHOWN = 10
MOST_CHANGES = 200
NAMES = "start_time", "end_date", "end_time", "all_day", "open_end"


class PreviewForm(forms.Form):
    start_date = DayField(required=False)
    start_time = HourField(required=False)
    end_date = DayField(required=False)
    end_time = HourField(required=False)
    all_day = forms.BooleanField(required=False)
    open_end = forms.BooleanField(required=False)
    skips_holidays = forms.BooleanField(required=False)
    skips_breaks = forms.BooleanField(required=False)
    time_zone = forms.CharField(required=False, max_length=64)
    venue = RowField(Venue.objects.all(), required=False)
    page = forms.IntegerField(required=False)
    rule = RecurrenceFormField(required=False)

    def schedule(self) -> Schedule:
        """The schedule as far as the form is filled in."""
        values = self.cleaned_data
        times = {name: values.get(name) for name in NAMES}
        return Schedule(
            start_date=values.get("start_date") or timezone.localdate(),
            time_zone=values.get("time_zone") or timezone.get_default_timezone_name(),
            rule=from_recurrence(values.get("rule")),
            **times,
        )

    def left_out(self) -> LeftOut:
        """What the boxes of the form leave out."""
        names = ("skips_holidays", "skips_breaks")
        boxes = {name: self.cleaned_data.get(name, False) for name in names}
        return left_out_of(SimpleNamespace(**boxes))


def preview(request: HttpRequest) -> HttpResponse:
    """The rule as a sentence with its next dates, or what is wrong with it. A fragment of HTML.

    Sent as POST, since the changes to single dates come along and may be many. It names events at
    the same venue, so that it answers those only who work on events.
    """
    if not may_work_on(request.user, EventIndexPage, EventPage):
        raise PermissionDenied
    form = PreviewForm(request.POST or request.GET)
    form.full_clean()
    context: dict = {"dates": []}
    changes = read_changes(form.data)
    if "rule" in form.errors:
        context["error"] = form.errors["rule"][0]
    elif form.cleaned_data.get("rule") or changes:
        context |= _meaning(form, changes)
        context |= _consequences(request, form, changes)
    return TemplateResponse(request, TEMPLATE, context)


class ChangeForm(forms.Form):
    """A row of the changes to single dates, as far as it is filled in."""

    original_date = DayField()
    original_time = HourField(required=False)
    kind = forms.ChoiceField(choices=OverrideKind.choices)
    new_date = DayField(required=False)
    start_time = HourField(required=False)
    end_time = HourField(required=False)
    end_date = DayField(required=False)
    all_day = forms.NullBooleanField(required=False)


def read_changes(data) -> list[Change]:
    """The rows of the form's changes that can be understood; deleted ones are not among them."""
    try:
        count = min(int(data.get("overrides-TOTAL_FORMS") or 0), MOST_CHANGES)
    except ValueError:
        return []
    changes = []
    for number in range(count):
        form = ChangeForm(data, prefix=f"overrides-{number}")
        if not data.get(f"overrides-{number}-DELETE") and form.is_valid():
            kind = OverrideKind(form.cleaned_data["kind"])
            changes.append(Change(**{**form.cleaned_data, "kind": kind}))
    return changes


def _consequences(request: HttpRequest, form: PreviewForm, changes: list[Change]) -> dict:
    """What publishing the form would do to the dates that visitors know."""
    page = EventPage.objects.filter(pk=form.cleaned_data.get("page")).first()
    if page is None or not page.permissions_for_user(request.user).can_edit():
        return {}
    context = {"dates_url": reverse("wagtail_ngo_event_dates", args=[page.pk])}
    try:
        schedule = form.schedule()
        schedule.zone  # noqa: B018 -- an unknown zone raises here
        validate_event(schedule)
        check_rule(schedule, now=timezone.now())
    except (forms.ValidationError, KeyError, ValueError, OSError):
        return context
    for name in ("start_date", "start_time", "end_date", "end_time", "all_day", "time_zone"):
        setattr(page, name, getattr(schedule, name))
    for name in ("skips_holidays", "skips_breaks"):
        setattr(page, name, form.cleaned_data.get(name, False))
    page.open_end = schedule.open_end
    page.recurrence = form.cleaned_data.get("rule")
    page.overrides = [OccurrenceOverride(**dataclasses.asdict(change)) for change in changes]
    impact = event_dates.impact(page, now=timezone.now())
    return {**context, "impact": impact} if impact.needs_a_look else context


def _meaning(form: PreviewForm, changes: list[Change]) -> dict:
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
    now, left_out = timezone.now(), form.left_out()
    dates = next_dates(
        schedule,
        now=now,
        limit=SHOWN + 1,
        changes=changes,
        left_out=left_out,
        venue_id=venue and venue.pk,
        except_page=form.cleaned_data.get("page"),
    )
    language = get_language() or "en"
    words = ""
    if schedule.rule:
        words = sentence(
            schedule.rule,
            schedule.start_date,
            language=language,
            holidays=form.cleaned_data.get("skips_holidays", False),
            breaks=form.cleaned_data.get("skips_breaks", False),
        )
    return {
        "left_out": left_out_dates(schedule, left_out, now=now, changes=changes, limit=SHOWN),
        "sentence": words,
        "dates": dates[:SHOWN],
        "more": len(dates) > SHOWN,
    }


urlpatterns = [path("ngo/recurrence-preview/", preview, name=PREVIEW_URL)]
