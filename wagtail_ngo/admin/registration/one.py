"""One registration: everything about it, and the buttons that change it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from wagtail_ngo.admin.registration.base import (
    CHANGE,
    ERRORS,
    REFUSALS,
    VIEW,
    may,
    require,
    say_refused,
)
from wagtail_ngo.enums import RegistrationStatus
from wagtail_ngo.models import Occurrence, Registration
from wagtail_ngo.services.registration import desk, waiting
from wagtail_ngo.services.registration.refusals import Refusal

S = RegistrationStatus
#: Dates to move to, of the same event and the others that take registrations.
MOST_DATES = 40


def get_registration(pk: int) -> Registration:
    rows = Registration.objects.select_related("occurrence__page", "course__page", "organization")
    return get_object_or_404(rows, pk=pk)


def dates_to_move_to(row: Registration, *, now) -> list[Occurrence]:
    """Coming dates that take registrations each for itself; those of the same event first."""
    if row.course_id:
        return []
    dates = Occurrence.objects.select_related("page").taking_place().filter(
        starts_at__gt=now,
        closed_at=None,
        page__live=True,
        page__alias_of=None,
        page__registration_mode="here",
        page__registration_scope="date",
    )  # fmt: skip
    coming = list(dates.exclude(pk=row.occurrence_id).order_by("starts_at", "pk")[:MOST_DATES])
    own = row.occurrence.page_id
    return sorted(coming, key=lambda date: date.page_id != own)


def back_url(row: Registration) -> str:
    """The desk of the date; of a course the list of its dates."""
    if row.occurrence_id:
        return reverse("wagtail_ngo_date", args=[row.occurrence_id])
    return f"{reverse('wagtail_ngo_dates')}?event={row.course.page_id or 0}"


class RegistrationView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "wagtail_ngo/admin/registration/one.html"
    page_title = gettext_lazy("Registration of a person")
    header_icon = "form"

    def dispatch(self, request, *args, **kwargs):
        require(request, VIEW)
        self.row = get_registration(kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return self.row.name

    def get_breadcrumbs_items(self):
        target = self.row.target
        return [
            {"url": reverse("wagtail_ngo_dates"), "label": _("Dates and registrations")},
            {"url": back_url(self.row), "label": target.title},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        row = self.row
        may_change = may(self.request.user, CHANGE)
        is_movable = may_change and row.status in desk.MOVABLE
        return super().get_context_data(
            row=row,
            back_url=back_url(row),
            consents=row.consents.all(),
            may_change=may_change,
            may_cancel=may_change and row.status in CANCELLABLE,
            waits=may_change and row.status == S.WAITING,
            may_seat=may_change and row.status in (S.WAITING, S.OFFERED, S.UNCONFIRMED),
            dates=dates_to_move_to(row, now=timezone.now()) if is_movable else [],
            **kwargs,
        )


CANCELLABLE = (S.UNCONFIRMED, S.CONFIRMED, S.WAITING, S.OFFERED)


def _cancel(request: HttpRequest, row: Registration) -> str:
    waiting.cancel(row, now=timezone.now(), by_organiser=True, shown=row.status)
    if row.email:
        return _("%(name)s: cancelled, the person is told by e-mail.")
    return _("%(name)s: cancelled. There is no e-mail address; please call.")


def _offer(request: HttpRequest, row: Registration) -> str:
    if not waiting.offer_now(row, now=timezone.now(), shown=row.status):
        messages.error(request, _("There is no free seat to offer, or the date is too near."))
        return ""
    return _("%(name)s: the seat is offered by e-mail.")


def _seat(request: HttpRequest, row: Registration) -> str:
    desk.seat(row, now=timezone.now(), shown=row.status)
    return _("%(name)s: has a seat.")


def _take_off(request: HttpRequest, row: Registration) -> str:
    desk.delete_waiting(row, now=timezone.now(), shown=row.status)
    return _("%(name)s: taken off the waiting list, without a letter.")


def _move(request: HttpRequest, row: Registration) -> str:
    chosen = request.POST.get("to", "")
    if str(row.occurrence_id) == chosen:
        # Pressed twice: it is there already.
        return _("%(name)s: moved.")
    dates = dates_to_move_to(row, now=timezone.now())
    to = next((date for date in dates if str(date.pk) == chosen), None)
    if to is None:
        messages.error(request, _("Choose the date to move to."))
        return ""
    desk.move(row, to, now=timezone.now(), shown=row.status)
    return _("%(name)s: moved.")


#: Button → what it does, the states it is for, and the states that it leads to.
ACTIONS: dict[str, tuple[Callable[[HttpRequest, Registration], str], tuple, tuple]] = {
    "cancel": (_cancel, CANCELLABLE, (S.CANCELLED,)),
    "offer": (_offer, (S.WAITING,), (S.OFFERED,)),
    "seat": (_seat, (S.WAITING, S.OFFERED, S.UNCONFIRMED), (S.CONFIRMED,)),
    "take-off": (_take_off, (S.WAITING,), (S.CANCELLED,)),
    "move": (_move, desk.MOVABLE, ()),
}


@require_POST
def act(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """Do what a button says, if the registration is still as it was shown.

    Pressed twice it is done once: the second press says how things are.
    """
    require(request, CHANGE)
    if action not in ACTIONS:
        raise Http404
    row = get_registration(pk)
    function, states, results = ACTIONS[action]
    shown = request.POST.get("status", "")
    answer = redirect(back_url(row) if request.POST.get("back") == "desk" else row_url(row))
    if row.status in results and shown != row.status:
        _say_as_it_is(request, row)
        return answer
    if row.status not in states or shown != row.status:
        messages.error(request, str(REFUSALS[Refusal.OVER]))
        return answer
    try:
        text = function(request, row)
    except ERRORS as error:
        row.refresh_from_db()
        if row.status in results:
            # Somebody pressed the same button at the same moment.
            _say_as_it_is(request, row)
        else:
            say_refused(request, error)
    else:
        if text:
            messages.success(request, text % {"name": row.name or row})
    return answer


def _say_as_it_is(request: HttpRequest, row: Registration) -> None:
    text = _("%(name)s: %(status)s")
    messages.info(request, text % {"name": row.name, "status": row.get_status_display()})


def row_url(row: Registration) -> str:
    return reverse("wagtail_ngo_registration", args=[row.pk])
