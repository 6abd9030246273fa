"""What every page of the desk shares: who may, which date, what a refusal says."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from wagtail_ngo.domain.events.availability import Availability
from wagtail_ngo.models import Occurrence
from wagtail_ngo.services.registration import lists
from wagtail_ngo.services.registration.refusals import Refusal, RefusedError
from wagtail_ngo.services.registration.transactions import BusyError

VIEW = "wagtail_ngo.view_registration"
ADD = "wagtail_ngo.add_registration"
CHANGE = "wagtail_ngo.change_registration"
CHECK_IN = "wagtail_ngo.add_attendance"
CLOSE = "wagtail_ngo.add_occurrenceclosing"
REOPEN = "wagtail_ngo.change_occurrenceclosing"
HAND_OUT = "wagtail_ngo.add_bulletindistribution"
#: Who sees the dates at all: one of these is enough.
ANY = (VIEW, CHECK_IN, CLOSE)

REFUSALS = {
    Availability.FULL: _(
        "There is no free seat. Add seats, or put the person on the waiting list."
    ),
    Availability.CALLED_OFF: _("This date is called off or closed: nobody can be added."),
    Refusal.REGISTERED_ALREADY: _("This e-mail address is registered there already."),
    Refusal.DATE_CLOSED: _("This date is closed. Open it again to correct who was registered."),
    Refusal.OVER: _("This registration has changed meanwhile. Look at it once more."),
}
BUSY = _("Many people are registering at this moment. Nothing was changed; press once more.")
#: What a service raises when it changed nothing.
ERRORS = (RefusedError, ValidationError, BusyError)


def may(user, *permissions: str) -> bool:
    """Whether the user has one of these permissions."""
    return any(user.has_perm(name) for name in permissions)


def require(request: HttpRequest, *permissions: str) -> None:
    if not may(request.user, *permissions):
        raise PermissionDenied


def get_date(request: HttpRequest, pk: int, *permissions: str) -> Occurrence:
    """The date, for those who may; 403 for others, 404 where there is none."""
    require(request, *permissions)
    return get_object_or_404(lists.dates_to_list(), pk=pk)


def words(error: Exception) -> str:
    """What a service that changed nothing says, as one text."""
    if isinstance(error, BusyError):
        return str(BUSY)
    if isinstance(error, RefusedError):
        return str(REFUSALS.get(error.reason, REFUSALS[Refusal.OVER]))
    return " ".join(str(text) for text in error.messages)


def say_refused(request: HttpRequest, error: Exception) -> None:
    messages.error(request, words(error))


def desk_url(date: Occurrence) -> str:
    return reverse("wagtail_ngo_date", args=[date.pk])


class DateView(WagtailAdminTemplateMixin, TemplateView):
    """A page of the admin about one date. ``permissions``: one of them is enough."""

    permissions: tuple[str, ...] = (VIEW,)
    header_icon = "calendar-check"

    def dispatch(self, request, *args, **kwargs):
        self.date = get_date(request, kwargs["pk"], *self.permissions)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def desk_url(self) -> str:
        return desk_url(self.date)

    def get_page_subtitle(self):
        return self.date.title

    def get_breadcrumbs_items(self):
        items = [{"url": reverse("wagtail_ngo_dates"), "label": _("Dates and registrations")}]
        if may(self.request.user, VIEW) and type(self).__name__ != "DeskView":
            items.append({"url": self.desk_url, "label": self.date.title})
        return [*items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        user = self.request.user
        context = {
            "date": self.date,
            "desk_url": self.desk_url,
            "may_view": may(user, VIEW),
            "may_add": may(user, ADD),
            "may_change": may(user, CHANGE),
            "may_check_in": may(user, CHECK_IN),
            "may_close": may(user, CLOSE),
            "may_reopen": may(user, REOPEN),
        }
        return super().get_context_data(**context | kwargs)
