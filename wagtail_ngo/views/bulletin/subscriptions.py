"""Subscribing to the bulletin, and the pages behind the links of its mails."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from wagtail_ngo.forms.bulletin import SubscriptionForm
from wagtail_ngo.models import BulletinIndexPage, BulletinSubscriber
from wagtail_ngo.services.bulletin import mail as bulletin_mail
from wagtail_ngo.services.people.notices import notice
from wagtail_ngo.views.rate_limits import is_too_often

TITLE = _("The bulletin by e-mail")
ASKS_PER_HOUR = 5


def subscribe(request: HttpRequest, page: BulletinIndexPage) -> HttpResponse:
    """The form. Its answer is the same for every address, known or not."""
    form = SubscriptionForm(request.POST or None)
    context = {"form": form, "crumb_here": TITLE, "share_title": f"{TITLE} – {page.title}"}
    context["privacy"] = notice(request, "wagtail_ngo.BulletinSubscriber")
    status = 200
    if request.method == "POST":
        if not form.is_valid():
            status = 422
        elif is_too_often(request, "subscribe", per_hour=ASKS_PER_HOUR):
            context["is_too_often"], status = True, 429
        else:
            if not form.cleaned_data["website"]:
                email = form.cleaned_data["email"]
                bulletin_mail.subscribe(page, email, now=timezone.now())
            context["is_asked"] = True
    response = page.render(
        request, template="wagtail_ngo/pages/bulletin_subscribe.html", context_overrides=context
    )
    response.status_code = status
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """A page with a button: mail programs open links by themselves."""
    subscriber = get_object_or_404(BulletinSubscriber.objects.select_related("serial"), token=token)
    if request.method == "POST":
        bulletin_mail.confirm(subscriber, now=timezone.now())
    return _answer(request, subscriber.serial, "confirm", is_done=request.method == "POST")


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """A page with a button; mail programs post here without asking (RFC 8058).

    No CSRF token is possible for them: the secret in the address is what allows it.
    """
    subscriber = get_object_or_404(BulletinSubscriber.objects.select_related("serial"), token=token)
    serial = subscriber.serial
    if request.method == "POST":
        bulletin_mail.unsubscribe(subscriber)
    return _answer(request, serial, "unsubscribe", is_done=request.method == "POST")


def _answer(request, serial: BulletinIndexPage, action: str, *, is_done: bool) -> HttpResponse:
    context = {
        "page": serial,
        "action": action,
        "is_done": is_done,
        "crumb_here": TITLE,
        "no_share": True,
        "no_index": True,
        "public_url": serial.get_full_url(),
    }
    response = render(request, "wagtail_ngo/pages/bulletin_subscription.html", context)
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "same-origin"
    return response
