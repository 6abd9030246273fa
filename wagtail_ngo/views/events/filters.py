"""Filters of a calendar: the same for its lists, its month table and its feeds."""

from __future__ import annotations

import datetime

from django import forms
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail_ngo.domain.days import midnight
from wagtail_ngo.enums import DateRole, OrganizationRole
from wagtail_ngo.form_fields import DayBox, DayField, RowField
from wagtail_ngo.models import (
    ActivityArea,
    District,
    EventIndexPage,
    EventKind,
    EventOrganization,
    NGOPage,
    OccurrenceOrganization,
    OccurrenceOverride,
)
from wagtail_ngo.models.events.occurrence_querysets import OccurrenceQuerySet


class EventFilterForm(forms.Form):
    """What a visitor may narrow a calendar down by. Wrong values narrow nothing and are named."""

    kind = RowField(
        EventKind.objects.all(),
        label=_("Kind"),
        to_field_name="slug",
        required=False,
        empty_label=_("all"),
    )
    area = RowField(
        ActivityArea.objects.all(),
        label=_("Activity area of the host"),
        to_field_name="slug",
        required=False,
        empty_label=_("all"),
    )
    host = RowField(NGOPage.objects.none(), label=_("Host"), required=False, empty_label=_("all"))
    district = RowField(
        District.objects.all(),
        label=_("District"),
        to_field_name="slug",
        required=False,
        empty_label=_("all"),
    )
    start = DayField(label=_("From"), required=False, widget=DayBox)
    end = DayField(label=_("To"), required=False, widget=DayBox)
    free = forms.BooleanField(label=_("Free of charge"), required=False)
    online = forms.BooleanField(label=_("Online"), required=False)

    # Filters that keep or drop single dates of one event, not the event as a whole.
    PER_DATE = ("area", "host", "district", "start", "end")

    def __init__(self, request: HttpRequest, page: EventIndexPage, *, dates: bool = True):
        super().__init__(request.GET, auto_id="filter_%s")
        self.request = request
        hosts = NGOPage.objects.visible_to(request)
        self.fields["host"].queryset = hosts.filter(_hosts_something(page)).order_by("title")
        if not dates:
            del self.fields["start"], self.fields["end"]
        for name in ("area", "host", "district", "kind"):
            # A filter without anything to choose from is not shown.
            if not self.fields[name].queryset.exists():
                del self.fields[name]
        self.full_clean()

    @property
    def values(self) -> dict:
        """The filters that are set, by name."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def is_narrowed(self) -> bool:
        return bool(self.values)

    @property
    def keeps_whole_events(self) -> bool:
        return not set(self.values) & set(self.PER_DATE)

    @property
    def query(self) -> str:
        """The set filters as a query string with its question mark, or ""."""
        query = QueryDict(mutable=True)
        for name in self.values:
            query[name] = self.data[name]
        return f"?{query.urlencode()}" if query else ""

    def apply(self, rows: OccurrenceQuerySet) -> OccurrenceQuerySet:
        values = self.values
        lookups = {
            "kind": "page__kind",
            "district": "venue__district",
        }
        for name, lookup in lookups.items():
            if name in values:
                rows = rows.filter(**{lookup: values[name]})
        if "host" in values:
            rows = rows.hosted_by(values["host"])
        if "area" in values:
            # A host whom the visitor may not see must not be told by its area either.
            hosts = NGOPage.objects.visible_to(self.request).filter(areas=values["area"])
            links = OccurrenceOrganization.objects.filter(
                occurrence=OuterRef("pk"),
                organization__in=hosts.order_by().values("pk"),
                role=DateRole.HOST,
            )
            rows = rows.filter(Exists(links))
        if "free" in values:
            rows = rows.filter(page__is_free=True)
        if "online" in values:
            rows = rows.exclude(page__online_url="")
        return self._apply_range(rows)

    def _apply_range(self, rows: OccurrenceQuerySet) -> OccurrenceQuerySet:
        start, end = self.values.get("start"), self.values.get("end")
        zone = timezone.get_current_timezone()
        if start:
            rows = rows.filter(ends_at__gt=midnight(start, zone))
        if end:
            rows = rows.filter(starts_at__lt=midnight(end + datetime.timedelta(days=1), zone))
        return rows


def _hosts_something(page: EventIndexPage) -> Q:
    """From what editors entered, not from the dates: those grow with the years."""
    below = {"page__path__startswith": page.path, "page__live": True}
    roles = EventOrganization.objects.filter(role=OrganizationRole.HOST, **below)
    overrides = OccurrenceOverride.objects.filter(host__isnull=False, **below)
    seconds = OccurrenceOverride.objects.filter(co_host__isnull=False, **below)
    return (
        Q(pk__in=roles.values("organization"))
        | Q(pk__in=overrides.values("host"))
        | Q(pk__in=seconds.values("co_host"))
    )
