from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WagtailNGOConfig(AppConfig):
    name = "wagtail_ngo"
    label = "wagtail_ngo"
    verbose_name = _("NGO")
    default = True
    # Pinned, so that a host's own DEFAULT_AUTO_FIELD never asks for a migration here.
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail_ngo import checks, signal_handlers  # noqa: F401, PLC0415 -- app ready
        from wagtail_ngo.services.council import (  # noqa: PLC0415 -- app ready
            personal_data as council_data,
        )
        from wagtail_ngo.services.people import personal_data  # noqa: PLC0415 -- app ready
        from wagtail_ngo.services.registration import (  # noqa: PLC0415 -- app ready
            personal_data as registrations,
        )
        from wagtail_ngo.services.reports import (  # noqa: PLC0415 -- app ready
            personal_data as report_data,
        )

        personal_data.declare()
        report_data.declare()
        registrations.declare()
        council_data.declare()
