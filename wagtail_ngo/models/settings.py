"""What an editor sets once for a whole site."""

from urllib.parse import quote

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Orderable

share_address = RegexValidator(
    r"^https://[A-Za-z0-9.-]+/\S*\{url\}\S*\Z",
    _("Enter an address that begins with https:// and holds {url}."),
    code="share_address",
)


@register_setting(icon="group")
class NGOSettings(ClusterableModel, BaseSiteSetting):
    """Settings of the NGO pages of one site."""

    panels = [
        InlinePanel(
            "share_networks",
            heading=_("Networks for sharing"),
            label=_("network"),
            help_text=_("Plain links below every page. Nothing is loaded from the networks."),
        )
    ]

    class Meta:
        verbose_name = _("NGO pages")


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
