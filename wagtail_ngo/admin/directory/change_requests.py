"""Listing of change requests, and the page where an editor decides field by field."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail_modeladmin.helpers import ButtonHelper

from wagtail_ngo.admin.people import AreaFilter, DistrictFilter
from wagtail_ngo.admin.safe_modeladmin import SafeModelAdmin, SafePermissionHelper
from wagtail_ngo.admin.tool_pages import ToolPage
from wagtail_ngo.enums import ChangeState
from wagtail_ngo.models import ChangeRequest
from wagtail_ngo.services.directory import answers, change_requests
from wagtail_ngo.services.locks import AlreadyDecidedError


class RequestPermissions(SafePermissionHelper):
    """Requests come from outside and are decided on their own page."""

    def user_can_create(self, user):
        return False

    def user_can_edit_obj(self, user, obj):
        return False


class RequestButtons(ButtonHelper):
    """The way to the page where a request is decided; kinds of request say which page."""

    url_name = "wagtail_ngo_change_request"

    def is_waiting(self, obj) -> bool:
        return obj.state == ChangeState.WAITING

    def get_buttons_for_obj(self, obj, exclude=None, classnames_add=None, classnames_exclude=None):
        buttons = super().get_buttons_for_obj(obj, exclude, classnames_add, classnames_exclude)
        label = _("Decide") if self.is_waiting(obj) else _("Look at it")
        review = {
            "url": reverse(self.url_name, args=[obj.pk]),
            "label": label,
            "classname": self.finalise_classname(classnames_add),
            "title": f"{label}: {obj}",
        }
        return [review, *buttons]


class EntryAreaFilter(AreaFilter):
    lookup = "entry__areas"


class EntryDistrictFilter(DistrictFilter):
    lookup = "entry__districts"


class ChangeRequestAdmin(SafeModelAdmin):
    model = ChangeRequest
    menu_label = _("Change requests")
    menu_icon = "mail"
    list_display = ("entry", "source", "state", "created_at", "closed_by")
    list_filter = ("state", "source", EntryAreaFilter, EntryDistrictFilter)
    list_select_related = ("entry", "closed_by")
    search_fields = ("entry__title", "message")
    list_export = ("entry", "source", "state", "message", "created_at", "closed_at", "closed_by")
    permission_helper_class = RequestPermissions
    button_helper_class = RequestButtons


class ReviewView(ToolPage, TemplateView):
    """Old and new side by side; each field is accepted or left."""

    template_name = "wagtail_ngo/admin/change_request.html"
    header_icon = "mail"
    page_title = _("Change request")

    def dispatch(self, request, *args, **kwargs):
        requests = ChangeRequest.objects.select_related("entry", "closed_by")
        self.request_made = get_object_or_404(requests, pk=kwargs["pk"])
        self.permissions = self.request_made.entry.permissions_for_user(request.user)
        if not self.permissions.can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return self.request_made.entry.title

    def get_context_data(self, **kwargs):
        entry = self.request_made.entry
        return super().get_context_data(
            change_request=self.request_made,
            entry=entry,
            comparisons=change_requests.compare(self.request_made),
            is_waiting=self.request_made.state == ChangeState.WAITING,
            may_publish=self.permissions.can_publish() and not entry.has_unpublished_changes,
            recipient=answers.recipient_of(self.request_made),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        if self.request_made.state != ChangeState.WAITING:
            messages.warning(request, _("This request was decided already."))
            return redirect("wagtail_ngo_change_request", self.request_made.pk)
        if "ask" in request.POST:
            return self.ask(request)
        publish = "publish" in request.POST and self.permissions.can_publish()
        refuse = "refuse" in request.POST
        text = request.POST.get("answer", "")
        now = timezone.now()
        if refuse and answers.recipient_of(self.request_made) and not text.strip():
            messages.error(request, _("Write why it is refused: the sender is told."))
            return redirect("wagtail_ngo_change_request", self.request_made.pk)
        try:
            with transaction.atomic():
                # Closing erases the address, so the answer is queued before it. Of two people at
                # once the second finds the request decided, and her answer is rolled back.
                is_sent = answers.send(self.request_made, text, is_question=False, now=now)
                change_requests.close_request(
                    self.request_made,
                    accepted=[] if refuse else request.POST.getlist("accept"),
                    publish=publish,
                    user=request.user,
                    now=now,
                )
        except AlreadyDecidedError:
            messages.warning(request, _("This request was decided already."))
            return redirect("wagtail_ngo_change_request", self.request_made.pk)
        except ValidationError as error:
            messages.error(
                request,
                _("Nothing was changed: %(errors)s") % {"errors": " ".join(error.messages)},
            )
            return redirect("wagtail_ngo_change_request", self.request_made.pk)
        text = (
            _("The request is closed, the sender is told.")
            if is_sent
            else _("The request is closed.")
        )
        messages.success(request, text)
        return redirect("wagtail_ngo_changerequest_modeladmin_index")

    def ask(self, request):
        """A question to the sender; the request goes on waiting."""
        text = request.POST.get("answer", "")
        if answers.send(self.request_made, text, is_question=True, now=timezone.now()):
            messages.success(
                request, _("Your question is on its way. The request goes on waiting.")
            )
        else:
            messages.error(request, _("Write your question first."))
        return redirect("wagtail_ngo_change_request", self.request_made.pk)


urlpatterns = [
    path("ngo/change-requests/<int:pk>/", ReviewView.as_view(), name="wagtail_ngo_change_request"),
]


def register_log_actions(actions):
    actions.register_action("wagtail_ngo.confirm", _("Confirm data"), _("Data confirmed"))
    actions.register_action(
        "wagtail_ngo.change_request", _("Decide a change request"), _("Change request decided")
    )
    actions.register_action(
        "wagtail_ngo.exchange",
        _("Answer about an offer or need"),
        _("The organization said whether an offer or need still holds"),
    )
