"""Terms of councils in the "NGO" group. People's names: the hardened base."""

from django.contrib.admin import display
from django.utils.translation import gettext_lazy as _

from wagtail_ngo.admin.safe_modeladmin import RelatedFilter, SafeModelAdmin
from wagtail_ngo.models import CouncilPage, CouncilTerm


class CouncilFilter(RelatedFilter):
    title = _("council")
    parameter_name = "council"

    def choices_queryset(self):
        return CouncilPage.objects.order_by("title")


class CouncilTermAdmin(SafeModelAdmin):
    model = CouncilTerm
    menu_label = _("Council terms")
    menu_icon = "group"
    list_display = ("council", "starts_on", "ends_on", "seat_count", "note")
    list_filter = (CouncilFilter,)
    list_select_related = ("council",)
    list_prefetch_related = ("seats",)
    search_fields = ("council__title", "note")

    @display(description=_("Seats"))
    def seat_count(self, term: CouncilTerm) -> int:
        return len(term.seats.all())
