"""What an editor sets once for a whole site."""

from typing import Self
from urllib.parse import quote

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Orderable, Page, Site

from wagtail_ngo.domain.phones import format_phone
from wagtail_ngo.enums import ContactKind
from wagtail_ngo.validators import clean_contact

share_address = RegexValidator(
    r"^https://[A-Za-z0-9.-]+/\S*\{url\}\S*\Z",
    _("Enter an address that begins with https:// and holds {url}."),
    code="share_address",
)


@register_setting(icon="group")
class NGOSettings(ClusterableModel, BaseSiteSetting):
    """Settings of the NGO pages of one site."""

    privacy_page = models.ForeignKey(
        Page,
        verbose_name=_("privacy notice: page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Every form links it, with what the data are for and how long they are kept."),
    )
    privacy_url = models.URLField(
        _("privacy notice: address"),
        blank=True,
        help_text=_(
            "Where the notice is on another site, such as the public information bulletin."
        ),
    )
    office_name = models.CharField(_("office"), max_length=255, blank=True)
    office_phone = models.CharField(_("phone of the office"), max_length=32, blank=True)
    office_email = models.EmailField(_("e-mail of the office"), blank=True)

    panels = [
        MultiFieldPanel(
            [FieldPanel("privacy_page"), FieldPanel("privacy_url")], heading=_("Privacy notice")
        ),
        MultiFieldPanel(
            [FieldPanel("office_name"), FieldPanel("office_phone"), FieldPanel("office_email")],
            heading=_("Office in charge of the directory"),
            help_text=_("Public: shown on entries that have no contact of their own."),
        ),
        InlinePanel(
            "share_networks",
            heading=_("Networks for sharing"),
            label=_("network"),
            help_text=_("Plain links below every page. Nothing is loaded from the networks."),
        ),
    ]

    class Meta:
        verbose_name = _("NGO pages")

    def clean(self) -> None:
        super().clean()
        if self.office_phone:
            try:
                self.office_phone = clean_contact(ContactKind.PHONE, self.office_phone)
            except ValidationError as error:
                raise ValidationError({"office_phone": error}) from None

    @classmethod
    def of(cls, site: Site | None) -> Self:
        """The settings of a site, or empty ones. Never writes a row, as ``for_site`` does."""
        settings = cls.objects.filter(site=site).select_related("privacy_page").first()
        return settings or cls(site=site)

    @property
    def privacy_address(self) -> str:
        """Where the privacy notice is, or ""."""
        page = self.privacy_page
        return self.privacy_url or (page.full_url or "" if page and page.live else "")

    @property
    def has_office(self) -> bool:
        return bool(self.office_phone or self.office_email)

    @property
    def office_phone_text(self) -> str:
        return format_phone(self.office_phone)


class ShareNetwork(Orderable):
    """A network that visitors may share a page to."""

    settings = ParentalKey(NGOSettings, on_delete=models.CASCADE, related_name="share_networks")
    name = models.CharField(_("name"), max_length=40)
    address = models.CharField(
        _("address"),
        max_length=255,
        validators=[share_address],
        help_text=_(
            "The network's address for sharing, with {url} where the page's address goes and, "
            "if the network knows it, {title}."
        ),
    )

    panels = [FieldPanel("name"), FieldPanel("address")]

    class Meta(Orderable.Meta):
        verbose_name = _("network")
        verbose_name_plural = _("networks")

    def __str__(self) -> str:
        return self.name

    def link(self, *, url: str, title: str) -> str:
        """The network's address with both values filled in, quoted."""
        filled = self.address.replace("{url}", quote(url, safe=""))
        return filled.replace("{title}", quote(title, safe=""))
