"""The page behind the link with which an organization nominates its candidate.

Opening it changes nothing (mail programs open links by themselves); the button does.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from wagtail.models import Site

from wagtail_ngo.forms.council.nominations import NominationForm
from wagtail_ngo.services.council import nominations
from wagtail_ngo.services.directory.reviews import LinkError
from wagtail_ngo.services.people.notices import notice

REFUSED_STATUS = {"tampered": 404, "expired": 410, "used": 410, "early": 425}

#: What the trail above a page calls it.
TITLES = {
    "nomination": _("Nominate a candidate"),
    "nomination_done": _("Thank you"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def nominate(request: HttpRequest, token: str) -> HttpResponse:
    """The form; what is sent waits for the office."""
    now = timezone.now()
    try:
        invitation = nominations.open_link(token, now=now)
        election = invitation.election
        form = NominationForm(request.POST or None, election=election)
        if request.method == "POST" and form.is_valid():
            try:
                nominations.submit(invitation, form.candidate(), now=now)
            except ValidationError as error:
                form.add_faults(error)
            else:
                return _answer(request, "nomination_done", election, invitation=invitation)
    except LinkError as error:
        return _refuse(request, str(error))
    status = 422 if form.errors else 200
    return _answer(
        request,
        "nomination",
        election,
        status,
        invitation=invitation,
        form=form,
        consent=nominations.consent_text(election),
        privacy=notice(request, "wagtail_ngo.Candidate"),
    )


def _refuse(request: HttpRequest, reason: str) -> HttpResponse:
    site = Site.find_for_request(request)
    context = {"page": site.root_page if site else None, "reason": reason}
    return _render(request, "nomination_refused", context, REFUSED_STATUS[reason])


def _answer(request: HttpRequest, name: str, election, status: int = 200, **context):
    return _render(request, name, {"page": election, "crumb_here": TITLES[name], **context}, status)


def _render(request: HttpRequest, name: str, context: dict, status: int) -> HttpResponse:
    """A link in the address bar must not travel on."""
    context = {"no_share": True, "no_index": True, **context}
    response = render(request, f"wagtail_ngo/pages/{name}.html", context, status=status)
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "same-origin"
    return response
