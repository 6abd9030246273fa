"""Listings of the group "NGO" around the bulletin."""

from django.contrib.admin import display
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from wagtail_ngo.admin.safe_modeladmin import SafeModelAdmin
from wagtail_ngo.models import BulletinDistribution, BulletinSubscriber, FundingCall
from wagtail_ngo.services.funding.calls import days_left


class FundingCallAdmin(SafeModelAdmin):
    model = FundingCall
    menu_label = _("Funding calls")
    menu_icon = "tag"
    list_display = ("title", "funder", "deadline", "state", "is_public")
    list_filter = ("is_public", "deadline")
    search_fields = ("title", "funder")
    list_export = (
        "title",
        "funder",
        "deadline",
        "amount_min",
        "amount_max",
        "own_contribution",
        "eligible",
        "url",
        "source",
        "is_public",
    )
    inspect_view_enabled = True

    @display(description=_("State"), ordering="deadline")
    def state(self, call: FundingCall) -> str:
        """Days left, or that it has ended: such calls are kept and drop out of new issues."""
        now = timezone.now()
        left = days_left(call, now=now)
        if not call.is_open(now):
            return gettext("Ended")
        if not left:
            return gettext("Today is the last day")
        return ngettext("%(days)d day left", "%(days)d days left", left) % {"days": left}


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
