"""The partner board: list, volunteering, one item with its form, feeds."""

from __future__ import annotations

import functools

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Site

from wagtail_ngo import conf
from wagtail_ngo.enums import ExchangeSide
from wagtail_ngo.exports.directory import board as exports
from wagtail_ngo.forms.board import BoardFilterForm, ReplyForm, VolunteeringFilterForm
from wagtail_ngo.models import PartnerBoardPage
from wagtail_ngo.models.directory.exchange import EXCHANGES, Exchange
from wagtail_ngo.services.directory import board
from wagtail_ngo.services.people.notices import notice
from wagtail_ngo.views.conditional import conditional
from wagtail_ngo.views.rate_limits import is_too_often

TEMPLATES = "wagtail_ngo/pages"


def items(request: HttpRequest, page: PartnerBoardPage) -> HttpResponse:
    """All offers and needs, the newest first."""
    form = BoardFilterForm(request.GET, entries=board.board_entries(request))
    return _list(request, page, form, form.filters(), template=page.template)


def volunteering(request: HttpRequest, page: PartnerBoardPage) -> HttpResponse:
    """Tasks for volunteers: what, when, where, how many hours, from which age."""
    form = VolunteeringFilterForm(request.GET, entries=board.board_entries(request))
    title = _("Volunteering")
    return _list(
        request,
        page,
        form,
        _volunteering(form),
        template=f"{TEMPLATES}/volunteering_board.html",
        crumb_here=title,
        share_title=title,
    )


def _volunteering(form: VolunteeringFilterForm) -> board.BoardFilters:
    chosen = form.filters()
    kind, side = board.VOLUNTEERING.kind, board.VOLUNTEERING.side
    return board.BoardFilters(side=side, kind=kind, areas=chosen.areas, day=chosen.day)


def _list(request, page, form, filters: board.BoardFilters, *, template: str, **context):
    keys = board.item_keys(request, filters, today=timezone.localdate())
    page_obj = Paginator(keys, conf.get("PAGE_SIZE")).get_page(request.GET.get("page"))
    shown = {
        "form": form,
        "items": board.load_items(page_obj),
        "page_obj": page_obj,
        "query": request.GET.urlencode(),
        "no_index": bool(request.GET),
        **context,
    }
    return page.render(request, template=template, context_overrides=shown)


def feed(request: HttpRequest, page: PartnerBoardPage) -> HttpResponse:
    """The newest items as Atom, with the filters of the list."""
    form = BoardFilterForm(request.GET, entries=board.board_entries(request))
    return _feed(request, page, form.filters(), title=page.title, path="feed/")


def volunteering_feed(request: HttpRequest, page: PartnerBoardPage) -> HttpResponse:
    form = VolunteeringFilterForm(request.GET, entries=board.board_entries(request))
    title = f"{page.title}: {_('Volunteering')}"
    return _feed(request, page, _volunteering(form), title=title, path="volunteering/feed/")


def _feed(request, page, filters: board.BoardFilters, *, title: str, path: str) -> HttpResponse:
    keys = board.item_keys(request, filters, today=timezone.localdate())
    rows = board.load_items(keys[: conf.get("FEED_SIZE")])
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    url = page.get_full_url(request) or ""
    text = exports.board_atom(
        rows, title=title, url=url, feed_url=f"{url}{path}{query}", language=get_language() or ""
    )
    return conditional(request, text, exports.ATOM_TYPE)


def _item(request: HttpRequest, page: PartnerBoardPage, pk: int, *, side: str) -> HttpResponse:
    """One item, and the form that sends an answer to its organization."""
    today = timezone.localdate()
    items = board.visible_items(request, side, today=today).filter(pk=pk)
    item = items.select_related("organization").first()
    if item is None:
        return _answer_ended(request, page, side, pk)
    form = ReplyForm(request.POST or None)
    context = {
        "item": item,
        "form": form,
        "privacy": notice(request, "wagtail_ngo.OutgoingMail"),
        "can_reply": bool(board.address_for_replies(item.organization)),
        "crumb_here": item.text,
        "share_title": item.text,
        "public_description": f"{item.organization.title}: {item.text}",
    }
    status = 200
    if request.method == "POST" and context["can_reply"]:
        status = _answer(request, page, item, form, context)
    response = page.render(
        request, template=f"{TEMPLATES}/board_item.html", context_overrides=context
    )
    response.status_code = status
    return response


offer = functools.partial(_item, side=ExchangeSide.OFFER)
need = functools.partial(_item, side=ExchangeSide.NEED)


def _answer(request, page, item: Exchange, form: ReplyForm, context: dict) -> int:
    """Send the form; the status of the answer. What is to be said is put into ``context``."""
    if not form.is_valid():
        return 422
    # Machines that fill the hidden field are told that all went well.
    if not form.is_trapped:
        if is_too_often(request, "reply", per_hour=conf.get("REPLIES_PER_HOUR")):
            context["is_too_often"] = True
            return 429
        site = Site.find_for_request(request)
        board.reply(
            item,
            **{key: form.cleaned_data[key] for key in ("name", "reply_to", "message")},
            url=f"{page.get_full_url(request)}{item.path}",
            site_name=site.site_name or site.root_page.title,
            now=timezone.now(),
        )
    context["is_sent"] = True
    return 200


def _answer_ended(request, page, side: str, pk: int) -> HttpResponse:
    """An item that is over says so; one that the visitor never could see does not exist."""
    entries = board.board_entries(request).order_by().values("pk")
    if not EXCHANGES[side].objects.filter(pk=pk, organization__in=entries).exists():
        raise Http404
    context = {"crumb_here": _("Ended"), "no_index": True, "no_share": True}
    response = page.render(
        request, template=f"{TEMPLATES}/board_item_ended.html", context_overrides=context
    )
    response.status_code = 410
    return response
