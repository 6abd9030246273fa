"""Listings of cooperations and of answers on the partner board."""

from django.contrib.admin import display
from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.views import CreateView

from wagtail_ngo.admin.safe_modeladmin import RelatedFilter, SafeModelAdmin
from wagtail_ngo.models import BoardReply, Cooperation, CooperationPartner, NGOPage


class PartnerFilter(RelatedFilter):
    title = _("partner")
    parameter_name = "partner"
    lookup = "partners__organization"

    def choices_queryset(self):
        taking_part = CooperationPartner.objects.exclude(organization=None).values("organization")
        return NGOPage.objects.filter(pk__in=taking_part).order_by("sort_key")


class CreateCooperationView(CreateView):
    """``?organization=`` names the first partner: the way from the editor of an entry."""

    def get_instance(self):
        cooperation = super().get_instance()
        key = self.request.GET.get("organization", "")
        if self.request.method == "GET" and key.isdecimal() and len(key) < 10:
            entry = NGOPage.objects.filter(pk=key).first()
            if entry is not None:
                cooperation.partners = [CooperationPartner(organization=entry, name=entry.title)]
        return cooperation


class CooperationAdmin(SafeModelAdmin):
    model = Cooperation
    menu_label = _("Cooperations")
    menu_icon = "link"
    create_view_class = CreateCooperationView
    list_display = ("title", "partner_names", "started_on", "ended_on", "origin", "is_public")
    list_filter = (PartnerFilter, "origin", "started_on", "is_public")
    search_fields = ("title", "purpose", "partners__name")
    list_export = (
        "title",
        "partner_names",
        "purpose",
        "started_on",
        "ended_on",
        "origin",
        "origin_text",
        "result",
        "is_public",
    )
    inspect_view_enabled = True

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("partners")

    @display(description=_("Partners"))
    def partner_names(self, row: Cooperation) -> str:
        return ", ".join(partner.name for partner in row.partners.all())


class CountedOnly(PermissionHelper):
    """Rows that the board writes: they are looked at and exported, not written by hand."""

    def user_can_create(self, user):
        return False

    def user_can_edit_obj(self, user, obj):
        return False

    def user_can_export(self, user):
        return self.user_has_specific_permission(user, self.get_perm_codename("change"))


class BoardReplyAdmin(SafeModelAdmin):
    """How often the partner board brought people together; nothing about who they are."""

    model = BoardReply
    menu_label = _("Answers on the partner board")
    menu_icon = "mail"
    permission_helper_class = CountedOnly
    list_display = ("text", "organization_name", "side", "kind", "sent_on")
    list_filter = ("side", "kind", "sent_on")
    search_fields = ("text", "organization_name")
    list_export = ("text", "organization_name", "side", "kind", "sent_on")
