"""Listings and choosers of the event area: venues, kinds of events, school breaks."""

from django.utils.translation import gettext_lazy as _

from wagtail_ngo.admin.editors_choosers import EditorsChooserViewSet
from wagtail_ngo.admin.safe_modeladmin import SafeModelAdmin
from wagtail_ngo.admin.vocabularies import TermDeleteView, VocabularyAdmin
from wagtail_ngo.models import EventKind, SchoolBreak, Venue


class VenueAdmin(SafeModelAdmin):
    model = Venue
    delete_view_class = TermDeleteView
    menu_label = _("Venues")
    menu_icon = "site"
    list_display = ("name", "street", "city", "step_free")
    list_export = ("name", "street", "postal_code", "city", "step_free", "accessible_toilet")
    search_fields = ("name", "street")
    inspect_view_enabled = True


class EventKindAdmin(VocabularyAdmin):
    model = EventKind
    menu_label = _("Kinds of events")
    menu_icon = "tag"


class SchoolBreakAdmin(SafeModelAdmin):
    model = SchoolBreak
    menu_label = _("School breaks")
    menu_icon = "calendar-alt"
    list_display = ("name", "first_day", "last_day")
    list_export = ("name", "first_day", "last_day")
    search_fields = ("name",)
    inspect_view_enabled = True


class VenueChooserViewSet(EditorsChooserViewSet):
    model = Venue
    icon = "site"
    choose_one_text = _("Choose a venue")
    choose_another_text = _("Choose another venue")
    edit_item_text = _("Edit this venue")
    form_fields = [
        "name",
        "organization",
        "street",
        "postal_code",
        "city",
        "step_free",
        "accessible_toilet",
    ]


venue_chooser = VenueChooserViewSet("ngo_venue_chooser", url_prefix="ngo/venue-chooser")
