"""The pages behind the links in letters. A link opens a page; only its button does something."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from wagtail.models import Site

from wagtail_ngo.enums import RegistrationStatus
from wagtail_ngo.forms.registration import ChangeForm
from wagtail_ngo.models import Registration
from wagtail_ngo.services.people.notices import notice
from wagtail_ngo.services.registration import codes, registering, seats, tokens, waiting
from wagtail_ngo.services.registration.refusals import RefusedError
from wagtail_ngo.services.registration.rules import Target, target_for
from wagtail_ngo.services.registration.tokens import LinkError, Purpose
from wagtail_ngo.services.registration.transactions import BusyError

REFUSED_STATUS = {"tampered": 404, "expired": 410}
S = RegistrationStatus
TITLES = {
    "confirm": _("Confirm the registration"),
    "manage": _("Your registration"),
    "change": _("Change the registration"),
    "offer": _("A seat is free for you"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    def act(registration: Registration) -> Registration:
        return registering.confirm(registration, now=timezone.now())

    return _page(request, token, Purpose.CONFIRM, act)


@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: HttpRequest, token: str) -> HttpResponse:
    def act(registration: Registration) -> Registration:
        if "decline" in request.POST:
            return waiting.cancel(registration, now=timezone.now())
        return waiting.accept(registration, now=timezone.now())

    return _page(request, token, Purpose.OFFER, act)


@require_http_methods(["GET", "HEAD", "POST"])
def manage(request: HttpRequest, token: str) -> HttpResponse:
    """How things are, with the way to a change and the button that cancels."""

    def act(registration: Registration) -> Registration:
        return waiting.cancel(registration, now=timezone.now())

    return _page(request, token, Purpose.MANAGE, act)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, token: str) -> HttpResponse:
    """The form, with what was said before."""
    try:
        registration = tokens.read(token, Purpose.MANAGE, now=timezone.now())
    except LinkError as error:
        return _refuse(request, str(error))
    about = target_for(seats.target_of(registration))
    if about.page is None or registration.status not in (S.CONFIRMED, S.WAITING, S.OFFERED):
        return redirect("wagtail_ngo:registration_manage", token)
    form = ChangeForm(
        request.POST or None, registration=registration, page=about.page, request=request
    )
    status, problem = 200, ""
    if request.method == "POST":
        if not form.is_valid():
            status = 422
        else:
            try:
                registering.change(registration, form.person(), now=timezone.now())
            except RefusedError as error:
                status, problem = 409, str(error.reason)
            except BusyError:
                status, problem = 409, "busy"
            else:
                return redirect("wagtail_ngo:registration_manage", token)
    return _answer(
        request, "change", registration, about, status, form=form, token=token, problem=problem
    )


def _page(request: HttpRequest, token: str, purpose: Purpose, act) -> HttpResponse:
    """The page of one link; ``act`` is what its button does."""
    now = timezone.now()
    try:
        registration = tokens.read(token, purpose, now=now)
    except LinkError as error:
        return _refuse(request, str(error))
    status, problem, is_done = 200, "", False
    if request.method == "POST":
        try:
            registration, is_done = act(registration), True
        except RefusedError as error:
            status, problem = 409, str(error.reason)
        except BusyError:
            status, problem = 409, "busy"
    about = target_for(seats.target_of(registration))
    context = {"is_done": is_done, "problem": problem, "token": token}
    context["is_offered"] = registration.is_offered(now=now)
    if registration.status == S.CONFIRMED and codes.has_entrance(about):
        context["code_token"] = codes.token_for(registration, about)
    if purpose is not Purpose.MANAGE:
        context["manage_token"] = tokens.make(
            registration, Purpose.MANAGE, until=about.ends_at or now
        )
    return _answer(request, str(purpose), registration, about, status, **context)


def _answer(
    request: HttpRequest,
    name: str,
    registration: Registration,
    about: Target,
    status: int = 200,
    **context,
) -> HttpResponse:
    page = about.page
    is_public = page is not None and page.live
    # The base page takes its title and its trail from a page; a withdrawn one is not shown there.
    context = {
        "page": page if is_public else home(request),
        "is_public": is_public,
        "registration": registration,
        "target": about,
        "no_share": True,
        "no_index": True,
        "crumb_here": TITLES[name],
        "heading": TITLES[name],
        **context,
    }
    template = "change" if name == "change" else "link"
    if name == "change":
        context["privacy"] = notice(request, "wagtail_ngo.Registration")
    response = render(
        request, f"wagtail_ngo/pages/registration_{template}.html", context, status=status
    )
    return private(response)


def _refuse(request: HttpRequest, reason: str) -> HttpResponse:
    context = {"page": home(request), "reason": reason, "no_share": True, "no_index": True}
    response = render(
        request,
        "wagtail_ngo/pages/registration_refused.html",
        context,
        status=REFUSED_STATUS[reason],
    )
    return private(response)


def home(request: HttpRequest):
    site = Site.find_for_request(request)
    return site.root_page if site else None


def private(response: HttpResponse) -> HttpResponse:
    """A link in the address bar must not travel on."""
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "same-origin"
    return response
