"""Listing of organizations that visitors miss, and the page where an editor deals with one."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages

from wagtail_ngo.admin.directory.change_requests import RequestButtons, RequestPermissions
from wagtail_ngo.admin.safe_modeladmin import SafeModelAdmin
from wagtail_ngo.admin.tool_pages import ToolPage
from wagtail_ngo.models import MissingOrganization, NGOPage
from wagtail_ngo.services.directory import missing
from wagtail_ngo.services.directory.lookup import find_entries
from wagtail_ngo.services.locks import AlreadyDecidedError

#: So many entries of a like name are shown beside a hint.
_MOST_ALIKE = 5


class HintButtons(RequestButtons):
    url_name = "wagtail_ngo_missing_organization"

    def is_waiting(self, obj) -> bool:
        return not obj.is_closed


class MissingOrganizationAdmin(SafeModelAdmin):
    model = MissingOrganization
    menu_label = _("Missing organizations")
    menu_icon = "help"
    list_display = ("name", "contact", "created_at", "is_closed", "closed_by", "entry")
    list_filter = ("is_closed",)
    list_select_related = ("entry", "closed_by")
    search_fields = ("name", "contact", "message")
    list_export = ("name", "contact", "message", "created_at", "is_closed", "closed_by")
    permission_helper_class = RequestPermissions
    button_helper_class = HintButtons


class HintView(ToolPage, TemplateView):
    """What was told, which entries have a like name, and the way to a new one."""

    template_name = "wagtail_ngo/admin/missing_organization.html"
    header_icon = "help"
    page_title = _("Missing organization")

    def dispatch(self, request, *args, **kwargs):
        hints = MissingOrganization.objects.select_related("directory", "entry", "closed_by")
        self.hint = get_object_or_404(hints, pk=kwargs["pk"])
        if not self.hint.directory.permissions_for_user(request.user).can_add_subpage():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return self.hint.name

    def get_context_data(self, **kwargs):
        entries = NGOPage.objects.descendant_of(self.hint.directory)
        alike = find_entries(entries, self.hint.name).exclude(pk=self.hint.entry_id)
        return super().get_context_data(
            hint=self.hint, alike=alike.order_by("title")[:_MOST_ALIKE], **kwargs
        )

    def post(self, request, *args, **kwargs):
        try:
            return self._decide(request)
        except AlreadyDecidedError:
            messages.warning(request, _("This request was decided already."))
            return redirect("wagtail_ngo_missing_organization", self.hint.pk)

    def _decide(self, request):
        if "make" in request.POST:
            entry = missing.make_entry(self.hint, user=request.user, now=timezone.now())
            messages.success(request, _("A draft was made. Fill it in and publish it."))
            return redirect("wagtailadmin_pages:edit", entry.pk)
        missing.close(self.hint, user=request.user, now=timezone.now())
        messages.success(request, _("The request is closed."))
        return redirect("wagtail_ngo_missingorganization_modeladmin_index")


urlpatterns = [
    path(
        "ngo/missing-organizations/<int:pk>/",
        HintView.as_view(),
        name="wagtail_ngo_missing_organization",
    ),
]
