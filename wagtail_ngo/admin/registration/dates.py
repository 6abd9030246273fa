"""The list of dates: what is coming, what waits to be closed, what is closed."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from wagtail_ngo.admin.registration.base import ANY, CHECK_IN, CLOSE, VIEW, may
from wagtail_ngo.admin.tool_pages import ToolPage
from wagtail_ngo.models import EventPage
from wagtail_ngo.services.registration import lists
from wagtail_ngo.validators import is_row_number

PER_PAGE = 30
COMING, WAITING, NOT_CLOSED, CLOSED = "coming", "waiting", "not-closed", "closed"


class DatesView(ToolPage, TemplateView):
    """Dates with their seats, and the ways to desk, check-in and closing."""

    template_name = "wagtail_ngo/admin/registration/dates.html"
    page_title = gettext_lazy("Dates and registrations")
    header_icon = "calendar-check"

    def dispatch(self, request, *args, **kwargs):
        if not may(request.user, *ANY):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        user, get = self.request.user, self.request.GET
        event = get.get("event", "")
        page = None
        if event:
            page = get_object_or_404(EventPage, pk=event if is_row_number(event) else 0)
        query = get.get("q", "").replace("\x00", "").strip()[:100]
        show = get.get("show", COMING)
        rows = self.rows(show, page=page, query=query)
        filters = {name: value for name, value in (("event", event), ("q", query)) if value}
        tabs = (
            (COMING, _("Coming")),
            (WAITING, _("With a waiting list")),
            (NOT_CLOSED, _("Not closed yet")),
            (CLOSED, _("Closed")),
        )
        return super().get_context_data(
            event=page,
            query=query,
            show=show,
            tabs=[
                (name, label, f"?{urlencode({**filters, 'show': name})}") for name, label in tabs
            ],
            dates=Paginator(rows, PER_PAGE).get_page(get.get("p")),
            base=urlencode({**filters, "show": show}),
            now=timezone.now(),
            may_view=may(user, VIEW),
            may_check_in=may(user, CHECK_IN),
            may_close=may(user, CLOSE),
            **kwargs,
        )

    def rows(self, show: str, *, page: EventPage | None, query: str):
        now, dates = timezone.now(), lists.dates_to_list()
        if show == NOT_CLOSED:
            dates = dates.filter(pk__in=lists.not_closed(now=now).order_by().values("pk"))
            dates = dates.order_by("-starts_at", "-pk")
        elif show == WAITING:
            waiting = lists.with_people_waiting(now=now).order_by().values("pk")
            dates = dates.filter(pk__in=waiting).order_by("starts_at", "pk")
        elif show == CLOSED:
            dates = dates.exclude(closed_at=None).order_by("-starts_at", "-pk")
        else:
            dates = dates.upcoming(now=now).filter(closed_at=None)
        if page is not None:
            dates = dates.filter(page=page)
        return lists.find_dates(dates, query)


class DatesMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return may(request.user, *ANY)


def dates_menu_item() -> MenuItem:
    return DatesMenuItem(
        gettext_lazy("Dates and registrations"),
        reverse("wagtail_ngo_dates"),
        name="ngo-dates",
        icon_name="calendar-check",
        order=25,
    )


def header_buttons(page, user, next_url=None, view_name=None, **kwargs):
    """The way from an event's menu to its dates and their registrations."""
    if may(user, *ANY) and isinstance(page.specific_deferred, EventPage):
        # The dates of an alias are those of its original.
        url = f"{reverse('wagtail_ngo_dates')}?event={page.alias_of_id or page.pk}"
        yield Button(_("Registrations"), url, icon_name="calendar-check", priority=6)
