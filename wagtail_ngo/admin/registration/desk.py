"""The desk of one date: seats, who is registered, who waits; adding and writing."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.log_actions import log

from wagtail_ngo.admin.registration.base import (
    ADD,
    CHANGE,
    ERRORS,
    DateView,
    get_date,
    say_refused,
    words,
)
from wagtail_ngo.admin.registration.forms import GROUPS, GuestForm, LetterForm, SeatsForm
from wagtail_ngo.domain.registration.states import SEATED
from wagtail_ngo.enums import RegistrationStatus
from wagtail_ngo.models import Course, Registration
from wagtail_ngo.services.registration import desk, lists
from wagtail_ngo.services.registration.figures import counts_by_status

S = RegistrationStatus
PER_PAGE = 50
#: First in line, shown below the seats; the filter shows all.
SHOWN_WAITING = 20


class DeskView(DateView):
    """Seats, registrations by status, the waiting list in its order."""

    template_name = "wagtail_ngo/admin/registration/desk.html"
    page_title = gettext_lazy("Registrations for a date")

    def get_context_data(self, **kwargs):
        target = lists.seats_of(self.date)
        counts = counts_by_status(target)
        status = self.request.GET.get("status", "")
        rows = Registration.objects.of(target)
        if status in RegistrationStatus.values:
            shown = lists.in_order(rows.filter(status=status))
        else:
            status = ""
            shown = rows.filter(status__in=SEATED | {S.UNCONFIRMED}).order_by("created_at", "pk")
        line = list(rows.in_line()[:SHOWN_WAITING]) if not status and counts.get(S.WAITING) else []
        return super().get_context_data(
            seats=target,
            is_course=isinstance(target, Course),
            status=status,
            counts=[(status, counts[status.value]) for status in S if status.value in counts],
            total=sum(counts.values()),
            rows=Paginator(shown, PER_PAGE).get_page(self.request.GET.get("p")),
            line=line,
            more_waiting=max(0, counts.get(S.WAITING, 0) - len(line)) if line else 0,
            seats_form=kwargs.pop("seats_form", None)
            or SeatsForm(initial={"capacity": self.date.own_capacity}),
            **kwargs,
        )


class AddView(DateView):
    """Add somebody by hand."""

    template_name = "wagtail_ngo/admin/registration/add.html"
    permissions = (ADD,)
    page_title = gettext_lazy("Add a person")

    def get_context_data(self, **kwargs):
        form = kwargs.pop("form", None) or GuestForm()
        return super().get_context_data(form=form, seats=lists.seats_of(self.date), **kwargs)

    def post(self, request, *args, **kwargs):
        form = GuestForm(request.POST)
        if form.is_valid():
            try:
                row = desk.add(
                    lists.seats_of(self.date),
                    form.person(),
                    now=timezone.now(),
                    waits=form.cleaned_data["waits"],
                    submission=form.cleaned_data["submission"],
                )
            except ERRORS as error:
                form.add_error(None, words(error))
            else:
                text = _("%(name)s: %(status)s")
                messages.success(
                    request, text % {"name": row.name, "status": row.get_status_display()}
                )
                return redirect(self.desk_url)
        return self.render_to_response(self.get_context_data(form=form))


class LetterView(DateView):
    """Write to all or some of those registered."""

    template_name = "wagtail_ngo/admin/registration/letter.html"
    permissions = (CHANGE,)
    page_title = gettext_lazy("Write to people")

    def people(self) -> list[Registration]:
        states = GROUPS["all"][1]
        rows = Registration.objects.of(lists.seats_of(self.date)).exclude(email="")
        return list(rows.filter(status__in=states).order_by("name", "pk"))

    def get_context_data(self, **kwargs):
        form = kwargs.pop("form", None) or LetterForm(people=self.people())
        return super().get_context_data(form=form, **kwargs)

    def post(self, request, *args, **kwargs):
        people = self.people()
        form = LetterForm(request.POST, people=people)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        data = form.cleaned_data
        states = GROUPS[data["group"]][1]
        marked = set(data["people"])
        chosen = [
            row
            for row in people
            if (str(row.pk) in marked if states is None else row.status in states)
        ]
        count = desk.write_to(
            chosen,
            subject=data["subject"],
            text=data["text"],
            now=timezone.now(),
            submission=data["submission"],
        )
        log(instance=self.date, action="wagtail_ngo.write_to_people", data={"count": count})
        text = ngettext("%(count)d letter is queued.", "%(count)d letters are queued.", count)
        messages.success(request, text % {"count": count})
        return redirect(self.desk_url)


@require_POST
def set_seats(request: HttpRequest, pk: int) -> HttpResponse:
    """Seats of this date alone. Fewer than are taken are refused in words."""
    date = get_date(request, pk, CHANGE)
    form = SeatsForm(request.POST)
    if isinstance(lists.seats_of(date), Course):
        messages.error(request, _("The seats of a course are set in the event."))
    elif not form.is_valid():
        messages.error(request, _("Write the number of seats in figures."))
    else:
        try:
            desk.set_capacity(
                date, form.cleaned_data["capacity"], now=timezone.now(), user=request.user
            )
        except (*ERRORS, ValidationError) as error:
            say_refused(request, error)
        else:
            messages.success(request, _("The seats are changed."))
    return redirect("wagtail_ngo_date", pk)


def register_log_actions(actions) -> None:
    actions.register_action(
        "wagtail_ngo.write_to_people", _("Write to people"), _("Letters to participants queued")
    )
