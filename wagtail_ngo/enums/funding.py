"""Choices of funding calls."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CallProcedure(models.TextChoices):
    """In which procedure money is given. Articles of the Act of 24 April 2003 on public benefit
    and volunteer work."""

    OPEN_CALL = "open_call", _("Open call for offers")
    SMALL_GRANT = "small_grant", _("Small grant without a call (art. 19a)")
    OWN_CONTRIBUTION = "own_contribution", _("Own contribution to another grant")
    LOCAL_INITIATIVE = "local_initiative", _("Local initiative")
    REGRANTING = "regranting", _("Regranting")
    OTHER = "other", _("Other")


class DataLicense(models.TextChoices):
    """Under which terms open data may be used again."""

    CC0 = "CC0", _("Public domain (CC0 1.0)")
    CC_BY = "CC_BY_4_0", _("Attribution (CC BY 4.0)")
