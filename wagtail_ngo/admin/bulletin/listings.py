"""Listings of the group "NGO" around the bulletin."""

from django.contrib.admin import display
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from wagtail_ngo.admin.safe_modeladmin import SafeIndexView, SafeModelAdmin
from wagtail_ngo.models import BouncedAddress, BulletinDistribution, BulletinSubscriber


class BulletinDistributionAdmin(SafeModelAdmin):
    """Where the paper copies went."""

    model = BulletinDistribution
    menu_label = _("Distribution of bulletins")
    menu_icon = "doc-full"
    list_display = ("issue", "date", "place", "occurrence", "copies")
    list_select_related = ("issue", "occurrence__page")
    list_filter = ("date",)
    list_export = ("issue", "date", "place", "copies", "note")
    search_fields = ("place", "note")


class SubscriberIndexView(SafeIndexView):
    """The listing, above it the way to take over a list."""

    def get_context_data(self, **kwargs):
        may_import = self.request.user.has_perm("wagtail_ngo.add_bulletinsubscriber")
        return super().get_context_data(may_import=may_import, **kwargs)


class BulletinSubscriberAdmin(SafeModelAdmin):
    """Addresses are personal data: who may see them is a matter of permissions."""

    model = BulletinSubscriber
    menu_label = _("Subscribers")
    menu_icon = "mail"
    list_display = ("email", "serial", "status", "created_at", "confirmed_at", "is_unreachable")
    list_select_related = ("serial",)
    list_filter = ("status",)
    search_fields = ("email",)
    index_view_class = SubscriberIndexView
    index_template_name = "wagtail_ngo/admin/bulletin/subscribers.html"
    inspect_view_enabled = True
    inspect_view_fields = (
        "email",
        "serial",
        "status",
        "created_at",
        "confirmed_at",
        "consent_text",
        "consent_source",
    )

    def get_queryset(self, request):
        marks = BouncedAddress.objects.filter(address_hash=OuterRef("address_hash"))
        return super().get_queryset(request).annotate(is_marked=Exists(marks))

    @display(description=_("Mail came back"), boolean=True)
    def is_unreachable(self, subscriber: BulletinSubscriber) -> bool:
        return subscriber.is_marked
