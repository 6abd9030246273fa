"""Events: what editors write down. Their dates follow in ``occurrences``."""

import datetime
import uuid
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django.conf import settings
from django.db import models
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import path, re_path
from wagtail.documents import get_document_model_string
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Orderable, Page
from wagtail.search import index

from wagtail_ngo import signals
from wagtail_ngo.blocks import BodyStreamBlock
from wagtail_ngo.blocks.text import TEXT_FEATURES
from wagtail_ngo.domain.events.recurrence import from_recurrence
from wagtail_ngo.domain.events.schedule import Schedule
from wagtail_ngo.editing.forms import EventPageForm
from wagtail_ngo.editing.panels import RecurrencePanel, WrittenEventPanel
from wagtail_ngo.enums import OrganizationRole
from wagtail_ngo.fields import DayField, HourField, RecurrenceField
from wagtail_ngo.models.events.registration_fields import RegistrationFields
from wagtail_ngo.models.page_types import SubclassesFit
from wagtail_ngo.models.querysets import VisiblePageManager, is_expired
from wagtail_ngo.models.route_paths import RoutePaths
from wagtail_ngo.routes import view
from wagtail_ngo.validators import check_all, validate_event

# The day of a date; with its hour where the day has more than one.
DAY = r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2}(?:-[0-9]{4})?)"


def default_time_zone() -> str:
    return settings.TIME_ZONE


@cache
def time_zone_choices() -> tuple[tuple[str, str], ...]:
    """Every zone as (name, words). Kept: each check of an event asks, and the answer is on disk."""
    return tuple((name, name.replace("_", " ")) for name in sorted(available_timezones()))


def new_uid() -> str:
    return str(uuid.uuid4())


class EventMixin(RegistrationFields, RoutePaths):
    """The intention of the editor: when an event takes place, how it repeats, what it is."""

    kind = models.ForeignKey(
        "wagtail_ngo.EventKind",
        verbose_name=_("kind"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    programme = models.ForeignKey(
        "wagtail_ngo.CooperationProgramme",
        verbose_name=_("cooperation programme"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("For reports about the programme. A change leaves past dates as they are."),
    )
    lead = models.TextField(_("short description"), blank=True, max_length=400)
    body = StreamField(BodyStreamBlock(), verbose_name=_("text"), blank=True)
    easy_text = RichTextField(
        _("text that is easy to read"),
        blank=True,
        features=TEXT_FEATURES,
        help_text=_(
            "The same in short sentences and everyday words (easy-to-read, ETR). Shown beside the "
            "ordinary text, for people who need it."
        ),
    )
    image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    start_date = DayField(_("date"), default=datetime.date.today)
    start_time = HourField(_("time"), null=True, blank=True)
    end_date = DayField(_("end date"), null=True, blank=True)
    end_time = HourField(_("end time"), null=True, blank=True)
    all_day = models.BooleanField(_("whole day"), default=False)
    open_end = models.BooleanField(
        _("open end"),
        default=False,
        help_text=_("Nobody knows when it ends: the time of the end is not shown."),
    )
    time_zone = models.CharField(
        _("time zone"), max_length=64, default=default_time_zone, choices=time_zone_choices
    )
    recurrence: Any = RecurrenceField(verbose_name=_("repeats"), null=True, blank=True)
    skips_holidays = models.BooleanField(
        _("not on public holidays"),
        default=False,
        help_text=_("A date named in the changes to single dates takes place all the same."),
    )
    skips_breaks = models.BooleanField(
        _("not in school breaks"),
        default=False,
        help_text=_("By the list of school breaks. When that changes, the dates follow."),
    )
    venue = models.ForeignKey(
        "wagtail_ngo.Venue",
        verbose_name=_("venue"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    online_url = models.URLField(_("link for taking part online"), blank=True)
    organizer = models.CharField(_("organiser"), max_length=255, blank=True)
    audience = models.CharField(_("for whom"), max_length=255, blank=True)
    is_free = models.BooleanField(_("free of charge"), default=True)
    price = models.CharField(_("price"), max_length=255, blank=True)
    capacity = models.PositiveIntegerField(
        _("seats"), null=True, blank=True, help_text=_("On each date. Empty: no limit.")
    )
    contact_name = models.CharField(_("contact person"), max_length=255, blank=True)
    contact_email = models.EmailField(_("contact e-mail"), blank=True)
    contact_phone = models.CharField(_("contact phone"), max_length=32, blank=True)
    language = models.ForeignKey(
        "wagtail_ngo.Language",
        verbose_name=_("language"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    accessibility = models.TextField(
        _("accessibility"),
        blank=True,
        max_length=1000,
        help_text=_("E.g. sign language, induction loop, easy-to-read material."),
    )
    # Of the first event of a series that was split ("this and the following dates"): see
    # ``services.events.splitting``. Empty in the first itself.
    series_uid = models.CharField(max_length=255, blank=True, default="", editable=False)
    # An alias has that of its original: whoever subscribes to both calendars sees the event once.
    uid = models.CharField(_("UID"), max_length=255, default=new_uid, editable=False)
    sequence = models.PositiveIntegerField(_("sequence"), default=0, editable=False)
    # Of what calendars show, as of the last rebuild of the dates.
    content_digest = models.CharField(max_length=64, blank=True, editable=False)
    # SEQUENCE of the file that the event was imported from; None for one written here.
    source_sequence = models.PositiveIntegerField(null=True, editable=False)
    source_modified_at = models.DateTimeField(null=True, editable=False)
    # The file, and what it said when it was read last: a digest and the fields.
    source_name = models.CharField(max_length=255, blank=True, editable=False)
    source_content = models.JSONField(null=True, editable=False)
    # Fields that were changed at the source and here, until an editor has decided.
    source_conflicts = models.JSONField(default=list, blank=True, editable=False)

    kept_fields = [
        "uid",
        "series_uid",
        "sequence",
        "content_digest",
        "source_sequence",
        "source_modified_at",
        "source_name",
        "source_content",
        "source_conflicts",
    ]
    exclude_fields_in_copy = kept_fields
    search_fields = [
        index.SearchField("lead"),
        index.SearchField("body"),
        index.FilterField("start_date"),
        index.FilterField("kind"),
    ]
    # Without registration_panels: their lists belong to EventPage.
    content_panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("programme")]),
        FieldPanel("lead"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("start_date"), FieldPanel("start_time")]),
                FieldRowPanel([FieldPanel("end_date"), FieldPanel("end_time")]),
                FieldRowPanel([FieldPanel("all_day"), FieldPanel("open_end")]),
                FieldPanel("time_zone"),
            ],
            heading=_("When"),
        ),
        MultiFieldPanel(
            [
                RecurrencePanel("recurrence"),
                FieldRowPanel([FieldPanel("skips_holidays"), FieldPanel("skips_breaks")]),
            ],
            heading=_("Repeats"),
        ),
        MultiFieldPanel(
            [FieldPanel("venue"), FieldPanel("online_url"), FieldPanel("accessibility")],
            heading=_("Where"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("organizer"),
                FieldPanel("contact_name"),
                FieldRowPanel([FieldPanel("contact_email"), FieldPanel("contact_phone")]),
            ],
            heading=_("Organiser and contact"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("audience"),
                FieldRowPanel([FieldPanel("is_free"), FieldPanel("price")]),
                FieldPanel("language"),
            ],
            heading=_("For whom"),
        ),
        FieldPanel("image"),
        FieldPanel("body"),
        FieldPanel("easy_text"),
    ]

    class Meta:
        abstract = True

    @property
    def schedule(self) -> Schedule:
        """When the event takes place, as a value of the domain."""
        return Schedule(
            start_date=self.start_date,
            start_time=None if self.all_day else self.start_time,
            end_date=self.end_date,
            end_time=self.end_time,
            all_day=self.all_day,
            open_end=self.open_end,
            time_zone=self.time_zone,
            rule=from_recurrence(self.recurrence),
        )

    def clean(self) -> None:
        check_all(super().clean, lambda: validate_event(self.schedule))

    def save(self, *args, **kwargs):
        """An alias has the dates of its original from the start; nothing publishes it."""
        is_new_alias = self._state.adding and self.alias_of_id is not None
        super().save(*args, **kwargs)
        if is_new_alias:
            signals.event_alias_created.send(sender=type(self), page=self)

    save.alters_data = True

    def with_content_json(self, content):
        """A revision never brings back an old UID or sequence: subscribers rely on both."""
        page = super().with_content_json(content)
        for name in self.kept_fields:
            setattr(page, name, getattr(self, name))
        return page

    def serve(self, request, *args, **kwargs):
        if is_expired(self, now=timezone.now()) and not getattr(request, "is_preview", False):
            raise Http404
        return super().serve(request, *args, **kwargs)

    def copy(self, *args, copy_revisions=True, **kwargs):
        """A duplicate starts from the draft, also where Wagtail would leave the revisions out."""
        with_draft = copy_revisions or not self.latest_revision_id
        source = self if with_draft else self.get_latest_revision_as_object()
        return super(EventMixin, source).copy(*args, copy_revisions=copy_revisions, **kwargs)

    copy.alters_data = True

    event_route = view("events.pages.event", path("", name="event_route"))
    date_route = view("events.pages.date", re_path(rf"^{DAY}/$", name="date_route"))
    ics_route = view("events.calendars.event", path("ics/", name="ics_route"))
    qr_route = view("events.calendars.qr_code", path("qr/", name="qr_route"))
    register_route = view("registration.pages.register", path("register/", name="register_route"))
    date_register_route = view(
        "registration.pages.register_for_date",
        re_path(rf"^{DAY}/register/$", name="date_register_route"),
    )
    seats_route = view("registration.seats.seats", path("seats/", name="seats_route"))
    date_ics_route = view("events.calendars.date", re_path(rf"^{DAY}/ics/$", name="date_ics_route"))

    def route_arguments(self) -> dict:
        rows = self.occurrences.order_by("recurrence_id", "session").only(
            "recurrence_id", "session"
        )
        dates = [{"day": row.key.address} for row in rows]
        return dict.fromkeys(("date_route", "date_ics_route", "date_register_route"), dates)


class EventPage(SubclassesFit, EventMixin, Page):
    """An event, held once or many times."""

    template = "wagtail_ngo/pages/event_page.html"
    share_type = "article"
    share_image_field = "image"
    parent_page_types = ["wagtail_ngo.EventIndexPage"]
    subpage_types = []
    base_form_class = EventPageForm
    search_fields = Page.search_fields + EventMixin.search_fields
    content_panels = [
        *Page.content_panels,
        WrittenEventPanel(heading=_("Fill in by a line")),
        *EventMixin.content_panels[:4],
        InlinePanel("overrides", label=_("exception"), heading=_("Changes to single dates")),
        InlinePanel(
            "organizations", label=_("entry of the directory"), heading=_("Hosts and partners")
        ),
        *EventMixin.content_panels[4:],
        *RegistrationFields.registration_panels,
        InlinePanel("attachments", label=_("file"), heading=_("Files")),
    ]
    # The event whose later dates this one took over.
    predecessor = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="successors",
    )
    # The calendar of others that the event came from and is kept in step with.
    source = models.ForeignKey(
        "wagtail_ngo.CalendarSource",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="events",
    )
    kept_fields = [*EventMixin.kept_fields, "predecessor_id", "source_id"]
    exclude_fields_in_copy = [*EventMixin.kept_fields, "predecessor", "source"]
    objects = VisiblePageManager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")


class EventOrganization(Orderable):
    """An NGO that hosts an event or helps with it; in order."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="organizations")
    organization = models.ForeignKey(
        "wagtail_ngo.NGOPage",
        verbose_name=_("organization"),
        on_delete=models.CASCADE,
        related_name="event_roles",
    )
    role = models.CharField(
        _("role"),
        max_length=16,
        choices=OrganizationRole.choices,
        default=OrganizationRole.HOST,
    )

    panels = [FieldRowPanel([FieldPanel("organization"), FieldPanel("role")])]

    class Meta(Orderable.Meta):
        verbose_name = _("host or partner")
        verbose_name_plural = _("hosts and partners")

    def __str__(self) -> str:
        return str(self.organization)


class EventAttachment(Orderable):
    """A document that belongs to an event."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="attachments")
    document = models.ForeignKey(
        get_document_model_string(),
        verbose_name=_("document"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels = [FieldPanel("document")]

    class Meta(Orderable.Meta):
        verbose_name = _("file")
        verbose_name_plural = _("files")

    def __str__(self) -> str:
        return str(self.document)
