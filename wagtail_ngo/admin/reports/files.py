"""A report as files for its editors, drafts as well: made on demand, stored nowhere."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.widgets import Button

from wagtail_ngo.domain.pdf.values import PDFError
from wagtail_ngo.enums import DocumentKind
from wagtail_ngo.exports.reports import office
from wagtail_ngo.models import ActivityReportPage
from wagtail_ngo.services.reports import files, freezing
from wagtail_ngo.services.reports.documents import report_document

URL_NAME = "wagtail_ngo_report_file"
#: The files in the order in which they are offered.
NAMES = {"pdf": DocumentKind.REPORT, "poster": DocumentKind.POSTER, "docx": None, "odt": None}


def file(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """The newest draft of the report with the figures that it would show now."""
    report = get_object_or_404(ActivityReportPage, pk=pk)
    if not report.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    draft = report.get_latest_revision_as_object()
    if name not in offered(draft):
        raise Http404("The report has no such file.")
    try:
        content, content_type = _content(draft, name)
    except PDFError as error:
        messages.error(request, _("The PDF cannot be made: %(reason)s") % {"reason": error})
        return redirect("wagtailadmin_pages:edit", pk)
    ending = name if name in office.CONTENT_TYPES else "pdf"
    response = HttpResponse(content, content_type=content_type)
    shown = "attachment" if ending in office.CONTENT_TYPES else "inline"
    response["Content-Disposition"] = f'{shown}; filename="report-{pk}-{name}.{ending}"'
    response["Cache-Control"] = "no-store"
    return response


def offered(report: ActivityReportPage) -> list[str]:
    """Names of the files that this report has on this machine."""
    kinds, endings = files.kinds_of(report), office.available()
    return [name for name, kind in NAMES.items() if kind in kinds or name in endings]


def _content(report: ActivityReportPage, name: str) -> tuple[bytes, str]:
    now = timezone.now()
    if name in office.CONTENT_TYPES:
        document = report_document(report, freezing.show(report, now=now))
        return office.write(document, name), office.CONTENT_TYPES[name]
    return files.made(report, NAMES[name], now=now).data, "application/pdf"


def addresses(report: ActivityReportPage) -> list[tuple[str, str]]:
    """(label, address) of each file, for buttons."""
    labels = {
        "pdf": _("Report as PDF"),
        "poster": _("Year on one page (PDF)"),
        "docx": _("Report for Word (DOCX)"),
        "odt": _("Report for LibreOffice (ODT)"),
    }
    return [(labels[name], reverse(URL_NAME, args=[report.pk, name])) for name in offered(report)]


def header_buttons(page, user, next_url=None, view_name=None, **kwargs):
    """The files from the menu of a report."""
    report = page.specific_deferred
    if isinstance(report, ActivityReportPage) and page.permissions_for_user(user).can_edit():
        for place, (label, url) in enumerate(addresses(report)):
            yield Button(label, url, icon_name="download", priority=7 + place)


urlpatterns = [path("ngo/reports/<int:pk>/<slug:name>.file", file, name=URL_NAME)]
