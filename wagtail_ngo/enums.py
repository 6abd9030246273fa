"""Closed lists of values that are stored in the database and shown to people."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OccurrenceStatus(models.TextChoices):
    """RFC 5545 §3.8.1.11 knows CONFIRMED and CANCELLED; schema.org calls them eventStatus."""

    SCHEDULED = "scheduled", _("Takes place")
    CANCELLED = "cancelled", _("Cancelled")
    MOVED = "moved", _("Moved")


class PDFVariant(models.TextChoices):
    """For whom a PDF is made. Only the web file is tagged and public."""

    WEB = "web", _("Web PDF")
    PRINT = "print", _("Print PDF")
    PRINT_GREY = "print-grey", _("Print PDF, greyscale")
    BOOKLET = "booklet", _("Booklet, A5 on A4")


class FileStatus(models.TextChoices):
    QUEUED = "queued", _("Waiting")
    RENDERING = "rendering", _("Being made")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Failed")


class SourceChange(models.TextChoices):
    """How a source differs now from what an issued bulletin shows of it."""

    NONE = "", _("Unchanged")
    CHANGED = "changed", _("Changed")
    GONE = "gone", _("No longer public")


class SectionTheme(models.TextChoices):
    """What a section of the bulletin is about; proposals go to the section of their theme."""

    FUNDING = "funding", _("Funding")
    EVENTS = "events", _("Events")
    NEWS = "news", _("News of the organizations")
    DIRECTORY = "directory", _("Organizations")
    COUNCIL = "council", _("Council of NGOs")
    OTHER = "other", _("Other")


class CoverStyle(models.TextChoices):
    PICTURE = "picture", _("Picture, where the issue has one")
    TYPE = "type", _("Number and month only")


class SubscriberStatus(models.TextChoices):
    UNCONFIRMED = "unconfirmed", _("Waiting for confirmation")
    ACTIVE = "active", _("Subscribed")
    UNSUBSCRIBED = "unsubscribed", _("Unsubscribed")


class DeliveryStatus(models.TextChoices):
    """A claimed address is never mailed again, even when the process died before the answer."""

    CLAIMED = "claimed", _("Unknown")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")
