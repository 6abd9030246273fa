"""Listings of the group "NGO" around the bulletin."""

from django.utils.translation import gettext_lazy as _

from wagtail_ngo.admin.safe_modeladmin import SafeModelAdmin
from wagtail_ngo.models import BulletinDistribution, BulletinSubscriber


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


class BulletinSubscriberAdmin(SafeModelAdmin):
    """Addresses are personal data: who may see them is a matter of permissions."""

    model = BulletinSubscriber
    menu_label = _("Subscribers")
    menu_icon = "mail"
    list_display = ("email", "serial", "status", "created_at", "confirmed_at")
    list_select_related = ("serial",)
    list_filter = ("status",)
    search_fields = ("email",)
