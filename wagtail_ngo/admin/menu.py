"""The menu by the day's work: lists that are opened daily, and shelves that hold the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem

from wagtail_ngo.admin import search
from wagtail_ngo.admin.bulletin import listings as bulletin
from wagtail_ngo.admin.bulletin.pages import issue_list_menu_item
from wagtail_ngo.admin.council.listings import CouncilTermAdmin
from wagtail_ngo.admin.directory.attention import attention_menu_item
from wagtail_ngo.admin.directory.change_requests import ChangeRequestAdmin
from wagtail_ngo.admin.directory.cooperations import BoardReplyAdmin, CooperationAdmin
from wagtail_ngo.admin.directory.imports import import_menu_item
from wagtail_ngo.admin.directory.missing import MissingOrganizationAdmin
from wagtail_ngo.admin.events.imports import event_import_menu_item
from wagtail_ngo.admin.events.listings import EventKindAdmin, SchoolBreakAdmin, VenueAdmin
from wagtail_ngo.admin.events.source_changes import source_changes_menu_item
from wagtail_ngo.admin.events.sources import CalendarSourceAdmin
from wagtail_ngo.admin.funding import FundingAwardAdmin, FundingCallAdmin
from wagtail_ngo.admin.mail import BouncedAddressAdmin, OutgoingMailAdmin
from wagtail_ngo.admin.people import RepresentativeAdmin
from wagtail_ngo.admin.registration.listings import RegistrationAdmin
from wagtail_ngo.admin.tool_pages import ToolPage
from wagtail_ngo.admin.vocabularies import (
    ActivityAreaAdmin,
    CooperationProgrammeAdmin,
    DistrictAdmin,
    LanguageAdmin,
    LegalFormAdmin,
    TargetGroupAdmin,
)
from wagtail_ngo.services.today import Today


@dataclass(frozen=True)
class Shelf:
    """An item of the menu that holds several lists.

    ``holds`` names listings by their class and other items by the function that makes them.
    ``waiting`` counts what waits for the user; the figure is shown in the menu.
    """

    name: str
    label: Any
    icon: str
    order: int
    holds: Sequence[Any]
    waiting: Callable[[Today], int] | None = None

    @property
    def url_name(self) -> str:
        return f"wagtail_ngo_menu_{self.name}"


def _requests(today: Today) -> int:
    return today.answers.count + today.hints.count


SHELVES = (
    Shelf(
        "bulletin",
        gettext_lazy("Bulletin"),
        "doc-full",
        30,
        [
            issue_list_menu_item,
            bulletin.BulletinSubscriberAdmin,
            bulletin.BulletinDistributionAdmin,
        ],
    ),
    Shelf("calls", gettext_lazy("Calls"), "tag", 40, [FundingCallAdmin, FundingAwardAdmin]),
    Shelf(
        "requests",
        gettext_lazy("Requests"),
        "mail",
        50,
        [ChangeRequestAdmin, MissingOrganizationAdmin, BoardReplyAdmin],
        _requests,
    ),
    Shelf(
        "people",
        pgettext_lazy("menu", "People"),
        "user",
        60,
        [
            RepresentativeAdmin,
            RegistrationAdmin,
            CouncilTermAdmin,
            CooperationAdmin,
            search.SearchAlertAdmin,
        ],
    ),
    Shelf(
        "vocabularies",
        gettext_lazy("Vocabularies"),
        "list-ul",
        70,
        [
            ActivityAreaAdmin,
            TargetGroupAdmin,
            DistrictAdmin,
            LegalFormAdmin,
            LanguageAdmin,
            VenueAdmin,
            EventKindAdmin,
            SchoolBreakAdmin,
            CooperationProgrammeAdmin,
            search.SearchSynonymAdmin,
            search.SearchSituationAdmin,
            search.SearchTranslationAdmin,
            search.SearchAskingWordAdmin,
        ],
    ),
    Shelf(
        "import",
        pgettext_lazy("menu", "Import"),
        "upload",
        80,
        [import_menu_item, event_import_menu_item, source_changes_menu_item, CalendarSourceAdmin],
    ),
    Shelf(
        "reports",
        gettext_lazy("Reports"),
        "history",
        90,
        [attention_menu_item, search.report_menu_item, OutgoingMailAdmin, BouncedAddressAdmin],
    ),
)
#: Every listing that is on a shelf; those of a host come after the shelves.
SHELVED = {item for shelf in SHELVES for item in shelf.holds if isinstance(item, type)}


def items_on(shelf: Shelf, listings: Sequence[Any], request) -> Iterator[MenuItem]:
    """The items of a shelf that the user of ``request`` may open, in order.

    ``listings`` are the modeladmin instances of the group.
    """
    by_class = {type(listing): listing for listing in listings}
    for order, held in enumerate(shelf.holds):
        if isinstance(held, type):
            item = by_class[held].get_menu_item(order) if held in by_class else None
        else:
            item = held()
        if item is not None and item.is_shown(request):
            yield item


class ShelfMenuItem(MenuItem):
    """Leads to the shelf, or straight to the one list on it; with the count of what waits."""

    def __init__(self, shelf: Shelf, listings: Sequence[Any]) -> None:
        self.shelf, self.listings = shelf, listings
        super().__init__(
            shelf.label,
            reverse(shelf.url_name),
            name=f"ngo-{shelf.name}",
            icon_name=shelf.icon,
            order=shelf.order,
        )

    def is_shown(self, request) -> bool:
        return any(True for _item in items_on(self.shelf, self.listings, request))

    def render_component(self, request):
        component = super().render_component(request)
        items = list(items_on(self.shelf, self.listings, request))
        if len(items) == 1:
            component.url = items[0].url
        if self.shelf.waiting:
            count = self.shelf.waiting(Today(request.user, now=timezone.now()))
            if count:
                component.label = f"{self.label} ({count})"
        return component


class ShelfView(ToolPage, TemplateView):
    """The lists of a shelf, as links."""

    template_name = "wagtail_ngo/admin/shelf.html"
    shelf: Shelf
    listings: Sequence[Any] = ()

    def setup(self, request, *args, shelf: Shelf, listings: Sequence[Any], **kwargs):
        super().setup(request, *args, **kwargs)
        self.shelf, self.listings = shelf, listings
        self.page_title, self.header_icon = shelf.label, shelf.icon

    def get_context_data(self, **kwargs):
        items = list(items_on(self.shelf, self.listings, self.request))
        if not items:
            raise PermissionDenied
        return super().get_context_data(items=items, **kwargs)


def urlpatterns(listings: Sequence[Any]) -> list:
    """An address for each shelf."""
    return [
        path(
            f"ngo/menu/{shelf.name}/",
            ShelfView.as_view(),
            {"shelf": shelf, "listings": listings},
            name=shelf.url_name,
        )
        for shelf in SHELVES
    ]
