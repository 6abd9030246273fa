"""A search as a feed and as a spreadsheet: public fields only."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import islice

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wagtail_ngo import conf
from wagtail_ngo.exports.directory import entries as exports
from wagtail_ngo.exports.directory import tables
from wagtail_ngo.exports.directory.public import PublicEntry, public_entries
from wagtail_ngo.exports.directory.search_results import csv_lines, result_rows
from wagtail_ngo.models import NGODirectoryPage, NGOPage
from wagtail_ngo.services.search import Results, search
from wagtail_ngo.views.conditional import conditional
from wagtail_ngo.views.directory.search_address import SearchAddress

# Entries read at once for a file.
_BATCH = 500


def atom(request: HttpRequest, page: NGODirectoryPage) -> HttpResponse:
    """The entries a search finds, the latest change first, for a feed reader."""
    address, hits = _search(request, page)
    entries = public_entries(
        NGOPage.objects.visible_to(request)
        .filter(pk__in=_latest(request, page, hits, conf.get("FEED_SIZE")))
        .order_by("-last_published_at", "-pk"),
        today=timezone.localdate(),
    )
    url = page.get_full_url(request) or ""
    query = address.query_string({facet.name for facet in hits.facets})
    title = page.title
    if address.words:
        title = _("%(directory)s: %(words)s") % {"directory": page.title, "words": address.words}
    feed = exports.entries_atom(
        entries,
        title=title,
        url=f"{url}{query}",
        feed_url=f"{url}atom/{query}",
        language=get_language() or "",
    )
    newest = max((entry.changed_at for entry in entries if entry.changed_at), default=None)
    return conditional(request, feed, exports.ATOM_TYPE, last_modified=newest)


def _latest(request: HttpRequest, page: NGODirectoryPage, hits: Results, most: int) -> list[int]:
    """The last published of the found entries; a list of all would be too long for a database."""
    wanted = set(hits.pks())
    newest = (
        NGOPage.objects.visible_to(request)
        .descendant_of(page)
        .order_by("-last_published_at", "-pk")
        .values_list("pk", flat=True)
    )
    return list(islice((pk for pk in newest.iterator(1000) if pk in wanted), most))


def csv_file(request: HttpRequest, page: NGODirectoryPage) -> StreamingHttpResponse:
    """All entries a search finds, in its order, written as a stream."""
    _address, hits = _search(request, page)
    response = StreamingHttpResponse(
        csv_lines(_entries(request, hits, today=timezone.localdate())),
        content_type="text/csv; charset=utf-8",
    )
    return _named(response, page, "csv")


def xlsx_file(request: HttpRequest, page: NGODirectoryPage) -> HttpResponse:
    """The same as a workbook of texts, in which no number loses its zeros."""
    _address, hits = _search(request, page)
    entries = _entries(request, hits, today=timezone.localdate())
    file = tables.xlsx_file(result_rows(entries))
    response = FileResponse(file, content_type=tables.XLSX_TYPE)
    return _named(response, page, "xlsx")


def _named(response, page: NGODirectoryPage, extension: str):
    name = f"{page.slug}-{timezone.localdate():%Y-%m-%d}.{extension}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Robots-Tag"] = "noindex"
    return response


def _search(request: HttpRequest, page: NGODirectoryPage) -> tuple[SearchAddress, Results]:
    address = SearchAddress.read(request.GET)
    return address, search(page, request, address.selection, now=timezone.now()).without_parts()


def _entries(request: HttpRequest, hits: Results, *, today: datetime.date) -> Iterator[PublicEntry]:
    """Public views in the order found, a batch at a time."""
    for start in range(0, hits.count, _BATCH):
        place = {pk: index for index, pk in enumerate(hits.pks(start, start + _BATCH))}
        pages = NGOPage.objects.visible_to(request).filter(pk__in=place)
        order = {str(uuid): place[pk] for pk, uuid in pages.values_list("pk", "uuid")}
        views = [view for view in public_entries(pages, today=today) if view.uuid in order]
        yield from sorted(views, key=lambda view: order[view.uuid])
