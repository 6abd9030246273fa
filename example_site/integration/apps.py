from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntegrationConfig(AppConfig):
    """All that this town had to write to adopt wagtail-ngo."""

    name = "example_site.integration"
    label = "integration"
    verbose_name = _("NGOs in our town")
