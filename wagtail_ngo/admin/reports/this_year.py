"""The panel “this year” of the admin's home, and the records behind its figures."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.ui.components import Component

from wagtail_ngo.admin.tool_pages import ToolPage
from wagtail_ngo.domain.reports.counting import change
from wagtail_ngo.enums import FigureKey
from wagtail_ngo.services.reports import this_year, words
from wagtail_ngo.services.reports.records import MOST, records
from wagtail_ngo.services.reports.shown import ShownFigure

URL_NAME = "wagtail_ngo_this_year_records"


def _row(figure: ShownFigure) -> dict:
    """A figure with its change; money and shares of a year are compared by eye."""
    percent = None
    if isinstance(figure.value, int) and isinstance(figure.before, int):
        percent = change(figure.value, figure.before)
    sign = "+" if percent and percent > 0 else "−"
    return {
        "label": figure.label,
        "number": figure.number or words.number(0),
        "before": words.number(figure.before) or words.number(0),
        "change": f"{sign}{words.number(abs(percent))}" if percent else "",
        "definition": figure.definition,
        "url": reverse(URL_NAME, args=[figure.key]),
    }


class ThisYearPanel(Component):
    """Below “Today”."""

    name = "ngo_this_year"
    order = 60
    template_name = "wagtail_ngo/admin/reports/this_year_panel.html"

    class Media:
        css = {"all": ["wagtail_ngo/css/admin.css"]}

    def get_context_data(self, parent_context):
        report = this_year.shown(timezone.now())
        return {
            "rows": [_row(figure) for figure in report.figures(this_year.MAIN_FIGURES)],
            "last_day": report.period.last,
            "earlier_day": report.period.year_earlier().last,
        }


def homepage_panel(request, panels) -> None:
    if this_year.may_see(request.user):
        panels.append(ThisYearPanel())


class RecordsView(ToolPage, TemplateView):
    """What one figure of the year so far counts. No record names a person."""

    template_name = "wagtail_ngo/admin/reports/this_year_records.html"
    header_icon = "order"

    def dispatch(self, request, *args, **kwargs):
        if not this_year.may_see(request.user):
            raise PermissionDenied
        if kwargs["key"] not in FigureKey.values:
            raise Http404
        response = super().dispatch(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        return response

    @property
    def key(self) -> FigureKey:
        return FigureKey(self.kwargs["key"])

    def get_page_title(self) -> str:
        return _("This year: %(figure)s") % {"figure": self.key.label}

    def get_context_data(self, **kwargs):
        rows = records(self.key, this_year.scope_of(timezone.now()))
        return super().get_context_data(
            records=rows,
            definition=words.definition(self.key),
            most=MOST if len(rows) == MOST else None,
            **kwargs,
        )


urlpatterns = [
    path("ngo/reports/this-year/<slug:key>/", RecordsView.as_view(), name=URL_NAME),
]
