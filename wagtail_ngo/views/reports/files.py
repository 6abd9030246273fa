"""An activity report as files: stored PDFs, and documents for office programs.

No PDF is made here: a state that has no file yet is asked for once, by a task.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from wagtail_ngo import tasks
from wagtail_ngo.domain.web_addresses import ascii_url
from wagtail_ngo.enums import DocumentKind, FileStatus
from wagtail_ngo.exports.reports import office
from wagtail_ngo.models import ActivityReportPage
from wagtail_ngo.services.reports import files, freezing
from wagtail_ngo.services.reports.documents import report_document
from wagtail_ngo.views.conditional import conditional

RETRY_SECONDS = 15


def pdf(request: HttpRequest, page: ActivityReportPage) -> HttpResponse:
    return _stored(request, page, DocumentKind.REPORT)


def poster(request: HttpRequest, page: ActivityReportPage) -> HttpResponse:
    """The year on one page; 404 where the report has none."""
    return _stored(request, page, DocumentKind.POSTER)


def docx(request: HttpRequest, page: ActivityReportPage) -> HttpResponse:
    return _office(request, page, "docx")


def odt(request: HttpRequest, page: ActivityReportPage) -> HttpResponse:
    return _office(request, page, "odt")


def _stored(request: HttpRequest, page: ActivityReportPage, kind: DocumentKind) -> HttpResponse:
    if kind not in files.kinds_of(page):
        raise Http404("The report has no such file.")
    file, must_queue = files.ask(page, kind, now=timezone.now())
    if must_queue:
        # Without a worker the task runs at once, so that the first who asks has to wait.
        tasks.queue_report_file(file)
        file = files.documents_of(page).filter(kind=kind).first() or file
    content = files.content_of(file)
    if content is None and file.status == FileStatus.FAILED:
        raise Http404("The file could not be made.")
    if content is None:
        return _not_ready()
    name = page.slug if kind == DocumentKind.REPORT else f"{page.slug}-a4"
    response = conditional(
        request, content, "application/pdf", last_modified=file.finished_at or file.created_at
    )
    return _named(response, page, f"{name}.pdf", is_attachment=False)


def _not_ready() -> HttpResponse:
    text = _("The PDF is being made. Try again in half a minute; the web page has it all.")
    response = HttpResponse(text, content_type="text/plain; charset=utf-8", status=503)
    response["Retry-After"] = str(RETRY_SECONDS)
    response["Cache-Control"] = "no-store"
    return response


def _office(request: HttpRequest, page: ActivityReportPage, ending: str) -> HttpResponse:
    if not office.is_available(ending):
        raise Http404("The library for this format is not installed.")
    document = report_document(page, freezing.show(page, now=timezone.now(), may_recall=True))
    content = office.write(document, ending)
    response = conditional(request, content, office.CONTENT_TYPES[ending])
    return _named(response, page, f"{page.slug}.{ending}", is_attachment=True)


def _named(response, page, name: str, *, is_attachment: bool) -> HttpResponse:
    if response.status_code == 200:
        disposition = content_disposition_header(as_attachment=is_attachment, filename=name)
        response["Content-Disposition"] = disposition
        response["Link"] = f'<{ascii_url(page.full_url)}>; rel="canonical"'
        response["X-Content-Type-Options"] = "nosniff"
    return response
