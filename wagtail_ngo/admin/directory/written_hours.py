"""Office hours in one line: what was understood, before it becomes rows of the form."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.views.decorators.http import require_POST

from wagtail_ngo.admin.page_lists import may_work_on
from wagtail_ngo.domain.directory.opening_hours import by_weekday
from wagtail_ngo.domain.directory.written_hours import LONGEST, read_hours
from wagtail_ngo.enums import Weekday
from wagtail_ngo.models import NGODirectoryPage, NGOPage


@require_POST
def written_hours(request: HttpRequest) -> HttpResponse:
    """What the line means, as HTML, with the rows of the form. Nothing is stored."""
    if not may_work_on(request.user, NGODirectoryPage, NGOPage):
        raise PermissionDenied
    hours, unread = read_hours(request.POST.get("line", "")[:LONGEST])
    rows = [
        {
            "weekday": str(row.weekday),
            "opens": f"{row.opens:%H:%M}",
            "closes": f"{row.closes:%H:%M}",
            "note": row.note,
        }
        for row in hours
    ]
    week = [(Weekday(day).label, rows_of_day) for day, rows_of_day in by_weekday(hours)]
    context = {"week": week, "rows": rows, "unread": unread}
    return TemplateResponse(request, "wagtail_ngo/admin/written_hours_read.html", context)


urlpatterns = [path("ngo/written-hours/", written_hours, name="wagtail_ngo_written_hours")]
