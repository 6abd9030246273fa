"""The public list of funding calls, one call, the calendar of deadlines and the feed."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from wagtail_ngo import conf
from wagtail_ngo.enums import CallProcedure
from wagtail_ngo.exports.funding import calls as exports
from wagtail_ngo.forms.funding import CallFilterForm
from wagtail_ngo.models import FundingAward, FundingCall, FundingCallIndexPage
from wagtail_ngo.services.funding.awards import awards_of_call, sums
from wagtail_ngo.services.funding.calls import chosen_calls, days_left
from wagtail_ngo.services.funding.items import Place, amount_label, call_item
from wagtail_ngo.services.outgoing import site_of

MOST_IN_EXPORTS = 500


def call_list(request: HttpRequest, page: FundingCallIndexPage) -> HttpResponse:
    now = timezone.now()
    form = _form(request)
    filters = form.filters()
    paginator = Paginator(chosen_calls(request, filters, now=now), conf.get("PAGE_SIZE"))
    listing = paginator.get_page(request.GET.get("page"))
    rows = [(call, item, days_left(call, now=now)) for call, item in _with_items(page, listing)]
    return page.render(
        request,
        context_overrides={
            "form": form,
            "filters": filters,
            "rows": rows,
            "page_obj": listing,
            "chips": _chips(request, form),
            "query": request.GET.urlencode(),
            "no_index": bool(request.GET),
        },
    )


@dataclass(frozen=True)
class Chip:
    """A condition in words, and the address of the list without it."""

    label: str
    remove: str


def _chips(request: HttpRequest, form: CallFilterForm) -> list[Chip]:
    """What the list is narrowed by; a value that makes no sense narrows nothing."""
    chosen = form.cleaned_data
    chips = [("area", str(area.pk), str(area)) for area in chosen.get("area") or ()]
    for name in ("amount", "procedure", "commission", "ended"):
        if value := chosen.get(name):
            chips.append((name, None, _in_words(form, name, value)))
    return [Chip(label, _without(request, name, value)) for name, value, label in chips]


def _in_words(form: CallFilterForm, name: str, value) -> str:
    if name == "amount":
        return amount_label(value, value, "PLN")
    if name == "procedure":
        return str(CallProcedure(value).label)
    return str(form.fields[name].label)


def _without(request: HttpRequest, name: str, value: str | None) -> str:
    """The query string without one value of a filter, or without the filter."""
    query = request.GET.copy()
    query.pop("page", None)
    values = [
        value_text
        for value_text in query.getlist(name)
        if value is not None and value_text != value
    ]
    query.setlist(name, values)
    return f"?{query.urlencode()}"


def _form(request: HttpRequest) -> CallFilterForm:
    return CallFilterForm(request.GET, calls=FundingCall.objects.visible_to(request))


def call(request: HttpRequest, page: FundingCallIndexPage, pk: int) -> HttpResponse:
    """One call. Ended ones stay readable, say so, and show what came of them."""
    shown = FundingCall.objects.visible_to(request).filter(pk=pk).first()
    if shown is None:
        raise Http404
    now = timezone.now()
    item = _item(page, shown)
    return page.render(
        request,
        template="wagtail_ngo/pages/funding_call.html",
        context_overrides={
            "call": shown,
            "item": item,
            "is_open": shown.is_open(now),
            "days_left": days_left(shown, now=now),
            "pool": amount_label(shown.pool, shown.pool, shown.currency),
            "commission_open": _seeks_commission(shown, now),
            **_result(request, shown),
            "json_ld": exports.call_json_ld(shown, item),
            "crumb_here": shown.title,
            "share_title": shown.title,
            "public_description": f"{shown.funder}: {shown.title}",
        },
    )


def _seeks_commission(shown: FundingCall, now: datetime.datetime) -> bool:
    last_day = shown.commission_until
    return shown.commission_wanted and (last_day is None or timezone.localdate(now) <= last_day)


def _result(request: HttpRequest, shown: FundingCall) -> dict:
    awards = awards_of_call(shown, request)
    granted = sums(FundingAward.objects.visible_to(request).filter(call=shown))
    has_result = awards or shown.decided_on or shown.result_note or shown.decision_url
    return {
        "awards": awards,
        "granted": " + ".join(amount_label(sum_, sum_, currency) for currency, sum_ in granted),
        "has_result": bool(has_result or shown.offers_received is not None),
    }


def deadlines(request: HttpRequest, page: FundingCallIndexPage) -> HttpResponse:
    """The deadlines of the chosen open calls, to subscribe to."""
    calls = _chosen(request).exclude(deadline=None, paper_deadline=None)[:MOST_IN_EXPORTS]
    text = exports.deadlines_ics(
        _with_items(page, calls), name=page.title, url=page.get_full_url() or ""
    )
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="deadlines.ics"'
    return response


def feed(request: HttpRequest, page: FundingCallIndexPage) -> HttpResponse:
    calls = _chosen(request).order_by("-created_at", "-pk")[: conf.get("PAGE_SIZE")]
    text = exports.call_feed(page, _with_items(page, calls), feed_url=f"{page.get_full_url()}feed/")
    return HttpResponse(text, content_type="application/atom+xml; charset=utf-8")


def _chosen(request: HttpRequest):
    return chosen_calls(request, _form(request).filters(), now=timezone.now())


def _item(page: FundingCallIndexPage, call: FundingCall):
    return call_item(call, Place(site_of(page), page.get_full_url() or ""))


def _with_items(page: FundingCallIndexPage, calls):
    place = Place(site_of(page), page.get_full_url() or "")
    return [(call, call_item(call, place)) for call in calls]
