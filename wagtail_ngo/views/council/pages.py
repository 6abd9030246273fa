"""The council's page: who sits on it, its documents, meetings, elections, earlier terms."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from wagtail_ngo.models import (
    CouncilElectionPage,
    CouncilPage,
    CouncilSeat,
    CouncilTerm,
    NGOPage,
    Occurrence,
)

SHOWN_MEETINGS = 6


def council(request: HttpRequest, page: CouncilPage) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    terms = _terms(page)
    context = {
        **page.get_context(request),
        "running": [shown_term(term, request, today) for term in terms if _runs(term, today)],
        "past_terms": [
            shown_term(term, request, term.ends_on)
            for term in terms
            if term.ends_on and term.ends_on < today
        ],
        "documents": page.documents.select_related("document") if page.pk else [],
        "meetings": _meetings(request, page, now=now),
        "elections": _elections(request, page),
    }
    return TemplateResponse(request, page.get_template(request), context)


def _terms(page: CouncilPage) -> list[CouncilTerm]:
    if not page.pk:
        return []
    terms = CouncilTerm.objects.filter(council=page)
    return list(terms.select_related("election").prefetch_related("seats"))


def _runs(term: CouncilTerm, today: datetime.date) -> bool:
    return term.starts_on <= today and (term.ends_on is None or term.ends_on >= today)


def shown_term(term: CouncilTerm, request: HttpRequest, day: datetime.date) -> dict:
    """A term with the seats held on ``day``, and ``former`` ones that somebody left before.

    Names only of those who agreed.
    """
    seats = [seat for seat in term.seats.all() if seat.is_held_on(day)]
    former = [seat for seat in term.seats.all() if seat.until_day and seat.until_day < day]
    keys = {seat.organization_id for seat in (*seats, *former)} - {None}
    visible = NGOPage.objects.visible_to(request).in_bulk(keys) if keys else {}
    return {
        "term": term,
        "has_areas": any(seat.area_name for seat in seats),
        "has_deputies": any(seat.deputy_name and seat.deputy_consented_on for seat in seats),
        "seats": [shown_seat(seat, visible) for seat in seats],
        "former": [shown_seat(seat, visible) for seat in former],
    }


def shown_seat(seat: CouncilSeat, visible: Mapping[int, NGOPage]) -> dict:
    """``visible``: entries that this visitor may open."""
    return {
        "area": seat.area_name,
        "role": seat.get_role_display() if seat.role != "member" else "",
        "name": seat.name if seat.consented_on else "",
        "deputy": seat.deputy_name if seat.deputy_consented_on else "",
        "organization": seat.organization_name,
        "entry": visible.get(seat.organization_id),
        "until": seat.until_day,
    }


def _meetings(request: HttpRequest, page: CouncilPage, *, now) -> list[Occurrence]:
    if not page.meetings_id:
        return []
    dates = Occurrence.objects.visible_to(request).filter(page=page.meetings_id)
    coming = dates.upcoming(now=now).with_details(request)
    return list(coming[:SHOWN_MEETINGS])


def _elections(request: HttpRequest, page: CouncilPage):
    if not page.pk:
        return []
    elections = CouncilElectionPage.objects.visible_to(request).child_of(page)
    return elections.order_by("-voting_from", "-pk")
