"""The "NGO" group of the admin menu. Each area appends its listings to ``items``."""

from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.options import ModelAdminGroup

from wagtail_ngo.admin.bulletin.listings import (
    BulletinDistributionAdmin,
    BulletinSubscriberAdmin,
)
from wagtail_ngo.admin.council.listings import CouncilTermAdmin
from wagtail_ngo.admin.directory.change_requests import ChangeRequestAdmin
from wagtail_ngo.admin.directory.cooperations import BoardReplyAdmin, CooperationAdmin
from wagtail_ngo.admin.directory.entries import entry_menu_item
from wagtail_ngo.admin.directory.missing import MissingOrganizationAdmin
from wagtail_ngo.admin.events.listings import EventKindAdmin, SchoolBreakAdmin, VenueAdmin
from wagtail_ngo.admin.events.pages import event_list_menu_item
from wagtail_ngo.admin.events.sources import CalendarSourceAdmin
from wagtail_ngo.admin.funding import FundingAwardAdmin, FundingCallAdmin
from wagtail_ngo.admin.mail import BouncedAddressAdmin, OutgoingMailAdmin
from wagtail_ngo.admin.menu import SHELVED, SHELVES, ShelfMenuItem, urlpatterns
from wagtail_ngo.admin.people import RepresentativeAdmin
from wagtail_ngo.admin.registration.dates import dates_menu_item
from wagtail_ngo.admin.registration.listings import RegistrationAdmin
from wagtail_ngo.admin.search import (
    SearchAlertAdmin,
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
        BouncedAddressAdmin,
        ActivityAreaAdmin,
        TargetGroupAdmin,
        DistrictAdmin,
        LegalFormAdmin,
        LanguageAdmin,
        VenueAdmin,
        EventKindAdmin,
        SchoolBreakAdmin,
        CalendarSourceAdmin,
        CooperationProgrammeAdmin,
        SearchSynonymAdmin,
        SearchSituationAdmin,
        SearchTranslationAdmin,
        SearchAskingWordAdmin,
        SearchAlertAdmin,
    )
    # Menu items that are opened daily. The others are on shelves.
    first_menu_items: tuple = (
        today_menu_item,
        entry_menu_item,
        event_list_menu_item,
        dates_menu_item,
    )

    def get_submenu_items(self):
        """Daily lists, shelves, and at the end the listings that are on none: a host's own."""
        listings = self.modeladmin_instances
        shelves = [ShelfMenuItem(shelf, listings) for shelf in SHELVES]
        others = [
            listing.get_menu_item(100 + number)
            for number, listing in enumerate(listings)
            if type(listing) not in SHELVED
        ]
        return [*(make() for make in self.first_menu_items), *shelves, *others]

    def get_admin_urls_for_registration(self):
        shelves = urlpatterns(self.modeladmin_instances)
        return (*super().get_admin_urls_for_registration(), *shelves)
