"""The code that a person shows at the entrance. Only those who check people in get any further."""

from __future__ import annotations

from urllib.parse import urljoin

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from wagtail.admin.utils import get_admin_base_url

from wagtail_ngo.domain.registration.codes import picture
from wagtail_ngo.services.registration import codes, seats, tokens
from wagtail_ngo.services.registration.rules import target_for
from wagtail_ngo.services.registration.tokens import LinkError, Purpose
from wagtail_ngo.views.registration.links import home, private

#: Both are needed: the desk is in the admin.
PERMISSIONS = ("wagtailadmin.access_admin", "wagtail_ngo.add_attendance")


@require_http_methods(["GET", "HEAD"])
def check_in(request: HttpRequest, token: str) -> HttpResponse:
    """To the check-in for those who may; the same words, whatever the code, for all others."""
    desk = reverse("wagtail_ngo_check_in_code", args=[token])
    if request.user.has_perms(PERMISSIONS):
        return private(redirect(desk))
    context = {
        "page": home(request),
        # The admin may have a host of its own, where somebody is logged in.
        "desk_url": urljoin(get_admin_base_url() or "", desk),
        "crumb_here": _("Code for the entrance"),
        "no_share": True,
        "no_index": True,
    }
    return private(render(request, "wagtail_ngo/pages/registration_code.html", context))


@require_http_methods(["GET", "HEAD"])
def code_picture(request: HttpRequest, token: str) -> HttpResponse:
    """The picture on the page of a registration."""
    try:
        row = tokens.read(token, Purpose.CHECK_IN, now=timezone.now())
    except LinkError:
        raise Http404("No such code.") from None
    about = target_for(seats.target_of(row))
    response = HttpResponse(picture(codes.address(token, about)), content_type="image/png")
    return private(response)
