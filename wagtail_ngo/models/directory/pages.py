"""The directory of NGOs and its entries."""

import datetime
import uuid

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.contrib.routable_page.models import path
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Page

from wagtail_ngo import fields
from wagtail_ngo.blocks import EntryStreamBlock
from wagtail_ngo.blocks.text import TEXT_FEATURES
from wagtail_ngo.domain.directory.sort_names import KEY_LENGTH, sort_key, sort_name
from wagtail_ngo.editing.forms import NGOPageForm
from wagtail_ngo.enums import AreaOfOperation, Confirmer, OrganizationStatus, Register
from wagtail_ngo.models.accessibility import AccessibilityFacts
from wagtail_ngo.models.directory import panels as entry_panels
from wagtail_ngo.models.directory.numbers import NUMBER_FIELDS, duplicate_errors
from wagtail_ngo.models.directory.routes import DirectorySearchRoutes
from wagtail_ngo.models.directory.search import EntrySearch
from wagtail_ngo.models.page_types import SubclassesFit, TabbedEditor
from wagtail_ngo.models.querysets import VisiblePageManager, is_expired
from wagtail_ngo.models.route_paths import RoutePaths
from wagtail_ngo.routes import view
from wagtail_ngo.validators import missing


class NGODirectoryMixin(models.Model):
    introduction = RichTextField(_("introduction"), blank=True)
    report_email = models.EmailField(
        _("e-mail for missing organizations"),
        blank=True,
        help_text=_("Public: shown beside the form by which visitors tell you of one."),
    )

    content_panels = [FieldPanel("introduction"), FieldPanel("report_email")]

    class Meta:
        abstract = True


class NGODirectoryPage(SubclassesFit, DirectorySearchRoutes, NGODirectoryMixin, Page):
    """The city's list of NGOs."""

    template = "wagtail_ngo/pages/ngo_directory_page.html"
    subpage_types = ["wagtail_ngo.NGOPage"]
    content_panels = (
        Page.content_panels
        + NGODirectoryMixin.content_panels
        + [InlinePanel("facets", heading=_("Filters"), label=_("filter"))]
    )
    objects = VisiblePageManager()

    class Meta:
        verbose_name = _("NGO directory")
        verbose_name_plural = _("NGO directories")

    @classmethod
    def entry_model(cls) -> type["NGOPage"]:
        """The kind of entry that editors add here; a host's own when ours is not creatable."""
        return next(iter(cls.creatable_subpage_models()), NGOPage)

    feed = view("directory.entries.feed", path("feed/", name="feed"))
    missing = view("directory.missing.report_missing", path("missing/", name="missing"))


class EntryIdentity(models.Model):
    """Names, legal form, registers and state of an organization."""

    short_name = models.CharField(_("short name"), max_length=100, blank=True)
    other_names = models.CharField(
        _("abbreviations and other names"),
        max_length=255,
        blank=True,
        help_text=_("Words by which people look for it, separated by commas."),
    )
    name_with = models.CharField(
        _("name after “with”"),
        max_length=255,
        blank=True,
        help_text=_(
            "The name as it follows “together with …” in a sentence. Reports use it where they "
            "name hosts; without it they list the names as they are."
        ),
    )
    filed_as = models.CharField(
        _("filed under"),
        max_length=255,
        blank=True,
        help_text=_("Leave empty to file it under its name without “Stowarzyszenie”, “Fundacja”."),
    )
    sort_key = models.CharField(max_length=KEY_LENGTH, blank=True, editable=False, db_index=True)
    uuid = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)
    legal_form = models.ForeignKey(
        "wagtail_ngo.LegalForm",
        verbose_name=_("legal form"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    register = models.CharField(
        _("register"), max_length=16, choices=Register.choices, default=Register.KRS
    )
    register_number = models.CharField(_("number in another register"), max_length=50, blank=True)
    krs = fields.KRSField("KRS", blank=True, db_index=True)
    nip = fields.NIPField("NIP", blank=True, db_index=True)
    regon = fields.REGONField("REGON", blank=True, db_index=True)
    iban = fields.IBANField(_("bank account"), blank=True)
    is_public_benefit = models.BooleanField(
        _("public benefit organization (OPP)"),
        default=False,
        help_text=_("May receive 1.5 per cent of income tax; the entry then says how."),
    )
    tax_purpose = models.CharField(_("purpose of the 1.5 per cent"), max_length=255, blank=True)
    founded_year = models.PositiveSmallIntegerField(
        _("founded in the year"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1200), MaxValueValidator(2200)],
    )
    status = models.CharField(
        _("status"),
        max_length=16,
        choices=OrganizationStatus.choices,
        default=OrganizationStatus.ACTIVE,
    )

    class Meta:
        abstract = True

    @property
    def sort_name(self) -> str:
        return self.filed_as or sort_name(self.title)


class EntryAddress(models.Model):
    """Where an organization sits and where it takes its mail."""

    seat_street = models.CharField(_("street and number"), max_length=255, blank=True)
    seat_postcode = fields.PostcodeField(_("postcode"), blank=True)
    seat_city = models.CharField(_("town"), max_length=100, blank=True)
    hide_street = models.BooleanField(
        _("do not show the street"),
        default=False,
        help_text=_("For a seat in somebody's home: the public sees the town only, and no map."),
    )
    mail_street = models.CharField(_("street and number or PO box"), max_length=255, blank=True)
    mail_postcode = fields.PostcodeField(_("postcode"), blank=True)
    mail_city = models.CharField(_("town"), max_length=100, blank=True)
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )

    class Meta:
        abstract = True

    @property
    def public_street(self) -> str:
        return "" if self.hide_street else self.seat_street

    @property
    def public_location(self) -> tuple[float, float] | None:
        """Latitude and longitude, unless they would give a hidden street away."""
        if self.hide_street or self.latitude is None or self.longitude is None:
            return None
        return float(self.latitude), float(self.longitude)

    @property
    def public_mail_street(self) -> str:
        """Street for letters; never the hidden street of the seat."""
        same = self.mail_street.casefold().split() == self.seat_street.casefold().split()
        return "" if self.hide_street and same else self.mail_street


class EntryReview(models.Model):
    """When the entry was last confirmed and when it is to be looked at again.

    These belong to the entry, not to a draft of it: they change without a new revision and no
    revision brings old values back (see NGOPage.with_content_json).
    """

    verified_on = models.DateField(_("confirmed on"), null=True, blank=True, editable=False)
    verified_by = models.CharField(
        _("confirmed by"), max_length=16, choices=Confirmer.choices, blank=True, editable=False
    )
    next_review_on = models.DateField(
        _("next review"), null=True, blank=True, editable=False, db_index=True
    )

    class Meta:
        abstract = True

    def is_overdue(self, today: datetime.date) -> bool:
        return self.next_review_on is not None and self.next_review_on < today


class NGOMixin(EntrySearch, EntryIdentity, EntryAddress, EntryReview, AccessibilityFacts):
    """What the directory knows of one organization."""

    lead = models.TextField(
        _("short description"),
        blank=True,
        max_length=400,
        help_text=_("What the organization does, for whom, in one or two sentences."),
    )
    easy_text = RichTextField(
        _("text that is easy to read"),
        blank=True,
        features=TEXT_FEATURES,
        help_text=_(
            "The same in short sentences and everyday words (easy-to-read, ETR). Shown beside the "
            "ordinary text, for people who need it."
        ),
    )
    description = StreamField(EntryStreamBlock(), verbose_name=_("description"), blank=True)
    logo = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    areas = ParentalManyToManyField(
        "wagtail_ngo.ActivityArea", verbose_name=_("activity areas"), blank=True
    )
    target_groups = ParentalManyToManyField(
        "wagtail_ngo.TargetGroup", verbose_name=_("target groups"), blank=True
    )
    districts = ParentalManyToManyField(
        "wagtail_ngo.District", verbose_name=_("districts"), blank=True
    )
    languages = ParentalManyToManyField(
        "wagtail_ngo.Language", verbose_name=_("languages"), blank=True
    )
    area_of_operation = models.CharField(
        _("area of operation"), max_length=16, choices=AreaOfOperation.choices, blank=True
    )
    internal_note = models.TextField(
        _("internal note"), blank=True, help_text=_("For editors only; never shown in public.")
    )

    class Meta:
        abstract = True

    @property
    def public_contacts(self) -> list:
        return [channel for channel in self.contact_channels.all() if channel.is_public]

    def save(self, *args, **kwargs) -> None:
        # Not in clean(): Wagtail saves drafts without it, and lists of editors hold drafts.
        self.sort_key = self.sort_key_now()
        super().save(*args, **kwargs)

    def sort_key_now(self) -> str:
        """The key under which lists sort the entry as it stands."""
        return sort_key(self.sort_name)

    def clean(self) -> None:
        super().clean()
        errors = duplicate_errors(self)
        if self.register == Register.NONE and (self.krs or self.register_number):
            errors["register"] = _("An organization that is not registered has no number.")
        if (self.latitude is None) != (self.longitude is None):
            errors["longitude"] = missing(_("Enter both coordinates or none."))
        if errors:
            raise ValidationError(errors)


class NGOPage(SubclassesFit, TabbedEditor, RoutePaths, NGOMixin, Page):
    """One organization's entry."""

    search_fields = Page.search_fields + NGOMixin.search_fields

    template = "wagtail_ngo/pages/ngo_page.html"
    share_type = "article"
    share_image_field = "logo"
    parent_page_types = ["wagtail_ngo.NGODirectoryPage"]
    subpage_types = []
    base_form_class = NGOPageForm
    # The tabs of the editor; a host lengthens a list or adds one.
    content_panels = entry_panels.name + entry_panels.about
    reach_panels = entry_panels.reach
    register_panels = entry_panels.registers
    exchange_panels = entry_panels.exchange
    office_panels = entry_panels.office
    editor_tabs = [
        ("content_panels", _("About")),
        ("reach_panels", _("Address and contact")),
        ("register_panels", _("Registers")),
        ("exchange_panels", _("Cooperation")),
        ("office_panels", _("For the office")),
        ("promote_panels", _("Promote")),
        ("settings_panels", _("Settings")),
    ]
    # What lists, tables and feeds of entries prefetch.
    RELATIONS = [
        "areas",
        "target_groups",
        "districts",
        "languages",
        "contact_channels",
        "opening_hours",
        "opening_exceptions",
    ]
    # A copy is another organization: it gets its own identity and no confirmation.
    exclude_fields_in_copy = [
        *NUMBER_FIELDS,
        "iban",
        "register_number",
        "uuid",
        "verified_on",
        "verified_by",
        "next_review_on",
    ]
    objects = VisiblePageManager()

    class Meta:
        verbose_name = _("NGO")
        verbose_name_plural = _("NGOs")

    def with_content_json(self, content):
        """The revision's content with the live review and identity, which no draft may change."""
        entry = super().with_content_json(content)
        for name in ("uuid", "verified_on", "verified_by", "next_review_on"):
            setattr(entry, name, getattr(self, name))
        return entry

    def serve(self, request, *args, **kwargs):
        if is_expired(self, now=timezone.now()) and not getattr(request, "is_preview", False):
            raise Http404
        return super().serve(request, *args, **kwargs)

    @property
    def needs_review(self) -> bool:
        return self.is_overdue(timezone.localdate())

    entry = view("directory.entries.entry", path("", name="entry"))
    report = view("directory.confirmations.report", path("report/", name="report"))
    vcard = view("directory.entries.vcard", path("vcard/", name="vcard"))
    ics = view("events.calendars.organization", path("ics/", name="ics"))
    qr = view("events.calendars.qr_code", path("qr/", name="qr"))
