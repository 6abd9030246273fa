"""Listings of funding calls and awards in the group "NGO"."""

from django.contrib.admin import display
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.views import CreateView

from wagtail_ngo.admin.safe_modeladmin import RelatedFilter, SafeModelAdmin
from wagtail_ngo.models import FundingAward, FundingCall
from wagtail_ngo.services.funding.calls import days_left


class FundingCallAdmin(SafeModelAdmin):
    model = FundingCall
    menu_label = _("Funding calls")
    menu_icon = "tag"
    list_display = ("title", "funder", "procedure", "deadline", "state", "is_public")
    # modeladmin orders by names alone; the model's own order is an expression.
    ordering = ("deadline", "pk")
    list_filter = ("procedure", "is_public", "is_rolling", "commission_wanted", "deadline")
    search_fields = ("title", "funder")
    list_export = (
        "title",
        "funder",
        "procedure",
        "announced_on",
        "deadline",
        "paper_deadline",
        "is_rolling",
        "amount_min",
        "amount_max",
        "pool",
        "own_contribution",
        "eligible",
        "url",
        "source",
        "offers_received",
        "decided_on",
        "is_public",
    )
    inspect_view_enabled = True

    @display(description=_("State"), ordering="deadline")
    def state(self, call: FundingCall) -> str:
        """Days left, or that it has ended: such calls are kept and drop out of new issues."""
        now = timezone.now()
        left = days_left(call, now=now)
        if left is None:
            return gettext("No closing date")
        if not call.is_open(now):
            return gettext("Ended")
        if not left:
            return gettext("Today is the last day")
        return ngettext("%(days)d day left", "%(days)d days left", left) % {"days": left}


class CallFilter(RelatedFilter):
    title = _("funding call")
    parameter_name = "call"

    def choices_queryset(self):
        decided = FundingAward.objects.values("call")
        return FundingCall.objects.filter(pk__in=decided).order_by("-announced_on", "-pk")


class CreateAwardView(CreateView):
    """``?call=`` names the call, so that the awards of one decision are typed in one after one."""

    def get_instance(self):
        award = super().get_instance()
        key = self.request.GET.get("call", "")
        if key.isdecimal() and len(key) < 10:
            award.call = FundingCall.objects.filter(pk=key).first()
        return award


class FundingAwardAdmin(SafeModelAdmin):
    model = FundingAward
    menu_label = _("Awards")
    menu_icon = "success"
    create_view_class = CreateAwardView
    list_display = ("organization_name", "call", "task", "amount", "decided_on", "is_public")
    list_filter = (CallFilter, "decided_on", "is_public")
    list_select_related = ("call",)
    search_fields = ("organization_name", "task", "call__title")
    list_export = (
        "organization_name",
        "organization",
        "call",
        "task",
        "amount",
        "decided_on",
        "decision_url",
        "is_public",
    )
    inspect_view_enabled = True
