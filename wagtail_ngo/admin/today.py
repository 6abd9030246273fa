"""“Today”: on the admin's home and as the first item of the menu, what waits for this editor."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.permissions import page_permission_policy

from wagtail_ngo.admin.today_lines import edit_url, lines
from wagtail_ngo.admin.tool_pages import ToolPage
from wagtail_ngo.services import first_steps
from wagtail_ngo.services.today import Today

# Where it is shown


def context_for(request) -> dict:
    """Lines, and on a site without our pages the first steps."""
    today = Today(request.user, now=timezone.now())
    missing = [kind for kind, model in first_steps.KINDS.items() if model in today.missing_kinds]
    parents = first_steps.parents(request.user) if missing else []
    titles = first_steps.titles()
    return {
        "lines": lines(today),
        "steps": [(kind, titles[kind]) for kind in missing] if parents else [],
        "parents": parents,
    }


class TodayPanel(Component):
    """Above Wagtail's own panels."""

    name = "ngo_today"
    order = 50
    template_name = "wagtail_ngo/admin/today_panel.html"

    class Media:
        css = {"all": ["wagtail_ngo/css/admin.css"]}

    def get_context_data(self, parent_context):
        request = parent_context["request"]
        # A component is rendered outside the request: its forms need the token from here.
        token = get_token(request)
        return {"request": request, "csrf_token": token, **context_for(request)}


def homepage_panel(request, panels) -> None:
    if is_for(request.user):
        panels.append(TodayPanel())


def is_for(user) -> bool:
    """Whether anything of ours may wait for the user."""
    return page_permission_policy.user_has_any_permission(user, ["add", "change", "publish"])


class TodayView(ToolPage, TemplateView):
    template_name = "wagtail_ngo/admin/today.html"
    page_title = gettext_lazy("Today")
    header_icon = "calendar-check"

    def dispatch(self, request, *args, **kwargs):
        if not is_for(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**context_for(self.request), **kwargs)


@require_POST
def begin(request, kind: str):
    """The button of a first step."""
    if kind not in first_steps.KINDS:
        raise Http404
    allowed = {str(page.pk): page for page in first_steps.parents(request.user)}
    parent = allowed.get(request.POST.get("parent", ""))
    if parent is None:
        raise PermissionDenied
    page = first_steps.begin(kind, parent, user=request.user)
    text = _("“%(title)s” is live.") if page.live else _("“%(title)s” is a draft.")
    messages.success(
        request,
        text % {"title": page.title},
        buttons=[messages.button(edit_url(page.pk), _("Change its title or text"))],
    )
    return redirect("wagtailadmin_explore", page.pk)


class TodayMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return is_for(request.user)


def today_menu_item() -> MenuItem:
    return TodayMenuItem(
        gettext_lazy("Today"),
        reverse("wagtail_ngo_today"),
        name="ngo-today",
        icon_name="calendar-check",
        order=1,
    )


urlpatterns = [
    path("ngo/today/", TodayView.as_view(), name="wagtail_ngo_today"),
    path("ngo/today/begin/<slug:kind>/", begin, name="wagtail_ngo_begin"),
]
