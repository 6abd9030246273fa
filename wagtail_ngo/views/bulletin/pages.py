"""The public face of the bulletin: archive, issue, earlier editions, feed, newest issue."""

from __future__ import annotations

import base64

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail_ngo import conf
from wagtail_ngo.domain.pdf.thumbnail import page_pngs
from wagtail_ngo.domain.pdf.values import PDFError
from wagtail_ngo.enums import FileStatus, PDFVariant
from wagtail_ngo.exports import bulletin as exports
from wagtail_ngo.models import (
    BulletinEdition,
    BulletinFile,
    BulletinIndexPage,
    BulletinIssuePage,
)
from wagtail_ngo.models.querysets import is_expired
from wagtail_ngo.services.bulletin import search as bulletin_search
from wagtail_ngo.services.bulletin.editions import shown_content
from wagtail_ngo.services.bulletin.issue import compose_draft
from wagtail_ngo.services.bulletin.pdf import make_pdf

#: Pixels of an A4 page as ``cover_png`` draws it.
COVER_SIZE = (480, 679)


def visible_issues(request: HttpRequest | None, page: BulletinIndexPage):
    """Issues of a serial that this visitor may see, newest first, with their current files."""
    editions = BulletinEdition.objects.order_by("-number").prefetch_related("files")
    return (
        BulletinIssuePage.objects.visible_to(request)
        .child_of(page)
        .order_by("-year", "-number", "-pk")
        .prefetch_related(Prefetch("editions", queryset=editions.defer("content")))
    )


def archive(request: HttpRequest, page: BulletinIndexPage) -> HttpResponse:
    """All issues by year; with ``?q=`` those that speak of something."""
    query = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    issues = visible_issues(request, page)
    if query:
        issues = bulletin_search.search(issues, query)
    listing = Paginator(issues, conf.get("PAGE_SIZE")).get_page(request.GET.get("page"))
    return page.render(
        request,
        context_overrides={
            "query": query,
            "issues": listing,
            "page_obj": listing,
            "share_title": _("%(bulletin)s: “%(words)s”") % {"bulletin": page.title, "words": query}
            if query
            else "",
            "newest": None if query or listing.number > 1 else next(iter(listing), None),
            "no_index": bool(query),
        },
    )


def latest(request: HttpRequest, page: BulletinIndexPage) -> HttpResponse:
    """The stable address of the newest issue."""
    issue = visible_issues(request, page).first()
    if issue is None:
        raise Http404
    return redirect(issue.get_url(request))


def latest_pdf(request: HttpRequest, page: BulletinIndexPage) -> HttpResponse:
    """The stable address of the newest issue that has its PDF, for links on other sites."""
    ready = BulletinFile.objects.filter(
        edition__issue=OuterRef("pk"), variant=PDFVariant.WEB, status=FileStatus.READY
    )
    issue = visible_issues(request, page).filter(Exists(ready)).first()
    if issue is None:
        raise Http404
    return redirect(f"{issue.get_url(request)}pdf/{PDFVariant.WEB}/")


def feed(request: HttpRequest, page: BulletinIndexPage) -> HttpResponse:
    issues = visible_issues(request, page)[: conf.get("PAGE_SIZE")]
    text = exports.issue_feed(page, issues, feed_url=f"{page.get_full_url()}feed/")
    return HttpResponse(text, content_type="application/atom+xml; charset=utf-8")


def issue(request: HttpRequest, page: BulletinIssuePage) -> HttpResponse:
    """The issue as it was issued; a preview shows the draft."""
    if getattr(request, "is_preview", False):
        return preview(request, page)
    _refuse_expired(page)
    shown = page.latest_edition
    if shown is None:
        raise Http404
    return _render(request, page, shown_content(page, shown), shown)


def edition(request: HttpRequest, page: BulletinIssuePage, number: int) -> HttpResponse:
    """An earlier edition, kept as it was before its correction."""
    _refuse_expired(page)
    issued = page.issued_editions.filter(number=number).first()
    if issued is None:
        raise Http404
    return _render(request, page, shown_content(page, issued), issued)


def _refuse_expired(page: BulletinIssuePage) -> None:
    """Wagtail serves an expired page until a command unpublishes it; our lists do not."""
    if is_expired(page, now=timezone.now()):
        raise Http404


def preview(request: HttpRequest, page: BulletinIssuePage) -> HttpResponse:
    """The draft, marked as one: as a page, or as the pages of a PDF that is not kept."""
    mode = getattr(request, "preview_mode", "")
    content = compose_draft(page, now=timezone.now())
    if mode not in (PDFVariant.WEB, PDFVariant.PRINT):
        return _render(request, page, content, None)
    context = {"page": page, "issue": content, "is_spread": mode == PDFVariant.PRINT}
    try:
        made = make_pdf(content, variant=mode, moment=timezone.now())
        context["sheets"] = [base64.b64encode(picture).decode() for picture in page_pngs(made.data)]
        context["report"] = made.report
    except PDFError as error:
        context["error"] = str(error)
    response = render(request, "wagtail_ngo/admin/bulletin/preview.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _render(request, page, content, shown: BulletinEdition | None) -> HttpResponse:
    current = None if shown is None else page.latest_edition
    is_old = shown is not None and current is not None and shown.number < current.number
    newer, older = (None, None) if page.pk is None else _neighbours(request, page)
    return page.render(
        request,
        context_overrides={
            "issue": content,
            "edition": shown,
            "is_old_edition": is_old,
            "files": _public_files(shown),
            "editions": [] if page.pk is None else page.issued_editions.defer("content"),
            "newer": newer,
            "older": older,
            "json_ld": exports.issue_json_ld(content),
            "share_image": _cover(page, shown),
            "public_description": content.summary or content.masthead,
            "no_index": is_old,
        },
    )


def _cover(page: BulletinIssuePage, shown: BulletinEdition | None) -> dict | None:
    """The first page as a picture for networks; None before the PDF is made."""
    files = _public_files(shown)
    web = next((file for file in files if file.variant == PDFVariant.WEB and file.is_ready), None)
    if web is None or not web.thumbnail:
        return None
    return {
        "url": f"{page.full_url}cover/",
        "width": COVER_SIZE[0],
        "height": COVER_SIZE[1],
        "alt": _("Cover: %(title)s") % {"title": page.title},
    }


def _public_files(shown: BulletinEdition | None) -> list:
    return list(shown.files.order_by("variant")) if shown else []


def _neighbours(request, page):
    """The next and the previous issue of the serial."""
    issues = BulletinIssuePage.objects.visible_to(request).sibling_of(page, inclusive=False)
    later = issues.filter(year=page.year, number__gt=page.number) | issues.filter(
        year__gt=page.year
    )
    earlier = issues.filter(year=page.year, number__lt=page.number) | issues.filter(
        year__lt=page.year
    )
    return later.order_by("year", "number").first(), earlier.order_by("-year", "-number").first()
