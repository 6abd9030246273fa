"""Choices of stored files."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FileStatus(models.TextChoices):
    QUEUED = "queued", _("Waiting")
    RENDERING = "rendering", _("Being made")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Failed")


class DocumentKind(models.TextChoices):
    """What a stored document is."""

    SIGN_IN = "sign_in", _("Sign-in sheet")
    BADGES = "badges", _("Badges")
    PROTOCOL = "protocol", _("Protocol")
    REPORT = "report", _("Report")
    POSTER = "poster", _("Year on one page")
    OTHER = "other", _("Other document")
