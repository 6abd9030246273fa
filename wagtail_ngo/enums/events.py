"""Choices of events and their dates."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OccurrenceStatus(models.TextChoices):
    """What is known about a date; ``domain.events.date_states`` says what may follow what.

    RFC 5545 §3.8.1.11 knows CONFIRMED and CANCELLED; schema.org calls them eventStatus.
    """

    SCHEDULED = "scheduled", _("Takes place")
    CANCELLED = "cancelled", _("Cancelled")
    MOVED = "moved", _("Moved")
    # The page was unpublished while people were registered.
    WITHDRAWN = "withdrawn", _("No longer announced")
    # Said by whoever closed the date, for good.
    HELD = "held", _("Took place")
    NOT_HELD = "not_held", _("Did not take place")


class CountsAs(models.TextChoices):
    """As what the dates of a kind of event are counted. Fixed, unlike the names of kinds."""

    MEETING = "meeting", _("Meeting")
    TRAINING = "training", _("Training")
    ELECTION = "election", _("Election")
    CONSULTATION = "consultation", _("Consultation")
    OTHER = "other", _("Other event")


class DateRole(models.TextChoices):
    """What an NGO did on one date."""

    HOST = "host", _("Host")
    PARTNER = "partner", _("Partner")
    PRESENT = "present", _("Present")


class OverrideKind(models.TextChoices):
    """What an editor may do to one date of an event."""

    CANCELLED = "cancelled", _("Cancelled (stays in the list)")
    MOVED = "moved", _("Moved to another day or time")
    CHANGED = "changed", _("Other host, venue, title or note")
    REMOVED = "removed", _("Left out")
    EXTRA = "extra", _("Additional date")


class OrganizationRole(models.TextChoices):
    """What an NGO does at an event."""

    HOST = "host", _("Host")
    PARTNER = "partner", _("Partner")
