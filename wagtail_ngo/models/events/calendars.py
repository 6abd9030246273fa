"""The calendar: all events below one page."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path
from wagtail.fields import RichTextField
from wagtail.models import Page

from wagtail_ngo.models.page_types import SubclassesFit
from wagtail_ngo.models.querysets import VisiblePageManager


class EventIndexMixin(RoutablePageMixin):
    """Routes of a calendar. Mix into a page that has an ``introduction``."""

    @path("")
    def upcoming_route(self, request):
        from wagtail_ngo.views.events import pages as events  # noqa: PLC0415 -- page route

        return events.upcoming(request, self)

    @path("archive/")
    def archive_route(self, request):
        from wagtail_ngo.views.events import pages as events  # noqa: PLC0415 -- page route

        return events.archive(request, self, None)

    @re_path(r"^archive/(?P<year>[0-9]{4})/$")
    def archive_year_route(self, request, year):
        from wagtail_ngo.views.events import pages as events  # noqa: PLC0415 -- page route

        return events.archive(request, self, int(year))

    @path("month/")
    def current_month_route(self, request):
        from wagtail_ngo.views.events import months as event_months  # noqa: PLC0415 -- page route

        return event_months.current_month(request, self)

    @re_path(r"^month/(?P<year>[0-9]{4})-(?P<number>[0-9]{2})/$")
    def month_route(self, request, year, number):
        from wagtail_ngo.views.events import months as event_months  # noqa: PLC0415 -- page route

        return event_months.month(request, self, int(year), int(number))

    @path("ics/")
    def ics_route(self, request):
        from wagtail_ngo.views.events import calendars  # noqa: PLC0415 -- page route

        return calendars.listing(request, self)

    @path("feed/")
    def feed_route(self, request):
        from wagtail_ngo.views.events import calendars  # noqa: PLC0415 -- page route

        return calendars.feed(request, self)

    @path("qr/")
    def qr_route(self, request):
        from wagtail_ngo.views.events import calendars  # noqa: PLC0415 -- page route

        return calendars.qr_code(request, self)


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
