"""The calendar: all events below one page."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import path, re_path
from wagtail.fields import RichTextField
from wagtail.models import Page

from wagtail_ngo.models.events.occurrences import Occurrence
from wagtail_ngo.models.page_types import SubclassesFit
from wagtail_ngo.models.querysets import VisiblePageManager
from wagtail_ngo.models.route_paths import RoutePaths
from wagtail_ngo.routes import view


class EventIndexMixin(RoutePaths):
    """Routes of a calendar. Mix into a page that has an ``introduction``."""

    class Meta:
        abstract = True

    upcoming_route = view("events.pages.upcoming", path("", name="upcoming_route"))
    archive_route = view("events.pages.archive", path("archive/", name="archive_route"))
    archive_year_route = view(
        "events.pages.archive", re_path(r"^archive/(?P<year>[0-9]{4})/$", name="archive_year_route")
    )
    current_month_route = view(
        "events.months.current_month", path("month/", name="current_month_route")
    )
    month_route = view(
        "events.months.month",
        re_path(r"^month/(?P<year>[0-9]{4})-(?P<number>[0-9]{2})/$", name="month_route"),
    )
    ics_route = view("events.calendars.listing", path("ics/", name="ics_route"))
    feed_route = view("events.calendars.feed", path("feed/", name="feed_route"))
    qr_route = view("events.calendars.qr_code", path("qr/", name="qr_route"))

    def route_arguments(self) -> dict:
        """Years and months that have dates; the archive and the table link to no others."""
        days = Occurrence.objects.under(self).order_by("recurrence_id")
        months = sorted({f"{day:%Y-%m}" for day in days.values_list("recurrence_id", flat=True)})
        return {
            "archive_year_route": [
                {"year": year} for year in sorted({month[:4] for month in months})
            ],
            "month_route": [{"year": month[:4], "number": month[5:]} for month in months],
        }


class EventIndexPage(SubclassesFit, EventIndexMixin, Page):
    """The calendar."""

    template = "wagtail_ngo/pages/event_index_page.html"
    subpage_types = ["wagtail_ngo.EventPage"]
    introduction = RichTextField(
        _("introduction"), blank=True, features=["bold", "italic", "link", "ul", "ol"]
    )
    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    objects = VisiblePageManager()

    class Meta:
        verbose_name = _("calendar")
        verbose_name_plural = _("calendars")
