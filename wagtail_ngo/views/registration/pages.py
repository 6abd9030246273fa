"""The page on which one registers for a date, or for all dates of a course."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wagtail_ngo import conf
from wagtail_ngo.domain.events.availability import Availability
from wagtail_ngo.enums import RegistrationMode
from wagtail_ngo.forms.registration import RegistrationForm
from wagtail_ngo.models import EventPage, Occurrence
from wagtail_ngo.services.people.notices import notice
from wagtail_ngo.services.registration import registering
from wagtail_ngo.services.registration.refusals import RefusedError
from wagtail_ngo.services.registration.registering import TAKES_PEOPLE
from wagtail_ngo.services.registration.rules import Target, target_on_page
from wagtail_ngo.services.registration.transactions import BusyError
from wagtail_ngo.views.events.pages import get_occurrence
from wagtail_ngo.views.rate_limits import is_too_often

TEMPLATE = "wagtail_ngo/pages/registration.html"
TITLE = _("Registration")
#: What the answer to a refused form is called. 409: the state of things; 422: what was typed.
REFUSED_STATUS = 409


def register(request: HttpRequest, page: EventPage) -> HttpResponse:
    """For a course, or for an event of one coming date; of several, one is chosen on its page."""
    if page.registration_mode == RegistrationMode.EXTERNAL:
        return redirect(page.registration_url)
    if page.is_alias:
        return redirect(f"{_original_url(request, page)}register/")
    if not page.registers_here:
        raise Http404("No registration.")
    if page.is_course:
        return _serve(request, page, None)
    rows = page.occurrences.upcoming(now=timezone.now()).with_details(request)[:2]
    if len(rows) != 1:
        return redirect(page.get_url(request))
    return redirect(f"{rows[0].get_url(request)}register/")


def register_for_date(request: HttpRequest, page: EventPage, day: str) -> HttpResponse:
    if page.registration_mode == RegistrationMode.EXTERNAL:
        return redirect(page.registration_url)
    if page.is_alias:
        return redirect(f"{_original_url(request, page)}{day}/register/")
    if page.is_course:
        return redirect(f"{page.get_url(request)}register/")
    date = get_occurrence(request, page, day)
    if date.page_id != page.pk:
        # The series was split: the event that the date belongs to now asks its own questions.
        return redirect(f"{date.get_url(request)}register/")
    return _serve(request, page, date)


def _original_url(request: HttpRequest, alias: EventPage) -> str:
    """Where the seats of an alias are. That page asks for itself who may open it."""
    url = alias.alias_of.get_url(request)
    if url is None:
        raise Http404("No registration.")
    return url


def _serve(request: HttpRequest, page: EventPage, date: Occurrence | None) -> HttpResponse:
    target = target_on_page(page, date)
    if target is None:
        raise Http404("No registration.")
    state = target.availability(now=timezone.now())
    data = request.POST if request.method == "POST" else None
    form = RegistrationForm(data, page=page, request=request)
    if data is None or state not in TAKES_PEOPLE:
        # Whoever sends the form after the end sees the page that says so.
        status = REFUSED_STATUS if data is not None else 200
        return _answer(request, target, state, status, form=form)
    if not form.is_valid():
        return _answer(request, target, state, 422, form=form)
    if is_too_often(request, "register", per_hour=conf.get("REGISTRATIONS_PER_HOUR")):
        return _answer(request, target, state, 429, form=form, problem="too_often")
    if form.is_trapped:
        return _answer(request, target, state, is_sent=True, form=form)
    return _send(request, target, state, form)


def _send(request: HttpRequest, target: Target, state, form: RegistrationForm) -> HttpResponse:
    """The answer is the same for every address."""
    person = form.person(language=get_language() or "")
    try:
        registering.register(
            target.seats,
            person,
            now=timezone.now(),
            submission=form.cleaned_data["submission"],
        )
    except RefusedError as error:
        if error.reason in set(Availability):
            return _answer(request, target, error.reason, REFUSED_STATUS, form=form)
        return _answer(request, target, state, REFUSED_STATUS, form=form, problem=error.reason)
    except BusyError:
        response = _answer(request, target, state, REFUSED_STATUS, form=form, problem="busy")
        response["Retry-After"] = "5"
        return response
    return _answer(request, target, state, is_sent=True, form=form)


def _answer(
    request: HttpRequest, target: Target, state: Availability, status: int = 200, **context
) -> HttpResponse:
    page = target.page
    shown = {
        "target": target,
        "occurrence": None if target.is_course else target.seats,
        "state": str(state),
        "takes_people": state in TAKES_PEOPLE,
        "seats": target.seat_values,
        "times": target.times,
        "crumb_here": TITLE,
        "privacy": notice(request, "wagtail_ngo.Registration", kept=False),
        "no_share": True,
        "no_index": True,
        **context,
    }
    response = page.render(request, template=TEMPLATE, context_overrides=shown)
    response.status_code = status
    response["Cache-Control"] = "no-store"
    return response
