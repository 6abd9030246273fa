"""Choices of the bulletin."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PDFVariant(models.TextChoices):
    """For whom a PDF is made. Only the web file is tagged and public."""

    WEB = "web", _("Web PDF")
    PRINT = "print", _("Print PDF")
    PRINT_GREY = "print-grey", _("Print PDF, greyscale")
    BOOKLET = "booklet", _("Booklet, A5 on A4")
    BOOKLET_A3 = "booklet-a3", _("Booklet, A4 on A3")


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


class ProposalOrigin(models.TextChoices):
    """Why something is proposed for an issue."""

    PERIOD = "period", _("in the period")
    NEW = "new", _("new in the directory")
    CHANGED = "changed", _("entry changed")
    LEFT_OUT = "left_out", _("not used in the last issue")


class CoverStyle(models.TextChoices):
    PICTURE = "picture", _("Picture, where the issue has one")
    TYPE = "type", _("Number and month only")


class SubscriberStatus(models.TextChoices):
    UNCONFIRMED = "unconfirmed", _("Waiting for confirmation")
    ACTIVE = "active", _("Subscribed")
    UNSUBSCRIBED = "unsubscribed", _("Unsubscribed")


class ListedAddress(models.TextChoices):
    """What becomes, or became, of a row of a list of subscribers."""

    NEW = "new", _("Is taken over")
    CONFIRMED = "confirmed", _("Was waiting for the confirmation: is taken over")
    KNOWN = "known", _("Is subscribed already")
    TWICE = "twice", _("In the file twice")
    GONE = "gone", _("Has left since: left out")
    UNREACHABLE = "unreachable", _("Mail came back from there: left out")
    NO_ADDRESS = "no_address", _("No e-mail address: left out")
    MANY = "many", _("Several addresses in one cell: left out")
    NO_DATE = "no_date", _("No date of consent: left out")
    LATER = "later", _("The consent is dated in the future: left out")


class DeliveryStatus(models.TextChoices):
    """A claimed address is never mailed again by itself, even when its fate is unknown."""

    QUEUED = "queued", _("Waiting")
    CLAIMED = "claimed", _("Unknown")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")
