"""The calendar: all events below one page."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField
from wagtail.models import Page

from wagtail_ngo.models.querysets import VisiblePageManager


class EventIndexMixin(RoutablePageMixin):
    """Routes of a calendar. Mix into a page that has an ``introduction``."""

    @path("")
    def upcoming_route(self, request):
        from wagtail_ngo.views import events  # noqa: PLC0415 -- page route

        return events.upcoming(request, self)

    @path("ics/")
    def ics_route(self, request):
        from wagtail_ngo.views import calendars  # noqa: PLC0415 -- page route

        return calendars.listing(request, self)


class EventIndexPage(EventIndexMixin, Page):
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
