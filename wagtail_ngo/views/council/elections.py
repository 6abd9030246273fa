"""The public page of an election: what is now, candidates, result. Nobody votes here."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

from wagtail_ngo.enums import CandidateOrder, ElectionPhase
from wagtail_ngo.exports import council as exports
from wagtail_ngo.models import CouncilElectionPage, CouncilTerm, EventPage
from wagtail_ngo.services.council import results
from wagtail_ngo.views.conditional import conditional
from wagtail_ngo.views.council.pages import shown_term


@dataclass(frozen=True)
class Step:
    """One line of the calendar."""

    title: str
    start: object = None
    end: object = None
    is_now: bool = False
    is_over: bool = False


def election(request: HttpRequest, page: CouncilElectionPage) -> HttpResponse:
    now = timezone.now()
    versions = results.versions(page) if page.pk else []
    phase = page.calendar.phase(now, is_validated=bool(versions))
    shows_candidates = bool(page.pk) and (bool(versions) or page.calendar.shows_candidates(now))
    result = results.result_of(versions[0], request) if versions else None
    context = {
        **page.get_context(request),
        "phase": phase,
        "steps": steps(page, phase),
        "rules": page.rules,
        "lists": results.candidate_lists(page, request) if shows_candidates else None,
        "draw": _draw(page) if shows_candidates else None,
        "result": result,
        "versions": versions,
        "composition": _composition(page, request, now),
        "event": _event(page, request),
        "ics_url": f"{page.get_full_url(request) or ''}ics/" if exports.dates(page) else "",
        "json_ld": exports.json_ld(page),
    }
    return TemplateResponse(request, page.get_template(request), context)


#: Phase → what the calendar calls it, first and last moment by field.
STEPS = [
    (ElectionPhase.NOMINATIONS, _("Nominations"), "nominations_from", "nominations_until"),
    (ElectionPhase.CHECKING, _("Nominations are checked"), None, None),
    (ElectionPhase.LIST, _("List of candidates published"), "list_published_at", None),
    (ElectionPhase.VOTING, _("Voting"), "voting_from", "voting_until"),
    (ElectionPhase.COUNTING, _("Ballots are counted"), None, None),
    (ElectionPhase.VALIDATED, _("Result confirmed"), None, None),
]


def steps(page: CouncilElectionPage, phase: ElectionPhase) -> list[Step]:
    """The calendar of the election with the step that is now; phases without a date only then."""
    order = list(ElectionPhase)
    rows = []
    for own, title, start, end in STEPS:
        is_now = own == phase
        begins = getattr(page, start) if start else None
        if begins is None and not is_now and own != ElectionPhase.VALIDATED:
            continue
        ends = getattr(page, end) if end else None
        is_over = order.index(own) < order.index(phase)
        rows.append(Step(title, begins, ends, is_now, is_over))
    return rows


def _draw(page: CouncilElectionPage):
    if page.candidate_order != CandidateOrder.DRAWN:
        return None
    return page.draws.order_by("-drawn_at", "-pk").first()


def _composition(page: CouncilElectionPage, request: HttpRequest, now) -> dict | None:
    term = CouncilTerm.objects.filter(election=page.pk).prefetch_related("seats").first()
    if term is None:
        return None
    today = timezone.localdate(now)
    day = max(term.starts_on, min(today, term.ends_on or today))
    return shown_term(term, request, day)


def _event(page: CouncilElectionPage, request: HttpRequest) -> EventPage | None:
    if not page.event_id:
        return None
    return EventPage.objects.visible_to(request).filter(pk=page.event_id).first()


def dates(request: HttpRequest, page: CouncilElectionPage) -> HttpResponse:
    """The fixed dates as iCalendar."""
    content = exports.dates_ics(page)
    response = conditional(
        request, content, "text/calendar; charset=utf-8", last_modified=page.last_published_at
    )
    response["Content-Disposition"] = f'inline; filename="{page.slug}.ics"'
    return response


def protocol(
    request: HttpRequest, page: CouncilElectionPage, number: int | None = None
) -> HttpResponseBase:
    """The stored protocol of the result, or of an earlier confirmed version."""
    counts = page.counts.validated().order_by("-number")
    if number is not None:
        counts = counts.filter(number=number)
    count = counts.first()
    if count is None or not count.protocol:
        raise Http404
    response = FileResponse(count.protocol.open("rb"), content_type="application/pdf")
    name = f"{page.slug}-{count.number}.pdf"
    response["Content-Disposition"] = content_disposition_header(False, name)
    response["Cache-Control"] = "max-age=0, must-revalidate"
    if page.full_url:
        response["Link"] = f'<{page.full_url}>; rel="canonical"'
    return response
