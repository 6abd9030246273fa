"""Choices of the outbox."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MailStatus(models.TextChoices):
    """What became of a message.

    ``UNKNOWN``: handed over, but the answer never came. ``BOUNCED``: taken by the mail server, and
    later sent back by another one.
    """

    QUEUED = "queued", _("Waiting")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")
    UNKNOWN = "unknown", _("Unknown")
    BOUNCED = "bounced", _("Came back")
    WITHDRAWN = "withdrawn", _("Withdrawn")
