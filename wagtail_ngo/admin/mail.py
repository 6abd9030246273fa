"""The outbox in the admin: what waits, what failed, and the button that tries again."""

from django.contrib import admin
from django.contrib.admin import display
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from wagtail_ngo.admin.safe_modeladmin import (
    SafeDeleteView,
    SafeIndexView,
    SafeModelAdmin,
    SafePermissionHelper,
)
from wagtail_ngo.models import BouncedAddress, OutgoingMail
from wagtail_ngo.services.mail import bounces, kinds, outbox


class MailPermissions(SafePermissionHelper):
    """Mail is queued by what happens on the site; editors look, send again or delete."""

    def user_can_create(self, user):
        return False

    def user_can_edit_obj(self, user, obj):
        return False


class KindFilter(admin.SimpleListFilter):
    title = _("kind")
    parameter_name = "kind"

    def lookups(self, request, model_admin):
        return kinds.choices()

    def queryset(self, request, queryset):
        return queryset.filter(kind=self.value()) if self.value() else queryset


class MailIndexView(SafeIndexView):
    """The listing, above it how many messages can be sent again."""

    def get_context_data(self, **kwargs):
        user = self.request.user
        count = OutgoingMail.objects.unsuccessful().count()
        may_retry = user.has_perm("wagtail_ngo.change_outgoingmail")
        return super().get_context_data(unsuccessful=count if may_retry else 0, **kwargs)


class OutgoingMailAdmin(SafeModelAdmin):
    """Addresses are personal data: who may see them is a matter of permissions."""

    model = OutgoingMail
    menu_label = _("Outgoing mail")
    menu_icon = "mail"
    list_display = ("subject", "recipient", "kind_label", "status", "attempts", "when", "error")
    list_filter = ("status", KindFilter)
    list_export = ("created_at", "kind", "subject", "recipient", "status", "attempts", "error")
    search_fields = ("recipient", "subject")
    index_view_class = MailIndexView
    index_template_name = "wagtail_ngo/admin/outgoing_mail.html"
    permission_helper_class = MailPermissions

    @display(description=_("Kind"), ordering="kind")
    def kind_label(self, mail: OutgoingMail) -> str:
        return kinds.label(mail.kind)

    @display(description=_("When"), ordering="created_at")
    def when(self, mail: OutgoingMail):
        """When it was settled, or is tried next."""
        return mail.settled_at or mail.next_attempt_at


class BouncePermissions(SafePermissionHelper):
    """Marks are made by what comes back; editors look, or take one back."""

    def user_can_create(self, user):
        return False

    def user_can_edit_obj(self, user, obj):
        return False


class MarkDeleteView(SafeDeleteView):
    page_title = _("Take the mark back")

    def confirmation_message(self):
        return _("Mail goes to this address again. If it comes back, the address is marked again.")


class BouncedAddressAdmin(SafeModelAdmin):
    """Addresses that nothing is mailed to; personal data, as the outbox."""

    model = BouncedAddress
    menu_label = _("Addresses mail came back from")
    menu_icon = "undo"
    list_display = ("email", "status_code", "reason", "bounced_at")
    search_fields = ("email",)
    delete_view_class = MarkDeleteView
    permission_helper_class = BouncePermissions

    @display(description=_("What it means"))
    def reason(self, address: BouncedAddress) -> str:
        return bounces.meaning(address.status_code)


@require_POST
def retry(request):
    """Queue again everything that failed or has an unknown fate."""
    if not request.user.has_perm("wagtail_ngo.change_outgoingmail"):
        raise PermissionDenied
    count = outbox.retry(OutgoingMail.objects.all(), now=timezone.now())
    text = ngettext(
        "%(count)d message waits to be sent again.",
        "%(count)d messages wait to be sent again.",
        count,
    )
    messages.success(request, text % {"count": count})
    return redirect("wagtail_ngo_outgoingmail_modeladmin_index")


urlpatterns = [path("ngo/mail/retry/", retry, name="wagtail_ngo_mail_retry")]
