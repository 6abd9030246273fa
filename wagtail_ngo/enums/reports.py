"""Choices of activity reports."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ReportScope(models.TextChoices):
    """Whose records an activity report counts."""

    CITY = "city", _("everything in the directory and the calendars")
    SITE = "site", _("this site")
    CALENDAR = "calendar", _("one calendar")
    PROGRAMME = "programme", _("one cooperation programme")


class ChartSubject(models.TextChoices):
    """What a chart of an activity report shows."""

    MONTHS = "months", _("events by month")
    KINDS = "kinds", _("events by kind")
    YEARS = "years", _("figures beside those of the period before")


class FigureKey(models.TextChoices):
    """A figure of an activity report. The definitions are in ``services.reports.words``."""

    MEETINGS = "meetings", pgettext_lazy("figure of a report", "meetings")
    HOSTS = "hosts", _("organizations that hosted meetings")
    TRAINING_DAYS = "training_days", _("days of training")
    TRAINEES = "trainees", _("people in trainings")
    TRAINING_PARTICIPATIONS = "training_participations", _("participations in trainings")
    OTHER_EVENTS = "other_events", _("other events")
    PARTICIPATIONS = "participations", _("participations in all events")
    PEOPLE = "people", _("people in all events")
    ORGANIZATIONS = "organizations", _("organizations that took part")
    REPRESENTATIVES = "representatives", _("representatives of organizations")
    ISSUES = "issues", _("issues of the bulletin")
    COPIES = "copies", _("paper copies handed out")
    ELECTIONS = "elections", _("elections")
    VOTERS = "voters", _("representatives who voted")
    TURNOUT = "turnout", _("turnout in elections")
    NEW_ENTRIES = "new_entries", _("new organizations in the directory")
    CALLS = "calls", _("funding calls announced")
    AWARDS = "awards", _("grants decided")
    GRANTED = "granted", _("money granted")
    COOPERATIONS = "cooperations", _("cooperations")
    SEARCHES = "searches", _("searches in the directory")
    DOWNLOADS = "downloads", _("downloads of the bulletin")


class CountedUse(models.TextChoices):
    """What is counted by day, without anything about who did it."""

    SEARCH = "search", _("search in the directory")
    DOWNLOAD = "download", _("download of a bulletin")


class ReportName(models.TextChoices):
    """Names that a report can put into a sentence beside its figures."""

    HOSTS = "host_names", _("names of the hosts of meetings")
