"""The "NGO" group of the admin menu. Each area appends its listings to ``items``."""

from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.options import ModelAdminGroup

from wagtail_ngo.admin.bulletin.listings import (
    BulletinDistributionAdmin,
    BulletinSubscriberAdmin,
)
from wagtail_ngo.admin.council.listings import CouncilTermAdmin
from wagtail_ngo.admin.directory.attention import attention_menu_item
from wagtail_ngo.admin.directory.change_requests import ChangeRequestAdmin
from wagtail_ngo.admin.directory.cooperations import BoardReplyAdmin, CooperationAdmin
from wagtail_ngo.admin.directory.entries import entry_menu_item
from wagtail_ngo.admin.directory.imports import import_menu_item
from wagtail_ngo.admin.directory.missing import MissingOrganizationAdmin
from wagtail_ngo.admin.events.imports import event_import_menu_item
from wagtail_ngo.admin.events.listings import EventKindAdmin, VenueAdmin
from wagtail_ngo.admin.events.source_changes import source_changes_menu_item
from wagtail_ngo.admin.funding import FundingAwardAdmin, FundingCallAdmin
from wagtail_ngo.admin.mail import OutgoingMailAdmin
from wagtail_ngo.admin.people import RepresentativeAdmin
from wagtail_ngo.admin.registration.dates import dates_menu_item
from wagtail_ngo.admin.registration.listings import RegistrationAdmin
from wagtail_ngo.admin.search import (
    SearchAskingWordAdmin,
    SearchSituationAdmin,
    SearchSynonymAdmin,
    SearchTranslationAdmin,
)
from wagtail_ngo.admin.today import today_menu_item
from wagtail_ngo.admin.vocabularies import (
    ActivityAreaAdmin,
    CooperationProgrammeAdmin,
    DistrictAdmin,
    LanguageAdmin,
    LegalFormAdmin,
    TargetGroupAdmin,
)


class NGOGroup(ModelAdminGroup):
    menu_label = _("NGO")
    menu_item_name = "ngo"
    menu_icon = "group"
    menu_order = 250
    items = (
        ChangeRequestAdmin,
        MissingOrganizationAdmin,
        RepresentativeAdmin,
        CooperationAdmin,
        BoardReplyAdmin,
        RegistrationAdmin,
        CouncilTermAdmin,
        FundingCallAdmin,
        FundingAwardAdmin,
        BulletinDistributionAdmin,
        BulletinSubscriberAdmin,
        OutgoingMailAdmin,
        ActivityAreaAdmin,
        TargetGroupAdmin,
        DistrictAdmin,
        LegalFormAdmin,
        LanguageAdmin,
        VenueAdmin,
        EventKindAdmin,
        CooperationProgrammeAdmin,
        SearchSynonymAdmin,
        SearchSituationAdmin,
        SearchTranslationAdmin,
        SearchAskingWordAdmin,
    )
    # Menu items that are not modeladmin listings: page listings, tools. Shown first.
    first_menu_items: tuple = (
        today_menu_item,
        dates_menu_item,
        entry_menu_item,
        attention_menu_item,
        import_menu_item,
        event_import_menu_item,
        source_changes_menu_item,
    )

    def get_submenu_items(self):
        items = super().get_submenu_items()
        for item in items:
            item.order += 100
        return [*(make() for make in self.first_menu_items), *items]
