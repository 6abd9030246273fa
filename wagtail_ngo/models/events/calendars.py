"""The calendar: all events below one page."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path
from wagtail.fields import RichTextField
from wagtail.models import Page

from wagtail_ngo.models.page_types import SubclassesFit
from wagtail_ngo.models.querysets import VisiblePageManager
from wagtail_ngo.routes import view


class EventIndexMixin(RoutablePageMixin):
    """Routes of a calendar. Mix into a page that has an ``introduction``."""

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
