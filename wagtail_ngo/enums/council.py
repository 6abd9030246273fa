"""Choices of the council and its elections."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ElectionForm(models.TextChoices):
    """Who votes on which list."""

    ONE_LIST = "one_list", _("One list for all")
    OWN_AREA = "own_area", _("By areas: each organization votes in its own area")
    EVERY_AREA = "every_area", _("By areas: each organization votes in every area")


class VotingKind(models.TextChoices):
    MEETING = "meeting", _("At a meeting")
    DAYS = "days", _("On certain days, at a desk")


class DeputyRule(models.TextChoices):
    NONE = "none", _("No deputies")
    ALLOWED = "allowed", _("A candidate may have a deputy")
    REQUIRED = "required", _("Each candidate has a deputy")
    OTHER_SEX = "other_sex", _("Each candidate has a deputy of the other sex")


class Sex(models.TextChoices):
    """Asked for only where the rules of an election depend on it."""

    NONE = "", "–"
    WOMAN = "w", _("woman")
    MAN = "m", _("man")


class CandidateOrder(models.TextChoices):
    ALPHABETICAL = "alphabetical", _("Alphabetical")
    DRAWN = "drawn", _("Drawn by lot")


class CandidateState(models.TextChoices):
    """In the order in which they are listed: what waits comes first."""

    WAITING = "a_waiting", _("Waiting")
    ACCEPTED = "accepted", _("Accepted")
    REJECTED = "rejected", _("Rejected")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class LeftOutReason(models.TextChoices):
    """Why an organization of the directory is not on an electoral roll."""

    NONE = "", "–"
    NOT_PUBLISHED = "not_published", _("its entry is not published")
    NOT_ACTIVE = "not_active", _("it is not active")
    NOT_REGISTERED = "not_registered", _("it is not registered")
    TWICE = "twice", _("it is on the roll already: the same register number or name")


class ElectionPhase(models.TextChoices):
    """Where an election is now, in order."""

    BEFORE = "before", _("Before the nominations")
    NOMINATIONS = "nominations", _("Nominations")
    CHECKING = "checking", _("Nominations are checked")
    LIST = "list", _("List of candidates published")
    VOTING = "voting", _("Voting")
    COUNTING = "counting", _("Ballots are counted")
    VALIDATED = "validated", _("Result confirmed")


class CouncilRole(models.TextChoices):
    MEMBER = "member", _("member")
    CHAIR = "chair", _("chair")
    VICE_CHAIR = "vice_chair", _("deputy chair")
    SECRETARY = "secretary", _("secretary")


class CouncilDocumentKind(models.TextChoices):
    MINUTES = "minutes", _("Minutes")
    OPINION = "opinion", _("Opinion")
    RESOLUTION = "resolution", _("Resolution")
    OTHER = "other", _("Other document")
