"""An activity report: its page, its figures as files, the records behind each figure."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control

from wagtail_ngo.enums import FigureKey
from wagtail_ngo.exports.reports import figures as exports
from wagtail_ngo.exports.reports import office
from wagtail_ngo.models import ActivityReportPage
from wagtail_ngo.services.reports import freezing
from wagtail_ngo.services.reports.posters import poster_of
from wagtail_ngo.services.reports.records import MOST
from wagtail_ngo.services.reports.records import records as find_records
from wagtail_ngo.services.reports.scope import scope_of
from wagtail_ngo.views.conditional import conditional

RECORDS_TEMPLATE = "wagtail_ngo/pages/activity_report_records.html"


def report(request: HttpRequest, page: ActivityReportPage) -> HttpResponse:
    is_editor = may_see_records(request, page)
    # Whoever corrects records sees at once what the correction does.
    now = timezone.now()
    shown = freezing.show(page, now=now, may_recall=not is_editor)
    context = {
        "report": shown,
        "freeze": freezing.freeze_of(page) if shown.is_frozen else None,
        "may_see_records": is_editor,
        "counts_nothing": not shown.is_frozen and scope_of(page, now=now).is_empty,
        "poster": poster_of(page, shown),
        "has_indicators": bool(exports.indicators_of(page, shown)),
        "office_formats": office.available(),
    }
    return page.render(request, context_overrides=context)


def may_see_records(request: HttpRequest, page: ActivityReportPage) -> bool:
    """Whoever may edit the report; records of events and organizations are the office's."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return False
    return page.permissions_for_user(user).can_edit()


def records(request: HttpRequest, page: ActivityReportPage, key: str) -> HttpResponse:
    """What one figure counts, as it is now. For everybody else there is no such page."""
    if key not in FigureKey.values or not may_see_records(request, page):
        raise Http404("No such records.")
    now = timezone.now()
    scope = scope_of(page, now=now)
    rows = find_records(FigureKey(key), scope)
    context = {
        **page.get_context(request),
        "figure": freezing.show(page, now=now).figure(key),
        "records": rows,
        "most": MOST if len(rows) == MOST else None,
        "no_index": True,
        "no_share": True,
    }
    response = TemplateResponse(request, RECORDS_TEMPLATE, context)
    patch_cache_control(response, private=True, no_store=True)
    return response


def table(request: HttpRequest, page: ActivityReportPage) -> HttpResponse:
    content = exports.figures_csv(freezing.show(page, now=timezone.now(), may_recall=True))
    response = conditional(request, content, "text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{page.slug}.csv"'
    return response


def indicators(request: HttpRequest, page: ActivityReportPage) -> HttpResponse:
    """The indicators of the programme as a table; 404 where the report has none."""
    shown = freezing.show(page, now=timezone.now(), may_recall=True)
    rows = exports.indicators_of(page, shown)
    if not rows:
        raise Http404("The report has no indicators.")
    content = exports.indicators_csv(rows, shown.indicator_columns)
    response = conditional(request, content, "text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{page.slug}-indicators.csv"'
    return response


def data(request: HttpRequest, page: ActivityReportPage) -> HttpResponse:
    shown = freezing.show(page, now=timezone.now(), may_recall=True)
    content = exports.figures_json(
        shown,
        title=page.title,
        url=page.get_full_url(request) or "",
        indicators=exports.indicators_of(page, shown),
    )
    return conditional(request, content, "application/json; charset=utf-8")
