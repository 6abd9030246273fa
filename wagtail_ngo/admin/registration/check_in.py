"""Check-in on a phone: search, one tap a person, undo, walk-ins. A plain page, no script needed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from wagtail_ngo.admin.registration import taps
from wagtail_ngo.admin.registration.base import (
    CHECK_IN,
    CLOSE,
    ERRORS,
    VIEW,
    get_date,
    may,
    say_refused,
)
from wagtail_ngo.admin.registration.forms import WalkInForm
from wagtail_ngo.models import Attendance, Occurrence, Registration
from wagtail_ngo.services.registration import attendance, codes, lists
from wagtail_ngo.services.registration.rules import target_for

#: A page shows so many at once, and these are searched without a connection; the search finds more.
SHOWN = 300


def _query(text: str) -> str:
    return text.replace("\x00", "").strip()[:100]


def _address(request: HttpRequest, pk: int, anchor: str = "") -> str:
    """Back to the list as it was, at the person."""
    names = ("q", "waiting")
    filters = {name: _query(request.POST[name]) for name in names if request.POST.get(name)}
    query = f"?{urlencode(filters)}" if filters else ""
    return f"{reverse('wagtail_ngo_check_in', args=[pk])}{query}{anchor}"


def page(request: HttpRequest, date: Occurrence, form: WalkInForm) -> HttpResponse:
    people = lists.guests(date)
    query = _query(request.GET.get("q", ""))
    only_missing = bool(request.GET.get("waiting"))
    shown = lists.find_guests(people, query) if query else people
    if only_missing:
        shown = [guest for guest in shown if guest.attendance is None]
    there = [guest.attendance for guest in people if guest.attendance is not None]
    context = {
        "date": date,
        "guests": shown[:SHOWN],
        "more": max(0, len(shown) - SHOWN),
        "query": query,
        "only_missing": only_missing,
        "there": sum(row.people for row in there),
        "tick_url": taps.address(date),
        "expected": sum(guest.registration is not None for guest in people),
        "form": form,
        "back_url": reverse("wagtail_ngo_date", args=[date.pk])
        if may(request.user, VIEW)
        else reverse("wagtail_ngo_dates"),
        "may_close": may(request.user, CLOSE),
    }
    response = render(request, "wagtail_ngo/admin/registration/check_in.html", context)
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "HEAD"])
def check_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody who may come, by surname."""
    return page(request, get_date(request, pk, CHECK_IN), WalkInForm())


@require_POST
def tick(request: HttpRequest, pk: int, registration_pk: int) -> HttpResponse:
    """One tap: the person is there, or not after all. Twice, or from two phones, is once."""
    date = get_date(request, pk, CHECK_IN)
    rows = Registration.objects.for_date(date)
    if request.headers.get("accept") == "application/json":
        return taps.answer(request, date, rows.filter(pk=registration_pk).first())
    row = get_object_or_404(rows, pk=registration_pk)
    try:
        if taps.act(date, row, request.POST, now=timezone.now()) is None:
            messages.info(request, _("%(name)s: taken back.") % {"name": row.name})
        else:
            messages.success(request, _("%(name)s is here.") % {"name": row.name})
    except ERRORS as error:
        say_refused(request, error)
    if request.POST.get("back") == "code":
        token = codes.token_for(row, target_for(row.target))
        return redirect("wagtail_ngo_check_in_code", token)
    return redirect(_address(request, pk, f"#r{row.pk}"))


@require_POST
def walk_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody who came without a registration."""
    date = get_date(request, pk, CHECK_IN)
    form = WalkInForm(request.POST)
    if not form.is_valid():
        return page(request, date, form)
    data = form.cleaned_data
    try:
        row = attendance.walk_in(
            date,
            name=data["name"],
            organization=form.entry,
            organization_name=data["organization"],
            now=timezone.now(),
            submission=data["submission"],
        )
    except ERRORS as error:
        say_refused(request, error)
        return redirect(_address(request, pk))
    messages.success(request, _("%(name)s is here.") % {"name": row.name})
    return redirect(_address(request, pk, f"#w{row.pk}"))


@require_POST
def undo_walk_in(request: HttpRequest, pk: int, attendance_pk: int) -> HttpResponse:
    """Take somebody off who was written down by mistake; done already is fine."""
    date = get_date(request, pk, CHECK_IN)
    row = Attendance.objects.filter(occurrence=date, pk=attendance_pk, is_walk_in=True).first()
    try:
        if row is not None and attendance.undo_walk_in(date, row):
            messages.info(request, _("%(name)s: taken back.") % {"name": row.name})
    except ERRORS as error:
        say_refused(request, error)
    return redirect(_address(request, pk))
