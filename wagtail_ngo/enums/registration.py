"""Choices of registration."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RegistrationMode(models.TextChoices):
    NONE = "none", _("None")
    EXTERNAL = "external", _("On another web site")
    HERE = "here", _("Here")


class RegistrationScope(models.TextChoices):
    """For what people register at once."""

    DATE = "date", _("Each date for itself")
    COURSE = "course", _("All dates together (a course)")


class WhoMayRegister(models.TextChoices):
    ANYONE = "anyone", _("Anyone")
    ORGANIZATIONS = "organizations", _("Representatives of organizations")


class RegistrationStatus(models.TextChoices):
    """In the order of a registration's life; ``domain.registration.states`` has the roads."""

    UNCONFIRMED = "unconfirmed", _("Not confirmed yet")
    CONFIRMED = "confirmed", _("Registered")
    WAITING = "waiting", _("Waiting list")
    OFFERED = "offered", _("Seat offered")
    EXPIRED = "expired", _("Expired")
    CANCELLED = "cancelled", _("Cancelled by the person or the organiser")
    ATTENDED = "attended", _("Attended")
    ABSENT = "absent", _("Absent")


class RegistrationOrigin(models.TextChoices):
    FORM = "form", _("Form on the web site")
    DESK = "desk", _("Added by the organiser")
    IMPORT = "import", _("Imported list")


class ListedPerson(models.TextChoices):
    """What becomes, or became, of a row of a list of participants."""

    SEAT = "seat", _("Gets a seat")
    LINE = "line", _("Goes on the waiting list")
    KNOWN = "known", _("Is registered already")
    TWICE = "twice", _("In the file twice")
    CANCELLED = "cancelled", _("Cancelled before: left out")
    FULL = "full", _("No seat: left out")
    UNREADABLE = "unreadable", _("No person: left out")
    BUSY = "busy", _("Not written: import the list once more")
