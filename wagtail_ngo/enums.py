"""Closed lists of values that are stored in the database and shown to people."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OccurrenceStatus(models.TextChoices):
    """RFC 5545 §3.8.1.11 knows CONFIRMED and CANCELLED; schema.org calls them eventStatus."""

    SCHEDULED = "scheduled", _("Takes place")
    CANCELLED = "cancelled", _("Cancelled")
    MOVED = "moved", _("Moved")
