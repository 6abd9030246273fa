"""Stored PDFs and covers of the bulletin, and the short links printed in it.

Nothing is made here: a request never waits for a layout engine, and never imports one.
"""

from __future__ import annotations

from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import content_disposition_header, http_date
from django.utils.translation import gettext as _

from wagtail_ngo.domain.bulletin.downloads import is_download
from wagtail_ngo.domain.bulletin.pages import issue_links
from wagtail_ngo.domain.web_addresses import ascii_url
from wagtail_ngo.enums import FileStatus, PDFVariant
from wagtail_ngo.models import BulletinEdition, BulletinFile, BulletinIssuePage
from wagtail_ngo.services.bulletin.downloads import count_download
from wagtail_ngo.services.bulletin.editions import shown_content

RETRY_SECONDS = 30
MAX_AGE = 300


def download(
    request: HttpRequest, page: BulletinIssuePage, variant: str, number: int | None = None
) -> HttpResponseBase:
    """The PDF of one variant, of the newest edition or of the one with the number."""
    edition = _edition(request, page, number)
    file = edition.files.filter(variant=variant).first()
    if file is None:
        raise Http404
    if not file.is_ready:
        return _not_ready(file)
    response = _answer(request, page, file, file.file, "application/pdf")
    if isinstance(response, CountedResponse):
        response.counted = file if _is_download(request) else None
        response.set_headers(response.file_to_stream)
        name = content_disposition_header(as_attachment=False, filename=file.download_name)
        response["Content-Disposition"] = name
    if variant != PDFVariant.WEB:
        response["X-Robots-Tag"] = "noindex"
    return response


class CountedResponse(FileResponse):
    """A file that is counted when it has been sent: the reader never waits for it."""

    counted: BulletinFile | None = None

    def close(self) -> None:
        file, self.counted = self.counted, None
        if file is not None:
            count_download(file, today=timezone.localdate())
        super().close()


def cover(request: HttpRequest, page: BulletinIssuePage) -> HttpResponseBase:
    """The picture of the cover page."""
    file = _edition(request, page, None).files.filter(variant=PDFVariant.WEB).first()
    if file is None or not file.is_ready or not file.thumbnail:
        raise Http404
    return _answer(request, page, file, file.thumbnail, "image/png")


def follow(request: HttpRequest, page: BulletinIssuePage, number: int) -> HttpResponse:
    """Where a short link leads: only addresses that are in the issue itself."""
    links = issue_links(shown_content(page, _edition(request, page, None)))
    if not 1 <= number <= len(links):
        raise Http404
    response = HttpResponseRedirect(links[number - 1])
    response["X-Robots-Tag"] = "noindex"
    return response


def _is_download(request: HttpRequest) -> bool:
    headers = request.headers
    return is_download(
        method=request.method,
        byte_range=headers.get("Range", ""),
        user_agent=headers.get("User-Agent", ""),
        purpose=headers.get("Sec-Purpose", "") or headers.get("Purpose", ""),
    )


def _edition(request: HttpRequest, page: BulletinIssuePage, number: int | None) -> BulletinEdition:
    """The edition; 404 where this visitor would not see the page."""
    if not type(page).objects.visible_to(request).filter(pk=page.pk).exists():
        raise Http404
    editions = page.issued_editions
    edition = editions.first() if number is None else editions.filter(number=number).first()
    if edition is None:
        raise Http404
    return edition


def _not_ready(file: BulletinFile) -> HttpResponse:
    if file.status == FileStatus.FAILED:
        raise Http404
    response = HttpResponse(
        _("The PDF is being made. Try again in half a minute; the web page has the whole issue."),
        content_type="text/plain; charset=utf-8",
        status=503,
    )
    response["Retry-After"] = str(RETRY_SECONDS)
    response["Cache-Control"] = "no-store"
    return response


def _answer(request, page, file: BulletinFile, stored, content_type: str) -> HttpResponseBase:
    """304 where the visitor has the file already, else the file."""
    etag = f'"{file.sha256[:32]}-{content_type.rsplit("/", 1)[1]}"'
    modified = file.finished_at or file.created_at
    response = get_conditional_response(request, etag=etag, last_modified=int(modified.timestamp()))
    if response is None:
        try:
            opened = stored.open("rb")
        except FileNotFoundError:
            raise Http404 from None
        response = CountedResponse(opened, content_type=content_type)
    response["ETag"] = etag
    response["Last-Modified"] = http_date(modified.timestamp())
    response["Link"] = f'<{ascii_url(page.full_url)}>; rel="canonical"'
    response["X-Content-Type-Options"] = "nosniff"
    if page.get_view_restrictions():
        patch_cache_control(response, private=True, no_cache=True)
    else:
        patch_cache_control(response, public=True, max_age=MAX_AGE)
    return response
