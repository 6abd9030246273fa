"""Texts of activity reports in the register of personal data."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wagtail_ngo.services.people.reasons import NAMED, PUBLIC_TASK, WHILE_PUBLISHED
from wagtail_ngo.services.people.register import PersonalData, holds_no_person, register


def declare() -> None:
    """Add the entries; called once, when the app is ready."""
    register(
        PersonalData(
            "wagtail_ngo.ActivityReportPage", ["lead", "body"],
            NAMED, _("telling residents what was done"), PUBLIC_TASK, WHILE_PUBLISHED,
        )
    )  # fmt: skip
    # Names of organizations and figures; a name in a frozen report is that of an organization.
    holds_no_person("wagtail_ngo.ReportFreeze", "values", "records", "note")
    holds_no_person("wagtail_ngo.NGOPage", "name_with")
