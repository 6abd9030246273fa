"""Organizations for the 1.5 per cent: the list, a card to print for each, its QR code."""

from __future__ import annotations

import io

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.encoding import iri_to_uri

from wagtail_ngo.domain.directory.registry_numbers import is_valid_krs
from wagtail_ngo.forms.board import AreaFilterForm
from wagtail_ngo.models import NGOPage, PublicBenefitPage
from wagtail_ngo.services.directory import public_benefit
from wagtail_ngo.views.conditional import conditional


def organizations(request: HttpRequest, page: PublicBenefitPage) -> HttpResponse:
    """The list with KRS numbers and purposes, from A to Z, by activity area."""
    entries = public_benefit.public_benefit_entries(request)
    form = AreaFilterForm(request.GET, entries=entries)
    areas = form.chosen_areas()
    return page.render(
        request,
        context_overrides={
            "form": form,
            "entries": public_benefit.list_organizations(request, areas=areas),
            "no_index": bool(request.GET),
        },
    )


def card(request: HttpRequest, page: PublicBenefitPage, pk: int) -> HttpResponse:
    """A card for the notice board and the till: name, number, purpose, QR code."""
    entry = _entry(request, pk)
    return page.render(
        request,
        template="wagtail_ngo/pages/public_benefit_card.html",
        context_overrides={
            "entry": entry,
            "krs": entry.krs,
            "entry_url": entry.get_full_url(request),
            "crumb_here": entry.title,
            "share_title": entry.title,
        },
    )


def qr_code(request: HttpRequest, page: PublicBenefitPage, pk: int) -> HttpResponse:
    """The address of the entry as PNG, in ASCII: readers take other letters for katakana."""
    entry = _entry(request, pk)
    image = io.BytesIO()
    address = iri_to_uri(entry.get_full_url(request) or "")
    segno.make(address, error="m").save(image, kind="png", scale=8, border=2)
    return conditional(request, image.getvalue(), "image/png")


def _entry(request: HttpRequest, pk: int) -> NGOPage:
    entry = public_benefit.public_benefit_entries(request).filter(pk=pk).first()
    if entry is None or not is_valid_krs(entry.krs):
        raise Http404
    return entry
